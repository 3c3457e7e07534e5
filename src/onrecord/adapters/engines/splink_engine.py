"""Which pairs do blocking rules choose, and at which level is each comparison? Splink is asked.

Splink 5 blocks and compares, on DuckDB or on Spark, from one set of settings; what the levels
weigh is learned in the core. Nothing of Splink is used beyond this file.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.linkage.blocking import BlockingRule
from onrecord.core.reconcile.linkage.columns import Columns
from onrecord.core.reconcile.linkage.comparison import Comparison
from onrecord.core.reconcile.linkage.fit import ComparedPairs

ENGINES = ("duckdb", "spark")
FUNCTIONS = {
    "duckdb": {
        "jw": "jaro_winkler_similarity",
        "dl": "damerau_levenshtein",
        "starts": "starts_with",
    },
    "spark": {"jw": "jaro_winkler", "dl": "damerau_levenshtein", "starts": "startswith"},
}
_NUMBERS = ("age", "eday", "emon", "bday", "bm", "bd", "byear")


@dataclass(frozen=True, slots=True)
class Compared:
    """The pairs with their levels, and the settings that Splink worked by."""

    pairs: ComparedPairs
    settings: dict[str, Any]


def compare(
    columns: Columns,
    lists: np.ndarray[Any, np.dtype[np.int64]],
    comparisons: Sequence[Comparison],
    rules: Sequence[BlockingRule],
    engine: str = "duckdb",
) -> Compared:
    """Return every pair that a rule chooses, once, with the level of each comparison.

    ``lists`` holds the list of every record of the run, named or not; the pairs are indexes into
    those. Raises ``UsageError`` for an engine that is unknown or not installed.
    """
    if engine not in ENGINES:
        raise UsageError(
            "There is no such engine", value=engine, remedy=f"There are: {', '.join(ENGINES)}."
        )
    chosen = settings(comparisons, rules, engine)
    found = _found(_table(columns, comparisons, rules), chosen, engine)
    left = columns.index[found["unique_id_l"]]
    right = columns.index[found["unique_id_r"]]
    levels = {one.name: _level(found[f"gamma_{one.name}"], len(one.levels)) for one in comparisons}
    rule = found["match_key"].astype(np.int64)
    low, high = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((high, low))
    pairs = ComparedPairs(
        low[order],
        high[order],
        rule[order],
        (lists[low] == lists[high])[order],
        {name: each[order] for name, each in levels.items()},
    )
    return Compared(pairs, chosen)


def settings(
    comparisons: Sequence[Comparison], rules: Sequence[BlockingRule], engine: str
) -> dict[str, Any]:
    """Return the settings of Splink: the same for each engine but for names of functions."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": False,
        "blocking_rules_to_generate_predictions": [rule.sql for rule in rules],
        "comparisons": [_comparison(one, FUNCTIONS[engine]) for one in comparisons],
    }


def _comparison(one: Comparison, functions: dict[str, str]) -> dict[str, Any]:
    levels = []
    for place, level in enumerate(one.levels):
        told: dict[str, Any] = {
            "sql_condition": level.sql.format(**functions),
            "label_for_charts": level.sentence,
        }
        if place == 0:
            told["is_null_level"] = True
        else:
            told |= {"m_probability": max(level.start, 1e-4), "u_probability": 0.1}
        levels.append(told)
    return {"output_column_name": one.name, "comparison_levels": levels}


def _level(gamma: np.ndarray[Any, Any], levels: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Turn Splink's numbers (-1 missing, highest best, 0 else) into indexes of levels."""
    return np.where(gamma < 0, 0, levels - 1 - gamma).astype(np.uint8)


def _table(
    columns: Columns, comparisons: Sequence[Comparison], rules: Sequence[BlockingRule]
) -> Any:
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415

    used = {name for one in comparisons for name in one.columns}
    used |= {name for rule in rules for name in rule.columns}
    arrays: dict[str, Any] = {"unique_id": pa.array(np.arange(len(columns)), pa.int64())}
    for name in sorted(used):
        number = name in _NUMBERS or name.endswith("_r")
        arrays[name] = pa.array(columns.values[name], pa.int32() if number else pa.string())
    return pa.table(arrays)


def _found(table: Any, chosen: dict[str, Any], engine: str) -> dict[str, Any]:
    names = [f"gamma_{one['output_column_name']}" for one in chosen["comparisons"]]
    wanted = ", ".join(["unique_id_l", "unique_id_r", "match_key", *names])
    return (
        _on_duckdb(table, chosen, wanted)
        if engine == "duckdb"
        else _on_spark(table, chosen, wanted)
    )


def _on_duckdb(table: Any, chosen: dict[str, Any], wanted: str) -> dict[str, Any]:
    try:
        import duckdb  # noqa: PLC0415
        from splink import DuckDBAPI  # noqa: PLC0415
    except ImportError as error:
        raise _not_installed("duckdb") from error
    connection = duckdb.connect()
    try:
        api = DuckDBAPI(connection=connection)
        predicted = _predicted(api, table, chosen)
        rows = connection.execute(f"SELECT {wanted} FROM {predicted.physical_name}")  # noqa: S608
        return dict(rows.fetchnumpy())
    finally:
        connection.close()


def _on_spark(table: Any, chosen: dict[str, Any], wanted: str) -> dict[str, Any]:
    from onrecord.adapters.engines.spark_session import spark_api  # noqa: PLC0415

    with spark_api() as api:
        predicted = _predicted(api, table.to_pandas(), chosen)
        frame = api.spark.sql(f"SELECT {wanted} FROM {predicted.physical_name}")  # noqa: S608
        found = frame.toPandas()
        return {name: found[name].to_numpy() for name in found.columns}


def _predicted(api: Any, table: Any, chosen: dict[str, Any]) -> Any:
    from splink import Linker  # noqa: PLC0415

    logging.getLogger("splink").setLevel(logging.ERROR)
    linker = Linker(api.register(table), chosen, validate_settings=False)
    return linker.inference.predict()


def _not_installed(engine: str) -> UsageError:
    return UsageError(
        "The engine {engine} is not installed",
        engine=engine,
        remedy="Install it: pip install 'onrecord[link]'.",
    )
