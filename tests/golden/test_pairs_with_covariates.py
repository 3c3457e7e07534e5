"""Populations of 10,000 whose chances differ give about what the R package drpop 0.0.3 gives.

The draws of its check were not kept, only its numbers: 6,248 people seen, Lincoln and Petersen
8,219, plug-in 9,481, doubly robust 9,607 [9,050, 10,163], targeted 9,693 [9,105, 10,282], each from
one population. The populations here are drawn so that as many are seen and the plain number is as
far off; ours must then come within the chance of one draw of those.
"""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate.beyond import Approach, Fitting, PairOptions, pairs_with_covariates

TRUTH = 10_000
SEEDS = range(1000, 1012)


def _population(seed: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    known = chance.normal(size=(TRUTH, 3))
    odds = 1 / (1 + np.exp(0.35 - known.sum(axis=1) / np.sqrt(3)))
    seen = chance.random((TRUTH, 2)) < odds[:, None]
    on_any = seen.any(axis=1)
    return seen[on_any], known[on_any]


def _means(fitting: Fitting) -> tuple[dict[str, float], float, float]:
    numbers: dict[str, list[float]] = {approach: [] for approach in Approach}
    plain, seen_people = [], []
    for seed in SEEDS:
        seen, known = _population(seed)
        for one in pairs_with_covariates(seen, known, ("a", "b"), PairOptions(fitting=fitting)):
            assert one.N is not None
            numbers[one.method].append(one.N)
        simple = one.diagnostics["lincoln_petersen"]
        assert isinstance(simple, float)
        plain.append(simple)
        seen_people.append(len(seen))
    means = {approach: float(np.mean(values)) for approach, values in numbers.items()}
    return means, float(np.mean(plain)), float(np.mean(seen_people))


def test_marginal_fits_as_drpop_makes_them() -> None:
    means, plain, people = _means(Fitting.MARGINAL)
    assert people == pytest.approx(6248, rel=0.015)
    assert plain == pytest.approx(8219, rel=0.02)
    assert means[Approach.PLUG_IN] == pytest.approx(9481, rel=0.02)
    # Interval of drpop around its own draw: 9,050 to 10,163.
    assert 9607 - 557 < means[Approach.DOUBLY_ROBUST] < 9607 + 557
    assert 9693 - 589 < means[Approach.TARGETED] < 9693 + 589


def test_the_correction_takes_away_the_error_of_the_fits() -> None:
    means, plain, _ = _means(Fitting.MARGINAL)
    errors = {approach: abs(mean - TRUTH) for approach, mean in means.items()}
    assert abs(plain - TRUTH) > 1500
    assert errors[Approach.PLUG_IN] > 300
    assert errors[Approach.DOUBLY_ROBUST] < 250
    assert errors[Approach.TARGETED] < 250


def test_conditional_fits_are_right_where_the_chances_are_logistic() -> None:
    means, _, _ = _means(Fitting.CONDITIONAL)
    for mean in means.values():
        assert mean == pytest.approx(TRUTH, rel=0.025)
