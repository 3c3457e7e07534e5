"""Properties: the compiled climb of log-linear posteriors is the plain one on any threads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.estimate import fast
from onrecord.core.estimate.hierarchical_model import all_models, terms
from onrecord.core.estimate.loglinear_laplace import balanced_design, laplace

pytestmark = pytest.mark.skipif(not fast.available(), reason="numba is not installed")


@given(lists=st.integers(3, 4), seed=st.integers(0, 2**32), shape=st.sampled_from([0.3, 2.0]))
@settings(max_examples=20, deadline=None)
def test_compiled_climb_is_the_plain_one(lists: int, seed: int, shape: float) -> None:
    chance = np.random.default_rng(seed)
    models = all_models(lists, lists - 1)
    design = balanced_design(lists, terms(lists, lists - 1))
    counts = np.tile(np.floor(chance.gamma(shape, 40.0, 1 << lists)), (len(models), 1))
    seen = chance.random(1 << lists) < 0.9
    seen[1] = True
    variance = chance.uniform(-3, 3, len(models))
    plain = laplace(design, counts, models, seen, log_variance=variance)
    found = laplace(design, counts, models, seen, log_variance=variance, threads=1)
    shared = laplace(design, counts, models, seen, log_variance=variance, threads=3)
    assert found.log_evidence == pytest.approx(plain.log_evidence, rel=1e-9, abs=1e-7)
    assert found.spread == pytest.approx(plain.spread, rel=1e-4)
    assert np.array_equal(shared.log_evidence, found.log_evidence)
    # A control: another variance is noticed.
    other = laplace(design, counts, models, seen, log_variance=variance + 0.1, threads=1)
    assert not np.allclose(other.log_evidence, plain.log_evidence, rtol=1e-9, atol=1e-7)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_the_likeliest_variance_is_the_same(seed: int) -> None:
    counts = np.floor(np.random.default_rng(seed).gamma(1.0, 60.0, 16))[None]
    models = all_models(4, 3)
    design = balanced_design(4, terms(4, 3))
    seen = np.arange(16) > 0
    every = np.tile(counts, (len(models), 1))
    plain = laplace(design, every, models, seen)
    found = laplace(design, every, models, seen, threads=2)
    assert found.log_variance == pytest.approx(plain.log_variance, abs=1e-6)
    assert found.log_evidence == pytest.approx(plain.log_evidence, rel=1e-9, abs=1e-6)
