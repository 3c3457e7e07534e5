"""Every comparison found in the folder keeps to the contract, and its twin is the SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa
import pytest

from onrecord.adapters.engines.splink_engine import FUNCTIONS
from onrecord.core.reconcile.linkage.comparison import Comparison, Level, Row
from onrecord.core.reconcile.linkage.comparisons import all_comparisons
from onrecord.testing.comparisons import COMPARISON_CHECKS, check_symmetric, check_twin

EACH = pytest.mark.parametrize("one", all_comparisons(), ids=lambda one: one.name)


@EACH
@pytest.mark.parametrize("check", COMPARISON_CHECKS, ids=lambda check: check.__name__)
def test_it_keeps_to_the_contract(check: Callable[[Comparison], None], one: Comparison) -> None:
    check(one)


@EACH
def test_the_twin_is_the_sql(one: Comparison) -> None:
    check_twin(one, levels_on_duckdb)


def test_a_comparison_that_looks_at_one_side_fails() -> None:
    sex = next(one for one in all_comparisons() if one.name == "sex")
    lopsided = Level(
        sql="sex_l = 'arta'", holds=lambda left, _r: left["sex"] == "arta", sentence="A.", start=0.5
    )
    with pytest.raises(AssertionError, match="depends on the order"):
        check_symmetric(replace(sex, levels=(sex.levels[0], lopsided, sex.levels[-1])))


def levels_on_duckdb(one: Comparison, pairs: Sequence[tuple[Row, Row]]) -> list[int]:
    table = pa.table(
        {
            f"{name}_{side}": pa.array(
                [pair[place][name] for pair in pairs],
                pa.int32() if isinstance(_some(pairs, name), int) else pa.string(),
            )
            for name in one.columns
            for place, side in enumerate("lr")
        }
    )
    cases = " ".join(
        f"WHEN {level.sql.format(**FUNCTIONS['duckdb'])} THEN {place}"
        for place, level in enumerate(one.levels[:-1])
    )
    with duckdb.connect() as connection:
        connection.register("pairs", table)
        rows = connection.execute(
            f"SELECT CASE {cases} ELSE {len(one.levels) - 1} END FROM pairs"
        ).fetchall()
    return [int(row[0]) for row in rows]


def _some(pairs: Sequence[tuple[Row, Row]], name: str) -> object:
    return next(left[name] for left, _right in pairs if left[name] is not None)
