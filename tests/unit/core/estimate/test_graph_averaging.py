"""Is the average over graphs the plain one, on every grid, and what does the prior expect?"""

from __future__ import annotations

from math import lgamma

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.core.estimate import Options, fast, method_named
from onrecord.core.estimate.decomposable import decomposable_graphs
from onrecord.core.estimate.graph_averaging import (
    graph_posterior,
    implied_above,
    implied_expansion,
)
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.testing.estimators import dense_table, independent_table


def _log_weight(counts: list[float], graph: NDArray[np.int8], unseen: float, delta: float) -> float:
    """Return the log weight of one graph and one number unseen, term by term."""
    size = len(counts)
    full = [unseen, *counts[1:]]
    total = sum(full)
    whole = size * delta
    value = lgamma(total + 1) - sum(lgamma(count + 1) for count in full) - np.log(total)
    for group in range(1, size):
        if not graph[group]:
            continue
        margin: dict[int, float] = {}
        for mask, count in enumerate(full):
            margin[mask & group] = margin.get(mask & group, 0.0) + count
        weight = delta * size / 2 ** group.bit_count()
        factor = sum(lgamma(count + weight) - lgamma(weight) for count in margin.values())
        value += int(graph[group]) * (factor + lgamma(whole) - lgamma(total + whole))
    return float(value)


@pytest.mark.parametrize(("lists", "seed"), [(3, 1), (3, 2), (4, 3)])
@pytest.mark.parametrize("delta", [0.5, 1 / 16])
def test_it_is_the_plain_average_over_every_number(lists: int, seed: int, delta: float) -> None:
    chance = np.random.default_rng(seed)
    counts = np.concatenate([[0.0], chance.integers(0, 30, (1 << lists) - 1) + 1.5])
    found = graph_posterior(counts, delta)
    plain = np.array(
        [
            [_log_weight(counts.tolist(), graph, unseen, delta) for unseen in range(301)]
            for graph in decomposable_graphs(lists)
        ]
    )
    plain = np.exp(plain - plain.max())
    assert found.unseen.unseen[:301].tolist() == list(range(301))
    shares = plain.sum(axis=0) / plain.sum()
    mass = found.unseen.mass[:301]
    assert mass / mass.sum() == pytest.approx(shares, rel=1e-5)
    if mass.sum() > 0.9999:
        assert found.graphs == pytest.approx(plain.sum(axis=1) / plain.sum(), abs=2e-4)
    # A control: another weight of the cells is noticed.
    other = graph_posterior(counts, delta * 1.01).unseen.mass[:301]
    assert other / other.sum() != pytest.approx(shares, rel=1e-5)


def test_the_graphs_share_the_belief() -> None:
    found = graph_posterior(np.array([0.0, 10, 20, 3, 8, 2, 1, 1]), 0.125)
    assert found.graphs.sum() == pytest.approx(1)
    assert found.graphs.min() > 0
    assert found.unseen.node_mass.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("lists", "delta", "ninety_five", "ninety_nine", "above"),
    [
        (3, 1 / 8, 3.71, 20.8, 0.099),
        (4, 1 / 16, 1.90, 8.0, 0.047),
        (5, 1 / 32, 1.25, 3.9, 0.023),
        (3, 0.5, 1.80, 2.75, 0.033),
        (4, 0.5, 1.31, 1.58, 0.002),
    ],
)
def test_what_the_prior_expects(
    lists: int, delta: float, ninety_five: float, ninety_nine: float, above: float
) -> None:
    found = implied_expansion(lists, delta, (0.95, 0.99))
    assert found == pytest.approx((ninety_five, ninety_nine), rel=0.02)
    assert implied_above(lists, delta, 2.0) == pytest.approx(above, abs=0.001)


def test_a_prior_beyond_all_numbers_has_no_quantile() -> None:
    assert implied_expansion(3, 1e-6, (0.999,)) == (None,)


def _answer(table: CaptureHistories, delta: float | None = None) -> tuple[float, list[str]]:
    (answer,) = method_named("graph-averaging").estimate(table, Options(delta=delta))
    assert answer.N is not None
    return answer.N, [str(warning) for warning in answer.warnings]


def test_a_prior_that_pulls_down_says_so() -> None:
    _number, warnings = _answer(dense_table(4), 0.5)
    assert any("pulls the number down" in warning for warning in warnings)
    _number, warnings = _answer(independent_table(4))
    assert not any("pulls the number down" in warning for warning in warnings)


def test_a_number_that_hangs_on_the_prior_says_so() -> None:
    few = CaptureHistories(
        tuple("ABCDE"),
        np.vstack([np.eye(5), [[1, 1, 0, 0, 0], [0, 1, 1, 0, 0], [1, 0, 0, 1, 0]]]),
        np.array([60.0, 40, 30, 20, 10, 3, 2, 1]),
    )
    number, warnings = _answer(few)
    assert any("Show both" in warning for warning in warnings), number
    _number, warnings = _answer(independent_table(4))
    assert not any("Show both" in warning for warning in warnings)


def test_belief_without_end_says_so() -> None:
    few = CaptureHistories(
        ("court", "hospital", "press"),
        np.array([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)]),
        np.array([400.0, 300.0, 200.0, 0.05]),
    )
    (answer,) = method_named("graph-averaging").estimate(few, Options(delta=1e-4))
    assert any("a million times" in str(warning) for warning in answer.warnings)
    assert answer.diagnostics["mean"] is None


def test_the_draws_are_the_posterior() -> None:
    (answer,) = method_named("graph-averaging").estimate(dense_table(4))
    assert answer.draws is not None
    assert np.median(answer.draws) == pytest.approx(answer.N, abs=2)
    assert np.quantile(answer.draws, 0.975) == pytest.approx(answer.high, rel=0.01)


def test_without_numba_the_plain_sums_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = np.array([0.0, 10, 20, 3, 8, 2, 1, 1])
    plain = graph_posterior(counts, 0.125, compiled=False)
    monkeypatch.setattr(fast, "available", lambda: False)
    found = graph_posterior(counts, 0.125, compiled=True)
    assert np.array_equal(found.graphs, plain.graphs)


def test_too_many_lists_are_refused() -> None:
    (answer,) = method_named("graph-averaging").estimate(
        CaptureHistories(tuple("ABCDEFGH"), np.eye(8, dtype=np.int8), np.full(8, 5.0))
    )
    assert "at most 7 lists" in str(answer.refused)
