"""What is denied or only possible is no claim that it happened."""

from __future__ import annotations

import pytest

from onrecord.core.document.acts import ActStatus
from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.who_did_what import find_acts


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("There were killings.", ActStatus.asserted),
        ("There were no killings.", ActStatus.denied),
        ("The army did not kill villagers.", ActStatus.denied),
        ("The army did not condemn the killings.", ActStatus.asserted),
        ("No reports say of the army or of its old friends any killings.", ActStatus.denied),
        ("It denied that the army killed villagers.", ActStatus.denied),
        ("They must prevent torture.", ActStatus.hypothetical),
        ("Here torture is prohibited.", ActStatus.hypothetical),
        ("They must act on killings that were committed.", ActStatus.asserted),
        ("They must act, and after a long while killings came.", ActStatus.asserted),
        ("There were no killings; looted houses stood there.", ActStatus.denied),
    ],
)
def test_marks_before_and_behind(text: str, status: ActStatus, lexicon: Lexicon) -> None:
    assert next(iter(find_acts(text, lexicon))).status is status


def test_a_denied_act_does_not_deny_the_one_that_it_was_part_of(lexicon: Lexicon) -> None:
    killed, beaten = find_acts("No villagers were killed in the beating.", lexicon)
    assert (killed.status, beaten.status) == (ActStatus.denied, ActStatus.asserted)
