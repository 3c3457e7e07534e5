"""How well each hierarchical log-linear model fits the lists, and what total it gives.

Poisson models with extended maximum likelihood: a term whose lists share no record has the
estimate minus infinity, so its column and the cells that hold it leave the table. Criteria count
such terms as parameters, and BIC takes the number of persons (Chan, Silverman and Vincent 2021).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from onrecord.core.estimate.cross_table import cross_table, overlaps
from onrecord.core.estimate.existence import Existence
from onrecord.core.estimate.hierarchical_model import (
    HierarchicalModel,
    all_models,
    members,
    named_models,
    terms,
)
from onrecord.core.estimate.poisson_fit import PoissonFits
from onrecord.core.estimate.table_fits import ModelsOnTable, judged_fits
from onrecord.core.kernel.capture_histories import CaptureHistories


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFit:
    """One model on one table. A model without an estimate has no numbers, only its code."""

    model: HierarchicalModel
    existence: Existence
    df: int
    parameters: int
    """All terms, those at minus infinity included."""
    rank: int
    """Terms that are estimated from cells."""
    N: float | None = None
    aic: float | None = None
    bic: float | None = None
    deviance: float | None = None
    pearson: float | None = None
    p: float | None = None
    """Probability of a Pearson statistic at least as large, by chi-square with ``df``."""

    def to_dict(self, lists: tuple[str, ...]) -> dict[str, object]:
        """Return a row of the model table; ``lists`` give the order for the compact notation."""
        return {
            "model": self.model.by_numbers(lists),
            "terms": self.model.by_lists(),
            "N": self.N,
            "aic": self.aic,
            "bic": self.bic,
            "deviance": self.deviance,
            "df": self.df,
            "pearson": self.pearson,
            "p": self.p,
            "parameters": self.parameters,
            "rank": self.rank,
            "existence": int(self.existence),
        }


@dataclass(frozen=True, slots=True)
class ModelTable:
    """Every model that was considered on one table, with its fit."""

    lists: tuple[str, ...]
    observed: float
    fits: tuple[ModelFit, ...]

    def estimable(self) -> tuple[ModelFit, ...]:
        """Return the models whose estimate exists, is the only one and was reached."""
        return tuple(fit for fit in self.fits if fit.N is not None)

    def best(self, criterion: str) -> ModelFit | None:
        """Return the model with the smallest ``"bic"`` or ``"aic"``; of equals the smaller."""
        return min(self.estimable(), key=lambda fit: _rank(fit, criterion), default=None)

    def near_best(self, criterion: str, units: float = 6.0) -> tuple[ModelFit, ...]:
        """Return the models within so many units of the best, best first."""
        best = self.best(criterion)
        if best is None:
            return ()
        limit = _rank(best, criterion)[0] + units
        near = (fit for fit in self.estimable() if _rank(fit, criterion)[0] <= limit)
        return tuple(sorted(near, key=lambda fit: _rank(fit, criterion)))


@dataclass(frozen=True, slots=True)
class Scene:
    """A table laid out for fitting: 2^K cells, the unseen one first, and the terms up to an order.

    ``columns`` (B x P) and ``cells`` (B x 2^K) say what each model keeps of the design.
    """

    design: NDArray[np.float64]
    counts: NDArray[np.float64]
    columns: NDArray[np.bool_]
    cells: NDArray[np.bool_]


@lru_cache(maxsize=16)
def fit_all_models(table: CaptureHistories, order: int) -> ModelTable:
    """Fit every hierarchical model with interactions of up to ``order`` lists.

    The table must be fully covered, and each list must name somebody.
    """
    models = all_models(len(table.lists), order)
    columns = terms(len(table.lists), order)
    return _fitted(table, models, columns, named_models(table.lists, order))


def fit_model(table: CaptureHistories, model: HierarchicalModel) -> ModelFit:
    """Fit one model; what holds for ``fit_all_models`` holds here."""
    columns = _terms_of(table, model)
    every = np.ones((1, len(columns)), dtype=np.bool_)
    return _fitted(table, every, columns, (model,)).fits[0]


def scene_of_model(table: CaptureHistories, model: HierarchicalModel) -> Scene:
    """Lay out a table for one model, such as for the profile of its likelihood."""
    columns = _terms_of(table, model)
    return laid_out(cross_table(table), np.ones((1, len(columns)), dtype=np.bool_), columns)


def empty_overlaps(table: CaptureHistories, model: HierarchicalModel) -> tuple[str, ...]:
    """Return the terms of a model whose lists share no record, such as ``EXH HRW``."""
    shared = overlaps(cross_table(table))
    empty = [mask for mask in model.masks(table.lists) if shared[mask] == 0]
    empty.sort(key=lambda mask: (mask.bit_count(), members(mask)))
    return tuple(" ".join(table.lists[index] for index in members(mask)) for mask in empty)


def design_matrix(lists: int, columns: tuple[int, ...]) -> NDArray[np.float64]:
    """Return 2^K x P: 1.0 where a combination of lists holds all lists of the term."""
    masks = np.arange(1 << lists)[:, None]
    wanted = np.array(columns)[None, :]
    held: NDArray[np.bool_] = (masks & wanted) == wanted
    return held.astype(np.float64)


def _terms_of(table: CaptureHistories, model: HierarchicalModel) -> tuple[int, ...]:
    order = max(len(generator) for generator in model.generators)
    held = model.masks(table.lists)
    return tuple(term for term in terms(len(table.lists), order) if term in held)


def laid_out(
    counts: NDArray[np.float64], models: NDArray[np.bool_], columns: tuple[int, ...]
) -> Scene:
    """Lay out 2^K counts for B models, which hold some of the terms ``columns`` (B x P)."""
    design = design_matrix(len(counts).bit_length() - 1, columns)
    empty = models & (overlaps(counts)[list(columns)] == 0)
    cells = ~((empty.astype(np.float64) @ design.T) > 0)
    cells[:, 0] = False
    return Scene(design, counts, models & ~empty, cells)


def _fitted(
    table: CaptureHistories,
    models: NDArray[np.bool_],
    columns: tuple[int, ...],
    names: Sequence[HierarchicalModel],
) -> ModelTable:
    scene = laid_out(cross_table(table), models, columns)
    codes, fits = _distinct_fits(scene, models, columns)
    parameters, rank = models.sum(axis=1), scene.columns.sum(axis=1)
    freedom = scene.cells.sum(axis=1) - rank
    rows = []
    for index, model in enumerate(names):
        bare = ModelFit(
            model=model,
            existence=Existence(int(codes[index])),
            df=int(freedom[index]),
            parameters=int(parameters[index]),
            rank=int(rank[index]),
        )
        rows.append(_with_fit(bare, fits, index, table.observed))
    return ModelTable(table.lists, table.observed, tuple(rows))


def _distinct_fits(
    scene: Scene, models: NDArray[np.bool_], columns: tuple[int, ...]
) -> tuple[NDArray[np.int8], PoissonFits]:
    """Judge and fit what is left of each model; models that leave the same are fitted once."""
    signature = np.hstack([scene.columns, scene.cells])
    packed = np.packbits(signature, axis=1)
    _, first, place = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    laid = ModelsOnTable(
        design=scene.design,
        terms=np.array(columns),
        counts=scene.counts,
        models=models[first],
        columns=scene.columns[first],
        cells=scene.cells[first],
    )
    codes, fits = judged_fits(laid)
    place = place.reshape(-1)
    return codes[place], fits.take(place)


def _with_fit(bare: ModelFit, fits: PoissonFits, place: int, observed: float) -> ModelFit:
    """Return the model with its numbers, or as it was where it has none."""
    if not fits.converged[place]:
        return bare
    fit = -2 * float(fits.log_likelihood[place])
    pearson = float(fits.pearson[place])
    return replace(
        bare,
        N=observed + float(np.exp(fits.coefficients[place, 0])),
        aic=fit + 2 * bare.parameters,
        bic=fit + float(np.log(observed)) * bare.parameters,
        deviance=float(fits.deviance[place]),
        pearson=pearson,
        p=float(chdtrc(bare.df, pearson)) if bare.df > 0 else None,
    )


def _rank(fit: ModelFit, criterion: str) -> tuple[float, int, tuple[tuple[str, ...], ...]]:
    value = fit.bic if criterion == "bic" else fit.aic
    if value is None:
        return (np.inf, fit.parameters, fit.model.generators)
    return (value, fit.parameters, fit.model.generators)
