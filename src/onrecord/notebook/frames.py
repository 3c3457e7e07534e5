"""Which table of capture histories does a frame hold? Anything with named columns is a frame.

Pandas and Polars are not needed: a frame is asked for its columns and for the values of each.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.notebook.values import labels, marks, weights

COUNT: Final = "count"
"""The column of counts where nobody names another."""


@runtime_checkable
class Frame(Protocol):
    """Anything with ``columns`` that gives one of them for its name, such as a DataFrame."""

    @property
    def columns(self) -> Iterable[Hashable]:
        """Names of the columns."""

    def __getitem__(self, name: Any, /) -> Iterable[Any]:
        """Return the values of one column."""


Columns = Frame | Mapping[str, Iterable[object]] | NDArray[np.void]
"""What can be read as columns: a frame, a mapping of columns, or a structured array."""


def tables_of(
    frame: Columns,
    lists: Sequence[str] | None,
    count: str | None,
    strata: Sequence[str],
) -> tuple[CaptureHistories, ...]:
    """Return the one table of a frame, or one for each combination of the strata columns.

    ``lists`` are the columns with 1 (named), 0 (not named) and None or NaN (not covered); without
    it, all columns that are neither ``count`` nor ``strata``. Without a column of counts, each
    row is one person. Raises InputError with row, column and value for anything else, and
    UsageError for a column that is not there.
    """
    columns = _Read.of(frame)
    counts = columns.count(count, strata, lists)
    if lists is None:
        lists = [name for name in columns.names if name not in {counts, *strata}]
    _check_choice(lists, counts, strata)
    columns.check(*lists, *([] if counts is None else [counts]), *strata)
    membership = np.column_stack([marks(name, columns.values(name)) for name in lists])
    _check_rows(membership, lists)
    persons = (
        np.ones(len(membership)) if counts is None else weights(counts, columns.values(counts))
    )
    groups = _groups({name: columns.values(name) for name in strata}, len(membership))
    return tuple(
        CaptureHistories(tuple(lists), membership[rows], persons[rows], stratum)
        for stratum, rows in sorted(groups.items(), key=lambda group: str(group[0]))
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The columns of any kind of frame, by their names as text."""

    frame: Any
    keys: dict[str, Hashable]
    rows: int

    @classmethod
    def of(cls, frame: Any) -> _Read:
        named = _names_in(frame)
        keys = {str(key): key for key in named}
        if len(keys) < len(named):
            raise InputError("Two columns of the table have the same name.", value=_twice(named))
        if not keys:
            raise InputError("The table has no columns.")
        lengths = {name: len(_listed(frame[key])) for name, key in keys.items()}
        if len(set(lengths.values())) > 1:
            raise InputError(
                "The columns are of different length: {lengths}.",
                lengths=", ".join(f"{name} {length}" for name, length in lengths.items()),
            )
        rows = next(iter(lengths.values()))
        if rows == 0:
            raise InputError("The table has columns and no rows.")
        return cls(frame, keys, rows)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.keys)

    def check(self, *names: str) -> None:
        for name in names:
            if name not in self.keys:
                raise UsageError(
                    "The table has no column of this name.",
                    value=name,
                    remedy=f"Its columns are: {', '.join(self.keys)}.",
                )

    def values(self, name: str) -> Sequence[object] | NDArray[Any]:
        return _listed(self.frame[self.keys[name]])

    def count(
        self, wanted: str | None, strata: Sequence[str], lists: Sequence[str] | None
    ) -> str | None:
        """Return the column of counts: the one that is wanted, or the usual one if it is there."""
        if wanted != COUNT or wanted in self.keys:
            return wanted
        taken = {*strata, *(lists or ())}
        return next(
            (name for name in self.keys if name.casefold() == COUNT and name not in taken), None
        )


def _names_in(frame: object) -> list[Hashable]:
    if isinstance(frame, Mapping):
        return list(frame)
    if isinstance(frame, np.ndarray) and frame.dtype.names:
        return list(frame.dtype.names)
    if isinstance(frame, Frame):
        return list(frame.columns)
    raise UsageError(
        "This is no table: a {kind} has no named columns.",
        kind=type(frame).__name__,
        remedy="Give a DataFrame, a dict of columns such as {'A': [1, 0], 'B': [1, 1]}, a "
        "structured array, the path of a CSV file or a CaptureHistories.",
    )


def _listed(column: Any) -> Sequence[object] | NDArray[Any]:
    """Return the values of a column: an array where it is one, else a list."""
    if isinstance(column, str) or not isinstance(column, Iterable):
        raise InputError(
            "A column of the table is one value.",
            value=column,
            remedy="Give each column as a list of values.",
        )
    converted = column.to_numpy() if hasattr(column, "to_numpy") else column
    return converted if isinstance(converted, np.ndarray) else list(converted)


def _twice(names: Sequence[Hashable]) -> str:
    texts = [str(name) for name in names]
    return next(text for text in texts if texts.count(text) > 1)


def _check_choice(lists: Sequence[str], count: str | None, strata: Sequence[str]) -> None:
    if not lists:
        raise UsageError("The table has no list columns.", remedy="Name them: lists=['A', 'B'].")
    chosen = [*lists, *([] if count is None else [count]), *strata]
    for name in chosen:
        if chosen.count(name) > 1:
            raise UsageError(
                "A column is a list, the count or a stratum, and only once.", value=name
            )


def _check_rows(membership: NDArray[np.int8], lists: Sequence[str]) -> None:
    unnamed = np.flatnonzero(~np.any(membership == 1, axis=1))
    if len(unnamed):
        raise InputError(
            "Row {row} (counted from 0) is on none of the lists {lists}, and nobody can be "
            "observed on no list.",
            row=int(unnamed[0]),
            lists=", ".join(lists),
            remedy="Remove such rows: how many people are on no list is what is to be estimated.",
        )


def _groups(
    columns: Mapping[str, Sequence[object] | NDArray[Any]], rows: int
) -> dict[str | None, NDArray[np.intp]]:
    """Return the rows of each combination of values, named such as ``year=1999, sex unknown``."""
    if not columns:
        return {None: np.arange(rows)}
    found: dict[str, list[int]] = {}
    parts = [labels(name, values) for name, values in columns.items()]
    for row, combination in enumerate(zip(*parts, strict=True)):
        found.setdefault(", ".join(combination), []).append(row)
    return {stratum: np.array(members) for stratum, members in found.items()}
