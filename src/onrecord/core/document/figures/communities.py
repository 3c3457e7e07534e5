"""Which communities does a phrase name, whatever language and case it is in?"""

from __future__ import annotations

import re
from collections.abc import Mapping

NAMES = (
    "Albanians",
    "Ashkali",
    "Bosniaks",
    "Croats",
    "Egyptians",
    "Gorani",
    "Jews",
    "Montenegrins",
    "Roma",
    "Serbs",
    "Turks",
)
"""Plain English words by which communities are compared over languages, in no ranking order."""


def community_pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    """Return one pattern for how a language names each community."""
    return re.compile(
        "|".join(rf"(?P<c{NAMES.index(name)}>\b(?:{said})\b)" for name, said in words.items()),
        re.IGNORECASE,
    )


def communities_in(phrase: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return the communities that a phrase names, each once, in the order of the phrase."""
    found = [NAMES[int((match.lastgroup or "c0")[1:])] for match in pattern.finditer(phrase)]
    return tuple(dict.fromkeys(found))
