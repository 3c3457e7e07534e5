"""How strongly does each level speak for one person, learnt without a name or a label?

Mixture of one kind of pair that is one person and several kinds of strangers (namesakes,
relatives), each with groups that are independent within the kind (Fellegi and Sunter 1969;
latent classes for linkage: Winkler 1988). Pairs inside one list are nearly all strangers, pairs
across lists are not: the kinds are the same in both, their shares differ, and that is what tells
them apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.blind.levels import SHAPES

_ROUNDS = 200
_SETTLED = 1e-6
_PRIOR = 2.0
"""Pairs that a part of a group has seen of every level, as often as all pairs together."""

_TOGETHER = 50.0
"""Pairs that a joint group has seen of parts that are independent."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What EM learnt: ``tables[g]`` (kinds, levels of group g), ``shares`` (2, kinds).

    Kind 0 is one person. Row 0 of ``shares`` is for pairs inside a list, row 1 across lists.
    """

    tables: tuple[NDArray[np.float64], ...]
    shares: NDArray[np.float64]

    def probability(
        self, found: NDArray[np.int64], across: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Return the chance that each pair is one person."""
        return _posterior(self.tables, self.shares, found, across)[0][:, 0]


def learn(
    found: NDArray[np.int64],
    across: NDArray[np.bool_],
    start: NDArray[np.float64],
    sizes: Sequence[tuple[int, ...]] = SHAPES,
) -> Weights:
    """Return weights from the levels of pairs (P, groups) and whether each is across lists.

    ``start`` (P, kinds) are first guesses of what each pair is; rows sum to 1.
    """
    patterns, back = np.unique(np.column_stack([found, across]), axis=0, return_inverse=True)
    counts = np.bincount(back.ravel(), minlength=len(patterns)).astype(np.float64)
    kinds = start.shape[1]
    guess = (
        np.stack(
            [np.bincount(back.ravel(), start[:, k], minlength=len(patterns)) for k in range(kinds)],
            axis=1,
        )
        / counts[:, None]
    )
    seen, set_ = patterns[:, :-1], patterns[:, -1].astype(bool)
    before = -np.inf
    for _round in range(_ROUNDS):
        tables, shares = _maximised(guess * counts[:, None], seen, set_, sizes)
        guess, logs = _posterior(tables, shares, seen, set_)
        likelihood = float(counts @ logs)
        if likelihood - before < _SETTLED * abs(likelihood):
            break
        before = likelihood
    return Weights(tables, shares)


def _maximised(
    mass: NDArray[np.float64],
    found: NDArray[np.int64],
    across: NDArray[np.bool_],
    sizes: Sequence[tuple[int, ...]],
) -> tuple[tuple[NDArray[np.float64], ...], NDArray[np.float64]]:
    tables = tuple(
        np.stack([_table(found[:, group], kind, mass.sum(axis=1), size) for kind in mass.T])
        for group, size in enumerate(sizes)
    )
    shares = np.stack([mass[~across].sum(axis=0), mass[across].sum(axis=0)]) + 1e-3
    shares /= shares.sum(axis=1, keepdims=True)
    return tables, shares


def _table(
    found: NDArray[np.int64],
    mass: NDArray[np.float64],
    everywhere: NDArray[np.float64],
    shape: tuple[int, ...],
) -> NDArray[np.float64]:
    """Return the chances of the levels of one group within one kind, the parts side by side.

    Where few pairs were seen, the parts of a joint group count as independent. A level never
    seen keeps a little chance, so that nothing is an absolute veto.
    """
    size = math.prod(shape)
    counts = np.bincount(found, mass, minlength=size).reshape(shape)
    common = np.bincount(found, everywhere, minlength=size).reshape(shape)
    product = np.ones(shape)
    for axis, levels in enumerate(shape):
        others = tuple(other for other in range(len(shape)) if other != axis)
        seen = common.sum(axis=others) + 1
        part = counts.sum(axis=others) + _PRIOR * seen / seen.sum()
        aligned = [1] * len(shape)
        aligned[axis] = levels
        product = product * (part / part.sum()).reshape(aligned)
    if len(shape) == 1:
        return product
    table = counts + _TOGETHER * product
    return np.asarray(table / table.sum()).ravel()


def _posterior(
    tables: Sequence[NDArray[np.float64]],
    shares: NDArray[np.float64],
    found: NDArray[np.int64],
    across: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the chance of each kind for each pair, and the log likelihood of each pair."""
    logs = np.log(shares)[across.astype(np.int64)]
    for group, table in enumerate(tables):
        logs = logs + np.log(table).T[found[:, group]]
    top = logs.max(axis=1, keepdims=True)
    weighed = np.exp(logs - top)
    total = weighed.sum(axis=1, keepdims=True)
    return weighed / total, (top + np.log(total))[:, 0]
