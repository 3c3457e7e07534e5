"""How many people of a list of records were found on which combination of lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator
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

COUNT = "count"
_MARKS = {1: "1", 0: "0", NOT_COVERED: "-"}
_CELLS = {1: "1", 0: "0", NOT_COVERED: ""}
_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulation:
    """The table of capture histories of a list, and the rows that could not be counted."""

    histories: CaptureHistories
    summary: Summary
    rejected: tuple[RowError, ...]
    notice: str | None
    warnings: tuple[str, ...]

    def cells(self) -> list[tuple[str, float]]:
        """Return each history and its count.

        A history has one sign for each list, in their order: ``1`` named, ``0`` not named, ``-``
        not covered.
        """
        return [
            ("".join(_MARKS[mark] for mark in marks), _tidy(count)) for marks, count in self._rows()
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the table as the JSON document of the command line."""
        return {
            "lists": list(self.histories.lists),
            "cells": [{"history": history, "count": count} for history, count in self.cells()],
            "total": _tidy(self.histories.observed),
            "rows": self.summary.rows,
            "accepted": self.summary.accepted,
            "rejected": [row for error in self.rejected for row in error.as_rows()],
            "notice": self.notice,
            "warnings": list(self.warnings),
        }

    def write_csv(self, path: Path) -> None:
        """Write the table that ``onrecord estimate`` reads: 0/1 (empty: not covered), ``count``."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*map(spreadsheet_safe, self.histories.lists), COUNT])
            for marks, count in self._rows():
                writer.writerow([*(_CELLS[mark] for mark in marks), _written(count)])

    def _rows(self) -> Iterator[tuple[list[int], float]]:
        table = self.histories
        return zip(table.histories.tolist(), table.counts.tolist(), strict=True)


def tabulate(table: Table, mapping: Mapping) -> Tabulation:
    """Count the records of a list by the lists that name them.

    With list columns (``lists``) every row counts with its weight, so an id may repeat. With a
    column that names the list (``list``), rows of one id are one record, found on all their
    lists; its weight is the largest of theirs. Only these columns are checked: a doubtful age
    makes nobody uncounted. Rows that cannot be counted are kept with their reasons.

    Raises UsageError where the mapping does not say by columns which lists a record is in.
    """
    _check_usable(mapping)
    people_aside = dict.fromkeys(MISSING_FIELDS)
    needed = replace(mapping, **people_aside, missing={})  # type: ignore[arg-type]  # None each
    validation = validate(table, needed)
    rejected: list[RowError] = []

    def listed() -> Iterator[ListedMention]:
        for found in validation:
            if isinstance(found, RowError):
                rejected.append(found)
            else:
                yield _listed(found)

    mentions = list(listed())
    lists = [each.name for each in mapping.lists] or _lists_named_in(mentions)
    if not mentions:
        raise InputError(
            "The list has no row that can be counted: {rejected} of {rows} rows are refused",
            file=table.name,
            rejected=validation.summary.rejected,
            rows=validation.summary.rows,
            remedy=_first_reason(rejected),
        )
    counted, _behind = histories(mentions, lists)
    return Tabulation(
        histories=counted,
        summary=validation.summary,
        rejected=tuple(rejected),
        notice=mapping.notice,
        warnings=(*table.warnings, *_warnings(validation.summary, mapping)),
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


def _listed(found: MentionValues) -> ListedMention:
    if found.list_name is None:
        return ListedMention(f"line {found.line}", found.membership, found.weight)
    unit = f"id {found.record_id}" if found.record_id else f"line {found.line}"
    return ListedMention(unit, {found.list_name: True}, found.weight)


def _lists_named_in(mentions: list[ListedMention]) -> list[str]:
    return sorted({name for mention in mentions for name in mention.memberships})


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


def _tidy(count: float) -> float:
    """Return a count without the noise that adding thirds leaves far behind the point."""
    return round(count, _DIGITS)


def _written(count: float) -> str:
    return f"{_tidy(count):.{_DIGITS}f}".rstrip("0").rstrip(".")
