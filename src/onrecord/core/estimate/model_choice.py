"""Which of many log-linear models does BIC choose on each of many tables, and what is the total?

A choice counts only where the estimate of the model exists on that table. The linear programme
that decides it is asked as late as can be: only of models that would win, and of compiled fits only
where they leave a doubt. Compiled loops do the fitting where numba is installed, else
``poisson_fit``; both answer alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from onrecord.core.estimate import fast
from onrecord.core.estimate.cross_table import overlaps
from onrecord.core.estimate.existence import Existence, code_of_model
from onrecord.core.estimate.loglinear import design_matrix
from onrecord.core.estimate.poisson_fit import PoissonFits, fit_poisson

Floats = NDArray[np.float64]
Terms = tuple[int, ...]
"""A model: the bitmasks of its terms, each with all its parts, 0 first."""

_TIE: Final = 1e-7
"""Units of BIC below which two models are equal; the earlier one is taken."""
_FITS_AT_ONCE: Final = 1_000_000
_PLAIN_FITS_AT_ONCE: Final = 2_000
_BOUNDED_FROM: Final = 40
"""Models from which fitting larger ones first, to leave models out, is worth the time."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen on B tables among the first models of S sizes.

    ``chosen`` (B x S) are places among the models, -1 where none has an estimate; ``totals``
    (B x S) persons in all, NaN where there are none.
    """

    chosen: NDArray[np.int64]
    totals: Floats


@dataclass(frozen=True, slots=True)
class _Fitted:
    """BIC (less what all models of a table share), persons unseen and marks, B x M or M each."""

    bic: Floats
    unseen: Floats
    marks: NDArray[np.int8]

    def row(self, place: int) -> _Fitted:
        """Return the fits of one table; what is written there is written here."""
        return _Fitted(self.bic[place], self.unseen[place], self.marks[place])


_SURE, _DOUBTFUL, _FAILED, _SKIPPED = range(4)
"""As in ``fast.poisson_kernel``, which cannot be imported where numba is missing."""


def choose_by_bic(
    rows: Floats,
    models: Sequence[Terms],
    sizes: Sequence[int],
    like: Floats | None = None,
    threads: int = 1,
) -> Choices:
    """Choose for each table among the first ``sizes[0]``, ``sizes[1]``, ... models.

    ``rows`` is B x 2^K counts with entry 0 at 0.0. ``like`` are 2^K counts that all rows resemble,
    so that fits start from theirs; the answer does not depend on it but for rounding, nor on the
    number of threads. BIC counts every term, those at minus infinity too.
    """
    rows = np.ascontiguousarray(rows, dtype=np.float64)
    chosen = np.full((len(rows), len(sizes)), -1, dtype=np.int64)
    totals = np.full(chosen.shape, np.nan)
    if not models or not len(rows):
        return Choices(chosen, totals)
    compiled = fast.available()
    if compiled:
        fitter = _compiled_fitter(models, _bounds(models), like, threads)
    else:
        fitter = _plain_fitter(models)
    limit = _FITS_AT_ONCE if compiled else _PLAIN_FITS_AT_ONCE
    for part in _parts(len(rows), max(1, limit // len(models))):
        fitted = fitter(rows[part])
        for place in range(part.start, part.stop):
            own = fitted.row(place - part.start)
            chosen[place] = _choose(rows[place], own, models, sizes)
        found, at = np.nonzero(chosen[part] >= 0)
        unseen = fitted.unseen[found, chosen[part][found, at]]
        totals[part][found, at] = rows[part].sum(axis=1)[found] + unseen
    return Choices(chosen, totals)


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found of M models on one table; BIC and ``unseen`` are those of settled fits only.

    ``bic`` is infinite for a model without an estimate, for one that could not have won, and for
    one whose existence was not asked because it would not have won.
    """

    chosen: int
    """Place of the model with the smallest BIC, -1 where none has an estimate."""
    bic: Floats
    unseen: Floats


def try_models(counts: Floats, models: Sequence[Terms]) -> Trial:
    """Fit a few models to one table of 2^K counts and choose by BIC; of equal ones the earlier."""
    nothing: tuple[list[Terms], list[list[int]]] = [], [[] for _ in models]
    compiled = fast.available()
    fitter = _compiled_fitter(models, nothing, None, 1) if compiled else _plain_fitter(models)
    fitted = fitter(counts[None, :]).row(0)
    (chosen,) = _choose(counts, fitted, models, (len(models),))
    shared = 2 * float(gammaln(counts[1:] + 1).sum())
    return Trial(
        chosen, np.where(fitted.marks == _SURE, fitted.bic + shared, np.inf), fitted.unseen
    )


def _choose(
    counts: Floats, fitted: _Fitted, models: Sequence[Terms], sizes: Sequence[int]
) -> list[int]:
    """Return the choices for one table; doubtful fits that would win become sure or failed."""
    bic, marks = fitted.bic, fitted.marks
    chosen = []
    for size in sizes:
        sure = marks[:size] == _SURE
        best = float(np.min(bic[:size], where=sure, initial=np.inf))
        doubtful = np.flatnonzero((marks[:size] == _DOUBTFUL) & (bic[:size] <= best + _TIE))
        for place in doubtful[np.argsort(bic[doubtful], kind="stable")].tolist():
            if bic[place] > best + _TIE:
                break
            _settle(counts, fitted, models[place], place)
            if marks[place] == _SURE:
                best = min(best, float(bic[place]))
        usable = (marks[:size] == _SURE) & (bic[:size] <= best + _TIE)
        chosen.append(int(np.argmax(usable)) if usable.any() else -1)
    return chosen


def _settle(counts: Floats, fitted: _Fitted, model: Terms, place: int) -> None:
    """Ask the linear programme about one fit, and take the plain fit's numbers where it exists."""
    fitted.marks[place] = _FAILED
    if code_of_model(model, (counts > 0).tobytes()) != Existence.OK:
        return
    fits = _plain_fits(counts[None, :], [model])
    if fits.converged[0]:
        fitted.marks[place] = _SURE
        fitted.bic[place] = _plain_bic(fits, counts[None, :], np.array([len(model)]))[0]
        fitted.unseen[place] = np.exp(fits.coefficients[0, 0])


def _compiled_fitter(
    models: Sequence[Terms],
    bounds: tuple[list[Terms], list[list[int]]],
    like: Floats | None,
    threads: int,
) -> Callable[[Floats], _Fitted]:
    from onrecord.core.estimate.fast import poisson_kernel as kernel  # noqa: PLC0415 - optional

    def laid(group: Sequence[Terms]) -> kernel.Models:
        starts = np.cumsum([0, *map(len, group)])
        terms = np.array([term for model in group for term in model], dtype=np.int64)
        cold = kernel.Models(starts, terms, np.full(len(terms), np.nan))
        if like is None or not group:
            return cold
        tables = np.tile(like, (len(group), 1))
        beta, marks = np.empty(len(terms)), np.empty(len(group), dtype=np.int8)
        kernel.fit_rows(tables, cold, beta, np.empty(len(group)), np.empty(len(group)), marks)
        # A coefficient that runs away is no place to start from.
        beta[np.repeat(marks != _SURE, np.diff(starts))] = np.nan
        return cold._replace(warm=beta)

    larger, holders = bounds
    own, bounding = laid(models), laid(larger)
    holder_starts = np.cumsum([0, *map(len, holders)])
    flat_holders = np.array([place for held in holders for place in held], dtype=np.int64)

    def fitted(rows: Floats) -> _Fitted:
        shape = (len(rows), len(models))
        found = _Fitted(np.empty(shape), np.empty(shape), np.empty(shape, dtype=np.int8))

        def work(first: int, last: int) -> None:
            kernel.fit_models(
                rows, own, bounding, holder_starts, flat_holders, first, last,
                found.bic, found.unseen, found.marks,
            )  # fmt: skip

        _shared(work, len(rows), threads)
        return found

    return fitted


def _bounds(models: Sequence[Terms]) -> tuple[list[Terms], list[list[int]]]:
    """Return larger models, and for each model the places of those that hold all its terms.

    Larger models lack one term or two and what holds them: together they bound every model by
    what it lacks.
    """
    if len(models) < _BOUNDED_FROM:
        return [], [[] for _ in models]
    every = sorted({term for model in models for term in model})
    held = [frozenset(model) for model in models]
    lacking = [_ones_and_twos(_least_lacking(model, every)) for model in held]
    groups = sorted({group for found in lacking for group in found})
    places = {group: place for place, group in enumerate(groups)}
    larger = [
        tuple(term for term in every if not any(term & out == out for out in group))
        for group in groups
    ]
    return larger, [[places[group] for group in found] for found in lacking]


def _least_lacking(model: frozenset[int], every: Sequence[int]) -> tuple[int, ...]:
    """Return the terms that a model lacks although it holds all their parts, of ``every`` term."""
    lacking = [term for term in every if term not in model]
    return tuple(
        term
        for term in lacking
        if not any(term & part == part and part != term for part in lacking)
    )


def _ones_and_twos(lacking: tuple[int, ...]) -> list[tuple[int, ...]]:
    return [*((term,) for term in lacking), *combinations(lacking, 2)]


def _plain_fitter(models: Sequence[Terms]) -> Callable[[Floats], _Fitted]:
    parameters = np.array([len(model) for model in models])

    def fitted(rows: Floats) -> _Fitted:
        shape = (len(rows), len(models))
        fits = _plain_fits(rows, models)
        repeated = np.repeat(rows, len(models), axis=0)
        bic = _plain_bic(fits, repeated, np.tile(parameters, len(rows)))
        marks = np.where(fits.converged, _DOUBTFUL, _FAILED).astype(np.int8)
        unseen = np.exp(fits.coefficients[:, 0])
        return _Fitted(bic.reshape(shape), unseen.reshape(shape), marks.reshape(shape))

    return fitted


def _plain_fits(rows: Floats, models: Sequence[Terms]) -> PoissonFits:
    """Fit every model to every table, B x M fits in the order of the tables."""
    columns = tuple(sorted({term for model in models for term in model}))
    design = design_matrix(rows.shape[1].bit_length() - 1, columns)
    held = np.array([np.isin(columns, model) for model in models])
    shared = np.array([overlaps(row) for row in rows])[:, columns] > 0
    empty = (held[None, :, :] & ~shared[:, None, :]).reshape(-1, len(columns))
    cells = ~((empty.astype(np.float64) @ design.T) > 0)
    cells[:, 0] = False
    kept = np.tile(held, (len(rows), 1)) & ~empty
    return fit_poisson(design, np.repeat(rows, len(models), axis=0), kept, cells)


def _plain_bic(fits: PoissonFits, rows: Floats, parameters: NDArray[np.int64]) -> Floats:
    """Return BIC as the kernel does: without the constant that all models of a table share."""
    eta = np.log(fits.means, where=fits.means > 0, out=np.zeros_like(fits.means))
    value = np.sum(rows * eta - fits.means, axis=1)
    return np.asarray(np.log(rows.sum(axis=1)) * parameters - 2 * value)


def _parts(rows: int, size: int) -> Iterator[slice]:
    return (slice(begin, min(begin + size, rows)) for begin in range(0, rows, size))


def _shared(work: Callable[[int, int], None], rows: int, threads: int) -> None:
    """Do rows in as many parts as there are threads; compiled loops let each other run."""
    if threads <= 1 or rows < 2 * threads:
        work(0, rows)
        return
    ends = np.linspace(0, rows, threads + 1).astype(int).tolist()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, ends[:-1], ends[1:]))
