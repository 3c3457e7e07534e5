"""What a chain of the latent-class model works with, compiled: its values and its room."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Model(NamedTuple):
    """What stays the same for all rungs of all chains."""

    starts: Ints
    """Where the lists of each cell begin in ``present``; one entry more than cells."""
    present: Ints
    """The lists that name the people of a cell, cell after cell."""
    a: float
    b: float
    shape: float
    """Shape of the prior of alpha."""
    rate: float
    floor: float
    """Least share of people seen."""
    bound: float
    """Largest logit of a rate."""


class Chain(NamedTuple):
    """One chain: the arrays are changed in place, the first axis is the rung."""

    counts: Floats
    logits: Floats
    sticks: Floats
    alpha: Floats
    leaps: Floats
    taken: Floats
    """Summed chances with which trajectories were taken."""
    swapped: Floats
    """How often a rung changed places with the next."""


class Room(NamedTuple):
    """Arrays to work in, so that a sweep allocates nothing."""

    odds: Floats
    unseen: Floats
    row: Floats
    held: Floats
    given: Floats
    order: Ints
    by_logit: Floats
    by_stick: Floats
    speed_logit: Floats
    speed_stick: Floats
    place_logit: Floats
    place_stick: Floats
    chances: Floats


@njit(cache=True, nogil=True, error_model="numpy")
def room_for(rungs: int, lists: int, classes: int, cells: int) -> Room:
    """Return arrays to work in."""
    square, sticks = (lists, classes), classes - 1
    return Room(
        np.empty(square),
        np.empty(classes),
        np.empty(classes),
        np.empty(classes),
        np.empty(classes),
        np.arange(classes),
        np.empty(square),
        np.empty(sticks),
        np.empty(square),
        np.empty(sticks),
        np.empty(square),
        np.empty(sticks),
        np.empty((rungs, cells)),
    )


@njit(cache=True, nogil=True, error_model="numpy")
def weigh_unseen(room: Room, logits: Floats, sticks: Floats) -> float:
    """Write the odds of the rates and the share unseen by class; return the share unseen."""
    lists, classes = logits.shape
    rest = 1.0
    hidden = 0.0
    for k in range(classes):
        share = rest
        if k < classes - 1:
            back = math.exp(-sticks[k])
            taken = 1.0 / (1.0 + back)
            share = rest * taken
            rest *= back * taken
        product = 1.0
        for j in range(lists):
            odd = math.exp(logits[j, k])
            room.odds[j, k] = odd
            product *= 1.0 + odd
        room.unseen[k] = share / product
        hidden += room.unseen[k]
    return hidden


@njit(cache=True, nogil=True, error_model="numpy")
def weigh_cell(model: Model, room: Room, cell: int) -> float:
    """Write the share of people in a cell by class, after ``weigh_unseen``; return the sum."""
    odds, row = room.odds, room.row
    classes = len(row)
    for k in range(classes):
        row[k] = room.unseen[k]
    for i in range(model.starts[cell], model.starts[cell + 1]):
        j = model.present[i]
        for k in range(classes):
            row[k] *= odds[j, k]
    total = 0.0
    for k in range(classes):
        total += row[k]
    return total
