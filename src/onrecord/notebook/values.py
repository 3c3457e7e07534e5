"""What do the values of one column mean: a mark, a count of people, or the name of a stratum?"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.capture_histories import MOST_PERSONS, NOT_COVERED
from onrecord.core.kernel.errors import InputError

Values = Sequence[object] | NDArray[Any]

_NUMBERS: Final = "biuf"
"""Kinds of NumPy arrays that hold plain numbers."""
_TEXTS: Final = {"1": 1, "0": 0, "": NOT_COVERED}


def marks(column: str, values: Values) -> NDArray[np.int8]:
    """Return 1 (named), 0 (not named) and -1 (not covered: None, NaN, NA or no text)."""
    if isinstance(values, np.ndarray) and values.dtype.kind in _NUMBERS:
        return _numeric_marks(column, values)
    known: dict[tuple[type, Hashable], int] = {}
    found = np.empty(len(values), dtype=np.int8)
    for row, value in enumerate(values):
        key = (type(value), value if isinstance(value, Hashable) else str(value))
        if key not in known:
            known[key] = _mark(column, row, value)
        found[row] = known[key]
    return found


def weights(column: str, values: Values) -> NDArray[np.float64]:
    """Return counts of people, which may be fractional."""
    return np.array(
        [_weight(column, row, value) for row, value in enumerate(values)], dtype=np.float64
    )


def labels(column: str, values: Values) -> list[str]:
    """Return for each row how its part of the table is called, such as ``year=1999``."""
    return [
        f"{column} unknown"
        if is_missing(value) or not str(value).strip()
        # A year stands as 1999.0 in a column in which another row has none.
        else f"{column}={_whole(value)}"
        for value in values
    ]


def is_missing(value: object) -> bool:
    """Say whether a value stands for none: None, NaN, NaT or the NA of pandas."""
    if value is None:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124 - only NaN and its kin differ from themselves
    except (TypeError, ValueError):
        return type(value).__name__ == "NAType"


def _numeric_marks(column: str, values: NDArray[Any]) -> NDArray[np.int8]:
    unknown = np.isnan(values) if values.dtype.kind == "f" else np.zeros(len(values), np.bool_)
    wrong = np.flatnonzero(~unknown & (values != 0) & (values != 1))
    if len(wrong):
        raise _no_mark(column, int(wrong[0]), values[wrong[0]])
    return np.where(unknown, NOT_COVERED, values == 1).astype(np.int8)


def _mark(column: str, row: int, value: object) -> int:
    if is_missing(value):
        return NOT_COVERED
    if isinstance(value, str):
        mark = _TEXTS.get(value.strip())
    else:
        mark = next((mark for mark in (0, 1) if value == mark), None)
    if mark is None:
        raise _no_mark(column, row, value)
    return mark


def _no_mark(column: str, row: int, value: object) -> InputError:
    return InputError(
        "Row {row} (counted from 0): a list column holds 1 or True (named), 0 or False (not "
        "named), and None or NaN (not covered).",
        row=row,
        column=column,
        value=value,
        remedy="If this column is not a list, say which are: lists=['A', 'B']; columns of counts "
        "and strata are named with count= and strata=.",
    )


def _weight(column: str, row: int, value: object) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]  # what is no number is refused below
    except (TypeError, ValueError):
        number = math.nan
    if not 0 <= number <= MOST_PERSONS:
        raise InputError(
            "Row {row} (counted from 0): the count is not a number of persons.",
            row=row,
            column=column,
            value=value,
            remedy="Give 0 or more; a cell whose count is unknown is left out.",
        )
    return number


def _whole(value: object) -> object:
    is_whole = isinstance(value, float | np.floating) and float(value).is_integer()
    return int(value) if is_whole else value  # type: ignore[call-overload]  # a float by then
