"""Properties: the compiled sums over graphs are the plain ones, whatever the threads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.estimate import fast
from onrecord.core.estimate.decomposable import decomposable_graphs
from onrecord.core.estimate.graph_averaging import (
    graph_posterior,
    grouped,
    plain_graph_mass,
    plain_log_sums,
)

pytestmark = pytest.mark.skipif(not fast.available(), reason="numba is not installed")


@given(lists=st.integers(3, 5), seed=st.integers(0, 2**32), scale=st.sampled_from([1.0, 300.0]))
@settings(max_examples=25, deadline=None)
def test_compiled_sums_are_the_plain_ones(lists: int, seed: int, scale: float) -> None:
    from onrecord.core.estimate.fast.graph_kernel import graph_mass, log_sums  # noqa: PLC0415

    chance = np.random.default_rng(seed)
    parts = chance.normal(0, scale, (7, 1 << lists))
    parts[:, 0] = 0.0
    mass = chance.random(7)
    graphs = decomposable_graphs(lists)
    starts, groups, times = grouped(lists)
    plain = plain_log_sums(graphs, parts)
    assert log_sums(starts, groups, times, parts) == pytest.approx(plain, rel=1e-9)
    weights = plain_graph_mass(graphs, parts, plain, mass)
    found = graph_mass(starts, groups, times, parts, plain, mass)
    assert found == pytest.approx(weights, rel=1e-9, abs=1e-12)
    # A control: a group of each graph that multiplies once more is noticed.
    spoilt = times.copy()
    spoilt[starts[:-1]] += 1
    assert not np.allclose(log_sums(starts, groups, spoilt, parts), plain, rtol=1e-9, atol=0)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=3, deadline=None)
def test_the_posterior_does_not_hang_on_twin_or_threads(seed: int) -> None:
    counts = np.random.default_rng(seed).gamma(0.7, 20.0, 32)
    counts[0] = 0.0
    one = graph_posterior(counts, 1 / 32, compiled=True)
    two = graph_posterior(counts, 1 / 32, threads=3, compiled=True)
    plain = graph_posterior(counts, 1 / 32, compiled=False)
    assert np.array_equal(one.graphs, two.graphs)
    assert np.array_equal(one.unseen.mass, two.unseen.mass)
    assert plain.unseen.mass == pytest.approx(one.unseen.mass, rel=1e-8, abs=1e-15)
    assert plain.graphs == pytest.approx(one.graphs, rel=1e-8, abs=1e-12)
