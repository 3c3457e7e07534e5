"""Between which totals the truth lies, judged by estimating again from resampled records.

Bias-corrected and accelerated bootstrap (DiCiccio and Efron 1996), as Chan, Silverman and Vincent
2021 use it for lists: records are drawn again from the histories observed (a multinomial), the
whole choice of a model is repeated on each sample, and the acceleration comes from leaving one
record of each history out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Json

Totals = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""From B x 2^K counts to the B totals of the method, NaN where it gives none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampled:
    """What resampling says: the interval, and what it rests on."""

    interval: Interval
    narrower: Interval
    """The interval of 80 per cent."""
    bias: float
    """z0: how far the number lies from the middle of the samples, on the normal scale."""
    acceleration: float
    dropped: int
    """Samples from which the method gave no number."""
    draws: NDArray[np.float64]
    """Totals of the samples that gave one."""


def resamples(
    counts: NDArray[np.float64], samples: int, chance: np.random.Generator
) -> NDArray[np.float64]:
    """Return B x 2^K tables: as many records as observed (rounded), drawn with their shares."""
    observed = counts.sum()
    drawn = chance.multinomial(round(float(observed)), counts / observed, size=samples)
    return drawn.astype(np.float64)


def bootstrap(
    counts: NDArray[np.float64],
    total: float,
    totals: Totals,
    *,
    samples: int,
    level: float,
    chance: np.random.Generator,
) -> Resampled | None:
    """Return the interval of a total, None where the samples do not surround it.

    ``counts`` are the 2^K counts of ``cross_table``; ``total`` is what ``totals`` says of them.
    """
    drawn = totals(resamples(counts, samples, chance))
    usable = drawn[np.isfinite(drawn)]
    occupied = np.flatnonzero(counts > 0)
    without = np.tile(counts, (len(occupied), 1))
    # A cell of less than one record, as weights make them, can lose no more than it holds.
    without[np.arange(len(occupied)), occupied] -= np.minimum(1.0, counts[occupied])
    left_out = totals(without)
    found = bca(total, usable, left_out, counts[occupied], (level, _NARROWER))
    if found is None:
        return None
    limits, bias, acceleration = found
    wide, narrow = (
        Interval(low=low, high=high, level=share, method=IntervalMethod.BCA)
        for (low, high), share in zip(limits, (level, _NARROWER), strict=True)
    )
    return Resampled(
        interval=wide,
        narrower=narrow,
        bias=bias,
        acceleration=acceleration,
        dropped=samples - len(usable),
        draws=usable,
    )


_NARROWER = 0.8


def bca(
    total: float,
    replicates: NDArray[np.float64],
    left_out: NDArray[np.float64],
    weights: NDArray[np.float64],
    levels: tuple[float, ...],
) -> tuple[list[tuple[float, float]], float, float] | None:
    """Return limits for each level, z0 and the acceleration; None where z0 is not finite.

    ``replicates`` are B totals of samples; ``left_out`` J totals with one record of each history
    left out, not finite where there is none, and ``weights`` how many records each history has.
    Quantiles are median-unbiased (type 8).
    """
    if not len(replicates):
        return None
    bias = float(ndtri(np.mean(replicates < total)))
    if not np.isfinite(bias):
        return None
    acceleration = _acceleration(left_out, weights)
    limits = []
    for level in levels:
        ends = []
        for share in ((1 - level) / 2, (1 + level) / 2):
            reach = bias + float(ndtri(share))
            place = float(ndtr(bias + reach / (1 - acceleration * reach)))
            ends.append(float(np.quantile(replicates, place, method="median_unbiased")))
        limits.append((ends[0], ends[1]))
    return limits, bias, acceleration


def _acceleration(left_out: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    kept = np.isfinite(left_out)
    if not kept.any():
        return 0.0
    values, weights = left_out[kept], weights[kept]
    away = float(values @ weights / weights.sum()) - values
    spread = float(weights @ away**2)
    return float(weights @ away**3) / (6 * spread**1.5) if spread > 0 else 0.0


def told(resampled: Resampled | None, samples: int) -> dict[str, Json]:
    """Return what an answer tells of its resampling."""
    if resampled is None:
        return {"samples": samples}
    return {
        "samples": samples,
        "samples_without_number": resampled.dropped,
        "bias": resampled.bias,
        "acceleration": resampled.acceleration,
        "interval_80": [resampled.narrower.low, resampled.narrower.high],
    }
