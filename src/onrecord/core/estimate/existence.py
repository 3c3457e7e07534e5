"""Whether the estimate of a log-linear model exists, and whether it is the only one.

The maximum-likelihood estimate on the cells that a model keeps exists when some table without a
zero has the same sufficient statistics (Fienberg and Rinaldo 2012), which a linear programme
decides; it is unique when the design has full column rank. Both hang only on which cells are
empty, never on the size of the counts, so that answers are kept by model and zero pattern.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.cross_table import overlaps

_POSITIVE = 1e-7
"""Optimum above which a cell counts as positive; the programme is in small whole numbers."""


class Existence(IntEnum):
    """What can be said of a model on a table; codes as Chan, Silverman and Vincent 2021 use."""

    OK = 0
    DOES_NOT_EXIST = 1
    NOT_IDENTIFIED = 2
    NEITHER = 3


def existence(
    design: NDArray[np.float64],
    occupied: NDArray[np.bool_],
    columns: NDArray[np.bool_],
    cells: NDArray[np.bool_],
) -> NDArray[np.int8]:
    """Return the code of each of B models.

    ``design`` is C x P, ``occupied`` C (count above zero), ``columns`` B x P and ``cells`` B x C
    say which columns and cells of the design each model keeps.
    """
    codes = np.zeros(len(columns), dtype=np.int8)
    packed = np.packbits(cells, axis=1)
    _, first, group = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    for index, kept in enumerate(cells[first]):
        which = np.flatnonzero(group.reshape(-1) == index)
        codes[which] = _codes_on_cells(design[kept], occupied[kept], columns[which])
    return codes


@lru_cache(maxsize=65_536)
def code_of_model(terms: tuple[int, ...], occupied: bytes) -> Existence:
    """Return the code of one model on a table, kept for every table with the same empty cells.

    ``terms`` are the bitmasks of the model, each with all its parts; ``occupied`` are 2^K bytes,
    1 where a combination of lists has a count, the first, nobody's, being 0.
    """
    present = np.frombuffer(occupied, dtype=np.bool_)
    shared = overlaps(present.astype(np.float64)) > 0
    masks = np.arange(len(present))[:, None]
    held = (masks & np.array(terms)) == np.array(terms)
    known = shared[list(terms)]
    cells = ~held[:, ~known].any(axis=1)
    cells[0] = False
    design = held[:, known].astype(np.float64)
    code = existence(design, present, np.ones((1, design.shape[1]), dtype=np.bool_), cells[None, :])
    return Existence(int(code[0]))


def _codes_on_cells(
    design: NDArray[np.float64], occupied: NDArray[np.bool_], columns: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """Return the codes of models that keep the same cells.

    Both properties pass from a model to all its parts, so that one test of everything together
    mostly settles the whole group.
    """
    together = columns.any(axis=0)
    if _has_full_rank(design[:, together]) and _exists(design[:, together], occupied):
        return np.zeros(len(columns), dtype=np.int8)
    codes = np.zeros(len(columns), dtype=np.int8)
    passed: list[NDArray[np.bool_]] = []
    for index in np.argsort(-columns.sum(axis=1), kind="stable"):
        model = columns[index]
        if not any(not np.any(model & ~larger) for larger in passed):
            if _exists(design[:, model], occupied):
                passed.append(model)
            else:
                codes[index] |= Existence.DOES_NOT_EXIST
        if not _has_full_rank(design[:, model]):
            codes[index] |= Existence.NOT_IDENTIFIED
    return codes


def _has_full_rank(design: NDArray[np.float64]) -> bool:
    if len(design) < design.shape[1]:
        return False
    return bool(np.linalg.matrix_rank(design) == design.shape[1])


def _exists(design: NDArray[np.float64], occupied: NDArray[np.bool_]) -> bool:
    if occupied.all():
        return True
    cells, columns = design.shape
    return _programme(design.tobytes(), (cells, columns), occupied.tobytes())


@lru_cache(maxsize=65_536)
def _programme(design: bytes, shape: tuple[int, int], occupied: bytes) -> bool:
    """Solve: maximise s such that X'x = X'o and every x >= s >= 0, with o the occupied cells."""
    # Imported here because most tables have no empty cell and the solver takes long to load.
    from scipy.optimize import linprog  # noqa: PLC0415

    matrix = np.frombuffer(design, dtype=np.float64).reshape(shape)
    pattern = np.frombuffer(occupied, dtype=np.bool_).astype(np.float64)
    # With x = y + s the bounds x >= s become y >= 0, and only the equations remain.
    solved = linprog(
        np.append(np.zeros(len(matrix)), -1.0),
        A_eq=np.column_stack([matrix.T, matrix.sum(axis=0)]),
        b_eq=matrix.T @ pattern,
        bounds=(0, None),
        method="highs",
    )
    return bool(solved.status == 0 and -solved.fun > _POSITIVE)
