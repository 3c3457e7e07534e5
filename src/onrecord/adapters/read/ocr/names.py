"""Which words a second pass, with the pack of a local language, read better: names with marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.adapters.read.ocr.tesseract import SeenWord

LOCAL_LANGUAGES: Final = {"en": ("sq", "sr-Latn"), "sq": ("sr-Latn",), "sr-Latn": ("sq",)}
"""For a page in one language: the other languages whose names stand in it."""

_LETTERS: Final = {"sq": frozenset("ëçËÇ"), "sr-Latn": frozenset("čćđšžČĆĐŠŽ")}
_LEAST_CONFIDENCE: Final = 0.6
_LEAST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as it goes into the text, and what the other pass read where the two disagree."""

    seen: SeenWord
    other: str | None = None


def may_hold_names(words: Iterable[SeenWord]) -> bool:
    """Say whether any word looks like a name, so that a second pass is worth its time."""
    return any(_looks_like_a_name(word.text) for word in words)


def with_local_names(
    words: Sequence[SeenWord], language: str, passes: dict[str, Sequence[SeenWord]]
) -> tuple[ReadWord, ...]:
    """Return the words of a page, names taken from the pass that has the letters for them.

    ``passes`` are the same page read with the packs of other languages, by language code. A
    reading is taken over where both passes saw a capitalised word at the same place, and the
    other one has a letter that only its language has where this page's own letters have none.
    What stood there before is kept beside it.
    """
    places = {other: _by_line(seen) for other, seen in passes.items()}
    own = _LETTERS.get(language, frozenset())
    return tuple(_best(word, own, places) for word in words)


def _best(
    word: SeenWord, own: frozenset[str], places: dict[str, dict[int, list[SeenWord]]]
) -> ReadWord:
    if not _looks_like_a_name(word.text):
        return ReadWord(word)
    candidates = [
        found
        for language, lines in places.items()
        if (found := _at_the_same_place(word, lines)) is not None
        and _is_better(word.text, found, own, _LETTERS[language])
    ]
    if not candidates:
        return ReadWord(word)
    best = max(candidates, key=lambda one: (_marks(one.text), one.confidence))
    return ReadWord(replace(word, text=best.text, confidence=best.confidence), word.text)


def _looks_like_a_name(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= _LEAST_LETTERS and letters[0].isupper()


def _is_better(text: str, found: SeenWord, own: frozenset[str], letters: frozenset[str]) -> bool:
    new = found.text
    if found.confidence < _LEAST_CONFIDENCE or new == text or not letters & set(new):
        return False
    if own & set(text):
        return False
    return _distance(_plain(text), _plain(new)) <= max(1, len(new) // 3)


def _marks(text: str) -> int:
    return sum(letter in marked for marked in _LETTERS.values() for letter in text)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def _distance(one: str, other: str) -> int:
    """Return the number of letters to insert, leave out or change (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        before, row[0] = row[0], number
        for place, wanted in enumerate(other, start=1):
            cost = min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted))
            before, row[place] = row[place], cost
    return row[-1]


_BAND: Final = 64
"""Height in pixels of the bands by which words are looked up."""


def _by_line(words: Iterable[SeenWord]) -> dict[int, list[SeenWord]]:
    lines: dict[int, list[SeenWord]] = {}
    for word in words:
        lines.setdefault((word.top + word.bottom) // 2 // _BAND, []).append(word)
    return lines


def _at_the_same_place(word: SeenWord, lines: dict[int, list[SeenWord]]) -> SeenWord | None:
    band = (word.top + word.bottom) // 2 // _BAND
    near = [one for step in (-1, 0, 1) for one in lines.get(band + step, ())]
    best = max(near, key=lambda one: _overlap(word, one), default=None)
    return best if best is not None and _overlap(word, best) > 0.5 else None


def _overlap(one: SeenWord, other: SeenWord) -> float:
    """Return the shared area as a share of the area that both cover together."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    if across <= 0 or down <= 0:
        return 0.0
    shared = across * down
    areas = [(w.right - w.left) * (w.bottom - w.top) for w in (one, other)]
    return shared / (sum(areas) - shared)
