"""How are lists modelled together that could not all have named the same people?

People whom the same lists could have named make a group. Every group has a number of people of its
own; which lists depend on one another, and how strongly, is the same in all of them, as if the
lists that do not cover a group had covered it and their marks had been lost (Zwane, van der Pal
and van der Heijden 2004). What a group shows is then the sum over those lost marks. The share
that a list reaches is the same in all groups that it covers, or one of its own in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.hierarchical_model import (
    HierarchicalModel,
    all_models,
    members,
    named_models,
    terms,
)
from onrecord.core.estimate.loglinear import design_matrix
from onrecord.core.estimate.summed_poisson import SummedFits, fit_summed_poisson
from onrecord.core.kernel.capture_histories import NOT_COVERED, CaptureHistories


@dataclass(frozen=True, slots=True)
class Group:
    """The people whom the same lists could have named."""

    covered: int
    """The lists that cover the group, as a bitmask."""
    counts: NDArray[np.float64]
    """2^K persons by the lists that name them; 0.0 where a list would be one that does not cover
    the group, and for the unseen."""

    @property
    def observed(self) -> float:
        """Persons on at least one list."""
        return float(self.counts.sum())


@dataclass(frozen=True, slots=True)
class GroupUnseen:
    """What a model says of one group."""

    covered: tuple[str, ...]
    observed: float
    unseen: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedFit:
    """One model of all groups together, with its numbers."""

    model: HierarchicalModel
    own_rates: bool
    """Whether a list reaches a share of its own in each group, and not the same in all."""
    parameters: int
    df: int
    N: float
    variance: float
    """Variance of the number unseen, in persons squared."""
    aic: float
    bic: float
    deviance: float
    pearson: float
    p: float | None
    groups: tuple[GroupUnseen, ...]

    @property
    def rank(self) -> tuple[float, int, tuple[tuple[str, ...], ...]]:
        """Sort key: the smallest BIC first, of equals the smaller model."""
        return (self.bic, self.parameters, self.model.generators)


def groups_of(table: CaptureHistories) -> tuple[Group, ...]:
    """Return the groups of a table that hold somebody, those that most lists cover first."""
    occupied = table.counts > 0
    histories, counts = table.histories[occupied], table.counts[occupied]
    weights = 1 << np.arange(len(table.lists), dtype=np.int64)
    covers = (histories != NOT_COVERED) @ weights
    places = (histories == 1) @ weights
    groups = []
    for mask in sorted(set(covers.tolist()), key=lambda mask: (-mask.bit_count(), mask)):
        cells = np.zeros(1 << len(table.lists))
        cells[places[covers == mask]] = counts[covers == mask]
        groups.append(Group(mask, cells))
    return tuple(groups)


def fit_grouped_models(table: CaptureHistories, order: int) -> tuple[tuple[GroupedFit, ...], int]:
    """Fit every hierarchical model up to an order to all groups; also return how many there are.

    Left out are models without a single finite estimate, and those with an interaction of lists
    that share no record or that no group is covered by together. Each model is fitted twice: with
    the same reach of a list in all groups, and with a reach of its own in each.
    """
    scene = _Scene.of(table, order)
    models = np.vstack([scene.models(own_rates=False), scene.models(own_rates=True)])
    usable = np.flatnonzero(scene.may_exist(models))
    if not len(usable):
        return (), len(models)
    fits = fit_summed_poisson(
        scene.design, scene.sums, scene.counted, models[usable], scene.start()
    )
    names = named_models(table.lists, order)
    found = tuple(
        scene.described(fits, row, names[place % len(names)], own_rates=place >= len(names))
        for row, place in enumerate(usable.tolist())
        if fits.sound[row]
    )
    return found, len(models)


@dataclass(frozen=True, slots=True)
class _Scene:
    """All groups laid out for fitting: a cell for each group and each combination of all lists.

    The columns are the number of people of each group, the terms of the lists without the
    constant, and the reach of a list in each group that it covers but the first.
    """

    lists: tuple[str, ...]
    order: int
    groups: tuple[Group, ...]
    design: NDArray[np.float64]
    sums: NDArray[np.float64]
    counted: NDArray[np.float64]

    @classmethod
    def of(cls, table: CaptureHistories, order: int) -> _Scene:
        groups = groups_of(table)
        lists, size = len(table.lists), 1 << len(table.lists)
        combinations = np.arange(size)
        held = design_matrix(lists, terms(lists, order)[1:])
        own = _own_rates(groups, lists)
        blocks, seen = [], []
        for place, group in enumerate(groups):
            member = np.zeros((size, len(groups)))
            member[:, place] = 1.0
            rates = np.column_stack(
                [held[:, lst] * (place == where) for where, lst in own] or [np.empty((size, 0))]
            )
            blocks.append(np.hstack([member, held, rates]))
            seen += [
                (place * size + combinations[combinations & group.covered == mask], mask)
                for mask in combinations[1:]
                if mask & ~group.covered == 0
            ]
        sums = np.zeros((len(seen), len(groups) * size))
        for row, (cells, _mask) in enumerate(seen):
            sums[row, cells] = 1.0
        counted = np.array([groups[cells[0] // size].counts[mask] for cells, mask in seen])
        return cls(table.lists, order, groups, np.vstack(blocks), sums, counted)

    def models(self, *, own_rates: bool) -> NDArray[np.bool_]:
        """Return which columns each hierarchical model holds: models x P.

        There are none with rates of their own where no list covers two groups.
        """
        held = all_models(len(self.lists), self.order)[:, 1:]
        rest = self.design.shape[1] - len(self.groups) - held.shape[1]
        if own_rates and not rest:
            held = held[:0]
        people = np.ones((len(held), len(self.groups)), dtype=np.bool_)
        return np.hstack([people, held, np.full((len(held), rest), own_rates)])

    def may_exist(self, models: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which models can have an estimate, by what is zero and what is covered.

        A model fails for certain where it would fail if every cell of a sum above zero held
        somebody.
        """
        together = np.array([self._shared(mask) > 0 for mask in self._terms()])
        first = len(self.groups)
        interactions = models[:, first : first + len(together)]
        known = ~np.any(interactions & ~together, axis=1)
        occupied = (self.counted > 0).astype(np.float64) @ self.sums > 0
        cells = np.broadcast_to(self.sums.any(axis=0), (int(known.sum()), len(occupied)))
        codes = existence(self.design, occupied, models[known], cells)
        known[known] = codes == Existence.OK
        return np.asarray(known)

    def start(self) -> NDArray[np.float64]:
        """Return the shares of independent lists, each naming what it names where it covers."""
        size = 1 << len(self.lists)
        reach = np.empty(len(self.lists))
        for index in range(len(self.lists)):
            covered = [group for group in self.groups if group.covered >> index & 1]
            named = sum(self._on(group, 1 << index) for group in covered)
            reach[index] = named / sum(group.observed for group in covered)
        reach = np.clip(reach, 0.01, 0.9)
        marks = np.arange(size)[:, None] >> np.arange(len(self.lists)) & 1
        chance = np.prod(np.where(marks == 1, reach, 1 - reach), axis=1)
        return np.concatenate([group.observed * chance for group in self.groups])

    def described(
        self, fits: SummedFits, row: int, model: HierarchicalModel, *, own_rates: bool
    ) -> GroupedFit:
        cells = fits.cells[row] * ~self.sums.any(axis=0)
        slope = cells @ self.design
        unseen = float(cells.sum())
        parameters = int((fits.covariance[row].diagonal() > 0).sum())
        observed = float(self.counted.sum())
        fit = -2 * float(fits.log_likelihood[row])
        pearson, df = float(fits.pearson[row]), len(self.counted) - parameters
        return GroupedFit(
            model=model,
            own_rates=own_rates,
            parameters=parameters,
            df=df,
            N=observed + unseen,
            variance=unseen + float(slope @ fits.covariance[row] @ slope),
            aic=fit + 2 * parameters,
            bic=fit + float(np.log(observed)) * parameters,
            deviance=float(fits.deviance[row]),
            pearson=pearson,
            p=float(chdtrc(df, pearson)) if df > 0 else None,
            groups=self._by_group(cells),
        )

    def _by_group(self, unseen: NDArray[np.float64]) -> tuple[GroupUnseen, ...]:
        parts = unseen.reshape(len(self.groups), -1).sum(axis=1)
        return tuple(
            GroupUnseen(
                tuple(self.lists[index] for index in members(group.covered)),
                group.observed,
                float(part),
            )
            for group, part in zip(self.groups, parts, strict=True)
        )

    def _terms(self) -> Sequence[int]:
        return terms(len(self.lists), self.order)[1:]

    def _shared(self, mask: int) -> float:
        """Return how many people are on all these lists, in the groups that all of them cover."""
        return sum(self._on(group, mask) for group in self.groups)

    @staticmethod
    def _on(group: Group, mask: int) -> float:
        combinations = np.arange(len(group.counts))
        return float(group.counts[combinations & mask == mask].sum())


def _own_rates(groups: Sequence[Group], lists: int) -> list[tuple[int, int]]:
    """Return each list with each group that it covers, by places, but for its first group."""
    found = []
    for index in range(lists):
        covered = [place for place, group in enumerate(groups) if group.covered >> index & 1]
        found += [(place, index) for place in covered[1:]]
    return found
