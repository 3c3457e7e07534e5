"""How does a text read that was made from another one, and where does each part of it come from?

Rules work best on an even copy of a text: one space between words, no accents, Serbian in Latin
letters. Such a copy grows and shrinks (``љ`` becomes ``lj``, a combining accent goes), so it
keeps the way back, and every span that a rule finds is given in the stored original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.core.kernel.script import latin_from_serbian


@dataclass(frozen=True, slots=True)
class DerivedText:
    """A text made from ``original``, with the way back.

    ``places`` holds for each character of ``text`` the index in ``original`` of the character
    that it was made from, never falling; it is ``None`` where both have the same length and each
    character stands in its own place.
    """

    text: str
    original: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of ``text`` stands in ``original``, end exclusive.

        Characters of the original that left nothing in ``text`` belong to the one before them,
        as a combining accent does to its letter.
        """
        if self.places is None:
            return start, end
        begin = self.places[start] if start < len(self.places) else len(self.original)
        if start >= end:
            return begin, begin
        following = bisect_right(self.places, self.places[end - 1], lo=end - 1)
        stop = self.places[following] if following < len(self.places) else len(self.original)
        return begin, stop

    def quote(self, start: int, end: int) -> str:
        """Return a part of ``text`` as ``original`` has it."""
        return self.original[slice(*self.span(start, end))]

    def derived_span(self, start: int, end: int) -> tuple[int, int]:
        """Return which part of ``text`` was made from a part of ``original``, end exclusive."""
        if self.places is None:
            return start, end
        return bisect_left(self.places, start), bisect_left(self.places, end)

    def then(self, make: Callable[[str], DerivedText]) -> DerivedText:
        """Return the text that ``make`` derives from this one, with the way back all the way."""
        further = make(self.text)
        places = further.places
        if self.places is not None:
            places = (
                self.places if places is None else tuple(self.places[index] for index in places)
            )
        return DerivedText(further.text, self.original, places)


def derived(original: str, *steps: Callable[[str], DerivedText]) -> DerivedText:
    """Return a text derived in several steps, such as ``derived(text, flattened, folded)``."""
    made = DerivedText(original, original)
    for step in steps:
        made = made.then(step)
    return made


def flattened(original: str) -> DerivedText:
    """Return a text in which every run of white space is one character.

    A run with a line end becomes a line end, any other one a space.
    """
    return _rewritten(original, _UNEVEN, _one_space)


def latinised(original: str) -> DerivedText:
    """Return a text with Serbian Cyrillic in Serbian Latin letters; all else is kept."""
    text = latin_from_serbian(original)
    if len(text) == len(original):
        return DerivedText(text, original)
    places: list[int] = []
    before = 0
    for double in _DOUBLE.finditer(original):
        places += (*range(before, double.end()), double.start())
        before = double.end()
    places.extend(range(before, len(original)))
    return DerivedText(text, original, tuple(places))


def unmarked(original: str) -> DerivedText:
    """Return a text without accents, carons and cedillas, its case kept; ``đ`` becomes ``dj``.

    So ``Gërvalla`` and ``Gervalla``, ``Đakovica`` and ``Djakovica`` read the same.
    """
    if original.isascii():
        return DerivedText(original, original)
    grown = _rewritten(original, _GROWING, lambda match: _GROWN[match[0]])
    return DerivedText(grown.text.translate(_PLAIN), original, grown.places)


def lowered(original: str) -> DerivedText:
    """Return a text in lower case."""
    text = original.lower()
    if len(text) == len(original):
        return DerivedText(text, original)
    return DerivedText(
        text,
        original,
        tuple(place for place, letter in enumerate(original) for _ in letter.lower()),
    )


def folded(original: str) -> DerivedText:
    """Return a text in lower-case Latin letters without marks, for comparing over scripts."""
    return derived(original, latinised, unmarked, lowered)


_UNEVEN = re.compile(r"[ \t\r\n]{2,}|[\t\r]")
_DOUBLE = re.compile("[љњџЉЊЏ]")


def _one_space(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "


def _rewritten(
    original: str, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]
) -> DerivedText:
    """Replace what a pattern matches; each new character comes from where the match begins."""
    parts: list[str] = []
    places: list[int] = []
    before = 0
    for match in pattern.finditer(original):
        new = write(match)
        parts += (original[before : match.start()], new)
        places += (*range(before, match.start()), *(match.start(),) * len(new))
        before = match.end()
    if not parts:
        return DerivedText(original, original)
    parts.append(original[before:])
    places.extend(range(before, len(original)))
    return DerivedText("".join(parts), original, tuple(places))


def _without_marks(letter: str) -> str:
    if letter in _STROKED:
        return _STROKED[letter]
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))


_STROKED = {"đ": "dj", "Đ": "Dj", "ð": "dj", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i"}
_MARKED = {
    letter: _without_marks(letter)
    for block in (
        range(0xC0, 0x250),
        range(0x300, 0x370),
        range(0x1E00, 0x2000),
        range(0xFB00, 0xFB07),
    )
    for letter in map(chr, block)
    if letter.isalpha() or unicodedata.combining(letter)
}
_PLAIN = str.maketrans({old: new for old, new in _MARKED.items() if len(new) == 1 and new != old})
_GROWN = {old: new for old, new in _MARKED.items() if len(new) != 1}
_GROWING = re.compile(f"[{''.join(map(re.escape, _GROWN))}]")
