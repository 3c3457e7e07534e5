"""Cohen's kappa: how far do two coders agree beyond chance, near misses weighted or not?"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.agreement.counting import Value, ranked
from onrecord.core.reconcile.agreement.result import Agreement, Bootstrap, Floats, measured


class Weights(StrEnum):
    """How much a disagreement counts: all alike, by ranks apart, by their square."""

    none = "none"
    linear = "linear"
    quadratic = "quadratic"


def cohen_kappa(
    first: Sequence[Value | None],
    second: Sequence[Value | None],
    *,
    weights: Weights = Weights.none,
    order: Sequence[Value] | None = None,
    bootstrap: Bootstrap | None = None,
) -> Agreement:
    """Return Cohen's kappa of two coders over the same units; None is a missing value.

    A unit that one of them did not code is left out. ``order`` ranks the values for weights;
    without it they are sorted. Raises InputError for lists of unequal length.

    Source: Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
    Measurement 20 (1960); for weights Cohen, Psychological Bulletin 70 (1968).
    """
    if len(first) != len(second):
        raise InputError("Both coders code the same units.", value=f"{len(first)}, {len(second)}")
    pairs = [
        (one, other)
        for one, other in zip(first, second, strict=True)
        if one is not None and other is not None
    ]
    values = ranked({value for pair in pairs for value in pair}, order)
    place = {value: at for at, value in enumerate(values)}
    codes = np.array([[place[one], place[other]] for one, other in pairs], dtype=int)
    codes = codes.reshape(-1, 2)
    costs = _costs(len(values), weights)
    return measured(len(pairs), lambda rows: _kappa(codes, costs, rows), bootstrap)


def _kappa(
    codes: np.ndarray[tuple[int, ...], np.dtype[np.int_]], costs: Floats, rows: Floats
) -> Floats:
    observed = rows @ costs[codes[:, 0], codes[:, 1]]
    given = np.eye(len(costs))
    one, other = rows @ given[codes[:, 0]], rows @ given[codes[:, 1]]
    expected = np.einsum("bc,ck,bk->b", one, costs, other, optimize=True) / rows.sum(axis=1)
    return 1 - observed / np.where(expected > 0, expected, np.nan)


def _costs(number: int, weights: Weights) -> Floats:
    apart = np.abs(np.subtract.outer(np.arange(number), np.arange(number))).astype(np.float64)
    if weights is Weights.none:
        return np.asarray(np.minimum(apart, 1))
    return apart if weights is Weights.linear else np.asarray(apart**2)
