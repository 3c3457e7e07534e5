"""Which table or answer provokes each sentence of an estimate: one scene for every constant.

A scene returns what was said; the sentence it is named by must be among it. Most go in by a method
and a table, as a reader meets them; those that hang on the luck of a search are told of made-up
chains.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Final

import numpy as np

from onrecord.core.estimate import Estimate, Interval, IntervalMethod, Method, Options, method_named
from onrecord.core.estimate.combination import Pooling, pool_replicates, sum_of_strata
from onrecord.core.estimate.draws import cannot_be_drawn
from onrecord.core.estimate.existence import Existence
from onrecord.core.estimate.expansion_prior import CLASSICAL, implied_prior
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.latent_class import MOST_TIMES
from onrecord.core.estimate.latent_class_run import Run
from onrecord.core.estimate.loglinear import ModelFit
from onrecord.core.estimate.loglinear_averaging import average_models
from onrecord.core.estimate.methods import latent_class, loglinear_averaging
from onrecord.core.estimate.selection import _why_none, model_estimate
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark
from onrecord.testing.estimators import dense_table

Scene = Callable[[], Sequence[Remark]]
Cells = dict[str, float]

LISTS: Final = ("court", "hospital", "press", "union", "school", "mosque", "church")
QUICK: Final = Options(samples=20, chains=2)

SPARSE: Final = {"100": 40.0, "010": 30.0, "001": 20.0, "110": 6.0}
COPIED: Final = {"010": 3.0, "100": 42.0, "111": 298.0}
LONE: Final = {"001": 46.0, "010": 314.0, "011": 1.0, "100": 287.0}
PAIR: Final = {"10": 400.0, "01": 300.0, "11": 2.0}
PARTLY: Final = {"01-": 14.4, "010": 21.6, "10-": 139.2, "100": 25.8, "101": 183.0, "11-": 10.4,
                 "110": 10.2, "111": 5.4}  # fmt: skip
SAME: Final = {"01-": 1.2, "010": 1.8, "10-": 16.8, "100": 25.2, "11-": 119.2, "111": 178.8}
FIVE: Final = {"00001": 1.0, "00010": 2.0, "00011": 39.0, "00100": 34.0, "00110": 53.0,
               "01000": 290.0, "01001": 2.0, "01010": 3.0, "01011": 36.0, "01110": 12.0,
               "10001": 3.0, "10101": 1.0, "11000": 306.0, "11010": 297.0}  # fmt: skip


def table_of(cells: Cells) -> CaptureHistories:
    marks = [[-1 if sign == "-" else int(sign) for sign in history] for history in cells]
    names = LISTS[: len(marks[0])]
    return CaptureHistories(names, np.array(marks, dtype=np.int8), np.array(list(cells.values())))


def drawn_table(seed: int) -> CaptureHistories:
    """Draw four lists, some crowded and some thin; the seeds were looked for."""
    rng = np.random.default_rng(seed)
    histories = ["".join(history) for history in product("01", repeat=4) if "1" in history]
    means = (rng.choice([1, 10, 100]) * 0.35 ** (one.count("1") - 1) for one in histories)
    return table_of({one: float(rng.poisson(m)) for one, m in zip(histories, means, strict=True)})


def said_by(answers: Sequence[Estimate]) -> list[Remark]:
    return [
        remark
        for answer in answers
        for remark in (*answer.warnings, *([answer.refused] if answer.refused else []))
    ]


def by(method: str, table: Cells | CaptureHistories, options: Options = QUICK) -> Scene:
    def scene() -> Sequence[Remark]:
        known = table if isinstance(table, CaptureHistories) else table_of(table)
        return said_by(method_named(method).estimate(known, options))

    return scene


def _given(*generators: list[str]) -> Sequence[Remark]:
    table = table_of(SPARSE)
    model = HierarchicalModel.of(generators, table.lists)
    return said_by([model_estimate("given", table, model, QUICK)])


def _unsettled_fit() -> Sequence[Remark]:
    model = HierarchicalModel.of([], LISTS[:3])
    return [_why_none(ModelFit(model=model, existence=Existence.OK, df=3, parameters=4, rank=4))]


def _beside() -> Sequence[Remark]:
    interval = Interval(low=1e6, high=2e6, level=0.95, method=IntervalMethod.LOG_NORMAL)
    method = Method(
        name="beside",
        title="Control",
        assumption="None.",
        minimum_lists=1,
        compute=lambda table, _: [
            Estimate(
                method="beside",
                lists=table.lists,
                observed=table.observed,
                N=table.observed,
                interval=interval,
            )
        ],
    )
    return said_by(method.estimate(table_of(SPARSE)))


def _left_out_models() -> Sequence[Remark]:
    table = dense_table(3)
    found = average_models(table, 2)
    assert found is not None
    return loglinear_averaging._warnings(replace(found, left_out=0.02), table)


def made_up_run(**changes: object) -> Run:
    """Return chains over ``SPARSE`` that found some 300 unseen, or what the changes say."""
    rng = np.random.default_rng(3)
    unseen = np.round(300 + 20 * rng.standard_normal((4, 500)))
    seen = 96.0 / (96.0 + unseen)
    run = Run(unseen=unseen, seen=seen, rhat=1.0, ess=900.0, tail_ess=900.0, sweeps=1000,
              swaps=None, compiled=False)  # fmt: skip
    return replace(run, **changes)  # type: ignore[arg-type]  # any field may be changed


def _chains(cells: Cells | None = None, **changes: object) -> Sequence[Remark]:
    table, run = table_of(cells or SPARSE), made_up_run(**changes)
    prior = implied_prior(3, 7, CLASSICAL)
    occupied = latent_class._occupied(table, QUICK)
    assert occupied is not None
    reason = latent_class._reason(run, prior, table.observed)
    return [reason] if reason else latent_class._warnings(table, occupied, run, prior)


def _as_the_prior(share: float) -> Sequence[Remark]:
    """Let so many of the draws of N/n be the prior's own."""
    prior = implied_prior(3, 7, CLASSICAL).draws[::10]
    own = np.arange(2_000) < 2_000 * share
    seen = np.where(own, 1 / prior[:2_000], 0.1)
    return _chains(seen=seen.reshape(4, 500))


def _part(stratum: str | None, number: float = 200.0, *, drawn: bool = True) -> Estimate:
    draws = np.linspace(0.8, 1.2, 2_000) * number if drawn else None
    interval = Interval(low=0.75 * number, high=1.5 * number, level=0.95,
                        method=IntervalMethod.LOG_NORMAL)  # fmt: skip
    return Estimate(method="m", lists=("A", "B"), observed=100.0, stratum=stratum, N=number,
                    interval=interval, draws=draws)  # fmt: skip


def _refused(stratum: str | None) -> Estimate:
    reason = Remark.of("No record is on more than one list, so nothing is known.")
    return Estimate(method="m", lists=("A",), observed=7.0, stratum=stratum, refused=reason)


def _sum(*parts: Estimate) -> Sequence[Remark]:
    return said_by([sum_of_strata(parts)])


def _pool(*answers: Estimate, pooling: Pooling = Pooling.MIXTURE) -> Sequence[Remark]:
    return said_by([pool_replicates(answers, pooling=pooling)])


def _leaning() -> Sequence[Remark]:
    """Draws that lean so far to one side that the middle of their sum lies beside the sum."""
    draws = np.exp(np.linspace(0, 6, 2_000))
    interval = Interval(low=1.0, high=500.0, level=0.95, method=IntervalMethod.POSTERIOR)
    part = replace(_part("East"), observed=1.0, N=20.0, draws=draws, interval=interval)
    return _sum(part, replace(part, stratum="West"))


def _beside_by_verdata() -> Sequence[Remark]:
    parts = [
        replace(_part(None, number), draws=np.full(2_000, number), observed=99.0)
        for number in (100.0, *[100.0] * 9, 1e7)
    ]
    return _pool(*parts, pooling=Pooling.VERDATA)


def _pooled_totals() -> Sequence[Remark]:
    return _pool(*[sum_of_strata([_part("East"), _refused("West")])] * 2)


_FAR_APART: Final = np.random.default_rng(2).choice([300.0, 3_000.0], size=(4, 500))

SCENES: Final[dict[str, Scene]] = {
    "BELOW_OBSERVED": by("sample-coverage", {"0001": 2, "0011": 4, "0111": 15, "1000": 10}),
    "CHAINS_DISAGREE": partial(_chains, rhat=1.06),
    "CHAINS_UNSETTLED": partial(_chains, rhat=1.04),
    "CLOSE_TO_THRESHOLD": by("bayesian-threshold", drawn_table(33)),
    "CONDITIONAL_INTERVAL": by("stepwise", COPIED),
    "COVERAGE_TOO_LOW": by("sample-coverage", SPARSE),
    "COVERED_BY_ONE_LIST": by("partly-covered", {"100": 40, "010": 30, "111": 6, "--1": 8}),
    "DRAWN_FROM_INTERVALS": lambda: _sum(_part("East"), _part("West", drawn=False)),
    "EVERY_LIST_COVERS": by("partly-covered", SPARSE),
    "FAR_FROM_OBSERVED": by("petersen", PAIR),
    "FEW_REPLICATES": lambda: _pool(_part(None), _part(None)),
    "GRID_ENDS": by("loglinear-averaging", LONE),
    "HELD_BY_PRIOR": by("bayesian-threshold", COPIED),
    "HETEROGENEITY_ASSUMED": by("darroch", dense_table(4)),
    "HIGH_COVERAGE_SCATTERS": by("sample-coverage", {"001": 7, "010": 283, "011": 3, "101": 96}),
    "HIGH_COVERAGE_UNUSABLE": by("sample-coverage", SPARSE),
    "LISTS_LEFT_OUT": by("chao-mh", {"100": 40, "010": 30, "110": 6}),
    "MODELS_DISAGREE": by("loglinear-averaging", SPARSE),
    "MODELS_LEFT_OUT": _left_out_models,
    "NEAR_BEST_DISAGREE": by("loglinear-aic", SPARSE),
    "NEAR_THE_CAP": partial(_chains, unseen=np.full((4, 500), 0.9 * MOST_TIMES * 96)),
    "NEGATIVE_HETEROGENEITY": by(
        "darroch", {"010": 36, "100": 43, "101": 305, "110": 17, "111": 9}
    ),
    "NOTHING_OBSERVED": by("chao-mh", {"10": 0, "11": 0}),
    "NOT_CONVERGED": _unsettled_fit,
    "NOT_ESTIMABLE": by("chao-mth", {"111": 4, "001": 3}),
    "NOT_EVERY_MODEL": by("downhill-bic", COPIED),
    "NOT_FULLY_COVERED": by("loglinear-bic", PARTLY),
    "NOT_IDENTIFIED": lambda: _given(
        ["court", "hospital"], ["court", "press"], ["hospital", "press"]
    ),
    "NOT_SURROUNDED": by("loglinear-bic-bca", {"010": 1, "100": 1, "111": 3}),
    "NOT_THE_SUM": _leaning,
    "NO_FREEDOM": by("petersen", PAIR),
    "NO_HETEROGENEITY": by("darroch", FIVE),
    "NO_INTERVAL": _beside,
    "NO_MODEL": by("loglinear-bic", {"111": 4, "001": 3}),
    "NO_OVERLAP": by("chapman", {"10": 9, "01": 9}),
    "NO_STRATUM_ESTIMATED": lambda: _sum(_refused("East"), _refused("West")),
    "NO_UPPER_LIMIT": by("petersen", {"10": 40, "01": 30, "11": 0.01}),
    "NO_USABLE_INTERVAL": lambda: [
        reason for reason in [cannot_be_drawn(replace(_part("East"), interval=None))] if reason
    ],
    "ONE_REPLICATE": lambda: _pool(_part(None)),
    "OWN_REACH": by("partly-covered", PARTLY),
    "POINT_BESIDE_INTERVAL": _beside_by_verdata,
    "POOR_FIT": by("independence", {"100": 500, "010": 400, "001": 300, "110": 9, "111": 90}),
    "PRIOR_DECIDES": by("graph-averaging", drawn_table(5)),
    "PRIOR_EXPECTS_FEW": by("graph-averaging", dense_table(4), Options(delta=0.5)),
    "PRIOR_IMPLIES_ANSWER": lambda: _as_the_prior(1.0),
    "PRIOR_WEIGHS": lambda: _as_the_prior(0.8),
    "REPLICATES_LEFT_OUT": lambda: _pool(_part(None), _part(None), _refused(None)),
    "ROUNDED_AWAY": by("latent-class", {"100": 40, "010": 30, "001": 20, "110": 0.25}),
    "ROUNDED_TO_PERSONS": lambda: _chains({**SPARSE, "110": 6.5, "100": 39.5}),
    "SAME_LISTS": by("chao-mh", {"110": 40, "001": 30, "111": 20}),
    "SAME_REACH": by("partly-covered", SAME),
    "SAMPLES_LEFT_OUT": by("loglinear-bic-bca", COPIED),
    "SAMPLES_WITHOUT_NUMBER": by("sample-coverage", LONE),
    "SEVERAL_MODES": partial(_chains, unseen=_FAR_APART),
    "STRATA_LEFT_OUT": lambda: _sum(_part("East"), _refused("West")),
    "STRATA_LEFT_OUT_IN_REPLICATES": _pooled_totals,
    "TOO_FEW_LISTS": by("loglinear-bic", {"1": 40}),
    "TOO_FEW_REPLICATES_ANSWER": lambda: _pool(_part(None), _refused(None), _refused(None)),
    "TOO_HIGH_ORDER": by("loglinear-bic", {"100000": 9, "111111": 9}, Options(order=3)),
    "TOO_MANY_LISTS": by("petersen", SPARSE),
    "TOO_MANY_LISTS_FOR_MODELS": by("loglinear-bic", {"1000000": 9, "1111111": 9}),
    "TWO_LISTS": by("petersen", PAIR),
}
