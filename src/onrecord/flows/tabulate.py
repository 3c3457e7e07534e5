"""How many people of a list of records were found on which combination of lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.mapping.words import MISSING_FIELDS
from onrecord.adapters.read.table import RowError, Table
from onrecord.adapters.write.spreadsheet import spreadsheet_safe
from onrecord.core.kernel.capture_histories import NOT_COVERED, CaptureHistories
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.flows.histories import ListedMention, histories
from onrecord.flows.lists import MentionValues, Summary, validate
from onrecord.flows.strata import (
    DIGITS,
    Stratum,
    Values,
    cells_of,
    check_columns,
    strata,
    tidy,
    values_of,
)

COUNT = "count"
_CELLS = {1: "1", 0: "0", NOT_COVERED: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulation:
    """The table of capture histories of a list, and the rows that could not be counted."""

    histories: CaptureHistories
    summary: Summary
    rejected: tuple[RowError, ...]
    notice: str | None
    warnings: tuple[str, ...]
    columns: tuple[str, ...] = ()
    """Columns that strata were made from."""
    strata: tuple[Stratum, ...] = ()
    """The table in parts, each with all the lists; empty where no columns were named."""

    def cells(self) -> list[tuple[str, float]]:
        """Return each history and its count, as ``flows.strata.cells_of`` does."""
        return cells_of(self.histories)

    def to_dict(self) -> dict[str, object]:
        """Return the table as the JSON document of the command line."""
        return {
            "lists": list(self.histories.lists),
            "cells": _written_cells(self.cells()),
            "strata": [
                {
                    "stratum": part.table.stratum,
                    "values": dict(zip(self.columns, part.values, strict=True)),
                    "cells": _written_cells(part.cells()),
                    "total": tidy(part.table.observed),
                }
                for part in self.strata
            ],
            "total": tidy(self.histories.observed),
            "rows": self.summary.rows,
            "accepted": self.summary.accepted,
            "rejected": [row for error in self.rejected for row in error.as_rows()],
            "notice": self.notice,
            "warnings": list(self.warnings),
        }

    def write_csv(self, path: Path) -> None:
        """Write the table that ``onrecord estimate`` reads: 0/1 (empty: not covered), ``count``.

        Columns that strata were made from stand before the lists, for ``--strata``.
        """
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            names = (*self.columns, *self.histories.lists)
            writer.writerow([*map(spreadsheet_safe, names), COUNT])
            for values, part in self._parts():
                for marks, count in _rows(part):
                    cells = (_CELLS[mark] for mark in marks)
                    writer.writerow([*map(spreadsheet_safe, values), *cells, _written(count)])

    def _parts(self) -> list[tuple[Values, CaptureHistories]]:
        if not self.columns:
            return [((), self.histories)]
        return [(part.values, part.table) for part in self.strata]


def _rows(table: CaptureHistories) -> Iterator[tuple[list[int], float]]:
    return zip(table.histories.tolist(), table.counts.tolist(), strict=True)


def tabulate(table: Table, mapping: Mapping, columns: Sequence[str] = ()) -> Tabulation:
    """Count the records of a list by the lists that name them.

    With list columns (``lists``) every row counts with its weight, so an id may repeat. With a
    column that names the list (``list``), rows of one id are one record, found on all their
    lists; its weight is the largest of theirs. Only these columns are checked: a doubtful age
    makes nobody uncounted. Rows that cannot be counted are kept with their reasons.

    ``columns`` are columns of the list, any, whose values part the table into strata.

    Raises UsageError where the mapping does not say by columns which lists a record is in, and
    for a column of strata that is not there.
    """
    _check_usable(mapping)
    check_columns(columns, table.columns, table.name)
    people_aside = dict.fromkeys(MISSING_FIELDS)
    needed = replace(mapping, **people_aside, missing={})  # type: ignore[arg-type]  # None each
    validation = validate(table, needed)
    rejected: list[RowError] = []
    mentions: list[ListedMention] = []
    values: list[Values] = []
    for found in validation:
        if isinstance(found, RowError):
            rejected.append(found)
        else:
            mentions.append(_listed(found))
            values.append(values_of(found, columns, mapping))
    lists = [each.name for each in mapping.lists] or _lists_named_in(mentions)
    if not mentions:
        raise _nobody(table, validation.summary, rejected)
    counted, _behind = histories(mentions, lists)
    _check_names(columns, lists)
    parts, apart = strata(mentions, values, lists, columns) if columns else ((), ())
    return Tabulation(
        histories=counted,
        summary=validation.summary,
        rejected=tuple(rejected),
        notice=mapping.notice,
        warnings=(
            *table.warnings,
            *_warnings(validation.summary, mapping),
            *_disagreements(columns, apart),
        ),
        columns=tuple(columns),
        strata=parts,
    )


def _check_usable(mapping: Mapping) -> None:
    if not mapping.lists and not mapping.list:
        raise UsageError(
            "The mapping does not say by columns which lists a record is in",
            remedy="Give lists: [...], or list: with the column that names the list.",
        )
    if mapping.list and not mapping.id:
        raise UsageError(
            "Without an id nobody can tell which rows of different lists are one person",
            remedy="Give id: with the column that is the same for one person on all lists.",
        )
    if COUNT in {each.name.casefold() for each in mapping.lists}:
        raise UsageError(
            "A list cannot be called count, which is the column of the counts",
            remedy="Name it in the mapping: lists: {another name: count}.",
        )


def _check_names(columns: Sequence[str], lists: Sequence[str]) -> None:
    taken = next((name for name in columns if name in lists or name.casefold() == COUNT), None)
    if taken is not None:
        raise UsageError(
            "Strata cannot be made from a column that has the name of a list or of the counts",
            value=taken,
        )


def _listed(found: MentionValues) -> ListedMention:
    if found.list_name is None:
        return ListedMention(f"line {found.line}", found.membership, found.weight)
    unit = f"id {found.record_id}" if found.record_id else f"line {found.line}"
    return ListedMention(unit, {found.list_name: True}, found.weight)


def _lists_named_in(mentions: list[ListedMention]) -> list[str]:
    return sorted({name for mention in mentions for name in mention.memberships})


def _nobody(table: Table, summary: Summary, rejected: list[RowError]) -> InputError:
    return InputError(
        "The list has no row that can be counted: {rejected} of {rows} rows are refused",
        file=table.name,
        rejected=summary.rejected,
        rows=summary.rows,
        remedy=_first_reason(rejected),
    )


def _first_reason(rejected: list[RowError]) -> str | None:
    return f"The first reason: {rejected[0].errors[0].sentence()}." if rejected else None


def _warnings(summary: Summary, mapping: Mapping) -> list[str]:
    warnings = []
    if summary.rejected:
        warnings.append(
            f"{summary.rejected:,} of {summary.rows:,} rows are refused and not counted."
        )
    if summary.repeats and mapping.lists:
        weighted = "each counts with its weight" if mapping.weight else "each counts as a person"
        warnings.append(f"{summary.repeats:,} rows repeat an id that stood before; {weighted}.")
    return warnings


def _disagreements(columns: Sequence[str], apart: Sequence[int]) -> list[str]:
    return [
        f"The rows of {people:,} people disagree about {column}; each is counted where most of "
        "their rows put them."
        for column, people in zip(columns, apart, strict=True)
        if people
    ]


def _written_cells(cells: Sequence[tuple[str, float]]) -> list[dict[str, object]]:
    return [{"history": history, "count": count} for history, count in cells]


def _written(count: float) -> str:
    return f"{tidy(count):.{DIGITS}f}".rstrip("0").rstrip(".")
