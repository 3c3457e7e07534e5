"""How strongly does each level speak for one person, learnt without a name or a label?

Mixture of one kind of pair that is one person and several kinds of strangers (namesakes,
relatives), each with groups that are independent within the kind (Fellegi and Sunter 1969;
latent classes for linkage: Winkler 1988). Pairs inside one list are nearly all strangers, pairs
across lists are not: the kinds are the same in both, their shares differ, and that is what tells
them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.blind.levels import LEVELS

_ROUNDS = 200
_SETTLED = 1e-6
_PRIOR = 2.0


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
    sizes: Sequence[int] = LEVELS,
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
    sizes: Sequence[int],
) -> tuple[tuple[NDArray[np.float64], ...], NDArray[np.float64]]:
    tables = []
    for group, size in enumerate(sizes):
        table = np.stack(
            [np.bincount(found[:, group], column, minlength=size) for column in mass.T]
        )
        # A level never seen keeps a little chance, so that nothing is an absolute veto.
        everywhere = table.sum(axis=0) + 1
        table += _PRIOR * everywhere / everywhere.sum()
        tables.append(table / table.sum(axis=1, keepdims=True))
    shares = np.stack([mass[~across].sum(axis=0), mass[across].sum(axis=0)]) + 1e-3
    shares /= shares.sum(axis=1, keepdims=True)
    return tuple(tables), shares


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
