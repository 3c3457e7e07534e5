"""How many people were found on which combination of lists."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onrecord.core.kernel.errors import InputError

NOT_COVERED: Final = -1
"""The mark of a list that could not have named this person: neither yes nor no."""

MOST_PERSONS: Final = 1e10
"""More than have ever lived at one time: a larger count is a mistake."""


@dataclass(frozen=True, slots=True, eq=False)
class CaptureHistories:
    """Counts of people by the lists that name them, for one stratum.

    ``lists`` holds K names. ``histories`` is M x K with 1 (named), 0 (not named) and -1 (not
    covered); its rows are distinct and sorted, since rows that repeat are added up.
    ``counts`` holds M weights in persons, which may be fractional (a record of weight one third).
    ``stratum`` says in words which part of the table this is, or nothing for the whole.

    Raises InputError for a row that no list names (nobody can be observed on no list), a count
    below 0 or above ``MOST_PERSONS``, a mark other than 1, 0 and -1, and names that repeat.
    """

    lists: tuple[str, ...]
    histories: NDArray[np.int8]
    counts: NDArray[np.float64]
    stratum: str | None = None

    def __post_init__(self) -> None:
        lists = _checked_names(self.lists)
        counts = np.array(self.counts, dtype=np.float64).reshape(-1)
        histories = _checked_marks(np.asarray(self.histories), len(lists), len(counts))
        _check_counts(counts)
        merged, sums = _merged(histories, counts)
        for array in (merged, sums):
            array.setflags(write=False)
        object.__setattr__(self, "lists", lists)
        object.__setattr__(self, "histories", merged)
        object.__setattr__(self, "counts", sums)

    @classmethod
    def from_records(
        cls,
        lists: Sequence[str],
        membership: ArrayLike,
        weights: ArrayLike | None = None,
        stratum: str | None = None,
    ) -> CaptureHistories:
        """Count records, one row each (n x K with 1, 0, -1), each with its weight (default 1)."""
        marks = np.asarray(membership)
        if marks.size == 0:
            marks = marks.reshape(0, len(lists))
        counts = np.ones(len(marks)) if weights is None else np.asarray(weights, dtype=np.float64)
        return cls(tuple(lists), marks, counts, stratum)

    @property
    def observed(self) -> float:
        """Persons on at least one list (n)."""
        return math.fsum(self.counts)

    @property
    def fully_covered(self) -> bool:
        """Whether every list could have named everybody in the table."""
        return not bool(np.any(self.histories == NOT_COVERED))

    def cell(self, bits: Sequence[int]) -> float:
        """Return the count of one history, such as ``(1, 0, 1, 0)``; 0.0 where it is absent."""
        if len(bits) != len(self.lists):
            raise InputError(
                "A history of this table has {lists} marks.", value=bits, lists=len(self.lists)
            )
        found = np.all(self.histories == np.asarray(bits, dtype=np.int8), axis=1)
        return float(self.counts[found].sum())

    def list_totals(self) -> NDArray[np.float64]:
        """Return the persons that each list names, K numbers in the order of the lists."""
        totals: NDArray[np.float64] = self.counts @ (self.histories == 1)
        return totals

    def on_lists(self, lists: Sequence[str]) -> CaptureHistories:
        """Return the table of these lists alone; who is on none of them is left out."""
        unknown = [name for name in lists if name not in self.lists]
        if unknown:
            raise InputError("The table has no list of this name.", value=unknown[0])
        kept = self.histories[:, [self.lists.index(name) for name in lists]]
        named = np.any(kept == 1, axis=1)
        return CaptureHistories(tuple(lists), kept[named], self.counts[named], self.stratum)

    def canonical(self) -> CaptureHistories:
        """Return the same table with its lists in alphabetical order and no empty cells.

        Two tables that say the same have one canonical form, whatever the order of their rows
        and columns.
        """
        occupied = self.counts > 0
        order = sorted(range(len(self.lists)), key=lambda index: self.lists[index])
        return CaptureHistories(
            tuple(self.lists[index] for index in order),
            self.histories[occupied][:, order],
            self.counts[occupied],
            self.stratum,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CaptureHistories):
            return NotImplemented
        return (
            self.lists == other.lists
            and self.stratum == other.stratum
            and np.array_equal(self.histories, other.histories)
            and np.array_equal(self.counts, other.counts)
        )

    def __hash__(self) -> int:
        return hash((self.lists, self.stratum, self.histories.tobytes(), self.counts.tobytes()))


def _checked_names(names: Iterable[str]) -> tuple[str, ...]:
    lists = tuple(names)
    if not lists:
        raise InputError("A table of capture histories needs at least one list.")
    for name in lists:
        if not name.strip():
            raise InputError("A list has no name.", value=name)
        if lists.count(name) > 1:
            raise InputError("Two lists have the same name.", value=name)
    return lists


def _checked_marks(marks: NDArray[np.generic], lists: int, rows: int) -> NDArray[np.int8]:
    if marks.shape != (rows, lists):
        raise InputError(
            "The histories must have one row for each count and one column for each list.",
            value=marks.shape,
        )
    strange = ~np.isin(marks, (NOT_COVERED, 0, 1))
    if strange.any():
        row, column = np.argwhere(strange)[0]
        raise InputError(
            "Row {row} of the table holds a mark other than 1, 0 and not covered.",
            value=marks[row, column],
            row=int(row) + 1,
        )
    unnamed = np.flatnonzero(~np.any(marks == 1, axis=1))
    if len(unnamed):
        row = int(unnamed[0])
        raise InputError(
            "Row {row} of the table is a person on no list, and nobody can be observed on no list.",
            value=",".join(str(mark) for mark in marks[row].tolist()),
            remedy="Remove the row: how many people are on no list is what is to be estimated.",
            row=row + 1,
        )
    return marks.astype(np.int8)


def _check_counts(counts: NDArray[np.float64]) -> None:
    wrong = np.flatnonzero(~((counts >= 0) & (counts <= MOST_PERSONS)))
    if len(wrong):
        row = int(wrong[0])
        raise InputError(
            "The count in row {row} of the table is not a number of persons.",
            value=float(counts[row]),
            remedy="A count lies between 0 and 10,000,000,000 and may be fractional.",
            row=row + 1,
        )


def _merged(
    histories: NDArray[np.int8], counts: NDArray[np.float64]
) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    distinct, place = np.unique(histories, axis=0, return_inverse=True)
    place = place.reshape(-1)
    order = np.argsort(place, kind="stable")
    ends = np.cumsum(np.bincount(place, minlength=len(distinct)))
    groups = np.split(counts[order], ends[:-1]) if len(distinct) else []
    # Exact sums: thirds must not add up differently when the rows come in another order.
    sums = np.array([math.fsum(group) for group in groups], dtype=np.float64)
    return distinct, sums
