"""Are the checks made for what is wrong, or for two texts? Other numbers, places and words."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.finding import Severity
from onrecord.flows.check import check_reading
from onrecord.flows.read import read_document

WRONG = """Report on the valley
Skip to main content

Croatia became independent in 1996 and held elections. The region has several ethnic minorities, \
which include the Turks, Hungarians and Croats. The Croats, who form the majority of the \
population, live along the river, and most of the towns were rebuilt by them after the floods.

The Bosnian War emptied the valley. By the spring the militia had expelled hundreds of Croats. \
In total, the war displaced about 600,000 Croats. One witness spoke of 60 percent of the \
population that was displaced. Figures confirmed by the ICTY cited that by May 3, 1991, there \
were 412 missing people, which include 300 Croats, 100 Turks and 12 Gorani.

Minorities account for up to six per cent of the population. Some 40,000 Turks live in the south. \
More than two thirds of the pre-war Gorani community of 30,000 fled in 1993. Now about four per \
cent of the population, they live in two towns. Around 45 per cent of these women were denied \
treatment. Only 70 have returned. All this was masterminded by the general Goran Invented.
"""

SOUND = """Report on the valley
Zagreb, 3 March 2005

Croatia became independent in 1991 and held elections. The region has several ethnic minorities, \
which include the Turks and Hungarians. The Croats, who form the majority of the population, live \
along the river, and most of the towns were rebuilt by them after the floods of that long year.

The Bosnian War emptied the valley. By the spring the militia had expelled hundreds of thousands \
of Croats. In total, the war displaced about 600,000 Croats. Figures confirmed by the ICTY cited \
that by May 3, 1996, there were 412 missing people, which include 300 Croats, 100 Turks and 12 \
Gorani.

Minorities account for up to six per cent of the population. Some 40,000 Turks live in the south. \
More than two thirds of the pre-war Gorani community of 30,000 fled in 1993. Now about one per \
cent of the population, they live in two towns. The doctors met 80 women. Around 45 per cent of \
these women were denied treatment. Only 70 have returned. The court found that all this was \
masterminded by the general Goran Invented.
"""

WANTED = {
    "event_dates": "25 June 1991",
    "majority_and_minority": "Croats",
    "magnitudes": "600,000",
    "before_it_existed": "25 May 1993",
    "bounds": "gorani",
    "share_without_base": "45 %",
    "undated_document": "have returned",
    "unattributed_accusation": "Goran Invented",
    "navigation_text": "Skip to main content",
}


def faults(text: str) -> dict[str, str]:
    reading = read_document(text.encode(), "report.txt", sandboxed=False)
    return {
        finding.check: str(finding.explanation)
        for finding in check_reading(reading)
        if finding.severity is not Severity.info
    }


@pytest.mark.parametrize(("check", "words"), WANTED.items())
def test_the_same_faults_are_found_elsewhere(check: str, words: str) -> None:
    assert words in faults(WRONG).get(check, "nothing")


def test_nothing_else_is_found() -> None:
    assert set(faults(WRONG)) == set(WANTED)


def test_the_twin_without_the_faults_has_none() -> None:
    assert faults(SOUND) == {}
