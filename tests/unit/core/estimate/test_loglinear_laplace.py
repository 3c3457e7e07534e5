"""Is Laplace's evidence that of the plain integral, and does the climb reach the top?"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import gammaln
from scipy.stats import invgamma

from onrecord.core.estimate.hierarchical_model import all_models, terms
from onrecord.core.estimate.loglinear_laplace import SHAPE, balanced_design, laplace, log_prior

_Floats = NDArray[np.float64]
COUNTS = np.array([0.0, 60, 45, 18, 52, 20, 15, 9])


def test_the_terms_are_balanced() -> None:
    design = balanced_design(3, terms(3, 2))
    assert design.T @ design == pytest.approx(8 * np.eye(7))
    assert design[:, 0].tolist() == [1.0] * 8
    # The pair of the first two lists: +1 on both or neither.
    assert design[:, terms(3, 2).index(0b011)].tolist() == [1, -1, -1, 1, 1, -1, -1, 1]


def _sampled(
    model: NDArray[np.bool_], counts: _Floats, seen: NDArray[np.bool_], log_variance: float
) -> float:
    """Return the log evidence by importance sampling from a t about the top, with 5 degrees."""
    columns = terms(3, 2)
    design = balanced_design(3, columns)[:, model]
    top = laplace(
        balanced_design(3, columns),
        counts[None],
        model[None],
        seen,
        log_variance=np.array([log_variance]),
    ).sizes[0][model]
    size, chance, draws, degrees = len(top), np.random.default_rng(4), 100_000, 5
    bend = design.T @ (design * (np.exp(design @ top) * seen)[:, None])
    bend[1:, 1:] += np.exp(-log_variance) * np.eye(size - 1)
    root = np.linalg.cholesky(np.linalg.inv(bend))
    normal = chance.standard_normal((draws, size))
    stretch = np.sqrt(chance.chisquare(degrees, draws) / degrees)
    sizes = top + (normal / stretch[:, None]) @ root.T
    proposal = (
        gammaln((degrees + size) / 2)
        - gammaln(degrees / 2)
        - size / 2 * np.log(degrees * np.pi)
        - np.log(np.diag(root)).sum()
        - (degrees + size) / 2 * np.log1p((normal**2).sum(axis=1) / stretch**2 / degrees)
    )
    eta = (sizes @ design.T)[:, seen]
    likelihood = (counts[seen] * eta - np.exp(eta) - gammaln(counts[seen] + 1)).sum(axis=1)
    squares = (sizes[:, 1:] ** 2).sum(axis=1)
    prior = -(size - 1) / 2 * (np.log(2 * np.pi) + log_variance)
    logs = likelihood + prior - squares / 2 * np.exp(-log_variance) - proposal
    return float(logs.max() + np.log(np.mean(np.exp(logs - logs.max()))))


@pytest.mark.parametrize("unseen", [None, 0.0, 40.0, 400.0])
@pytest.mark.parametrize("place", [0, 3, 7])
@pytest.mark.parametrize("log_variance", [-6.0, -1.0, 2.0])
def test_evidence_is_that_of_importance_sampling(
    unseen: float | None, place: int, log_variance: float
) -> None:
    model = all_models(3, 2)[place]
    seen = np.ones(8, dtype=np.bool_)
    seen[0] = unseen is not None
    counts = COUNTS.copy()
    counts[0] = unseen or 0.0
    exact = _sampled(model, counts, seen, log_variance)
    design, given = balanced_design(3, terms(3, 2)), np.array([log_variance])
    found = laplace(design, counts[None], model[None], seen, log_variance=given)
    assert found.log_evidence[0] == pytest.approx(exact, abs=0.03)
    # A control: three persons more in a cell are noticed.
    counts[7] += 3
    other = laplace(design, counts[None], model[None], seen, log_variance=given)
    assert other.log_evidence[0] != pytest.approx(exact, abs=0.03)


def test_the_prior_of_the_variance_is_the_inverse_gamma_law() -> None:
    plain = invgamma(SHAPE / 2, scale=SHAPE / 2)
    at = np.array([-9.0, -2.0, 0.0, 4.0])
    assert log_prior(at) == pytest.approx(plain.logpdf(np.exp(at)) + at, rel=1e-9)


def test_the_likeliest_variance_is_found() -> None:
    """The evidence times the prior is highest there, and its width is as reckoned."""
    design, models = balanced_design(3, terms(3, 2)), all_models(3, 2)
    counts, seen = np.tile(50 * COUNTS, (8, 1)), np.arange(8) > 0
    found = laplace(design, counts, models, seen)
    tried = found.log_variance + np.linspace(-4, 6, 41)[:, None]
    evidence = np.stack(
        [laplace(design, counts, models, seen, log_variance=one).log_evidence for one in tried]
    )
    logs = evidence + log_prior(tried)
    assert tried[logs.argmax(axis=0)[0], 0] == pytest.approx(found.log_variance[0], abs=0.5)
    whole = np.log(np.exp(logs - logs.max(axis=0)).sum(axis=0) / 4) + logs.max(axis=0)
    assert found.log_evidence == pytest.approx(whole, abs=0.5)


def test_where_it_starts_does_not_matter() -> None:
    design = balanced_design(3, terms(3, 2))
    models = all_models(3, 2)
    seen = np.arange(8) > 0
    counts = np.tile(np.array([0.0, 40, 30, 6, 20, 0, 0, 0]), (len(models), 1))
    cold = laplace(design, counts, models, seen)
    given = cold.log_variance
    cold = laplace(design, counts, models, seen, log_variance=given)
    far = laplace(design, counts, models, seen, log_variance=given, start=cold.sizes + 1.5)
    assert far.log_evidence == pytest.approx(cold.log_evidence, abs=1e-5)
    assert np.isfinite(cold.spread).all()
