"""In which part of a table does each person count? Strata from any columns of a list of records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.adapters.read.capture_table import stratum_named
from onrecord.adapters.read.mapping import Mapping
from onrecord.core.kernel.capture_histories import NOT_COVERED, CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.histories import ListedMention, histories
from onrecord.flows.lists import MentionValues

Values = tuple[str, ...]

DIGITS: Final = 9
_MARKS: Final = {1: "1", 0: "0", NOT_COVERED: "-"}


@dataclass(frozen=True, slots=True)
class Stratum:
    """One part of a table: what its people have in each column (nothing: unknown), and them."""

    values: Values
    table: CaptureHistories

    def cells(self) -> list[tuple[str, float]]:
        """Return each history and its count, as ``cells_of`` does."""
        return cells_of(self.table)


def cells_of(table: CaptureHistories) -> list[tuple[str, float]]:
    """Return each history and its count.

    A history has one sign for each list, in their order: ``1`` named, ``0`` not named, ``-``
    not covered.
    """
    rows = zip(table.histories.tolist(), table.counts.tolist(), strict=True)
    return [("".join(_MARKS[mark] for mark in marks), tidy(count)) for marks, count in rows]


def tidy(count: float) -> float:
    """Return a count without the noise that adding thirds leaves far behind the point."""
    return round(count, DIGITS)


def check_columns(columns: Sequence[str], there: Sequence[str], file: str) -> None:
    """Raise UsageError for a column that a list does not have, or that is named twice."""
    for column in columns:
        if column not in there:
            raise UsageError(
                "The list has no column of this name to make strata from.",
                file=file,
                value=column,
                remedy=f"Its columns are: {', '.join(there)}.",
            )
        if columns.count(column) > 1:
            raise UsageError("Strata are made from this column twice.", value=column)


def values_of(found: MentionValues, columns: Sequence[str], mapping: Mapping) -> Values:
    """Return what a row says in each column; nothing where it says nothing or a missing code."""
    fields = {column: field for field, column in mapping.columns().items()}
    said = []
    for column in columns:
        text = found.raw[column].strip()
        codes = mapping.missing.get(fields.get(column, ""))
        said.append("" if codes is not None and codes.holds(text, found.sources) else text)
    return tuple(said)


def strata(
    mentions: Sequence[ListedMention],
    values: Sequence[Values],
    lists: Sequence[str],
    columns: Sequence[str],
) -> tuple[tuple[Stratum, ...], tuple[int, ...]]:
    """Count people by lists within each combination of values.

    A person whose rows disagree about a column is counted once, where most of the rows that say
    something put them (of equals the first by the alphabet). Returns the strata in the order of
    their values, and for each column the number of people whose rows disagree. Every stratum has
    all the lists, also those that name nobody in it.
    """
    rows: dict[str, list[Values]] = {}
    for mention, said in zip(mentions, values, strict=True):
        rows.setdefault(mention.unit, []).append(said)
    settled = {unit: _settled(said, len(columns)) for unit, said in rows.items()}
    apart = tuple(
        sum(len({row[place] for row in said if row[place]}) > 1 for said in rows.values())
        for place in range(len(columns))
    )
    groups: dict[Values, list[ListedMention]] = {}
    for mention in mentions:
        groups.setdefault(settled[mention.unit], []).append(mention)
    found = [
        Stratum(key, replace(histories(groups[key], lists)[0], stratum=stratum_named(columns, key)))
        for key in sorted(groups)
    ]
    return tuple(found), apart


def _settled(rows: Sequence[Values], columns: int) -> Values:
    return tuple(_most_said([row[place] for row in rows]) for place in range(columns))


def _most_said(said: Sequence[str]) -> str:
    counts = Counter(value for value in said if value)
    return min(counts, key=lambda value: (-counts[value], value), default="")
