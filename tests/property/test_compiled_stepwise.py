"""The compiled selection of pairs is the plain one, on sparse tables as well."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import poisson

from onrecord.core.estimate import fast, resampling
from onrecord.core.estimate.stepwise import THRESHOLD, pairs_of, select_stepwise

if not fast.available():
    pytest.skip("numba is not installed: there is no compiled twin", allow_module_level=True)

from onrecord.core.estimate.fast import stepwise_kernel as kernel


@st.composite
def tables(draw: st.DrawFn) -> NDArray[np.float64]:
    """Return 2^K counts of three or four lists, each of which names somebody; many are empty."""
    size = 1 << draw(st.integers(3, 4))
    sparse = draw(st.booleans())
    counts = [0.0] + [
        float(draw(st.sampled_from([0, 0, 1, 2, 5]) if sparse else st.integers(0, 400)))
        for _ in range(size - 1)
    ]
    for one in range(size.bit_length() - 1):
        counts[1 << one] += 1.0
    return np.array(counts)


@settings(max_examples=40, deadline=None)
@given(tables())
def test_the_selection_is_the_same(counts: NDArray[np.float64]) -> None:
    (found,) = resampling.stepwise_totals(counts[None, :])
    plain = select_stepwise(counts)
    if plain is None:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(counts.sum() + plain.unseen, rel=1e-6)


def _told(rows: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    lists = rows.shape[1].bit_length() - 1
    masks = np.array([1 << first | 1 << second for first, second in pairs_of(lists)])
    out, told = np.empty(len(rows)), np.empty(len(rows), dtype=np.bool_)
    kernel.select_pairs(rows, masks, THRESHOLD, 0, len(rows), out, told)
    return out, told


# Everybody is on all lists: nothing tells the chances of one list from those of another.
SAME = np.array([0.0, 0, 0, 0, 0, 0, 0, 60])
# No list shares anybody with another, so that the number unseen grows without end.
APART = np.array([0.0, 31, 31, 0, 5, 0, 0, 0])


def test_a_fit_that_runs_away_is_told_without_a_programme() -> None:
    (unseen,), (told,) = _told(APART[None, :])
    assert told
    assert np.isnan(unseen)
    assert select_stepwise(APART) is None


def test_what_cannot_be_told_is_left_to_the_plain_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.array([SAME, [0.0, 30, 20, 5, 10, 4, 3, 2], APART])
    assert _told(rows)[1].tolist() == [False, True, True]
    asked = []
    monkeypatch.setattr(resampling, "select_stepwise", asked.append)
    totals = resampling.stepwise_totals(rows)
    assert np.array_equal(np.array(asked), SAME[None, :])
    assert np.isnan(totals).tolist() == [True, False, True]


def test_threads_change_nothing() -> None:
    chance = np.random.default_rng(3)
    rows = chance.poisson(20, size=(101, 16)).astype(float)
    rows[:, 0] = 0
    answers = [resampling.stepwise_totals(rows, threads) for threads in (1, 2, 3)]
    assert np.array_equal(answers[0], answers[1])
    assert np.array_equal(answers[0], answers[2])


def test_another_count_is_noticed() -> None:
    counts = np.array([0.0, 30, 20, 5, 10, 4, 3, 2])
    changed = counts.copy()
    changed[3] += 1
    plain = select_stepwise(counts)
    assert plain is not None
    (found,) = resampling.stepwise_totals(changed[None, :])
    assert found != pytest.approx(changed.sum() + plain.unseen, rel=1e-6)


@settings(deadline=None)
@given(
    seen=st.integers(0, 3000),
    expected=st.floats(1e-4, 3000, allow_nan=False),
)
def test_the_surprise_is_the_tail_of_a_poisson(seen: int, expected: float) -> None:
    wanted = min(poisson.cdf(seen, expected), poisson.sf(seen - 1, expected))
    found = kernel.surprise(float(seen), expected)
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-250)
