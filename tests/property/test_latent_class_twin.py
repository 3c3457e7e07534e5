"""The compiled chains of latent classes agree with the plain ones.

Belongs here: what must hold for every table. What is fixed given the parameters agrees to 1e-9;
the draws share no random numbers, so that they are judged by their distribution.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.estimate.expansion_prior import prior_draws
from onrecord.core.estimate.latent_class import (
    Occupied,
    State,
    ladder,
    log_cells_by_class,
    log_posterior,
    log_unseen_by_class,
)
from onrecord.core.estimate.latent_class_run import Run, model_of, run_chains

kernel = pytest.importorskip("onrecord.core.estimate.fast.latent_class_kernel")


def _occupied(lists: int, classes: int, seed: int, rates: tuple[float, float]) -> Occupied:
    rng = np.random.default_rng(seed)
    histories = np.array([h for h in product((0, 1), repeat=lists) if any(h)], dtype=np.int8)
    kept = rng.random(len(histories)) < 0.7
    kept[:2] = True
    counts = rng.integers(1, 300, kept.sum()).astype(float)
    return Occupied(histories[kept], counts[None, :], rates, classes)


def _state(occupied: Occupied, seed: int) -> State:
    rng = np.random.default_rng(seed)
    drawn = prior_draws(rng, (1, 1), occupied.lists, occupied.classes, (2.0, 3.0))
    return State(*drawn)


def _room(occupied: Occupied) -> object:
    return kernel.room_for(1, occupied.lists, occupied.classes, len(occupied.histories))


tables = st.builds(
    _occupied,
    st.integers(3, 5),
    st.integers(1, 8),
    st.integers(0, 10_000),
    st.sampled_from([(1.0, 1.0), (0.6, 2.5)]),
)


@settings(max_examples=40, deadline=None)
@given(tables, st.integers(0, 10_000))
def test_shares_of_classes_and_posterior_agree(occupied: Occupied, seed: int) -> None:
    state, room, model = _state(occupied, seed), _room(occupied), model_of(occupied)
    logits, sticks, alpha = state.logits[0, 0], state.sticks[0, 0], float(state.alpha[0, 0])
    hidden = kernel.weigh_unseen(room, logits, sticks)
    unseen = np.exp(log_unseen_by_class(logits, sticks))
    assert room.unseen == pytest.approx(unseen, rel=1e-9, abs=1e-300)
    assert hidden == pytest.approx(unseen.sum(), rel=1e-9)
    cells = np.exp(log_cells_by_class(logits, sticks, occupied.histories))
    for m in range(len(cells)):
        assert kernel.weigh_cell(model, room, m) == pytest.approx(cells[m].sum(), rel=1e-9)
        assert room.row == pytest.approx(cells[m], rel=1e-9, abs=1e-300)
    value, seen = kernel.log_posterior(model, room, occupied.counts[0], logits, sticks, alpha)
    assert value == pytest.approx(log_posterior(state, occupied)[0, 0], rel=1e-9)
    assert seen == pytest.approx(1 - unseen.sum(), rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(tables, st.integers(0, 10_000))
def test_the_slope_is_the_slope_of_the_plain_posterior(occupied: Occupied, seed: int) -> None:
    state, room, model = _state(occupied, seed), _room(occupied), model_of(occupied)
    counts = occupied.counts[0]
    kernel.slope(
        model, room, counts, state.logits[0, 0], state.sticks[0, 0], float(state.alpha[0, 0])
    )
    chance = np.random.default_rng(seed)
    for values, slopes in ((state.logits, room.by_logit), (state.sticks, room.by_stick)):
        if not values.size:
            continue
        place = tuple(chance.integers(0, size) for size in values.shape)
        middle, width = values[place], 1e-5
        ends = []
        for end in (middle + width, middle - width):
            values[place] = end
            ends.append(float(log_posterior(state, occupied)[0, 0]))
        values[place] = middle
        found = (ends[0] - ends[1]) / (2 * width)
        assert slopes[place[2:]] == pytest.approx(found, rel=1e-4, abs=1e-3)


SMALL = np.array([40.0, 30, 20, 8, 6, 5, 2])


def _drawn(compiled: bool, rates: tuple[float, float] = (1.0, 1.0), seed: int = 5) -> Run:
    histories = np.array(
        [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)],
        dtype=np.int8,
    )
    occupied = Occupied(histories, ladder(SMALL), rates, 4)
    return run_chains(occupied, chains=4, seed=seed, threads=1, compiled=compiled)


def _apart(first: Run, second: Run) -> float:
    """Return by how many standard errors the quartiles of log N differ at most."""
    most = 0.0
    for level in (0.25, 0.5, 0.75):
        ends, errors = [], []
        for run in (first, second):
            logs = np.log(run.unseen)
            ends.append(float(np.quantile(logs, level)))
            # A quantile's error by the normal curve, with the draws that the chains are worth.
            errors.append(1.6 * float(logs.std()) / np.sqrt(min(run.ess, run.tail_ess)))
        most = max(most, abs(ends[0] - ends[1]) / float(np.hypot(*errors)))
    return most


def test_both_twins_draw_from_one_posterior() -> None:
    plain, compiled = _drawn(compiled=False), _drawn(compiled=True)
    assert (plain.compiled, compiled.compiled) == (False, True)
    assert max(plain.rhat, compiled.rhat) < 1.01
    assert _apart(plain, compiled) < 3


def test_another_prior_would_be_noticed() -> None:
    """The control of the test above."""
    assert _apart(_drawn(compiled=True), _drawn(compiled=True, rates=(1.0, 8.0))) > 3
