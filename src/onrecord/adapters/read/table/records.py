"""Which cells a text holds: physical lines joined to records, and every bad line kept apart."""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from onrecord.adapters.read.table.rows import MAX_COLUMNS, MAX_RECORD_CHARS, Row, RowError
from onrecord.core.kernel.errors import InputError

_MAX_RECORD_LINES = 200
_KEPT_OF_A_LONG_LINE = 500


class Line(NamedTuple):
    """A physical line without its end; ``fault`` says why it cannot be read as it is."""

    number: int
    text: str
    fault: str | None


def read_records(lines: Iterator[Line], separator: str, quote: str) -> Iterator[Row | RowError]:
    """Yield the records of a text; a record that cannot be read costs only its first line."""
    pushed_back: deque[Line] = deque()
    while True:
        line = pushed_back.popleft() if pushed_back else next(lines, None)
        if line is None:
            return
        if line.fault:
            yield _refused(line, separator, line.fault)
        elif quote not in line.text:
            yield _row(line, line.text.split(separator))
        else:
            yield _quoted(line, lines, pushed_back, separator, quote)


def read_lines(stream: BinaryIO, encoding: str) -> Iterator[Line]:
    """Yield the physical lines of a stream; a line of any length costs bounded memory."""
    escapes = encoding in _ONE_UNDECODED_BYTE_STAYS_ONE
    errors = "surrogateescape" if escapes else "replace"
    text = io.TextIOWrapper(stream, encoding, errors=errors, newline="")
    damage = _UNDECODED if escapes else _REPLACED
    number = 0
    with text:
        while part := text.readline(MAX_RECORD_CHARS):
            number += 1
            if len(part) == MAX_RECORD_CHARS and not part.endswith(_ENDS):
                _skip_to_end(text)
                yield Line(number, part[:_KEPT_OF_A_LONG_LINE], _TOO_LONG)
                continue
            yield Line(number, part.rstrip("\r\n"), _fault(part, damage))


_ONE_UNDECODED_BYTE_STAYS_ONE = {"utf-8", "utf-8-sig", "cp1250", "cp1251", "cp1252", "cp1256"}
"""Here damage can be told from a sign U+FFFD that an earlier program wrote."""

_ENDS = ("\n", "\r")
_UNDECODED = re.compile("[\udc80-\udcff]")
_REPLACED = re.compile("\ufffd")
_TOO_LONG = "The line is longer than a million characters"
_NUL = "The line holds a NUL character, which no text has"
_UNDECODABLE = "The line holds bytes that are no letters in the encoding of this file"
_UNCLOSED = "A quote opens in this line and is never closed"
_MALFORMED = "After a closing quote there is text before the next separator"
_REMEDIES = {
    _TOO_LONG: "Is the file a list, and its line ends intact?",
    _NUL: "Save the list again as UTF-8 text.",
    _UNDECODABLE: "Name the encoding in the mapping file.",
    _UNCLOSED: "Close the quote, or double a quote that belongs to the text.",
    _MALFORMED: "Double every quote that belongs to the text.",
}


def _fault(text: str, damage: re.Pattern[str]) -> str | None:
    if "\0" in text:
        return _NUL
    return _UNDECODABLE if not text.isascii() and damage.search(text) else None


def _skip_to_end(text: io.TextIOWrapper) -> None:
    while (part := text.readline(MAX_RECORD_CHARS)) and not part.endswith(_ENDS):
        pass


def _row(line: Line, cells: list[str]) -> Row | RowError:
    if len(cells) > MAX_COLUMNS:
        error = InputError(
            "The line has {count} cells, more than any list",
            line=line.number,
            count=len(cells),
            remedy="Is the separator right?",
        )
        return RowError(line.number, tuple(cells[:MAX_COLUMNS]), (error,))
    formulas: tuple[int, ...] = ()
    if "=" in line.text or "@" in line.text:
        formulas = tuple(
            index for index, cell in enumerate(cells) if cell.lstrip()[:1] in {"=", "@"}
        )
    return Row(line.number, tuple(cells), formulas)


def _quoted(
    first: Line, lines: Iterator[Line], pushed_back: deque[Line], separator: str, quote: str
) -> Row | RowError:
    """Read a record that holds quotes and may go on in the next lines."""
    text, taken = first.text, [first]
    cells = _split(text, separator, quote)
    while cells is None:
        following = pushed_back.popleft() if pushed_back else next(lines, None)
        if following is not None:
            taken.append(following)
        too_long = len(taken) > _MAX_RECORD_LINES or len(text) > MAX_RECORD_CHARS
        if following is None or following.fault or too_long:
            # The quote may be a typing error: the lines after it are read on their own.
            pushed_back.extendleft(reversed(taken[1:]))
            return _refused(first, separator, _UNCLOSED)
        text += "\n" + following.text
        if quote in following.text:
            cells = _split(text, separator, quote)
    if not cells:
        pushed_back.extendleft(reversed(taken[1:]))
        return _refused(first, separator, _MALFORMED)
    return _row(Line(first.number, text, None), cells)


def _split(text: str, separator: str, quote: str) -> list[str] | None:
    """Return the cells; ``None`` while a quote is open; no cell where the quoting is broken."""
    cells: list[str] = []
    pattern, doubled = _cell_pattern(separator, quote), quote * 2
    position, end = 0, len(text)
    while True:
        found = pattern.match(text, position)
        if found is None:  # a quote opens, and no quote closes it
            return None
        quoted, plain = found.groups()
        cells.append(plain if quoted is None else quoted.replace(doubled, quote))
        position = found.end()
        if position == end:
            return cells
        if text[position] != separator:
            return []
        position += 1


@lru_cache(maxsize=32)
def _cell_pattern(separator: str, quote: str) -> re.Pattern[str]:
    q, s = re.escape(quote), re.escape(separator)
    return re.compile(f"{q}((?:[^{q}]+|{q}{q})*+){q}|(?!{q})([^{s}]*)")


def _refused(line: Line, separator: str, fault: str) -> RowError:
    error = InputError(fault, line=line.number, remedy=_REMEDIES[fault])
    readable = _UNDECODED.sub("\ufffd", line.text)
    return RowError(line.number, tuple(readable.split(separator)), (error,))
