"""How far apart are the logarithms of two gamma functions, where both are very large?"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

_LARGE: Final = 40.0
"""From here three terms of Stirling's series hold to the last digit of a double."""


def log_gamma_ratio(base: NDArray[np.float64], upper: float, lower: float) -> NDArray[np.float64]:
    """Return log Gamma(base + upper) - log Gamma(base + lower), elementwise.

    Both arguments must be above 0. The plain difference loses its digits where ``base`` is large,
    since each logarithm grows like x log x; here the large parts cancel before they are computed.
    """
    above, below = base + upper, base + lower
    small = np.minimum(above, below) < _LARGE
    first, second = np.where(small, _LARGE, above), np.where(small, _LARGE, below)
    apart = np.where(small, 0.0, upper - lower)
    large: NDArray[np.float64] = (
        (second - 0.5) * np.log1p(apart / second)
        + apart * (np.log(first) - 1)
        + _series(first)
        - _series(second)
    )
    if not small.any():
        return large
    plain = gammaln(np.where(small, above, 1.0)) - gammaln(np.where(small, below, 1.0))
    return np.asarray(np.where(small, plain, large))


def _series(value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what Stirling's formula adds to (x - 1/2) log x - x + log(2 pi)/2."""
    inverse = 1 / value
    square = inverse * inverse
    return inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
