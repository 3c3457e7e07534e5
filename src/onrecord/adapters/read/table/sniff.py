"""How a file of unknown origin is written: its encoding, separator, quotes and header row."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from charset_normalizer import from_bytes

from onrecord.adapters.read.table.records import Line, read_records
from onrecord.adapters.read.table.rows import Row
from onrecord.core.kernel.script import Script, script_of

SEPARATORS = (",", ";", "\t", "|")
_BLOCK = 1024 * 1024
_SAMPLE_BYTES = 64 * 1024
_CERTAIN = 0.9


@dataclass(frozen=True, slots=True)
class Guess:
    """A choice, how sure it is (0..1), and the next best that would read differently."""

    choice: str
    confidence: float
    runner_up: str | None = None


def sniff_encoding(stream: BinaryIO) -> Guess:
    """Return the encoding of a stream, which is read to its end if it is valid UTF-8.

    UTF-8 is recognised by its own rules, UTF-16 by its mark or its NUL bytes. Among the code
    pages of one byte a letter the one wins whose letters are those of Albanian and Serbian (Latin
    or Cyrillic) and never mix scripts in a word; where none fits, charset-normalizer decides.
    """
    start = stream.read(4096)
    if marked := next((name for mark, name in _MARKS if start.startswith(mark)), None):
        return Guess(marked, 1.0)
    if wide := _utf16_without_mark(start):
        return Guess(wide, 0.8, "utf-8")
    valid, sample = _scan(stream, start)
    if valid:
        return Guess("utf-8", 1.0)
    lines = sample.splitlines()
    valid_share = sum(_is_utf8(line) for line in lines) / max(1, len(lines))
    if valid_share >= _CERTAIN:
        return Guess("utf-8", round(valid_share, 2), _best_code_page(sample).choice)
    return _best_code_page(sample)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _utf16_without_mark(start: bytes) -> str | None:
    """Return the byte order in which NUL bytes make sense: as halves of letters in use here."""
    if b"\0" not in start:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = start.decode(name, "replace")
        near = sum("\0" < char < _FIRST_FAR_LETTER for char in text)
        if near > _CERTAIN * len(text):
            return name
    return None


_FIRST_FAR_LETTER = "\u0700"
"""Latin, Cyrillic and Arabic lie before it."""


def _scan(stream: BinaryIO, start: bytes) -> tuple[bool, bytes]:
    """Say whether all is UTF-8, and collect lines with bytes beyond ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid, sample = True, bytearray()
    block = start
    while block and (valid or len(sample) < _SAMPLE_BYTES):
        block += stream.readline(_BLOCK)
        if valid:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                valid = False
        if len(sample) < _SAMPLE_BYTES and not block.isascii():
            beyond = (line for line in block.splitlines() if not line.isascii())
            sample += b"\n".join(beyond)[:_SAMPLE_BYTES] + b"\n"
        block = stream.read(_BLOCK)
    return valid and not decoder.getstate()[0], bytes(sample)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_CODE_PAGES = ("cp1252", "cp1250", "cp1251", "iso8859_2", "latin-1")
_OUR_LETTERS = frozenset("ëçËÇčćžšđČĆŽŠĐ") | frozenset(
    "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
)


def _best_code_page(sample: bytes) -> Guess:
    texts = {name: sample.decode(name, "replace") for name in _CODE_PAGES}
    scores = {name: _fit(text) for name, text in texts.items()}
    ranked = sorted(_CODE_PAGES, key=lambda name: -scores[name])
    best = ranked[0]
    if scores[best] >= 0.5:
        other = next((name for name in ranked[1:] if texts[name] != texts[best]), None)
        margin = scores[best] - (scores[other] if other else 0.0)
        confidence = min(0.99, scores[best] * (0.5 + min(0.5, margin)))
        return Guess(best, round(confidence, 2), other)
    matches = list(from_bytes(sample, cp_exclusion=_RECOGNISED_OTHERWISE))
    if not matches:
        return Guess("latin-1", 0.1, "cp1250")
    names = [codecs.lookup(match.encoding).name for match in matches[:2]]
    confidence = round(0.6 * (1 - matches[0].chaos), 2)
    return Guess(names[0], confidence, names[1] if len(names) > 1 else None)


_RECOGNISED_OTHERWISE = ["utf_7", "utf_8", "utf_16", "utf_16_be", "utf_16_le", "utf_32"]


def _fit(text: str) -> float:
    """Return the share of characters beyond ASCII that belong where they stand."""
    beyond = [char for char in text if not char.isascii()]
    good = sum(_is_sign(char) for char in beyond)
    for word in _WORDS.findall(text):
        if not word.isascii() and script_of(word) is not Script.MIXED:
            good += sum(char in _OUR_LETTERS for char in word)
    return good / len(beyond) if beyond else 0.0


_WORDS = re.compile(r"[^\W\d_]+")


def _is_sign(char: str) -> bool:
    """Say whether it is a dash or a quotation mark, as word processors put into lists."""
    return unicodedata.category(char) in {"Pd", "Pi", "Pf"}


def sniff_separator(lines: Sequence[Line]) -> tuple[Guess, str]:
    """Return the separator and the quote character of the first lines of a text.

    The separator that gives most records the same number of cells wins, and among equals the
    one that gives more cells.
    """
    quote = _quote(lines)
    scores = {separator: _evenness(lines, separator, quote) for separator in SEPARATORS}
    ranked = sorted(SEPARATORS, key=lambda separator: scores[separator], reverse=True)
    best, other = ranked[0], ranked[1]
    if scores[best] == 0:
        return Guess(",", 0.5), quote
    confidence = scores[best] / (scores[best] + scores[other])
    runner_up = other if scores[other] > 0 else None
    return Guess(best, round(confidence, 2), runner_up), quote


def _quote(lines: Sequence[Line]) -> str:
    text = "\n".join(line.text for line in lines)
    if '"' in text:
        return '"'
    opened = sum(text.count(f"{separator}'") for separator in SEPARATORS)
    closed = sum(text.count(f"'{separator}") for separator in SEPARATORS)
    return "'" if min(opened, closed) > len(lines) / 2 else '"'


def _evenness(lines: Sequence[Line], separator: str, quote: str) -> float:
    """Return how evenly a separator cuts the records: share of the usual width, times its log."""
    records = list(read_records(iter(lines), separator, quote))
    widths = [
        len(record.values) if isinstance(record, Row) else 0
        for record in records
        if any(cell.strip() for cell in record.values)
    ]
    if not widths:
        return 0.0
    width, count = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
    return (count / len(widths)) ** 2 * (width - 1) ** 0.5 if width > 1 else 0.0


def find_header(rows: Sequence[Row]) -> Row | None:
    """Return the row of column names: the first of at least the usual width that is mostly filled.

    Blank rows, titles and remarks above it are passed over.
    """
    filled = [(row, sum(1 for cell in row.values if cell.strip())) for row in rows]
    filled = [(row, count) for row, count in filled if count]
    if not filled:
        return None
    widths = Counter(len(row.values) for row, _ in filled)
    width = max(widths.items(), key=lambda item: (item[1], item[0]))[0]
    names = (row for row, count in filled if width <= len(row.values) < 2 * count)
    return next(names, filled[0][0])
