"""Which number a run of English number words or digits means."""

from __future__ import annotations

import re

_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_RANKS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"

UNITS = {word: number for number, word in enumerate(_SMALL.split())}
TENS = {word: number for number, word in zip(range(20, 100, 10), _ROUND.split(), strict=True)}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "mln": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
}
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
ORDINALS = {word: number for number, word in enumerate(_RANKS.split(), start=2)}

_SINGULAR = {"halves": "half"}
_WORD = re.compile(r"[a-z]+|[\d,.\u00a0\u202f\u2009]*\d")
_SPACES = str.maketrans("", "", ",\u00a0\u202f\u2009")


def number_of(text: str) -> float:
    """Return the number that a matched run of digits and number words means.

    The grammar is that of English number words: units and tens add up, "hundred" multiplies
    what stands before it, each larger scale closes what stands before it. "a" counts as one,
    "half a million" and "two and a half million" as halves of their scale, "dozen" as twelve.
    """
    words = _WORD.findall(text.lower())
    total = 0.0
    group = 0.0
    seen = False
    for word in words:
        if word[0].isdigit():
            group, seen = group + float(word.translate(_SPACES)), True
        elif word in UNITS or word in TENS:
            group, seen = group + UNITS.get(word, TENS.get(word, 0)), True
        elif word == "half":
            group, seen = group + 0.5, True
        elif word in ("dozen", "dozens"):
            group, seen = (group if seen else 1.0) * 12, True
        elif word == "hundred":
            group, seen = (group if seen else 1.0) * 100, True
        elif word in SCALES:
            total, group, seen = total + (group if seen else 1.0) * SCALES[word], 0.0, False
    return total + group


def scale_of(text: str) -> int:
    """Return the scale word that ends a number (a million for "15 million"), or 1."""
    last = text.lower().split()[-1:] or [""]
    return SCALES.get(last[0], 1)


def fraction_of(text: str) -> float | None:
    """Return the fraction that words like "a third", "two-thirds" or "half" mean."""
    words = re.findall(r"[a-z]+", text.lower())
    part = PARTS.get(_SINGULAR.get(words[-1], words[-1].rstrip("s"))) if words else None
    if part is None:
        return None
    count = UNITS.get(words[0], 1) if len(words) > 1 else 1
    fraction = count / part
    return fraction if fraction <= 1 else None
