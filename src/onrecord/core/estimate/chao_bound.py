"""At least how many people does no list name, when lists differ in reach and people in visibility?

Chao's lower bound in the model Mth: a term for each list and one for each number of lists
j = 3, ..., K on which a person stands, max(k - j + 1, 0) for a person on k; while one of those is
negative it is left out, which is what makes the total a lower bound (Chao 1987; Rivest and
Baillargeon 2007).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.hierarchical_model import terms
from onrecord.core.estimate.loglinear import Scene, design_matrix
from onrecord.core.estimate.poisson_fit import PoissonFits, fit_poisson, intercept_variance


@dataclass(frozen=True, slots=True)
class ChaoBound:
    """The fit with every heterogeneity term that is not negative."""

    scene: Scene
    fits: PoissonFits

    @property
    def unseen(self) -> float:
        """Persons on no list, at least."""
        return float(np.exp(self.fits.coefficients[0, 0]))

    @property
    def variance(self) -> float:
        """Variance of the number unseen, in persons squared."""
        logarithm = intercept_variance(self.scene.design, self.scene.columns[0], self.fits.means[0])
        return self.unseen + self.unseen**2 * logarithm

    @property
    def parameters(self) -> int:
        """Terms of the model."""
        return int(self.scene.columns.sum())

    @property
    def df(self) -> int:
        """Cells less terms."""
        return int(self.scene.cells.sum()) - self.parameters

    @property
    def name(self) -> str:
        """The model by its heterogeneity terms, such as ``Mth eta3``."""
        lists = len(self.scene.counts).bit_length() - 1
        used = [size for size in range(3, lists + 1) if self.scene.columns[0, lists + size - 2]]
        return "Mth" + "".join(f" eta{size}" for size in used)


def chao_bound(counts: NDArray[np.float64]) -> ChaoBound | None:
    """Return the bound for 2^K counts, as ``cross_table`` gives them; None where none exists."""
    scene = _laid_out(counts)
    columns = scene.columns
    first = len(counts).bit_length()
    while True:
        fits = _fit(scene)
        spare = np.flatnonzero(columns[0, first:])
        # Without a fit the last term goes first, which rests on the fewest people.
        negative = None if fits is None else fits.coefficients[0, first:][spare] < 0
        drop = spare[-1:] if negative is None else spare[negative][:1]
        if not len(drop):
            return None if fits is None else ChaoBound(scene, fits)
        columns[0, first + drop[0]] = False


def _fit(scene: Scene) -> PoissonFits | None:
    codes = existence(scene.design, scene.counts > 0, scene.columns, scene.cells)
    if codes[0] != Existence.OK:
        return None
    fits = fit_poisson(scene.design, scene.counts[None, :], scene.columns, scene.cells)
    return fits if fits.converged[0] else None


def _laid_out(counts: NDArray[np.float64]) -> Scene:
    lists = len(counts).bit_length() - 1
    design = np.column_stack([design_matrix(lists, terms(lists, 1)), _heterogeneity(lists)])
    # A term that no person carries would be minus infinity, hence negative: it starts out.
    columns = (counts @ design > 0)[None, :]
    cells = np.ones((1, len(counts)), dtype=np.bool_)
    cells[0, 0] = False
    return Scene(design, counts, columns, cells)


def _heterogeneity(lists: int) -> NDArray[np.float64]:
    """Return 2^K x (K - 2): how far beyond j - 1 lists each combination goes, j = 3, ..., K."""
    sizes = np.array([mask.bit_count() for mask in range(1 << lists)])
    return np.maximum(sizes[:, None] - np.arange(3, lists + 1)[None, :] + 1, 0).astype(np.float64)
