"""What of the text that PDFium gives is text: words rejoined, signs without a letter marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

REPLACEMENT: Final = "\ufffd"
"""Stands for a character that has no letter in the file."""

# PDFium marks a hyphen at a line end, where the word goes on, as U+0002 or U+FFFE.
# It joins "cam-paign" rightly; after a number or a prefix the hyphen belongs to the word.
_BROKEN_WORD = re.compile(
    r"(?P<keeps>\d|\b(?i:one|two|three|four|five|six|seven|eight|nine|ten|non|pre|post|self|ex|co))?"
    r"[\x02\ufffe\u00ad](?:\r?\n)?"
)
_LINE_END = re.compile(r"[ \t]*(?:\r\n?|\n)")
_NO_LETTER = re.compile(r"[\ud800-\udfff\ue000-\uf8ff\uffff\U000f0000-\U0010ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffc]")


def cleaned(text: str) -> str:
    """Return the text of a page as it is stored."""
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text.rstrip()


def cleaned_with_places(text: str) -> tuple[str, list[int]]:
    """Return the same text, and for each of its characters the index it had before."""
    places = list(range(len(text)))
    for pattern, replacement in _STEPS:
        text, places = _replaced(pattern, replacement, text, places)
    kept = text.rstrip()
    return kept, places[: len(kept)]


def _rejoined(match: re.Match[str]) -> str:
    return f"{match['keeps']}-" if match["keeps"] else ""


_Replacement = Callable[[re.Match[str]], str]
_STEPS: Final[tuple[tuple[re.Pattern[str], _Replacement], ...]] = (
    (_BROKEN_WORD, _rejoined),
    (_LINE_END, lambda _: "\n"),
    (_NO_LETTER, lambda _: REPLACEMENT),
    (_CONTROL, lambda _: " "),
)


def _replaced(
    pattern: re.Pattern[str], replacement: _Replacement, text: str, places: list[int]
) -> tuple[str, list[int]]:
    parts: list[str] = []
    kept: list[int] = []
    before = 0
    for match in pattern.finditer(text):
        new = replacement(match)
        parts += [text[before : match.start()], new]
        kept += places[before : match.start()]
        kept += [places[min(match.start() + step, match.end() - 1)] for step in range(len(new))]
        before = match.end()
    return "".join([*parts, text[before:]]), kept + places[before:]
