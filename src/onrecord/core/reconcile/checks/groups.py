"""Which communities a text names, by a list of labels that the caller gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

_PEOPLE_FOLLOW = re.compile(
    r"\s(?:communit(?:y|ies)|population|minorit(?:y|ies)|people|residents|families|refugees"
    r"|returnees|civilians|sisters|brothers|men|women|children|villagers|and\s[A-Z])"
)


def find_groups(
    text: str, labels: Mapping[str, str], adjectives: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, concept id) of every label in the text, the longest label first.

    Both give the concept of a label in small letters. ``labels`` name people by themselves
    ("Serbs"), ``adjectives`` only where people follow ("Serb families", not "Serb army").
    """
    known = {**adjectives, **labels}
    pattern = _pattern(tuple(sorted(known, key=lambda one: (-len(one), one))))
    for match in pattern.finditer(text):
        label = " ".join(match[0].lower().split())
        if label in labels or (label in adjectives and _PEOPLE_FOLLOW.match(text, match.end())):
            yield match.start(), match.end(), known[label]


@lru_cache(maxsize=8)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    if not labels:
        return re.compile(r"(?!)")
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in labels)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
