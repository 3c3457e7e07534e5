"""What must hold of the checks on any text whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.document.document_text import DocumentText
from onrecord.core.kernel.finding import Finding
from onrecord.flows.check import check_readings
from onrecord.flows.read import Reading, read_text

WORDS = st.sampled_from(
    [
        *("1,303", "12", "0", "1999", "36 per cent", "half", "thousands", "nearly one million"),
        *("Serbs", "Roma", "Albanians", "minorities", "women", "people", "population", "UNMIK"),
        *("of whom", "of the", "of these", "including", "Of", "who", "they", "account for"),
        *("killed", "missing", "displaced", "fled", "returned", "live", "remained", "left"),
        *("in 1997", "by January 1, 1998", "in Kosovo", "declared independence", "two years later"),
        *("now", "Goran Invented killed", "community of", ".", ",", "\n\n", "(", ")", "+", ":"),
        *("Skip to main content", "{{name}}", "\ufffd", "Children's rights", "Nepal", "Kosovo War"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


def reading(text: str) -> Reading:
    document = DocumentText(
        text=text, pages=((0, len(text)),), media_type="text/plain", language="en"
    )
    return read_text(document, "0" * 64)


def found(*texts: str) -> tuple[Finding, ...]:
    return check_readings([(f"{at}", reading(text)) for at, text in enumerate(texts)])


@given(TEXTS, TEXTS)
@settings(max_examples=80, deadline=None)
def test_every_finding_stands_where_it_says_and_explains_itself(one: str, other: str) -> None:
    for finding in found(one, other):
        for passage in finding.passages:
            text = (one, other)[int(passage.document)]
            assert text[passage.start : passage.end] == passage.quote != ""
        assert finding.passages
        assert "{" not in str(finding.what).replace("{{name}}", "")
        row = finding.as_row()
        assert {"check", "severity", "explanation", "passages"} <= set(row)


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert found(text) == found(text)
