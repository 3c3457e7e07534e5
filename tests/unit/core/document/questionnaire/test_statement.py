"""How does a filled form become text to read, and a record of its answers?"""

from __future__ import annotations

from datetime import date

from onrecord.core.document.custody.canonical import canonical
from onrecord.core.document.questionnaire import Form, fill, statement_record, statement_text

TODAY = date(2026, 3, 1)


def test_each_answer_stands_where_its_span_says(form: Form, answers: dict[str, str]) -> None:
    nodes = fill(form, answers, today=TODAY)
    text = statement_text(nodes, "sq", heading=["Statement on attacks"])
    found = {span.path: text.text[span.start : span.end] for span in text.spans}
    assert found["incident/1/what"] == "rrahje; vrasje"
    assert found["incident/1/victim/2/victim_name"] == "Enver"
    assert found["incident/1/story"] == "They came\nat night."
    assert text.text.startswith("Statement on attacks\n")
    assert "# Ngjarja 1\n" in text.text
    assert "Kush është me ju?" not in text.text


def test_what_was_asked_and_not_answered_is_shown(form: Form, answers: dict[str, str]) -> None:
    del answers["sex"]
    text = statement_text(fill(form, answers, today=TODAY), "en", heading=[])
    assert "Sex\n    —\n" in text.text


def test_the_record_holds_what_applies_and_has_a_canonical_form(
    form: Form, answers: dict[str, str]
) -> None:
    answers["guardian"] = "Fatime"
    record = statement_record(form, fill(form, answers, today=TODAY))
    kept = record["answers"]
    assert isinstance(kept, dict)
    assert "guardian" not in kept
    assert kept["victims"] == "2"
    assert record["repeats"] == {"incident": 2, "incident/1/victim": 2, "incident/2/victim": 1}
    assert canonical(record).startswith(b'{"answers":{')
