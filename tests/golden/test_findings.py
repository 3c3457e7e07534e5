"""What the checks report on the two seed documents, and what they must leave alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.core.kernel.finding import Finding, Severity, Span
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.core.reconcile.checks import PartsOfTotal, Stated
from onrecord.core.reconcile.checks.rules.parts_and_total import check_total
from onrecord.flows.check import check_reading
from onrecord.flows.read import read_document

pytestmark = pytest.mark.data
ARTICLE, RELEASE = "human-rights-in-kosovo.txt", "prisoners-in-our-own-homes.txt"


@pytest.fixture(scope="module")
def findings(shared_data: Callable[[str], Path]) -> dict[str, tuple[Finding, ...]]:
    read = {}
    for name in (ARTICLE, RELEASE):
        data = shared_data(f"seeds/{name}").read_bytes()
        read[name] = check_reading(read_document(data, name, sandboxed=False))
    return read


@pytest.mark.parametrize(
    ("document", "check", "quotes", "words"),
    [
        (ARTICLE, "before_it_existed", ["1,303", "January 1, 1998", "UNMIK"], "10 June 1999"),
        (ARTICLE, "before_it_existed", ["1,303"], "began only 28 February 1998"),
        (ARTICLE, "magnitudes", ["thousands", "nearly one million", "80 percent"], "1,250,000"),
        (ARTICLE, "share_without_base", ["about 36 percent"], "does not give"),
        (ARTICLE, "event_dates", ["achieved independence", "2009"], "17 February 2008"),
        (ARTICLE, "majority_and_minority", ["Kosovar Albanians"], "majority"),
        (ARTICLE, "group_labels", ["Muslim Roma"], "one community or several"),
        (ARTICLE, "group_labels", ["Roma Turks"], "comma"),
        (ARTICLE, "unattributed_accusation", [], "alleged"),
        (RELEASE, "bounds", ["about three per cent", "100,000"], "at most 33,500 slavic muslims"),
        (RELEASE, "bounds", ["up to eight per cent", "More than half"], "at least 45,455 slavic"),
        (RELEASE, "undated_document", ["have returned"], "written"),
        (RELEASE, "inserted_words", ["Children's rights"], "program"),
        (RELEASE, "navigation_text", ["Skip to main content"], "page"),
        (RELEASE, "institution_roles", ["UNMIK (the UN civilian police force)"], "interim"),
    ],
)
def test_what_cannot_be_true_is_found(
    document: str,
    check: str,
    quotes: list[str],
    words: str,
    findings: dict[str, tuple[Finding, ...]],
) -> None:
    found = [
        finding
        for finding in findings[document]
        if finding.check == check
        and finding.severity is not Severity.info
        and words in str(finding.explanation)
        and set(quotes) <= {passage.quote for passage in finding.passages}
    ]
    assert len(found) == 1


def test_flow_stock_and_return_are_no_contradiction(
    findings: dict[str, tuple[Finding, ...]],
) -> None:
    together = [
        {passage.quote for passage in finding.passages} for finding in _faults(findings[RELEASE])
    ]
    assert not any("230,000" in quote or "5,800" in quote for one in together for quote in one)


def test_parts_that_sum_are_an_info_and_no_fault(
    findings: dict[str, tuple[Finding, ...]],
) -> None:
    (holds,) = [one for one in findings[ARTICLE] if one.check == "parts_and_total"]
    assert holds.severity is Severity.info
    assert "1,303 = 944 + 210 + 149" in str(holds.explanation)
    parts = {"944", "210", "149"}
    assert not any(parts & {p.quote for p in one.passages} for one in _faults(findings[ARTICLE]))


def test_little_else_is_reported(findings: dict[str, tuple[Finding, ...]]) -> None:
    """A further finding is not wrong, but somebody must have looked at it and added it above."""
    assert len(_faults(findings[ARTICLE])) == 11
    assert len(_faults(findings[RELEASE])) == 5


def _faults(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is not Severity.info]


def test_of_the_published_sums_exactly_the_wrong_ones_are_flagged(
    shared_data: Callable[[str], Path],
) -> None:
    flagged, expected = set(), set()
    with shared_data("kosovo-figures/reconcile_sets.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            finding = check_total(_sum(row["stated_total"], row["parts"]))
            assert finding is not None
            if finding.severity is not Severity.info:
                flagged.add(row["id"])
            if row["expected"] == "flag":
                expected.add(row["id"])
    assert flagged == expected
    assert len(expected) > 10


def _sum(total: str, parts: str) -> PartsOfTotal:
    """Read "4434-1447" as a part and one that is taken away."""
    signed = re.findall(r"[+-]?\d+(?:\.\d+)?", parts)
    return PartsOfTotal(
        total=_stated(total),
        parts=tuple(_stated(one.lstrip("+")) for one in signed if not one.startswith("-")),
        taken_away=tuple(_stated(one[1:]) for one in signed if one.startswith("-")),
    )


def _stated(number: str) -> Stated:
    return Stated(
        span=Span(start=0, end=len(number), quote=number),
        quantity=Quantity(bound=Bound.exact, value=float(number)),
        sentence=0,
    )
