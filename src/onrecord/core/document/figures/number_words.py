"""Which number a run of number words or digits means, in any language with such words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The number words of a language, in lower case.

    ``adding`` words add up ("twenty", "three", "dyqind"), ``multiplying`` ones multiply what
    stands before them ("hundred", "dozen"), each of the ``scales`` closes what stands before it.
    ``halves`` are worth one half ("half a million", "milion i po"). ``parts`` are the
    denominators of fractions. ``digits`` reads a number in digits with the marks of the language.
    """

    adding: Mapping[str, float]
    multiplying: Mapping[str, float]
    scales: Mapping[str, int]
    halves: frozenset[str]
    parts: Mapping[str, int]
    digits: Callable[[str], float]
    _token: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        words = "|".join(sorted(self.known, key=len, reverse=True))
        object.__setattr__(self, "_token", re.compile(rf"[\d,.\u00a0\u202f\u2009]*\d|{words}"))

    @property
    def known(self) -> frozenset[str]:
        """Return all words of the table."""
        return frozenset(self.adding).union(self.multiplying, self.scales, self.halves, self.parts)

    def number_of(self, text: str) -> float:
        """Return the number that a matched run of digits and number words means.

        A scale or a multiplying word alone counts as one of it ("a million", "stotinu").
        """
        total = group = 0.0
        last_scale = 1
        seen = False
        for word in self._token.findall(text.lower()):
            if word in self.scales:
                last_scale = self.scales[word]
                total, group, seen = total + (group if seen else 1.0) * last_scale, 0.0, False
            elif word in self.multiplying:
                group, seen = (group if seen else 1.0) * self.multiplying[word], True
            elif word in self.halves and not seen and last_scale > 1:
                total += last_scale / 2
            else:
                group, seen = group + self._worth(word), True
        return total + group

    def scale_of(self, text: str) -> int:
        """Return the scale that ends a number (a million for "15 million"), or 1."""
        words = self._token.findall(text.lower())
        last = words[-1] if words else ""
        return int(self.scales.get(last) or self.multiplying.get(last, 1))

    def fraction_of(self, text: str) -> float | None:
        """Return the fraction that "a third", "two-thirds", "half" or "3/4" means."""
        part, slash, whole = text.partition("/")
        if slash:
            return int(part) / int(whole) if int(part) < int(whole) else None
        words = self._token.findall(text.lower())
        size = self.parts.get(words[-1]) if words else None
        if size is None:
            return None
        fraction = (self.adding.get(words[0], 1) if len(words) > 1 else 1) / size
        return fraction if fraction <= 1 else None

    def _worth(self, word: str) -> float:
        if word in self.halves:
            return 0.5
        return self.adding[word] if word in self.adding else self.digits(word)


def english_digits(text: str) -> float:
    """Read ``230,000`` and ``5.8``: a comma or thin space marks thousands."""
    return float(text.translate(_ENGLISH_MARKS))


def continental_digits(text: str) -> float:
    """Read ``230.000``, ``5.800`` and ``0,5``: a full stop marks thousands, a comma decimals.

    Two habits of Albanian and Serbian texts are read as they are meant: three digits after a
    comma are thousands in the English way, and fewer than three after a full stop are decimals.
    """
    plain = text.translate(_THIN_SPACES)
    if _THOUSANDS.fullmatch(plain):
        return float(plain.replace(".", "").replace(",", "."))
    if _ENGLISH_THOUSANDS.fullmatch(plain):
        return float(plain.replace(",", ""))
    return float(plain.replace(",", "."))


_ENGLISH_MARKS = str.maketrans("", "", ",\u00a0\u202f\u2009")
_THIN_SPACES = str.maketrans("", "", "\u00a0\u202f\u2009")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
