"""How often was each value given to each unit? The table from which agreement is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.agreement.result import Floats

Value = str | float
Ratings = Sequence[Sequence[Value | None]]
"""One row a unit, one value a coder; None where a coder did not code the unit."""


@dataclass(frozen=True, slots=True)
class Counted:
    """``counts[u, c]``: how many coders gave value ``c`` to unit ``u``; at least two to each."""

    values: tuple[Value, ...]
    counts: Floats


def counted(ratings: Ratings, order: Sequence[Value] | None = None) -> Counted:
    """Count the values of the units that two or more people coded.

    ``order`` ranks the values; without it they are sorted. Raises InputError for a value that
    ``order`` does not have, and for a mixture of words and numbers.
    """
    units = [[value for value in unit if value is not None] for unit in ratings]
    units = [unit for unit in units if len(unit) >= 2]
    values = ranked({value for unit in units for value in unit}, order)
    place = {value: at for at, value in enumerate(values)}
    counts = np.zeros((len(units), len(values)))
    for row, unit in enumerate(units):
        for value in unit:
            counts[row, place[value]] += 1
    return Counted(values, counts)


def ranked(found: set[Value], order: Sequence[Value] | None) -> tuple[Value, ...]:
    """Return the values in their order; InputError where they have none."""
    if order is not None:
        unknown = found - set(order)
        if unknown:
            raise InputError(
                "A value is not in the order of the values.", value=min(map(str, unknown))
            )
        return tuple(order)
    words = [value for value in found if isinstance(value, str)]
    if words and len(words) != len(found):
        raise InputError("Words and numbers are mixed.", value=min(words))
    return tuple(sorted(words)) if words else tuple(sorted(float(value) for value in found))
