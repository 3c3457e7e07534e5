"""The published estimates of killings in Kosovo, 20 March to 22 June 1999, come out to the unit.

Source of the cells, the nine models and the interval: Ball, Betts, Scheuren, Dudukovich and
Asher, "Killings and Refugee Flow in Kosovo, March - June 1999" (AAAS and ABA-CEELI, 2002), with
the weights of the public file (a record whose date was imputed weighs one third).
Source of the BIC table and the profile interval on rounded cells: closedpMS of Rcapture 1.4-4.

The publisher asks that this note goes with the data: "These are convenience sample data, and as
such they are not a statistically representative sample of events in this conflict. These data
do not support conclusions about patterns, trends, or other substantive comparisons."
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from onrecord.core.estimate import IntervalMethod, Options, method_named
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear import fit_all_models, fit_model
from onrecord.core.estimate.selection import model_interval
from onrecord.core.kernel.capture_histories import CaptureHistories

LISTS = ("EXH", "ABA", "OSCE", "HRW")

WEIGHTED_CELLS = {
    (1, 0, 0, 0): 1131.0,
    (0, 1, 0, 0): 844.9999,
    (0, 0, 1, 0): 936.0,
    (0, 0, 0, 1): 306.0,
    (1, 1, 0, 0): 176.6667,
    (1, 0, 1, 0): 228.0,
    (1, 0, 0, 1): 106.0,
    (0, 1, 1, 0): 217.0,
    (0, 1, 0, 1): 31.0,
    (0, 0, 1, 1): 123.0,
    (1, 1, 1, 0): 181.0,
    (1, 1, 0, 1): 18.0,
    (1, 0, 1, 1): 42.0,
    (0, 1, 1, 1): 32.0,
    (1, 1, 1, 1): 27.0,
}

PUBLISHED_MODELS = [
    (("ABA EXH HRW", "ABA EXH OSCE", "EXH HRW OSCE"), 13_760, 0.603, 1),
    (("ABA EXH HRW", "ABA HRW OSCE", "EXH HRW OSCE"), 22_923, 0.755, 1),
    (("ABA EXH OSCE", "ABA HRW OSCE", "EXH HRW OSCE"), 13_467, 0.917, 1),
    (("ABA EXH OSCE", "EXH HRW OSCE", "ABA HRW"), 12_845, 1.014, 2),
    (("ABA HRW OSCE", "EXH HRW OSCE", "ABA EXH"), 20_734, 4.964, 2),
    (("ABA EXH HRW", "EXH HRW OSCE", "ABA OSCE"), 20_550, 5.269, 2),
    (("ABA EXH OSCE", "EXH HRW OSCE"), 12_741, 1.021, 3),
    (("ABA OSCE EXH", "HRW EXH", "HRW ABA", "HRW OSCE"), 9_824, 7.063, 3),
    (("ABA OSCE EXH", "HRW OSCE", "HRW EXH"), 10_356, 9.333, 4),
]

CHOSEN = PUBLISHED_MODELS[-1][0]


def _table(cells: dict[tuple[int, ...], float]) -> CaptureHistories:
    return CaptureHistories(LISTS, np.array(list(cells)), np.array(list(cells.values())))


def _model(generators: tuple[str, ...]) -> HierarchicalModel:
    return HierarchicalModel.of([group.split() for group in generators], LISTS)


@pytest.fixture(scope="module")
def weighted() -> CaptureHistories:
    return _table(WEIGHTED_CELLS)


@pytest.fixture(scope="module")
def rounded() -> CaptureHistories:
    return _table({history: float(round(count)) for history, count in WEIGHTED_CELLS.items()})


def test_observed_total(weighted: CaptureHistories) -> None:
    assert weighted.observed == pytest.approx(4_399.67, abs=0.005)


@pytest.mark.parametrize(("generators", "total", "deviance", "df"), PUBLISHED_MODELS)
def test_published_model(
    weighted: CaptureHistories,
    generators: tuple[str, ...],
    total: int,
    deviance: float,
    df: int,
) -> None:
    fit = fit_model(weighted, _model(generators))
    assert fit.N is not None
    assert round(fit.N) == total
    assert fit.deviance == pytest.approx(deviance, abs=0.0005)
    assert fit.df == df


def test_fit_of_the_chosen_model_as_published(weighted: CaptureHistories) -> None:
    fit = fit_model(weighted, _model(CHOSEN))
    assert fit.pearson == pytest.approx(8.9, abs=0.05)
    assert fit.p == pytest.approx(0.063, abs=0.0005)


@pytest.mark.parametrize(
    "method", [IntervalMethod.MULTINOMIAL_PROFILE, IntervalMethod.POISSON_PROFILE]
)
def test_interval_of_the_chosen_model(weighted: CaptureHistories, method: IntervalMethod) -> None:
    interval = model_interval(weighted, fit_model(weighted, _model(CHOSEN)), method=method)
    assert interval.low == pytest.approx(9_002, rel=0.002)
    assert interval.high == pytest.approx(12_122, rel=0.002)
    assert interval.method is method


def test_the_two_profiles_are_not_the_same_interval(weighted: CaptureHistories) -> None:
    fit = fit_model(weighted, _model(CHOSEN))
    poisson = model_interval(weighted, fit, method=IntervalMethod.POISSON_PROFILE)
    multinomial = model_interval(weighted, fit)
    assert (poisson.low, poisson.high) == pytest.approx((9_011.2, 12_136.6), abs=0.1)
    assert (multinomial.low, multinomial.high) == pytest.approx((8_993.5, 12_108.8), abs=0.6)


def test_bic_chooses_the_published_model(weighted: CaptureHistories) -> None:
    models = fit_all_models(weighted, 3)
    best = models.best("bic")
    assert len(models.fits) == len(models.estimable()) == 113
    assert best is not None
    assert best.model.by_numbers(LISTS) == "[123,14,34]"
    assert best.model == _model(CHOSEN)


def test_rounding_the_weights_away_moves_the_models(
    weighted: CaptureHistories, rounded: CaptureHistories
) -> None:
    model = _model(PUBLISHED_MODELS[1][0])
    exact, drifted = fit_model(weighted, model).N, fit_model(rounded, model).N
    assert exact is not None
    assert drifted is not None
    assert (round(exact), round(drifted)) == (22_923, 22_889)


def test_rounded_table_as_the_reference_package(rounded: CaptureHistories) -> None:
    (answer,) = method_named("loglinear-bic").estimate(rounded)
    assert pytest.approx(10_356.52, abs=0.005) == answer.N
    assert answer.bic == pytest.approx(203.0296, abs=5e-5)
    assert (answer.low, answer.high) == pytest.approx((8_994, 12_110), abs=0.5)
    assert answer.diagnostics["standard_error"] == pytest.approx(785.9, abs=0.05)


def test_models_near_the_best(rounded: CaptureHistories) -> None:
    near = fit_all_models(rounded, 3).near_best("bic", units=6.2)
    shown = [(fit.model.by_numbers(LISTS), round(fit.N or 0)) for fit in near]
    assert shown == [
        ("[123,14,34]", 10_357),
        ("[123,134]", 12_741),
        ("[134,12,23]", 18_393),
        ("[123,14,24,34]", 9_824),
    ]


def test_near_best_models_that_disagree_are_announced(rounded: CaptureHistories) -> None:
    (answer,) = method_named("loglinear-bic").estimate(rounded)
    assert any("from 10,357 to 18,393" in str(remark) for remark in answer.warnings)


def test_pairs_only_gives_another_answer(rounded: CaptureHistories) -> None:
    (answer,) = method_named("loglinear-bic").estimate(rounded, Options(order=2))
    assert pytest.approx(14_341.66, abs=0.005) == answer.N
    assert answer.model_by_numbers() == "[12,13,14,23,34]"
    assert answer.bic == pytest.approx(225.21, abs=0.005)


def test_other_methods_as_the_reference_package(rounded: CaptureHistories) -> None:
    aic, independent, bound = (
        method_named(name).estimate(rounded)[0]
        for name in ("loglinear-aic", "independence", "chao-mth")
    )
    assert (aic.model_by_numbers(), round(aic.N or 0)) == ("[123,134]", 12_741)
    assert round(independent.N or 0) == 7_395
    assert (independent.low, independent.high) == pytest.approx((7_148, 7_656), abs=0.5)
    assert pytest.approx(8_591, abs=0.5) == bound.N
    assert (bound.low, bound.high) == pytest.approx((8_189, 9_027), abs=0.5)
    assert (bound.aic, bound.bic) == pytest.approx((218.9, 257.3), abs=0.05)


PETERSEN_PAIRS = {
    ("EXH", "ABA"): 7_245,
    ("EXH", "HRW"): 6_777,
    ("ABA", "OSCE"): 5_970,
    ("ABA", "HRW"): 9_689,
    ("EXH", "OSCE"): 7_135,
    ("OSCE", "HRW"): 5_461,
}


@pytest.mark.parametrize("pair", PETERSEN_PAIRS, ids="-".join)
def test_petersen_of_each_pair_as_published(
    weighted: CaptureHistories, pair: tuple[str, str]
) -> None:
    (answer,) = method_named("petersen").estimate(weighted.on_lists(pair))
    assert pytest.approx(PETERSEN_PAIRS[pair], rel=0.0015) == answer.N
    assert "Two lists" in str(answer.warnings[0])


@pytest.mark.data
def test_public_file_gives_the_weighted_cells(shared_data: Callable[[str], Path]) -> None:
    with shared_data("kosovo-hrdag/md_pub.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    table = CaptureHistories.from_records(
        LISTS,
        [[int(row[name.lower()]) for name in LISTS] for row in rows],
        [float(row["weight"]) for row in rows],
    )
    assert len(rows) == 4_725
    assert table.observed == pytest.approx(4_399.67, abs=0.005)
    assert len(table.counts) == len(WEIGHTED_CELLS) == 15
    for history, count in WEIGHTED_CELLS.items():
        assert table.cell(history) == pytest.approx(count, abs=0.01)
    fit = fit_model(table, _model(CHOSEN))
    assert fit.N is not None
    assert math.floor(fit.N + 0.5) == 10_356
