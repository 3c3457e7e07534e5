"""Is the fast average over graphs the plain one, and what does the prior expect?"""

from __future__ import annotations

from math import lgamma

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.core.estimate.decomposable import decomposable_graphs
from onrecord.core.estimate.graph_averaging import (
    graph_posterior,
    implied_above,
    implied_expansion,
)


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
def test_it_is_the_plain_average(lists: int, seed: int, delta: float) -> None:
    chance = np.random.default_rng(seed)
    counts = np.concatenate([[0.0], chance.integers(0, 30, (1 << lists) - 1) + 1.0])
    found = graph_posterior(counts, delta)
    places = np.flatnonzero(found.unseen <= 200)
    graphs = decomposable_graphs(lists)
    plain = np.array(
        [
            [_log_weight(counts.tolist(), graph, found.unseen[at], delta) for at in places]
            for graph in graphs
        ]
    )
    plain = np.exp(plain - plain.max())
    assert found.unseen[places].tolist() == list(range(201))
    shares = plain.sum(axis=0) / plain.sum()
    assert found.mass[places] / found.mass[places].sum() == pytest.approx(shares, rel=1e-9)
    # A control: another weight of the cells is noticed.
    other = graph_posterior(counts, delta * 1.01).mass[places]
    assert other / other.sum() != pytest.approx(shares, rel=1e-5)


def test_the_grid_holds_every_number_once() -> None:
    found = graph_posterior(np.array([0.0, 10, 20, 3, 8, 2, 1, 1]), 0.125)
    ends = np.cumsum(found.width)
    assert found.unseen[0] == 0
    assert ends - 1 == pytest.approx(found.unseen + (found.width - 1) / 2)
    assert found.mass.sum() == pytest.approx(1)
    assert found.graphs.sum() == pytest.approx(1)
    assert found.quantile(0.025) <= found.quantile(0.5) <= found.quantile(0.975)


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
