"""Who was reported when: persons by period of disappearance and by delay until the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.errors import UsageError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ReportingTriangle:
    """Counts of persons, periods (oldest first) x delays (0, 1, ... periods).

    ``observed`` says which cells can have happened by the day of the table. A row is observed
    from delay 0 up to its last delay without a gap, and an older row at least as far as a newer
    one: a staircase. Cells that are not observed hold 0. Raises UsageError for anything else.
    """

    counts: NDArray[np.float64]
    observed: NDArray[np.bool_]
    periods: tuple[str, ...]

    def __post_init__(self) -> None:
        if (
            self.counts.ndim != 2
            or self.counts.shape != self.observed.shape
            or not self.counts.size
        ):
            raise UsageError("A triangle is periods x delays, with a mark for each cell.")
        if len(self.periods) != len(self.counts):
            raise UsageError("Each row of a triangle has its period.", value=len(self.periods))
        if not (np.isfinite(self.counts).all() and (self.counts >= 0).all()):
            raise UsageError("The counts of a triangle are 0 or more.")
        if (self.counts[~self.observed] != 0).any():
            raise UsageError("A cell that has not happened yet holds no reports.")
        lengths = self.observed.sum(axis=1)
        stairs = np.arange(self.counts.shape[1]) < lengths[:, None]
        if not np.array_equal(stairs, self.observed) or (np.diff(lengths) > 0).any():
            raise UsageError(
                "Rows are observed from delay 0 without a gap, older ones at least as far as newer."
            )

    @classmethod
    def of_counts(
        cls, counts: NDArray[np.floating], periods: Sequence[str] | None = None
    ) -> ReportingTriangle:
        """Return the triangle of new reports by delay, NaN where it has not happened yet."""
        known = np.asarray(counts, dtype=np.float64)
        observed = ~np.isnan(known)
        return cls(np.where(observed, known, 0.0), observed, _named(periods, len(known)))

    @classmethod
    def of_cumulative(
        cls, counts: NDArray[np.floating], periods: Sequence[str] | None = None
    ) -> ReportingTriangle:
        """Return the triangle of reports so far by delay, NaN where it has not happened yet."""
        known = np.asarray(counts, dtype=np.float64)
        return cls.of_counts(np.diff(known, axis=1, prepend=0.0), periods)

    @classmethod
    def of_persons(
        cls,
        disappeared: NDArray[np.integer],
        reported: NDArray[np.integer],
        *,
        as_of: int,
        delays: int,
        periods: Sequence[str] | None = None,
    ) -> ReportingTriangle:
        """Count persons by the periods (0, 1, ...) in which they disappeared and were reported.

        ``as_of`` is the last period that is over; there is a row for each period up to it.
        ``delays`` is the number of columns; a later report counts in the last. Reports after
        ``as_of`` are left out. Raises UsageError for a report before the disappearance.
        """
        gone, told = np.asarray(disappeared), np.asarray(reported)
        if gone.shape != told.shape or (told < gone).any() or (gone < 0).any():
            raise UsageError(
                "Each person has a period of disappearance and one not sooner, of report."
            )
        in_time = told <= as_of
        rows = gone[in_time]
        columns = np.minimum(told[in_time] - rows, delays - 1)
        counts = np.zeros((as_of + 1, delays))
        np.add.at(counts, (rows, columns), 1.0)
        observed = np.arange(as_of + 1)[:, None] + np.arange(delays) <= as_of
        return cls(counts, observed, _named(periods, as_of + 1))

    def on_rows(self, kept: NDArray[np.bool_]) -> ReportingTriangle:
        """Return the triangle of these rows alone, with the delays that one of them has seen."""
        seen = self.observed[kept].any(axis=0)
        names = tuple(name for name, keep in zip(self.periods, kept, strict=True) if keep)
        return ReportingTriangle(self.counts[kept][:, seen], self.observed[kept][:, seen], names)

    def reported(self, row: int) -> float:
        """Return how many persons of a row were reported so far."""
        return float(self.counts[row].sum())

    def factors(self) -> NDArray[np.float64]:
        """Return by how much reports grow from each delay to the next, NaN where nothing shows it.

        All rows that have seen the next delay count together (chain ladder).
        """
        return growth_factors(self.counts, self.observed)

    def completed(self) -> NDArray[np.float64]:
        """Return reports so far by delay, with those still to come by the factors."""
        return completed_reports(self.counts, self.observed)

    def unreported(self) -> NDArray[np.float64]:
        """Return for each row how many persons are still to be reported."""
        return np.asarray(self.completed()[:, -1] - self.counts.sum(axis=1))

    def expected(self) -> NDArray[np.float64]:
        """Return what the Poisson model expects in every cell, past and future."""
        return expected_reports(self.counts, self.observed)


# The chain ladder on one triangle, or on many that have happened equally far: counts are
# ... x periods x delays, marks of what was observed periods x delays.


def growth_factors(counts: Floats, observed: NDArray[np.bool_]) -> Floats:
    """Return the factors, ... x (delays - 1)."""
    so_far = np.cumsum(counts, axis=-1)
    later = np.where(observed[:, 1:], so_far[..., 1:], 0.0).sum(axis=-2)
    sooner = np.where(observed[:, 1:], so_far[..., :-1], 0.0).sum(axis=-2)
    grown = np.full(sooner.shape, np.nan)
    np.divide(later, sooner, out=grown, where=sooner > 0)
    return grown


def completed_reports(counts: Floats, observed: NDArray[np.bool_]) -> Floats:
    """Return reports so far by delay, ... x periods x delays, future ones by the factors."""
    so_far = np.where(observed, np.cumsum(counts, axis=-1), 0.0)
    factors = growth_factors(counts, observed)
    for delay in range(1, observed.shape[1]):
        ahead = ~observed[:, delay]
        so_far[..., ahead, delay] = so_far[..., ahead, delay - 1] * factors[..., delay - 1, None]
    return so_far


def expected_reports(counts: Floats, observed: NDArray[np.bool_]) -> Floats:
    """Return what the Poisson model expects in every cell, past and future.

    The chain ladder run backwards from the last observed cell of each row: the same numbers as
    those of the Poisson model with an effect for each row and delay, which its likelihood
    equations say and the tests show.
    """
    growth = np.cumprod(growth_factors(counts, observed), axis=-1)
    growth = np.concatenate([np.ones((*growth.shape[:-1], 1)), growth], axis=-1)
    pattern = np.diff(growth, prepend=0.0, axis=-1) / growth[..., -1:]
    return np.asarray(completed_reports(counts, observed)[..., -1:] * pattern[..., None, :])


def _named(periods: Sequence[str] | None, rows: int) -> tuple[str, ...]:
    return tuple(map(str, range(1, rows + 1))) if periods is None else tuple(periods)
