"""How does the chance of a yes depend on what is known of a person? Ridge logistic regression.

Newton's method on the penalised log-likelihood. Columns are centred and scaled by the people of
the fit, so that the penalty does not depend on units; the intercept is not penalised.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.float64]

_STEPS: Final = 100
_HALVINGS: Final = 30
_SETTLED: Final = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class RidgeLogistic:
    """A fitted regression; ``predict`` gives the chance of a yes for other people."""

    centre: Floats
    scale: Floats
    coefficients: Floats
    """Intercept first, then one for each scaled column."""

    def predict(self, columns: Floats) -> Floats:
        """Return the chances for an array of people x columns."""
        return np.asarray(expit(self._design(columns) @ self.coefficients))

    def _design(self, columns: Floats) -> Floats:
        return with_intercept((columns - self.centre) / self.scale)


def fit_ridge_logistic(columns: Floats, answers: NDArray[np.bool_], ridge: float) -> RidgeLogistic:
    """Fit ``answers`` (one per person) on ``columns`` (people x columns).

    ``ridge`` is the penalty on half the sum of squared scaled coefficients; above 0 the fit
    exists even where the answers are parted perfectly. Needs at least one person.
    """
    centre = columns.mean(axis=0)
    spread = columns.std(axis=0)
    # A column that does not vary here says nothing here; its coefficient stays 0.
    scale = np.where(spread > 1e-12 * np.maximum(np.abs(centre), 1.0), spread, np.inf)
    design = with_intercept((columns - centre) / scale)
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = 1e-9
    coefficients = np.zeros(design.shape[1])
    yes = answers.astype(np.float64)
    value = _objective(design, yes, coefficients, penalty)
    for _ in range(_STEPS):
        chance = expit(design @ coefficients)
        gradient = design.T @ (yes - chance) - penalty * coefficients
        weighted = design * (chance * (1 - chance))[:, None]
        step = np.linalg.solve(design.T @ weighted + np.diag(penalty), gradient)
        gain = float(gradient @ step)
        for _ in range(_HALVINGS):
            trial = _objective(design, yes, coefficients + step, penalty)
            if trial >= value:
                break
            step = step / 2
        else:
            break
        coefficients, value = coefficients + step, trial
        if gain < _SETTLED:
            break
    return RidgeLogistic(centre=centre, scale=scale, coefficients=coefficients)


def with_squares(columns: Floats) -> Floats:
    """Return the columns with their squares and products of two, each first scaled to spread 1."""
    spread = columns.std(axis=0)
    scaled = (columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    first, second = np.triu_indices(columns.shape[1])
    return np.hstack([columns, scaled[:, first] * scaled[:, second]])


def with_intercept(columns: Floats) -> Floats:
    """Return the columns with a first column of ones."""
    return np.hstack([np.ones((len(columns), 1)), columns])


def _objective(design: Floats, yes: Floats, coefficients: Floats, penalty: Floats) -> float:
    line = design @ coefficients
    likelihood = float(yes @ line - np.logaddexp(0.0, line).sum())
    return likelihood - 0.5 * float(penalty @ coefficients**2)
