"""What do many log-linear models say of one table: whether each has an estimate, and which?

Some thousands of models are fitted by the compiled twin where numba is installed; loading it takes
longer than fitting fewer plainly. Both answer alike: a compiled fit that leaves a doubt is put to
the linear programme and fitted again plainly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import fast
from onrecord.core.estimate.existence import Existence, existence
from onrecord.core.estimate.poisson_fit import PoissonFits, fit_poisson, fits_of

_COMPILED_FROM: Final = 4_000
_AT_ONCE: Final = 4_096
"""Models in one plain fit: about 16 MiB of information matrices for six lists."""


@dataclass(frozen=True, slots=True)
class ModelsOnTable:
    """B models laid out for one table of C = 2^K combinations of lists, with P terms in all."""

    design: NDArray[np.float64]
    """C x P, 1.0 where a combination holds all lists of a term."""
    terms: NDArray[np.int64]
    """Bitmasks of the P terms."""
    counts: NDArray[np.float64]
    models: NDArray[np.bool_]
    """B x P, the terms of each model."""
    columns: NDArray[np.bool_]
    """B x P, what is left of them once terms without a record are gone."""
    cells: NDArray[np.bool_]
    """B x C, the combinations that then are in the table."""

    def take(self, places: NDArray[np.intp]) -> ModelsOnTable:
        """Return the models at these places, in this order."""
        return replace(
            self,
            models=self.models[places],
            columns=self.columns[places],
            cells=self.cells[places],
        )

    def tables(self) -> NDArray[np.float64]:
        """Return the counts once for each model."""
        return np.broadcast_to(self.counts, self.cells.shape)


def judged_fits(laid: ModelsOnTable) -> tuple[NDArray[np.int8], PoissonFits]:
    """Return the code of existence and the fit of each model, unsettled where it has none."""
    if len(laid.models) >= _COMPILED_FROM and fast.available():
        fits = _compiled(laid)
    else:
        fits = _unsettled(laid)
    codes = np.zeros(len(laid.models), dtype=np.int8)
    places = np.flatnonzero(~fits.converged)
    left = laid.take(places)
    codes[places] = existence(laid.design, laid.counts > 0, left.columns, left.cells)
    for part in _parts(places[codes[places] == Existence.OK]):
        one = laid.take(part)
        _put(fits, part, fit_poisson(one.design, one.tables(), one.columns, one.cells))
    return codes, fits


def _compiled(laid: ModelsOnTable) -> PoissonFits:
    """Return the compiled fits; those that leave a doubt have not converged."""
    from onrecord.core.estimate.fast import poisson_kernel as kernel  # noqa: PLC0415 - optional

    held = [laid.terms[row] for row in laid.models]
    starts = np.cumsum([0, *map(len, held)])
    beta, marks = np.empty(starts[-1]), np.empty(len(held), dtype=np.int8)
    cold = kernel.Models(starts, np.concatenate(held), np.full(len(beta), np.nan))
    tables = np.ascontiguousarray(laid.tables())
    kernel.fit_rows(tables, cold, beta, np.empty(len(held)), np.empty(len(held)), marks)
    fits = _unsettled(laid)
    fits.coefficients[laid.models] = beta
    settled = marks == kernel.SURE
    for part in _parts(np.flatnonzero(settled)):
        one = laid.take(part)
        coefficients = fits.coefficients[part]
        found = fits_of(one.design, one.tables(), one.cells, coefficients, settled[part])
        _put(fits, part, found)
    return fits


def _parts(places: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    return (places[begin : begin + _AT_ONCE] for begin in range(0, len(places), _AT_ONCE))


def _unsettled(laid: ModelsOnTable) -> PoissonFits:
    models = len(laid.models)
    return PoissonFits(
        coefficients=np.zeros(laid.columns.shape),
        means=np.zeros(laid.cells.shape),
        deviance=np.zeros(models),
        log_likelihood=np.zeros(models),
        pearson=np.zeros(models),
        converged=np.zeros(models, dtype=np.bool_),
    )


def _put(fits: PoissonFits, places: NDArray[np.intp], found: PoissonFits) -> None:
    for field in fields(PoissonFits):
        getattr(fits, field.name)[places] = getattr(found, field.name)
