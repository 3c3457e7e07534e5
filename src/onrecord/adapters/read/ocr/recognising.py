"""What stands on a picture of a page: script and language first, then one pack per pass."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Final

from PIL import Image

from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.ocr.names import (
    LOCAL_LANGUAGES,
    ReadWord,
    may_hold_names,
    with_local_names,
)
from onrecord.adapters.read.ocr.preparing import Prepared, prepare
from onrecord.adapters.read.ocr.tesseract import (
    PACKS,
    RecognitionFailed,
    SeenWord,
    Tesseract,
    find_tesseract,
    parameters,
)
from onrecord.core.document.document_text import Box, Recognition, Word
from onrecord.core.document.language import ENGLISH, SERBIAN_CYRILLIC, guess_language

_SURE_TURN: Final = 2.0
_POOR: Final = 0.75
"""Below this mean confidence the page is in another script than the page before, or lies askew.

Measured: 0.88 and more in another language of the same script, 0.61 and less in the other script.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPage:
    """The text of one page with its words; places are indexes into ``text``."""

    text: str
    words: tuple[Word, ...]
    recognition: Recognition


@dataclass(slots=True)
class Recogniser:
    """Recognises the pages of one file, one after the other, within the limits of the file.

    The language of a page is the first guess for the next. ``is_there`` is false where the
    machine has no tesseract; ``has_time`` is false once the time for this file is used up.
    """

    limits: Limits
    tesseract: Tesseract | None = field(default_factory=find_tesseract)
    _language: str | None = None
    _until: float | None = None

    @property
    def is_there(self) -> bool:
        """Say whether pages can be recognised on this machine."""
        return self.tesseract is not None

    @property
    def has_time(self) -> bool:
        """Say whether time is left for another page of this file."""
        return self._seconds() >= 1.0

    def page(self, image: Image.Image, number: int, dpi: int) -> RecognisedPage | None:
        """Return what stands on a page, ``None`` where the program gave no answer on it.

        ``number`` is the page from 1, ``dpi`` the dots per inch of the picture.
        """
        if self.tesseract is None:
            return None
        try:
            return _Reading(self, self.tesseract, image, number, dpi).result()
        except RecognitionFailed:
            return None

    def _seconds(self) -> float:
        """Return the seconds that one call may take now; the clock starts at the first page."""
        now = time.monotonic()
        if self._until is None:
            self._until = now + self.limits.ocr_seconds
        return min(self._until - now, self.limits.ocr_page_seconds)


@dataclass(slots=True)
class _Reading:
    """One page on its way from picture to words."""

    file: Recogniser
    tesseract: Tesseract
    image: Image.Image
    number: int
    dpi: int

    def result(self) -> RecognisedPage:
        prepared, language, seen = self._first_pass()
        found = guess_language(_plain_text(seen))
        if found is not None and found != language and PACKS[found] in self.tesseract.packs:
            language, seen = found, self._words(prepared, found)
        passes = self._local_passes(prepared, language, seen)
        self.file._language = language  # noqa: SLF001 - both are this module's
        words = with_local_names(seen, language, passes)
        return self._page(prepared, words, guess_language(_plain_text(seen)), [language, *passes])

    def _first_pass(self) -> tuple[Prepared, str, Sequence[SeenWord]]:
        """Read with the language of the page before; where that fails, ask for the script."""
        prepared = prepare(self.image, self.dpi)
        expected = self.file._language  # noqa: SLF001 - both are this module's
        if expected is not None:
            seen = self._words(prepared, expected)
            if _confidence(seen) >= _POOR:
                return prepared, expected, seen
        prepared, languages = self._orientation(prepared)
        readings = [(language, self._words(prepared, language)) for language in languages]
        language, seen = max(readings, key=lambda one: _confidence(one[1]))
        return prepared, language, seen

    def _orientation(self, prepared: Prepared) -> tuple[Prepared, Sequence[str]]:
        """Return the page upright, and the languages that its script allows to begin with."""
        found = None
        if "osd" in self.tesseract.packs:
            found = self.tesseract.orientation(prepared.image, dpi=self.dpi, seconds=self._time())
        if found is None:
            return prepared, self._installed(ENGLISH, SERBIAN_CYRILLIC)
        if found.quarter_turns and found.turn_confidence >= _SURE_TURN:
            prepared = prepare(self.image, self.dpi, found.quarter_turns)
        if found.script == "Cyrillic":
            return prepared, self._installed(SERBIAN_CYRILLIC)
        if found.script == "Latin":
            return prepared, self._installed(ENGLISH)
        return prepared, self._installed(ENGLISH, SERBIAN_CYRILLIC)

    def _installed(self, *languages: str) -> Sequence[str]:
        there = [language for language in languages if PACKS[language] in self.tesseract.packs]
        return there or [code for code, pack in PACKS.items() if pack in self.tesseract.packs]

    def _local_passes(
        self, prepared: Prepared, language: str, seen: Sequence[SeenWord]
    ) -> dict[str, Sequence[SeenWord]]:
        if not may_hold_names(seen):
            return {}
        return {
            other: self._words(prepared, other)
            for other in LOCAL_LANGUAGES.get(language, ())
            if PACKS[other] in self.tesseract.packs
        }

    def _words(self, prepared: Prepared, language: str) -> Sequence[SeenWord]:
        return self.tesseract.words(
            prepared.image, PACKS[language], dpi=self.dpi, seconds=self._time()
        )

    def _time(self) -> float:
        seconds = self.file._seconds()  # noqa: SLF001 - both are this module's
        if seconds <= 0:
            raise RecognitionFailed
        return seconds

    def _page(
        self,
        prepared: Prepared,
        words: Sequence[ReadWord],
        language: str | None,
        languages: Sequence[str],
    ) -> RecognisedPage:
        text, spans = _laid_out([one.seen for one in words])
        placed = tuple(
            Word(
                start=start,
                end=end,
                box=self._box(prepared, one.seen),
                confidence=round(one.seen.confidence, 3),
                other=one.other,
            )
            for one, (start, end) in zip(words, spans, strict=True)
        )
        packs = ", then ".join(PACKS[code] for code in languages)
        how = [
            f"-l {packs}",
            f"--dpi {self.dpi}",
            *parameters(),
            f"turned {prepared.quarter_turns * 90 + prepared.angle:g} degrees",
        ]
        return RecognisedPage(
            text=text,
            words=placed,
            recognition=Recognition(
                page=self.number,
                tool=f"tesseract {self.tesseract.version}",
                parameters=" ".join(how),
                language=language,
                confidence=round(_confidence([one.seen for one in words]), 3),
            ),
        )

    def _box(self, prepared: Prepared, word: SeenWord) -> Box:
        sides = prepared.original_box(word.left, word.top, word.right, word.bottom)
        return Box(self.number, *(round(side, 5) for side in sides))


def _confidence(words: Sequence[SeenWord]) -> float:
    return fmean(word.confidence for word in words) if words else 0.0


def _plain_text(words: Sequence[SeenWord]) -> str:
    return " ".join(word.text for word in words)


_BROKEN: Final = re.compile(r"[^\W\d_]{2,}[-\u00ad]")


def _laid_out(words: Sequence[SeenWord]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a page and where in it each word stands.

    Lines end with a line end, blocks with an empty line. A word broken at the end of a line is
    written in one, without its hyphen: its two halves are two words that touch.
    """
    text = ""
    spans: list[tuple[int, int]] = []
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else None
        shown = word.text[:-1] if _goes_on(word, following) else word.text
        spans.append((len(text), len(text) + len(shown)))
        text += shown
        if following is not None and shown == word.text:
            text += _between(word, following)
    return text, spans


def _goes_on(word: SeenWord, following: SeenWord | None) -> bool:
    return (
        following is not None
        and word.line != following.line
        and word.block == following.block
        and following.text[0].islower()
        and _BROKEN.fullmatch(word.text) is not None
    )


def _between(word: SeenWord, following: SeenWord) -> str:
    if word.line == following.line:
        return " "
    return "\n" if word.line[:2] == following.line[:2] else "\n\n"
