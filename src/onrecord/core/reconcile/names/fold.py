"""When two spellings of a name are the same for matching, whatever script and marks they use."""

from __future__ import annotations

import unicodedata

from onrecord.core.kernel.script import latin_from_serbian


def fold(text: str) -> str:
    """Return the matching key of ``text``: lower-case ASCII words with one space between.

    Serbian Cyrillic is read by the Serbian table first (``Џевдет`` is ``dzevdet``), then ``đ``
    becomes ``dj``, ``ë`` becomes ``e``, other marks go, apostrophes vanish and any other sign
    becomes a space. The key is for comparing only: it is never shown as a name. Letters of
    scripts other than Latin and Cyrillic are kept.
    """
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    plain = text.translate(_TABLE)
    if not plain.isascii():
        plain = "".join(_fold_rare(letter) for letter in plain)
    return " ".join(plain.split())


_STROKED = {"đ": "dj", "ð": "dj", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
"""Letters that Unicode does not take apart; ``ð`` stands for a mistyped ``đ`` in old files."""

_FURTHER_CYRILLIC = dict(
    zip(
        "ѓќѕйыэюящъьёіїєґ",
        ["gj", "kj", "dz", "j", "y", "e", "ju", "ja", "sc", "", "", "e", "i", "i", "e", "g"],
        strict=True,
    )
)
"""Macedonian and Russian letters, which a Serbian list borrows now and then."""

_SILENT = frozenset("'’‘ʼ`´ʹʻ")


def _fold_letter(letter: str) -> str:
    small = unicodedata.normalize("NFKC", letter).casefold()
    if small in _FURTHER_CYRILLIC:
        return _FURTHER_CYRILLIC[small]
    parts = unicodedata.normalize("NFKD", latin_from_serbian(small).replace("đ", "\x00"))
    kept = (_STROKED.get(part, part) for part in parts if not unicodedata.combining(part))
    return "".join(_fold_sign(part) for part in "".join(kept).replace("\x00", "dj"))


def _fold_sign(letter: str) -> str:
    if letter in _SILENT:
        return ""
    return letter if letter.isalnum() else " "


def _fold_rare(letter: str) -> str:
    return letter if letter.isascii() else _fold_letter(letter)


_COMMON = (range(0x0250), range(0x0300, 0x0370), range(0x0400, 0x0500), range(0x1E00, 0x2070))
_TABLE: dict[int, str] = {code: _fold_letter(chr(code)) for block in _COMMON for code in block}
