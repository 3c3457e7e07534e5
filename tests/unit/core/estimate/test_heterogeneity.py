"""Models in which people differ: where they show no difference, where they cannot answer."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from onrecord.core.estimate import method_named, sentences
from onrecord.core.estimate.heterogeneity import _laid_out
from onrecord.core.estimate.methods.darroch import _column
from onrecord.core.estimate.poisson_fit import fit_poisson
from onrecord.core.kernel.capture_histories import CaptureHistories

LISTS = ("court", "hospital", "press", "union")
NAMES = ("darroch", "poisson-heterogeneity", "gamma-heterogeneity")
HISTORIES = np.array([row for row in product((0, 1), repeat=4) if any(row)], dtype=np.int8)


def _drawn(rates: float | np.ndarray, chance: np.random.Generator) -> CaptureHistories:
    marks = (chance.random((1_000, 4)) < rates).astype(np.int8)
    return CaptureHistories.from_records(LISTS, marks[marks.any(axis=1)])


def _alike() -> CaptureHistories:
    """Return people a little more alike than by chance: fewer than expected on all four lists."""
    expected = 1_000 * np.prod(np.where(HISTORIES == 1, 0.3, 0.7), axis=1)
    expected[-1] -= 2.0
    return CaptureHistories(LISTS, HISTORIES, expected)


@pytest.mark.parametrize("name", NAMES)
def test_people_as_alike_as_chance_has_it_get_the_number_of_independent_lists(name: str) -> None:
    (answer,) = method_named(name).estimate(_alike())
    (plain,) = method_named("independence").estimate(_alike())
    assert pytest.approx(plain.N) == answer.N
    assert answer.diagnostics["heterogeneity"] == 0
    assert sentences.NO_HETEROGENEITY in [remark.template for remark in answer.warnings]
    assert answer.low == pytest.approx(plain.low)
    assert answer.high is not None
    assert plain.high is not None
    assert answer.high >= plain.high  # people may differ all the same


@pytest.mark.parametrize("name", NAMES)
def test_people_who_differ_get_more_than_independent_lists_say(name: str) -> None:
    chance = np.random.default_rng(4)
    table = _drawn(np.where(chance.random(1_000) < 0.3, 0.5, 0.12)[:, None], chance)
    (answer,) = method_named(name).estimate(table)
    (plain,) = method_named("independence").estimate(table)
    assert answer.N is not None
    assert plain.N is not None
    assert answer.N > 1.05 * plain.N
    assert sentences.NO_HETEROGENEITY not in [remark.template for remark in answer.warnings]


def test_intervals_hold_the_truth_where_people_are_alike() -> None:
    chance = np.random.default_rng(9)
    held = []
    for _ in range(40):
        (answer,) = method_named("darroch").estimate(_drawn(0.25, chance))
        assert answer.low is not None
        held.append(answer.low <= 1_000 <= (answer.high or np.inf))
    assert np.mean(held) >= 0.9
    assert not answer.low <= 500  # the control: an interval does not hold everything


def test_the_bias_is_that_of_the_totals_of_simulated_tables() -> None:
    chance = np.random.default_rng(12)
    (truth,) = method_named("darroch").estimate(_expected())
    scene = _laid_out(_expected(), _column)
    drawn = chance.poisson(scene.counts, (40_000, 16)).astype(float)
    columns, cells = (np.repeat(part, 40_000, axis=0) for part in (scene.columns, scene.cells))
    fits = fit_poisson(scene.design, drawn, columns, cells)
    totals = drawn.sum(axis=1) + np.exp(fits.coefficients[:, 0])
    assert truth.N is not None
    off = float(totals.mean()) - truth.N
    doubt = float(totals.std()) / 40_000**0.5
    told = truth.diagnostics["bias"]
    assert isinstance(told, float)
    assert told > 0
    assert abs(off - told) < 3 * doubt
    assert abs(off) > 3 * doubt  # the control: without the bias the mean would not agree


@pytest.mark.parametrize("name", NAMES)
def test_too_few_overlaps_give_no_number(name: str) -> None:
    table = CaptureHistories(LISTS[:3], np.array([[1, 1, 1], [0, 0, 1]]), np.array([4.0, 3]))
    (answer,) = method_named(name).estimate(table)
    assert answer.refused is not None
    assert answer.refused.template == sentences.NOT_ESTIMABLE


def _expected() -> CaptureHistories:
    """Return what is expected of people who differ exactly as Darroch has it."""
    times = HISTORIES.sum(axis=1)
    return CaptureHistories(LISTS, HISTORIES, 2_000 * np.exp(-1.6 * times + 0.35 * times**2 / 2))
