from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding, Severity
from onrecord.flows.check import check_reading
from onrecord.flows.read import read_document

CHECK = "bounds"
Faults = Callable[..., list[Finding]]


HOLDS_NOT = (
    "The killings hit members of ethnic minorities, who account for up to {all} per cent of the "
    "population. A third of the {serbs} Serbs and Roma in the country live in the north. More "
    "than half of the pre-war Slavic Muslim community of {left} fled in 1999. Now about {share} "
    "per cent of the population, they live in the south."
)


@pytest.mark.parametrize(
    ("all_", "serbs", "left", "share"), [(8, "100,000", "67,000", 3), (5, "40,000", "12,000", 2)]
)
def test_shares_and_counts_that_clash_are_found_with_the_numbers(
    all_: int, serbs: str, left: str, share: int, faults: Faults
) -> None:
    text = HOLDS_NOT.format(all=all_, serbs=serbs, left=left, share=share)
    (finding,) = faults(CHECK, text)
    assert len(finding.passages) == 4
    assert "at least" in str(finding.explanation)
    assert "at most" in str(finding.explanation)


@pytest.mark.parametrize(
    ("all_", "serbs", "left", "share"), [(8, "100,000", "167,000", 3), (8, "40,000", "67,000", 3)]
)
def test_numbers_that_can_hold_are_no_fault(
    all_: int, serbs: str, left: str, share: int, faults: Faults
) -> None:
    assert faults(CHECK, HOLDS_NOT.format(all=all_, serbs=serbs, left=left, share=share)) == []


def test_two_shares_of_one_group_clash_without_any_count(faults: Faults) -> None:
    (finding,) = faults(
        CHECK,
        "Serbs are 12 per cent of the population. Minorities are at most 8 per cent of the "
        "population.",
    )
    assert finding.severity == "medium"


@pytest.mark.parametrize(
    "text",
    [
        (
            "Serbs were 12 per cent of the population in 1981. Serbs were 7 per cent of the "
            "population in 2011."
        ),
        "Two Serb sisters live in Prizren. About 100,000 Serbs live in the country.",
        (
            "More than 230,000 Serbs, Roma and others fled in 1999. Only 5,800 have returned. "
            "Around a third of the 100,000 Serbs and Roma live in the north."
        ),
    ],
)
def test_other_dates_parts_and_flows_are_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []


def test_where_all_can_hold_it_is_told_what_they_take() -> None:
    text = HOLDS_NOT.format(all=8, serbs="100,000", left="167,000", share=3)
    reading = read_document(text.encode(), "report.txt", sandboxed=False)
    (finding,) = [one for one in check_reading(reading) if one.check == CHECK]
    assert finding.severity is Severity.info
    assert "take a population of 1,818,182 to 3,340,000" in str(finding.explanation)
