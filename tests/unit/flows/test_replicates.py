"""Replicates are estimated stratum by stratum, and pooled in the right order."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.core.estimate import Estimate, IntervalMethod, Options, sentences
from onrecord.core.estimate.combination import Pooling, pool_replicates
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.estimate import Work, estimate, joint_hash
from onrecord.flows.estimate_cache import EstimateCache
from onrecord.flows.executors import Stopped
from onrecord.flows.replicates import ReplicateRun, estimate_replicates
from onrecord.testing.estimators import dense_table

LISTS = ("court", "press", "union")
METHODS = ("independence", "chao-mth")


def _imputed(replicates: int = 12, seed: int = 1) -> list[list[CaptureHistories]]:
    """Return 600 people on three lists with their sex, unknown for a third and imputed anew."""
    chance = np.random.default_rng(seed)
    marks = (chance.random((600, 3)) < 0.4).astype(np.int8)
    marks = marks[marks.any(axis=1)]
    female = chance.random(len(marks)) < 0.3
    unknown = chance.random(len(marks)) < 1 / 3
    found = []
    for _ in range(replicates):
        sex = np.where(unknown, chance.random(len(marks)) < 0.3, female)
        found.append(
            [
                CaptureHistories.from_records(LISTS, marks[sex == value], stratum=f"sex={name}")
                for value, name in ((True, "F"), (False, "M"))
            ]
        )
    return found


def _halfwidth(answer: Estimate) -> float:
    assert answer.low is not None
    assert answer.high is not None
    return (answer.high - answer.low) / 2


def _said(answer: Estimate) -> list[str]:
    return [remark.template for remark in answer.warnings]


@pytest.fixture(scope="module")
def run() -> ReplicateRun:
    return estimate_replicates(_imputed(), METHODS, options=Options(seed=3), name="records.csv")


def test_every_stratum_is_pooled_and_the_total_is_there(run: ReplicateRun) -> None:
    assert [part.stratum for part in run.strata] == ["sex=F", "sex=M"]
    assert [one.method for one in run.totals] == list(METHODS)
    assert [one.stratum for one in run.estimates] == ["sex=F", "sex=F", "sex=M", "sex=M"]
    assert len(run.sha256) == 12
    assert run.totals[0].N == pytest.approx(600, rel=0.1)
    assert {one.seed for one in (*run.totals, *run.estimates)} == {3}
    document = json.loads(json.dumps(run.to_dict(), allow_nan=False))
    assert document["replicates"] == 12
    assert document["pooling"] == "mixture"


def test_imputation_adds_doubt_to_the_strata_and_none_to_the_total(run: ReplicateRun) -> None:
    """Nobody's lists are imputed, so the whole table is the same in every replicate."""
    total = run.totals[0]
    women = next(one for one in run.estimates if one.stratum == "sex=F")
    assert float(str(women.diagnostics["missing_information"])) > 0.1
    assert float(str(total.diagnostics["missing_information"])) < 0.05
    assert run.documented.low == run.documented.high == run.documented.count == total.observed


def test_a_stratum_is_what_pooling_its_answers_gives(run: ReplicateRun) -> None:
    women = [tables[0] for tables in _imputed()]
    answers = [estimate(table, ["independence"]).estimates[0] for table in women]
    pooled = pool_replicates(answers, seed=3)
    assert (pooled.N, pooled.low, pooled.high) == (
        run.estimates[0].N,
        run.estimates[0].low,
        run.estimates[0].high,
    )


def test_documented_counts_are_pooled_too(run: ReplicateRun) -> None:
    women = [tables[0].observed for tables in _imputed()]
    documented = run.strata[0].documented
    assert documented.count == pytest.approx(np.mean(women))
    assert documented.low is not None
    assert documented.low < documented.count
    least = estimate_replicates(
        _imputed(), ["independence"], complete={"sex=F": min(women) - 1, "sex=M": 200.0}
    )
    assert least.strata[0].documented.low >= min(women) - 1  # type: ignore[operator]


def test_by_the_rules_of_verdata(run: ReplicateRun) -> None:
    by_rules = estimate_replicates(_imputed(), METHODS, pooling="verdata")
    assert by_rules.pooling is Pooling.VERDATA
    women = by_rules.estimates[0]
    assert women.interval is not None
    assert women.interval.method is IntervalMethod.RUBIN
    assert women.N == pytest.approx(run.estimates[0].N, rel=0.03)
    assert _halfwidth(women) == pytest.approx(_halfwidth(run.estimates[0]), rel=0.25)
    assert by_rules.strata[0].documented.count == round(by_rules.strata[0].documented.count)


def test_a_stratum_that_a_replicate_lacks_is_no_crash_and_the_total_says_so() -> None:
    replicates = _imputed(10)
    replicates[4] = replicates[4][1:]
    found = estimate_replicates(replicates, ["independence"])
    women, total = found.estimates[0], found.totals[0]
    assert women.diagnostics["replicates_answered"] == 9
    assert sentences.REPLICATES_LEFT_OUT in _said(women)
    assert total.lower_bound
    assert total.high is None
    (remark,) = [
        one for one in total.warnings if one.template == sentences.STRATA_LEFT_OUT_IN_REPLICATES
    ]
    assert "1 of 10" in str(remark)
    assert "sex=F" in str(remark)


def test_a_list_that_a_replicate_lacks_names_nobody_there() -> None:
    replicates = _imputed(10)
    replicates[0] = [table.on_lists(("court", "press")) for table in replicates[0]]
    found = estimate_replicates(replicates, ["independence"])
    assert set(found.lists) == set(LISTS)
    (remark,) = [
        one for one in found.estimates[0].warnings if one.template == sentences.REPLICATES_LEFT_OUT
    ]
    assert "at least 3 lists that name somebody; here are 2" in str(remark)


def test_one_stratum_is_its_own_total() -> None:
    found = estimate_replicates([[dense_table(3)], [dense_table(3)]], ["independence"])
    assert found.totals == ()
    assert sentences.FEW_REPLICATES in _said(found.estimates[0])


def test_equal_tables_of_replicates_are_kept_once(tmp_path: Path) -> None:
    work = Work(cache=EstimateCache(tmp_path))
    estimate_replicates([[dense_table(3)]] * 12, METHODS, work=work)
    assert len(list(tmp_path.rglob("*.json"))) == len(METHODS)


def test_progress_counts_every_method_on_every_stratum_of_every_replicate() -> None:
    heard: list[tuple[int, int]] = []
    work = Work(told=lambda done, of: heard.append((done, of)))
    estimate_replicates(_imputed(3), METHODS, work=work)
    assert heard == [(done, 12) for done in range(1, 13)]


def test_work_that_is_stopped_ends() -> None:
    heard: list[int] = []
    work = Work(told=lambda done, _of: heard.append(done), stop=lambda: len(heard) == 5)
    with pytest.raises(Stopped):
        estimate_replicates(_imputed(3), METHODS, work=work)
    assert heard == [1, 2, 3, 4, 5]


def test_wrong_use_is_named() -> None:
    with pytest.raises(UsageError, match="no replicates"):
        estimate_replicates([])
    with pytest.raises(UsageError, match="pool replicates"):
        estimate_replicates(_imputed(2), pooling="mean")
    with pytest.raises(UsageError, match="same name"):
        estimate_replicates([[dense_table(3), dense_table(3)]])


def test_each_replicate_has_its_own_hash(run: ReplicateRun) -> None:
    assert run.sha256[0] == joint_hash(_imputed()[0])
    assert len(set(run.sha256)) > 1
