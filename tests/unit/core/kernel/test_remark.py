from __future__ import annotations

import json

from onrecord.core.estimate import Remark


def test_numbers_are_written_for_people() -> None:
    remark = Remark.of("{a} and {b}, {c} of {d}.", a=18393.3, b=0.0634, c=1024, d="all")
    assert str(remark) == "18,393 and 0.0634, 1,024 of all."


def test_template_and_values_are_kept_for_translation() -> None:
    remark = Remark.of("Only {lists}.", lists="court")
    assert (remark.template, remark.params) == ("Only {lists}.", (("lists", "court"),))


def test_a_remark_survives_json() -> None:
    parts = (Remark.of("comments"), Remark.of("{n} notes", n=2))
    remark = Remark.of("It holds {what}: {share}.", what=parts, share=0.5)
    again = Remark.from_plain(json.loads(json.dumps(remark.to_plain())))
    assert again == remark
    assert str(again) == "It holds comments, 2 notes: 0.5."
