"""Under which plain words is what figures count compared, whatever language says it?"""

from __future__ import annotations

import re
from collections.abc import Mapping

NAMES = (
    "killed",
    "missing",
    "displaced",
    "expelled",
    "fled",
    "returned",
    "injured",
    "detained",
    "abducted",
    "sexual violence",
    "trafficked",
    "denied medical care",
    "unprotected sex",
    "destroyed",
    "unsolved",
    "unemployment",
    "mortality",
    "sentenced",
    "indicted",
    "attacked",
    "population",
)
"""English words serve as identifiers, so that a figure in Serbian meets one in Albanian."""

WEAK = "population"
"""Taken only where nothing else is near: it is the base of many shares."""

OF_PEOPLE = frozenset(NAMES) - {"destroyed", "unsolved", "mortality"}


def phenomenon_pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    """Return one pattern for how a language says each phenomenon that it has words for."""
    return re.compile(
        "|".join(rf"(?P<p{NAMES.index(name)}>\b(?:{said})\b)" for name, said in words.items()),
        re.IGNORECASE,
    )


def phenomenon_name(match: re.Match[str]) -> str:
    """Return the plain word for what such a pattern matched."""
    group = match.lastgroup or "p0"
    return NAMES[int(group[1:])]
