"""What does a measure of agreement come to: a number with its doubt, or a reason for none?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

Floats = NDArray[np.float64]

NO_UNITS: Final = "No unit was coded by two people, so there is nothing to compare."
NO_VARIATION: Final = (
    "All coders gave one and the same value throughout, so agreement beyond chance is not defined."
)
_TOO_FEW: Final = 0.9
"""With a smaller share of defined replicates there is no interval: the rest is no fair sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One measure of agreement over ``units`` units that at least two people coded.

    ``value`` is None where the measure is not defined; ``reason`` then says why. ``low`` and
    ``high`` bound it (bootstrap over units) where a Bootstrap was given and enough replicates
    were defined.
    """

    value: float | None
    units: int
    reason: Remark | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """How an interval is drawn: units are drawn anew with replacement, percentiles are taken.

    Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13. Units are
    drawn and not pairs of values, because the values of one unit hang together.
    """

    generator: np.random.Generator
    replicates: int = 1000
    level: float = 0.95

    def __post_init__(self) -> None:
        if self.replicates < 1 or not 0 < self.level < 1:
            raise UsageError(
                "A bootstrap needs at least one replicate and a level between 0 and 1.",
                value=f"{self.replicates}, {self.level}",
            )

    def weights(self, units: int) -> Floats:
        """Return how often each unit is drawn: replicates x units."""
        shares = np.full(units, 1 / units)
        return self.generator.multinomial(units, shares, size=self.replicates).astype(np.float64)


def measured(units: int, of: Callable[[Floats], Floats], bootstrap: Bootstrap | None) -> Agreement:
    """Return the agreement over all units, with its interval where a bootstrap is given.

    ``of`` returns the measure for each row of weights (rows x units); NaN where it is undefined,
    which never leaves this function.
    """
    if units == 0:
        return Agreement(value=None, units=0, reason=Remark.of(NO_UNITS))
    value = float(of(np.ones((1, units)))[0])
    if np.isnan(value):
        return Agreement(value=None, units=units, reason=Remark.of(NO_VARIATION))
    low, high = (None, None) if bootstrap is None else _interval(units, of, bootstrap)
    return Agreement(value=value, units=units, low=low, high=high)


def _interval(
    units: int, of: Callable[[Floats], Floats], bootstrap: Bootstrap
) -> tuple[float | None, float | None]:
    drawn = of(bootstrap.weights(units))
    defined = drawn[~np.isnan(drawn)]
    if len(defined) < _TOO_FEW * bootstrap.replicates:
        return None, None
    tail = (1 - bootstrap.level) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return float(low), float(high)
