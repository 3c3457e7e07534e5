"""Which totals could a method as well have given? The doubt of a number as draws of it.

A posterior brings its own draws. A bootstrap brings draws too, but their middle lies as far from
the number as the number lies from the truth; where the interval corrects that bias (BCa), the
draws are taken at the corrected levels, so that their quantiles are the ends of the interval. Any
other answer is drawn from the curve that its interval stands for: log-normal on N - n, through
the number and both ends.
"""

from __future__ import annotations

import hashlib
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from onrecord.core.estimate import sentences
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.remark import Remark

DRAWS: Final = 10_000
"""Draws of a sum or a pool: its 2.5 % quantile then rests on 250 of them."""


def cannot_be_drawn(estimate: Estimate) -> Remark | None:
    """Return why an answer has no draws that could be added to others, or None.

    A method that withholds its interval does not stand by its draws either, and a curve cannot be
    drawn through an interval that has no upper end.
    """
    if estimate.refused is not None:
        return estimate.refused
    if estimate.interval is None or (estimate.interval.high is None and not has_draws(estimate)):
        return Remark.of(sentences.NO_USABLE_INTERVAL)
    return None


def has_draws(estimate: Estimate) -> bool:
    """Say whether the method brought draws of its own."""
    return estimate.draws is not None and len(estimate.draws) > 0


def draws_of(estimate: Estimate, size: int, chance: np.random.Generator) -> NDArray[np.float64]:
    """Return ``size`` draws of the total, in persons, in a random order.

    The order is random so that draws of two strata pair up independently even where one seed
    made both. Raises ValueError for an answer that ``cannot_be_drawn``.
    """
    interval = estimate.interval
    if estimate.N is None or interval is None or cannot_be_drawn(estimate) is not None:
        raise ValueError("this answer cannot be drawn from")
    levels = (np.arange(size) + 0.5) / size
    if estimate.draws is not None and len(estimate.draws):
        corrected = _corrected(estimate, levels)
        if corrected is not None:
            own = np.quantile(estimate.draws, corrected, method="median_unbiased")
            return chance.permutation(own)
        return _resized(estimate.draws, size, chance)
    return chance.permutation(_quantiles(estimate.N, estimate.observed, interval, levels))


def chance_for(seed: int | None, *names: str | None) -> np.random.Generator:
    """Return the random numbers of one named part: the same whatever part comes before it."""
    text = "\x1f".join("" if name is None else name for name in names)
    words = np.frombuffer(hashlib.sha256(text.encode()).digest(), dtype="<u4")
    return np.random.default_rng([1 if seed is None else seed, *words.tolist()])


def _corrected(estimate: Estimate, levels: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return where among the samples of a bootstrap the BCa method puts each level.

    None for an answer that is no bootstrap, or does not tell its ``bias`` and ``acceleration``.
    """
    told = [estimate.diagnostics.get(name) for name in ("bias", "acceleration")]
    bias, acceleration = (float(one) if isinstance(one, float | int) else None for one in told)
    if estimate.interval is None or estimate.interval.method is not IntervalMethod.BCA:
        return None
    if bias is None or acceleration is None:
        return None
    reach = bias + ndtri(levels)
    # Beyond this the correction turns round; the samples have no more to say there.
    room = np.maximum(1 - acceleration * reach, 1e-9)
    return np.asarray(np.maximum.accumulate(ndtr(bias + reach / room)))


def _resized(
    draws: NDArray[np.float64], size: int, chance: np.random.Generator
) -> NDArray[np.float64]:
    """Return so many draws, each of the given ones as often as any other, give or take one."""
    times, rest = divmod(size, len(draws))
    extra = chance.choice(draws, size=rest, replace=False)
    return chance.permutation(np.concatenate([np.tile(draws, times), extra]))


def _quantiles(
    total: float, observed: float, interval: Interval, levels: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the quantiles of the curve whose median is the number and which keeps the limits."""
    high = total if interval.high is None else interval.high
    place = ndtri(levels) / ndtri(0.5 + interval.level / 2)
    unseen = max(total - observed, 0.0)
    if interval.method is IntervalMethod.NORMAL or unseen == 0:
        return np.asarray(np.maximum(total + place * max(high - total, 0.0), observed))
    above = np.log(max(high - observed, unseen) / unseen)
    lowest = interval.low - observed
    # A limit at what was observed is minus infinity on this scale; the other side is mirrored.
    below = np.log(unseen / min(lowest, unseen)) if lowest > 0 else above
    return np.asarray(observed + unseen * np.exp(place * np.where(place > 0, above, below)))
