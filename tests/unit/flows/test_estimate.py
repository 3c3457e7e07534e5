from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from onrecord import __version__
from onrecord.core.estimate import Options, fingerprint
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.estimate import Work, estimate, estimate_strata, without_each_list
from onrecord.flows.executors import Executor, Stopped, Workers
from onrecord.testing.estimators import CONTRACT_KEYS, dense_table, sparse_table

QUICK = Options(samples=20, chains=2)
FAST = ["chao-mh", "chao-mth", "independence", "loglinear-aic", "loglinear-bic"]


def _stratum(name: str, factor: float) -> CaptureHistories:
    table = dense_table(3)
    return CaptureHistories(table.lists, table.histories, table.counts * factor, name)


def test_run_carries_what_makes_it_again() -> None:
    table = dense_table(4)
    run = estimate(table, options=replace(QUICK, seed=7), name="lists.csv")
    assert (run.table, run.seed, run.version) == ("lists.csv", 7, __version__)
    assert run.sha256 == fingerprint(table)
    assert run.observed == table.observed
    assert len(run.models) == 113
    assert {answer.method for answer in run.estimates} >= {"loglinear-bic", "chao-mth"}
    assert "petersen" not in {answer.method for answer in run.estimates}


def test_json_has_the_keys_of_the_contract() -> None:
    document = json.loads(
        json.dumps(estimate(sparse_table(), options=QUICK).to_dict(), allow_nan=False)
    )
    assert set(document) >= {"table", "lists", "observed", "estimates", "models"}
    for row in document["estimates"]:
        assert set(row) >= set(CONTRACT_KEYS)
        assert row["version"] == __version__
        assert row["seconds"] >= 0
    assert {row["existence"] for row in document["models"]} == {0, 1, 2}
    assert all((row["N"] is None) == (row["existence"] > 0) for row in document["models"])


def test_methods_that_are_named_are_run_even_where_they_refuse() -> None:
    run = estimate(dense_table(4), ["petersen", "independence"])
    assert [answer.method for answer in run.estimates] == ["petersen", "independence"]
    assert run.estimates[0].N is None
    assert run.models == ()


def test_strata_stay_apart_and_in_order() -> None:
    tables = [_stratum("region=West", 1.0), _stratum("region=East", 3.0)]
    run = estimate(tables, ["loglinear-bic"])
    assert [answer.stratum for answer in run.estimates] == ["region=West", "region=East"]
    assert run.observed == pytest.approx(4 * tables[0].observed)
    assert {row["stratum"] for row in run.to_dict()["models"]} == {"region=West", "region=East"}  # type: ignore[attr-defined]
    assert run.sha256 == estimate(tables[::-1], ["loglinear-bic"]).sha256


def test_threads_do_not_change_the_answer() -> None:
    tables = [_stratum(f"part={number}", 1 + number) for number in range(5)]
    methods = ["chao-mth", "loglinear-bic"]
    alone, together = (estimate(tables, methods, threads=threads) for threads in (1, 2))
    assert [(row.method, row.N, row.low, row.high) for row in alone.estimates] == [
        (row.method, row.N, row.low, row.high) for row in together.estimates
    ]


def test_wrong_use_is_named() -> None:
    with pytest.raises(UsageError, match="no method of this name"):
        estimate(dense_table(3), ["guess"])
    with pytest.raises(UsageError, match="same lists"):
        estimate([dense_table(3), dense_table(4)])
    with pytest.raises(UsageError, match="threads"):
        estimate(dense_table(3), threads=0)


def test_an_empty_stratum_is_a_row_not_a_crash() -> None:
    empty = CaptureHistories(
        ("a", "b"), np.zeros((0, 2), dtype=np.int8), np.array([]), "region=North"
    )
    run = estimate(empty, options=QUICK)
    assert run.observed == 0
    assert all(answer.N is None and answer.refused for answer in run.estimates)


def test_strata_have_a_total_and_one_table_has_none() -> None:
    assert estimate(dense_table(3), ["independence"]).totals == ()
    tables = [_stratum("region=West", 1.0), _stratum("region=East", 1.0)]
    run = estimate(tables, ["independence", "petersen"], options=Options(level=0.9, seed=3))
    total, refused = run.totals
    west = run.estimates[0]
    assert total.N == pytest.approx(2 * (west.N or 0), rel=0.01)
    assert total.interval is not None
    assert total.interval.level == 0.9
    assert total.seed == 3
    apart = ((west.high or 0) - (west.low or 0)) * 2
    assert (total.high or 0) - (total.low or 0) < 0.8 * apart
    assert refused.N is None
    assert "None of the 2 parts" in str(refused.refused)
    assert [row["method"] for row in run.to_dict()["totals"]] == ["independence", "petersen"]  # type: ignore[attr-defined]


def test_a_stratum_with_too_few_usable_lists_is_a_refusal_and_never_nought() -> None:
    """One of four lists names somebody in the south: no method may say 0 or the observed there."""
    table = dense_table(4)
    alone = CaptureHistories(table.lists, np.array([(1, 0, 0, 0)]), np.array([12.0]), "South")
    north = CaptureHistories(table.lists, table.histories, table.counts, "North")
    run = estimate([north, alone], ["loglinear-bic", "chao-mth", "independence"])
    south = [one for one in run.estimates if one.stratum == "South"]
    assert len(south) == 3
    assert all(one.N is None and one.refused for one in south)
    for total in run.totals:
        assert total.lower_bound
        assert total.high is None
        assert any("South" in str(remark) for remark in total.warnings)


def test_a_list_that_names_nobody_in_a_stratum_is_left_out_there() -> None:
    table = dense_table(3)
    wider = CaptureHistories(
        (*table.lists, "silent"),
        np.hstack([table.histories, np.zeros((len(table.counts), 1), dtype=np.int8)]),
        table.counts,
    )
    (three,) = estimate(table, ["loglinear-bic"]).estimates
    (four,) = estimate(wider, ["loglinear-bic"]).estimates
    assert four.N == three.N
    assert any("silent" in str(remark) for remark in four.warnings)


def test_progress_is_told_by_task_and_work_can_be_stopped() -> None:
    tables = [_stratum("region=West", 1.0), _stratum("region=East", 3.0)]
    heard: list[tuple[int, int]] = []
    work = Work(told=lambda done, of: heard.append((done, of)), models=False)
    estimate(tables, ["independence", "chao-mth"], work=work)
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]
    heard.clear()
    stopping = replace(work, stop=lambda: len(heard) >= 3)
    parts = estimate_strata(tables, ["independence", "chao-mth"], options=Options(), work=stopping)
    assert next(parts).stratum == "region=West"
    with pytest.raises(Stopped):
        next(parts)
    assert len(heard) == 3


def test_the_names_of_lists_make_no_difference() -> None:
    table = dense_table(4)
    renamed = CaptureHistories(("z", "a", "y", "b"), table.histories, table.counts)
    for one, other in zip(
        estimate(table, FAST, work=Work(models=False)).estimates,
        estimate(renamed, FAST, work=Work(models=False)).estimates,
        strict=True,
    ):
        assert (one.N, one.low, one.high) == (other.N, other.low, other.high)


def test_each_list_is_left_out_in_turn() -> None:
    table = dense_table(4)
    rows = without_each_list(table, "loglinear-bic")
    assert [row.left_out for row in rows] == [None, *table.lists]
    assert rows[0].estimate.observed == table.observed
    for row in rows[1:]:
        assert row.left_out not in row.estimate.lists
        assert row.estimate.observed < table.observed
    (direct,) = estimate(table.on_lists(table.lists[1:]), ["loglinear-bic"]).estimates
    assert (rows[1].estimate.N, rows[1].estimate.low) == (direct.N, direct.low)


def test_leaving_a_list_out_of_two_is_a_refusal_for_each() -> None:
    rows = without_each_list(dense_table(2), "petersen")
    assert [row.estimate.N is None for row in rows] == [False, True, True]
    lone = CaptureHistories(("court",), np.array([[1]]), np.array([9.0]))
    assert [row.left_out for row in without_each_list(lone, "petersen")] == [None]
    with pytest.raises(UsageError, match="no method"):
        without_each_list(lone, "guess")


def test_a_cluster_gives_the_answers_of_this_machine() -> None:
    distributed = pytest.importorskip(
        "distributed", reason="Dask is not installed (pip install distributed)"
    )
    tables = [_stratum("region=West", 1.0), _stratum("region=East", 3.0)]
    methods = ["chao-mth", "loglinear-bic"]
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=None
    ) as local:
        workers = Workers(executor=Executor.DASK, count=2, address=local.scheduler_address)
        there = estimate(tables, methods, work=Work(workers=workers))
    here = estimate(tables, methods)
    assert [replace(one, seconds=None) for one in there.estimates] == [
        replace(one, seconds=None) for one in here.estimates
    ]
    assert there.models == here.models
