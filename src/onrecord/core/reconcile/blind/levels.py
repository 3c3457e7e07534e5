"""How alike are two records, as one level for each group of fields?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

GROUPS = ("given name", "family and event", "birth", "sex")
"""Family and event is one group: relatives killed together agree in all of it, so that surname,
father, place and day must not count as four independent signs."""

SURNAME, FATHER, PLACE, EVENT = 4, 4, 4, 5
SHAPES = ((5,), (SURNAME, FATHER, PLACE, EVENT), (7,), (3,))
"""Levels of each group; the last of a group, or of a part of the joint one, is "not stated"."""

_NAME = (0.999, 0.62, 0.4)
"""Dice from which a name is the same, one slip apart, and alike."""


Alike = Callable[[str, str], NDArray[np.float64]]
"""From two fields to their Dice similarity for each pair (P), NaN where one is not stated."""


def levels(alike: Alike) -> NDArray[np.int64]:
    """Return the level of each pair in each group, shape (P, 4); 0 is full agreement."""
    given = alike("given", "given")
    surname = alike("surname", "surname")
    crossed = np.fmin(alike("given", "surname"), alike("surname", "given"))
    swapped = crossed > np.fmax(np.fmin(given, surname), 0.8)
    given_level = np.where(swapped, 1, _binned(given, _NAME))
    surname_level = np.where(swapped, 0, np.minimum(_binned(surname, _NAME[:2]), 3))
    joint = np.ravel_multi_index(
        (
            surname_level,
            _binned(alike("father", "father"), _NAME[:2]),
            _place(alike),
            _event(alike),
        ),
        (SURNAME, FATHER, PLACE, EVENT),
    )
    sex = _binned(alike("sex", "sex"), (0.5,))
    return np.stack([given_level, joint, _birth(alike), sex], axis=1)


def _binned(values: NDArray[np.float64], edges: Sequence[float]) -> NDArray[np.int64]:
    """Return 0 for values from the first edge up, and so on; one more than the last for NaN."""
    found = (values[:, None] < np.array(edges)).sum(axis=1)
    return np.where(np.isnan(values), len(edges) + 1, found)


def _place(alike: Alike) -> NDArray[np.int64]:
    """Return: same village 0, same municipality 1, neither 2, nothing to compare 3."""
    village = alike("village", "village")
    town = alike("municipality", "municipality")
    same_village, same_town = village > _NAME[1], town > 0.5
    unstated = np.isnan(village) & np.isnan(town)
    return np.select([same_village, unstated, same_town], [0, 3, 1], 2).astype(np.int64)


def _event(alike: Alike) -> NDArray[np.int64]:
    """Return: same day 0, days apart 1, same month with no day 2, another time 3, unstated 4."""
    day, month = alike("day", "day"), alike("month", "month")
    unknown = np.isnan(day)
    return np.select(
        [day > 0.99, day > 0.25, unknown & np.isnan(month), unknown & (month > 0.5)],
        [0, 1, 4, 2],
        3,
    ).astype(np.int64)


def _birth(alike: Alike) -> NDArray[np.int64]:
    """Return: same date 0, two parts of it 1, same year 2, next 3, two on 4, else 5, unstated 6."""
    whole_date = alike("birth date", "birth date")
    year = alike("birth year", "birth year")
    unknown = np.isnan(whole_date)
    return np.select(
        [
            whole_date > 0.99,
            whole_date > 0.5,
            np.isnan(year),
            unknown & (year > 0.99),
            year > 0.7,
            year > 0.5,
        ],
        [0, 1, 6, 2, 3, 4],
        5,
    ).astype(np.int64)


def first_guess(found: NDArray[np.int64], across: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return what each pair may be before anything is learnt, shape (P, 3); rows sum to 1.

    One person, namesakes, relatives or neighbours. Points for agreement, as a person would set
    them; they only say where EM begins.
    """
    parts = np.unravel_index(found[:, 1], (SURNAME, FATHER, PLACE, EVENT))
    given, surname, father, place = (found[:, 0] <= 1, *(part <= 1 for part in parts[:3]))
    event, birth = parts[3] <= 2, found[:, 2] <= 4
    points = 2 * given + 2 * surname + father + birth + event + place
    same = np.where(across & given & (points >= 6), 0.9, 0.02)
    namesakes = np.where(given, 0.8, 0.2)
    return np.stack([same, (1 - same) * namesakes, (1 - same) * (1 - namesakes)], axis=1)
