from __future__ import annotations

from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.remark import Remark

FINDING = Finding(
    check="parts_and_total",
    severity=Severity.high,
    what=Remark.of("The parts do not sum to the total."),
    explanation=Remark.of("{left} is not {right}.", left=61, right=60),
    passages=(Span(start=3, end=5, quote="61"), Span(start=0, end=2, quote="60", document="b.txt")),
    sureness=Sureness.certain,
    settled_by=Remark.of("The list behind the total."),
)


def test_a_finding_is_printed_with_what_why_where_how_sure_and_what_would_settle_it() -> None:
    assert FINDING.as_row() == {
        "check": "parts_and_total",
        "severity": "high",
        "what": "The parts do not sum to the total.",
        "explanation": "61 is not 60.",
        "passages": [
            {"start": 3, "end": 5, "quote": "61"},
            {"start": 0, "end": 2, "quote": "60", "document": "b.txt"},
        ],
        "sureness": "certain",
        "settled_by": "The list behind the total.",
    }


def test_what_would_settle_it_may_be_unknown() -> None:
    finding = Finding(
        check="x",
        severity=Severity.info,
        what=Remark.of("Checked."),
        explanation=Remark.of("It holds."),
        passages=(),
    )
    assert finding.as_row()["settled_by"] is None
    assert finding.as_row()["sureness"] == "likely"
