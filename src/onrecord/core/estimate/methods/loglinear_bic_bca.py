"""How many in all, by BIC over all models, with the doubt of the choice in the interval?

Silverman, Chan and Vincent 2024: the records are drawn again, and on every sample BIC chooses anew
among the models that were best on the table (``Options.top`` of them; None for all that have an
estimate there). The interval is bias-corrected and accelerated, see ``bca``.

Records that weigh less than one are drawn by their share of the weights, as many as the weights sum
to, rounded; leaving one record out takes one person from a cell, or what the cell holds where that
is less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import sentences
from onrecord.core.estimate.bca import bca, resamples
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.model_choice import Choices, Terms, choose_by_bic
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Estimate, Json
from onrecord.core.estimate.selection import (
    considered_models,
    near_best_rows,
    selected_estimate,
    too_many_models,
)
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "loglinear-bic-bca"
_SUBSETS: Final = (1, 5, 10, 50, 100)
"""Numbers of best models for which the interval is shown (Silverman and others 2024, Table 2)."""
_NARROWER: Final = 0.8
_SAMPLES: Final = 10_000
"""Where BIC jumps between models, BCa reads its lower end far out among the samples, on Kosovo at
4 in 10,000: the least of 1,000 samples would stand for it, and jump with the seed."""
_FEW_LISTS: Final = 4


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    chosen = selected_estimate(_NAME, ordered, options, "bic")
    if chosen.N is None:
        return [chosen]
    models = considered_models(ordered, options)
    ranked = models.near_best("bic", units=np.inf)[: options.top]
    terms = [tuple(sorted(fit.model.masks(ordered.lists))) for fit in ranked]
    resampled = _Resampled.of(cross_table(ordered), terms, options)
    interval = resampled.interval(len(ranked), options.level)
    if interval is not None and not interval.low <= chosen.N <= (interval.high or 0.0):
        interval = None
    found: dict[str, Json] = {
        **{name: value for name, value in chosen.diagnostics.items() if name not in _OF_PROFILE},
        "near_best": near_best_rows(models, "bic", table.lists),
        "models_resampled": len(ranked),
        **resampled.told(len(ranked), options),
        "by_models": [resampled.by_models(size, options) for size in resampled.sizes],
    }
    answer = replace(
        chosen,
        model=HierarchicalModel.of(ranked[0].model.generators, table.lists),
        interval=interval,
        diagnostics=found,
        warnings=tuple(
            remark for remark in chosen.warnings if remark.template != sentences.NO_UPPER_LIMIT
        ),
        draws=resampled.usable(len(ranked)),
    )
    return [answer.warned(*resampled.warnings(len(ranked), interval))]


_OF_PROFILE: Final = ("other_interval", "profile_maximum")


@dataclass(frozen=True, slots=True)
class _Resampled:
    """What BIC chooses on the table, on its samples and with one record of a history left out."""

    sizes: tuple[int, ...]
    """Numbers of best models among which it chose."""
    weights: NDArray[np.float64]
    """Records of each history that occurs."""
    table: Choices
    samples: Choices
    left_out: Choices

    @classmethod
    def of(
        cls, counts: NDArray[np.float64], models: Sequence[Terms], options: Options
    ) -> _Resampled:
        sizes = tuple(sorted({len(models), *(size for size in _SUBSETS if size <= len(models))}))
        occupied = np.flatnonzero(counts > 0)
        without = np.tile(counts, (len(occupied), 1))
        without[np.arange(len(occupied)), occupied] -= np.minimum(1.0, counts[occupied])
        chance = np.random.default_rng(1 if options.seed is None else options.seed)
        few = len(counts) <= 1 << _FEW_LISTS
        samples = options.samples_or(_SAMPLES if few else 1000)
        rows = np.vstack([counts, resamples(counts, samples, chance), without])
        every = choose_by_bic(rows, models, sizes, like=counts, threads=options.threads)
        parts = (slice(1), slice(1, samples + 1), slice(samples + 1, None))
        return cls(
            sizes,
            counts[occupied],
            *(Choices(every.chosen[part], every.totals[part]) for part in parts),
        )

    def usable(self, size: int) -> NDArray[np.float64]:
        """Return the totals of the samples on which a model was chosen."""
        totals = self.samples.totals[:, self.sizes.index(size)]
        return totals[np.isfinite(totals)]

    def interval(self, size: int, level: float) -> Interval | None:
        """Return the interval of a choice among so many models."""
        found = self._bca(size, level)
        if found is None:
            return None
        ((low, high),) = found[0]
        return Interval(low=low, high=high, level=level, method=IntervalMethod.BCA)

    def told(self, size: int, options: Options) -> dict[str, Json]:
        """Return what the answer tells of its resampling."""
        found = self._bca(size, options.level)
        narrower = self.interval(size, _NARROWER)
        return {
            "samples": len(self.samples.totals),
            "samples_without_number": len(self.samples.totals) - len(self.usable(size)),
            "bias": None if found is None else found[1],
            "acceleration": None if found is None else found[2],
            "interval_80": None if narrower is None else [narrower.low, narrower.high],
        }

    def by_models(self, size: int, options: Options) -> dict[str, Json]:
        """Return the interval of a choice among the best so many, and how often they had it."""
        wide, narrow = self.interval(size, options.level), self.interval(size, _NARROWER)
        chosen = self.samples.chosen[:, -1]
        return {
            "models": size,
            "low": None if wide is None else wide.low,
            "high": None if wide is None else wide.high,
            "interval_80": None if narrow is None else [narrow.low, narrow.high],
            "share_of_samples": float(np.mean((chosen >= 0) & (chosen < size))),
        }

    def warnings(self, size: int, interval: Interval | None) -> list[Remark]:
        """Return what has to be said beside the number."""
        found = [] if interval else [Remark.of(sentences.NOT_SURROUNDED)]
        dropped = len(self.samples.totals) - len(self.usable(size))
        if dropped:
            found.append(
                Remark.of(
                    sentences.SAMPLES_LEFT_OUT,
                    dropped=dropped,
                    samples=len(self.samples.totals),
                )
            )
        return found

    def _bca(
        self, size: int, level: float
    ) -> tuple[list[tuple[float, float]], float, float] | None:
        place = self.sizes.index(size)
        total = float(self.table.totals[0, place])
        left_out = self.left_out.totals[:, place]
        return bca(total, self.usable(size), left_out, self.weights, (level,))


METHOD = Method(
    name=_NAME,
    title="Log-linear model chosen by BIC, resampled",
    assumption=(
        "The way the lists depend on one another is the same among the people on no list as "
        "among those on some, and no dependence joins all lists at once. The interval holds the "
        "doubt about which model is right."
    ),
    minimum_lists=3,
    draws=True,
    compute=_compute,
    reason=too_many_models,
)
