"""Which script a text is written in, and how Serbian Cyrillic reads in Latin letters.

Serbian has one letter for one letter in both alphabets (pravopis), save that ``љ њ џ`` become
two Latin letters each. The way back is not unique (``Injekcija`` holds n and j, ``Nadživeti``
holds d and ž), so nothing here turns Latin into Cyrillic.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum


class Script(StrEnum):
    """The script of a written name; ``mixed`` where two of the named scripts meet."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    MIXED = "mixed"
    OTHER = "other"


def script_of(text: str) -> Script:
    """Return the script of the letters of ``text``; signs and digits do not count."""
    if text.isascii():
        return Script.LATIN if any(map(str.isalpha, text)) else Script.OTHER
    found = {_script_of_letter(letter) for letter in text if letter.isalpha()}
    if not found:
        return Script.OTHER
    return found.pop() if len(found) == 1 else Script.MIXED


def latin_from_serbian(text: str) -> str:
    """Return ``text`` with Serbian Cyrillic letters in Serbian Latin; all else is kept.

    ``Љубица`` gives ``Ljubica``, ``ЉУБИЦА`` gives ``LJUBICA``: a capital that stands for two
    letters is written in full capitals where a capital follows it, or precedes it at the end
    of a word.
    """
    if text.isascii():
        return text
    plain = text.translate(_SINGLE)
    if not any(letter in plain for letter in _DOUBLE):
        return plain
    return "".join(
        _digraph(plain, index) if letter in _DOUBLE else letter
        for index, letter in enumerate(plain)
    )


def without_marks(text: str) -> str:
    """Return ``text`` in lower case with accents, carons, cedillas and the like removed."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_STROKED))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _script_of_letter(letter: str) -> Script:
    name = unicodedata.name(letter, "")
    if name.startswith("LATIN"):
        return Script.LATIN
    if name.startswith("CYRILLIC"):
        return Script.CYRILLIC
    return Script.ARABIC if name.startswith("ARABIC") else Script.OTHER


def _digraph(text: str, index: int) -> str:
    pair = _DOUBLE[text[index]]
    if text[index].islower():
        return pair
    after = text[index + 1 : index + 2]
    before = text[index - 1 : index]
    shouted = after.isupper() or (not after.isalpha() and before.isupper())
    return pair.upper() if shouted else pair.capitalize()


_CYRILLIC = "абвгдђежзијклмнопрстћуфхцчш"
_LATIN = "abvgdđežzijklmnoprstćufhcčš"
_SINGLE = str.maketrans(_CYRILLIC + _CYRILLIC.upper(), _LATIN + _LATIN.upper())
_DOUBLE = {"љ": "lj", "њ": "nj", "џ": "dž", "Љ": "lj", "Њ": "nj", "Џ": "dž"}
_STROKED = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i"})
