"""How the tables of names come from their data files into memory, and what is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.names import ShortForm, ShortForms, matching_key

SHORT_FORM_COLUMNS = ("nick", "full", "language", "source", "reason")
KNOWN_NAME_COLUMNS = ("name", "kind", "sex", "language", "source")
_LANGUAGES = frozenset({"sq", "sr", "bs", "tr", "rom", "gor"})
_KINDS = frozenset({"given", "surname"})
_SEXES = frozenset({"f", "m", ""})


class KnownName(NamedTuple):
    """A name in use: ``kind`` given or surname, ``sex`` f, m or empty, ``language`` of origin."""

    name: str
    kind: str
    sex: str
    language: str
    source: str


@cache
def load_short_forms() -> ShortForms:
    """Return the table that comes with OnRecord, read and checked once."""
    known = tuple(read_known_names(_text("known_names.csv"), file="known_names.csv"))
    return ShortForms.of(
        read_short_forms(_text("short_forms.csv"), file="short_forms.csv"),
        given=(name.name for name in known if name.kind == "given"),
        surnames=(name.name for name in known if name.kind == "surname"),
    )


def read_short_forms(text: str, *, file: str = "") -> Iterator[ShortForm]:
    """Yield the rows of a table of short forms; ``InputError`` with its line for a wrong one.

    Columns: ``nick`` and ``full`` (in any spelling and script), ``language`` (sq, sr, bs, tr,
    rom, gor), ``source`` (who says so) and ``reason``. None may be empty. A short form may stand
    on several rows, one for each name that it stands for.
    """
    seen: set[tuple[str, str]] = set()
    for line, row in _rows(text, SHORT_FORM_COLUMNS, file):
        form = ShortForm(**row)
        _refuse_empty(row, file, line)
        _refuse_other(form.language, _LANGUAGES, "language", file, line)
        keys = matching_key(form.nick), matching_key(form.full)
        if keys[0] == keys[1] or keys in seen:
            raise InputError(
                "this pair of names needs no row: both are one key, or an earlier row has it",
                file=file or None,
                line=line,
                value=f"{form.nick}, {form.full}",
                remedy="Leave the row out.",
            )
        seen.add(keys)
        yield form


def read_known_names(text: str, *, file: str = "") -> Iterator[KnownName]:
    """Yield the rows of a table of known names; ``InputError`` with its line for a wrong one."""
    for line, row in _rows(text, KNOWN_NAME_COLUMNS, file):
        name = KnownName(**row)
        _refuse_empty({**row, "sex": "-"}, file, line)
        _refuse_other(name.kind, _KINDS, "kind", file, line)
        _refuse_other(name.sex, _SEXES, "sex", file, line)
        _refuse_other(name.language, _LANGUAGES, "language", file, line)
        yield name


def _rows(text: str, columns: tuple[str, ...], file: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != columns:
        raise InputError(
            "a table of names with other columns",
            file=file or None,
            line=1,
            value=", ".join(reader.fieldnames or ()),
            remedy=f"The columns are {', '.join(columns)}.",
        )
    for row in reader:
        yield reader.line_num, {column: (row[column] or "").strip() for column in columns}


def _refuse_empty(row: dict[str, str], file: str, line: int) -> None:
    column = next((column for column, value in row.items() if not value), None)
    if column is not None:
        raise InputError(
            "a cell that must not be empty", file=file or None, line=line, column=column
        )


def _refuse_other(value: str, allowed: frozenset[str], column: str, file: str, line: int) -> None:
    if value not in allowed:
        raise InputError(
            "a value that this column does not take",
            file=file or None,
            line=line,
            column=column,
            value=value,
            remedy=f"Use {', '.join(sorted(one or 'nothing' for one in allowed))}.",
        )


def _text(name: str) -> str:
    return (files(__package__) / "data" / name).read_text(encoding="utf-8")
