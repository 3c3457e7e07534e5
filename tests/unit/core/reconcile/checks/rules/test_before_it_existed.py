from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "before_it_existed"
Faults = Callable[..., list[Finding]]


def test_a_mission_that_vouches_for_a_time_before_the_war_is_found(faults: Faults) -> None:
    (finding,) = faults(
        CHECK,
        "The Kosovo War cost many lives. Data confirmed by UNMIK cited that by March 5, 1997, "
        "there were 812 missing persons.",
    )
    assert finding.severity == "high"
    assert "UNMIK exists only since 10 June 1999" in str(finding.explanation)
    assert "Kosovo War began only 28 February 1998" in str(finding.explanation)


def test_without_an_event_it_is_only_possible(faults: Faults) -> None:
    (finding,) = faults(CHECK, "By March 5, 1997, EULEX reported, 812 houses were empty.")
    assert (finding.severity, finding.sureness) == ("medium", "possible")


@pytest.mark.parametrize(
    "text",
    [
        (
            "The Kosovo War cost many lives. Data confirmed by UNMIK cited that by March 5, 2001, "
            "there were 812 missing persons."
        ),
        (
            "The Kosovo War cost many lives. Data confirmed by the ICRC cited that by March 5, "
            "1997, there were 812 missing persons."
        ),
        "UNMIK came in 1999. By March 5, 1997, there were 812 missing persons.",
    ],
)
def test_an_institution_that_was_there_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []


@pytest.mark.parametrize(
    "text",
    [
        (
            "Lufta e Kosovës la shumë gjurmë. Sipas UNMIK-ut, deri më 1 janar 1998 ishin 1.303 të "
            "zhdukur në të gjitha komunat."
        ),
        (
            "Rat na Kosovu je ostavio tragove. Prema podacima UNMIK-a, do 1. januara 1998. bilo je "
            "1.303 nestalih u svim opštinama."
        ),
    ],
    ids=["sq", "sr-Latn"],
)
def test_it_is_found_in_other_languages(text: str, faults: Faults) -> None:
    (finding,) = faults(CHECK, text)
    assert finding.severity == "high"
