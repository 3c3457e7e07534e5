from __future__ import annotations

import json

import numpy as np
import pytest

from onrecord import __version__
from onrecord.core.estimate import Options, fingerprint
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.estimate import estimate
from onrecord.testing.estimators import CONTRACT_KEYS, dense_table, sparse_table


def _stratum(name: str, factor: float) -> CaptureHistories:
    table = dense_table(3)
    return CaptureHistories(table.lists, table.histories, table.counts * factor, name)


def test_run_carries_what_makes_it_again() -> None:
    table = dense_table(4)
    run = estimate(table, options=Options(seed=7), name="lists.csv")
    assert (run.table, run.seed, run.version) == ("lists.csv", 7, __version__)
    assert run.sha256 == fingerprint(table)
    assert run.observed == table.observed
    assert len(run.models) == 113
    assert {answer.method for answer in run.estimates} >= {"loglinear-bic", "chao-mth"}
    assert "petersen" not in {answer.method for answer in run.estimates}


def test_json_has_the_keys_of_the_contract() -> None:
    document = json.loads(json.dumps(estimate(sparse_table()).to_dict(), allow_nan=False))
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
    alone, together = (estimate(tables, threads=threads) for threads in (1, 2))
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
    empty = CaptureHistories(("a", "b"), np.zeros((0, 2)), np.array([]), "region=North")
    run = estimate(empty)
    assert run.observed == 0
    assert all(answer.N is None and answer.refused for answer in run.estimates)
