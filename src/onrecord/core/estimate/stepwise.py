"""Which pairs of lists depend on one another, taken in one after the other?

Forward selection after Chan, Silverman and Vincent 2021 (SparseMSE): from the independence of all
lists, the pair whose overlap is the least likely under the model is added while its Poisson
probability is below a threshold, and only where the estimate still exists and is identified. A term
whose lists share nobody is estimated at minus infinity: its cells leave the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtr, pdtrc

from onrecord.core.estimate.cross_table import overlaps
from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.loglinear import Scene, design_matrix
from onrecord.core.estimate.poisson_fit import PoissonFits, fit_poisson

THRESHOLD: Final = 0.02
"""Probability below which a pair is taken in (the default of SparseMSE)."""


@dataclass(frozen=True, slots=True)
class Selected:
    """The model that was reached: its pairs in the order of their coming, its scene and fit."""

    pairs: tuple[tuple[int, int], ...]
    scene: Scene
    fits: PoissonFits

    @property
    def unseen(self) -> float:
        """Number of people on no list."""
        return float(np.exp(self.fits.coefficients[0, 0]))


def pairs_of(lists: int) -> list[tuple[int, int]]:
    """Return the pairs of lists in the order in which equal ones are taken."""
    return list(combinations(range(lists), 2))


def select_stepwise(counts: NDArray[np.float64], threshold: float = THRESHOLD) -> Selected | None:
    """Return the model that forward selection reaches, None where not even independence fits.

    ``counts`` are the 2^K counts of ``cross_table``.
    """
    table = _Table.of(counts)
    chosen: list[int] = []
    reached = table.fit(chosen)
    while reached is not None:
        step = table.next(chosen, reached[1], threshold)
        if step is None:
            return Selected(tuple(table.pairs[place] for place in chosen), *reached)
        place, reached = step
        chosen.append(place)
    return None


@dataclass(frozen=True, slots=True)
class _Table:
    """A table laid out for models of pairs: the constant, the K lists, then every pair."""

    counts: NDArray[np.float64]
    shared: NDArray[np.float64]
    terms: NDArray[np.int64]
    design: NDArray[np.float64]
    pairs: list[tuple[int, int]]

    @classmethod
    def of(cls, counts: NDArray[np.float64]) -> _Table:
        lists = len(counts).bit_length() - 1
        pairs = pairs_of(lists)
        masks = (0, *(1 << one for one in range(lists)), *(1 << a | 1 << b for a, b in pairs))
        design = design_matrix(lists, masks)
        return cls(counts, overlaps(counts), np.array(masks), design, pairs)

    def fit(self, chosen: list[int]) -> tuple[Scene, PoissonFits] | None:
        """Return the fit with these pairs, None where there is no estimate or not only one."""
        alone = len(self.terms) - len(self.pairs)
        held = [*range(alone), *(alone + place for place in chosen)]
        columns = np.zeros((1, len(self.terms)), dtype=np.bool_)
        cells = np.ones((1, len(self.counts)), dtype=np.bool_)
        cells[0, 0] = False
        for place in held:
            if self.shared[self.terms[place]] > 0:
                columns[0, place] = True
            else:
                cells[0, self._holding(self.terms[place])] = False
        if existence(self.design, self.counts > 0, columns, cells)[0] != Existence.OK:
            return None
        fits = fit_poisson(self.design, self.counts[None, :], columns, cells)
        return (
            (Scene(self.design, self.counts, columns, cells), fits) if fits.converged[0] else None
        )

    def next(
        self, chosen: list[int], fits: PoissonFits, threshold: float
    ) -> tuple[int, tuple[Scene, PoissonFits]] | None:
        """Return the pair to take in and the fit with it, None where the selection ends."""
        surprise = {
            place: self._surprise(fits, place)
            for place in range(len(self.pairs))
            if place not in chosen
        }
        # Whether an estimate exists is asked of the most surprising pairs only, in their order.
        for place in sorted(surprise, key=lambda place: (surprise[place], place)):
            if surprise[place] >= threshold:
                return None
            grown = self.fit([*chosen, place])
            if grown is not None:
                return place, grown
        return None

    def _surprise(self, fits: PoissonFits, place: int) -> float:
        """Return how likely an overlap so far from the fitted one is, on the side where it lies."""
        mask = self.terms[len(self.terms) - len(self.pairs) + place]
        expected = float(fits.means[0][self._holding(mask)].sum())
        if expected <= 0:
            return 1.0
        seen = self.shared[mask]
        below = pdtr(seen, expected)
        above = pdtrc(np.ceil(seen) - 1, expected) if seen > 0 else 1.0
        return float(min(below, above))

    def _holding(self, mask: int) -> NDArray[np.bool_]:
        places = np.arange(len(self.counts))
        return np.asarray((places & mask) == mask)
