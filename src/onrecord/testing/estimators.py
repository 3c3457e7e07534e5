"""What every method of estimation must keep to: one suite of checks, for our methods and others'.

A method of your own passes when ``check_estimator(METHOD)`` returns; each check raises
AssertionError with a sentence. ``ESTIMATOR_CHECKS`` holds the checks one by one, for a test that
is parametrized over them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from itertools import product
from typing import Final

import numpy as np

from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.sentences import NO_INTERVAL
from onrecord.core.kernel.capture_histories import NOT_COVERED, CaptureHistories

CONTRACT_KEYS: Final = (
    "method",
    "N",
    "low",
    "high",
    "level",
    "interval_method",
    "model",
    "aic",
    "bic",
    "deviance",
    "diagnostics",
    "warnings",
    "refused",
    "seconds",
    "seed",
    "version",
)
"""Keys that each estimate has in JSON, whatever the method."""

_OPTIONS: Final = Options(seed=20_020_103, samples=50)
_SAME: Final = 1e-6
_TRUTH: Final = 10_000.0
_NEAR_TRUTH: Final = 0.05


def check_estimator(method: Method) -> None:
    """Run every check on a method; raises AssertionError at the first that fails."""
    for check in ESTIMATOR_CHECKS:
        check(method)


def dense_table(lists: int = 4) -> CaptureHistories:
    """Return a table in which every combination occurs and the lists depend on one another."""
    names = _NAMES[:lists]
    histories = [history for history in product((0, 1), repeat=lists) if any(history)]
    counts = [
        round(900.0 / 2.6 ** (sum(history) - 1) + 37 * history[0] * history[-1] + 11 * history[0])
        + 0.5 * history[-1]
        for history in histories
    ]
    return CaptureHistories(names, np.array(histories, dtype=np.int8), np.array(counts))


def sparse_table() -> CaptureHistories:
    """Return a small table with empty overlaps, as trafficking lists have."""
    rows = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6}
    return CaptureHistories(
        _NAMES[:3], np.array(list(rows), dtype=np.int8), np.array(list(rows.values()), dtype=float)
    )


def independent_table(lists: int = 4, share: float = 0.3) -> CaptureHistories:
    """Return what is expected when 10,000 people are on each list with the same chance."""
    histories = [history for history in product((0, 1), repeat=lists) if any(history)]
    counts = [
        _TRUTH * share ** sum(history) * (1 - share) ** (lists - sum(history))
        for history in histories
    ]
    return CaptureHistories(_NAMES[:lists], np.array(histories, dtype=np.int8), np.array(counts))


def partly_covered_table(table: CaptureHistories, share: float = 0.4) -> CaptureHistories:
    """Return the table as it would be if the last list could not have named ``share`` of all."""
    marks = table.histories.copy()
    marks[:, -1] = NOT_COVERED
    named = np.any(marks == 1, axis=1)
    return CaptureHistories(
        table.lists,
        np.vstack([table.histories, marks[named]]),
        np.concatenate([(1 - share) * table.counts, share * table.counts[named]]),
    )


def _describes_itself(method: Method) -> None:
    _hold(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", method.name), "a name is small-words-like-this")
    _hold(method.title, "a method has a title")
    _hold(method.assumption.endswith("."), "the assumption is a sentence")
    _hold(method.minimum_lists >= 1, "a method needs at least one list")


def _says_number_or_reason(method: Method) -> None:
    for table in _fitting_tables(method):
        for estimate in method.estimate(table, _OPTIONS):
            _check_answer(method, table, estimate)


def _answers_in_json(method: Method) -> None:
    for table in _fitting_tables(method):
        for estimate in method.estimate(table, _OPTIONS):
            row = estimate.to_dict()
            missing = [key for key in CONTRACT_KEYS if key not in row]
            _hold(not missing, f"the answer has no key {missing}")
            json.dumps(row, allow_nan=False)


def _refuses_what_cannot_be_known(method: Method) -> None:
    for why, table in _hopeless_tables().items():
        answers = method.estimate(table, _OPTIONS)
        _hold(answers, f"no answer at all to {why}")
        for estimate in answers:
            _hold(estimate.N is None, f"a number for {why}")
            _hold(estimate.refused is not None, f"no reason for {why}")
            _hold(str(estimate.refused).endswith("."), "a reason is a sentence")


def _applies_where_it_answers(method: Method) -> None:
    for table in _fitting_tables(method):
        reason = method.applies(table)
        refused = any(answer.N is None for answer in method.estimate(table, _OPTIONS))
        _hold(reason is None or refused, "a number although the method does not apply")


def _never_fails(method: Method) -> None:
    histories = [history for history in product((0, 1), repeat=3) if any(history)]
    for pattern in product((0.0, 1.0), repeat=len(histories)):
        table = CaptureHistories(
            _NAMES[:3], np.array(histories, dtype=np.int8), 3.0 * np.array(pattern)
        )
        for variant in (table, partly_covered_table(table)):
            for estimate in method.estimate(variant, _OPTIONS):
                _check_answer(method, variant, estimate)


def _ignores_the_order_of_lists(method: Method) -> None:
    for table in _fitting_tables(method):
        turned = table.on_lists(tuple(reversed(table.lists)))
        _check_same(method.estimate(table, _OPTIONS), method.estimate(turned, _OPTIONS), "lists")


def _ignores_how_rows_are_cut(method: Method) -> None:
    for table in _fitting_tables(method):
        halves = CaptureHistories(
            table.lists,
            np.vstack([table.histories[::-1], table.histories]),
            np.concatenate([table.counts[::-1] / 2, table.counts / 2]),
        )
        _check_same(method.estimate(table, _OPTIONS), method.estimate(halves, _OPTIONS), "rows")


def _repeats_itself(method: Method) -> None:
    for table in _fitting_tables(method):
        first, second = method.estimate(table, _OPTIONS), method.estimate(table, _OPTIONS)
        _hold(
            [row.to_dict() for row in first] == [row.to_dict() for row in second],
            "the same table, options and seed gave another answer",
        )


def _leaves_the_table_alone(method: Method) -> None:
    for table in _fitting_tables(method):
        before = table.counts.copy(), table.histories.copy()
        method.estimate(table, _OPTIONS)
        _hold(np.array_equal(before[0], table.counts), "the counts were changed")
        _hold(np.array_equal(before[1], table.histories), "the histories were changed")


def _refuses_lists_that_cover_part(method: Method) -> None:
    if not method.only_fully_covered:
        return
    table = partly_covered_table(dense_table(_fitting_lists(method)))
    for estimate in method.estimate(table, _OPTIONS):
        _hold(estimate.N is None, "a number although a list does not cover everybody")
        _hold(table.lists[-1] in str(estimate.refused), "the reason does not name the list")


def _finds_a_known_truth(method: Method) -> None:
    table = independent_table(_fitting_lists(method))
    if not method.only_fully_covered:
        table = partly_covered_table(table)
    for estimate in method.estimate(table, _OPTIONS):
        if estimate.N is None:
            raise AssertionError("no number for lists that are independent")
        off = estimate.N / _TRUTH - 1
        _hold(off <= _NEAR_TRUTH, f"{off:+.0%} off the known truth")
        _hold(estimate.lower_bound or off >= -_NEAR_TRUTH, f"{off:+.0%} off the known truth")


def _says_that_two_lists_prove_nothing(method: Method) -> None:
    if method.minimum_lists > 2:
        return
    for estimate in method.estimate(dense_table(2), _OPTIONS):
        said = " ".join(map(str, estimate.warnings))
        _hold("Two lists" in said, "no warning that two lists cannot be checked")


ESTIMATOR_CHECKS: Final[tuple[Callable[[Method], None], ...]] = (
    _describes_itself,
    _says_number_or_reason,
    _answers_in_json,
    _refuses_what_cannot_be_known,
    _applies_where_it_answers,
    _never_fails,
    _ignores_the_order_of_lists,
    _ignores_how_rows_are_cut,
    _repeats_itself,
    _leaves_the_table_alone,
    _refuses_lists_that_cover_part,
    _finds_a_known_truth,
    _says_that_two_lists_prove_nothing,
)
"""Every check, each a function of the method that raises AssertionError."""

_NAMES: Final = ("court", "hospital", "press", "union", "school", "mosque", "church")


def _fitting_lists(method: Method) -> int:
    """Return four lists, or as near to four as the method takes."""
    return max(method.minimum_lists, min(method.maximum_lists or 4, 4))


def _fitting_tables(method: Method) -> list[CaptureHistories]:
    tables = [dense_table(_fitting_lists(method)), dense_table(max(method.minimum_lists, 2))]
    if method.minimum_lists <= 3 <= (method.maximum_lists or 3):
        tables.append(sparse_table())
    if not method.only_fully_covered:
        tables += [partly_covered_table(table) for table in tables]
    return tables


def _hopeless_tables() -> dict[str, CaptureHistories]:
    alone = np.eye(4, dtype=np.int8)
    return {
        "one list": CaptureHistories(("court",), np.array([[1]], dtype=np.int8), np.array([9.0])),
        "no records": CaptureHistories(_NAMES[:4], alone, np.zeros(4)),
        "lists that share nobody": CaptureHistories(_NAMES[:4], alone, np.full(4, 25.0)),
        "one list that names somebody": CaptureHistories(
            _NAMES[:4], alone, np.array([50.0, 0, 0, 0])
        ),
    }


def _check_answer(method: Method, table: CaptureHistories, estimate: Estimate) -> None:
    _hold(estimate.method == method.name, "the answer names another method")
    _hold(estimate.lists == table.lists, "the answer names other lists")
    _hold(math.isclose(estimate.observed, table.observed), "the answer counts other records")
    if estimate.N is None:
        _hold(estimate.refused is not None, "neither a number nor a reason")
        _hold(estimate.interval is None, "an interval without a number")
        return
    _hold(math.isfinite(estimate.N), "a number that is not finite")
    slack = _SAME * table.observed
    _hold(table.observed - slack <= estimate.N, "fewer in all than were observed")
    beside = any(remark.template == NO_INTERVAL for remark in estimate.warnings)
    _hold(not beside, "an interval that does not hold its number")
    if estimate.interval is None:
        return
    low, high = estimate.interval.low, estimate.interval.high
    _hold(estimate.interval.level == _OPTIONS.level, "an interval of another level")
    _hold(table.observed - slack <= low <= estimate.N + slack, "a lower limit out of place")
    _hold(high is None or high >= estimate.N - slack, "an upper limit below the number")


def _check_same(first: list[Estimate], second: list[Estimate], what: str) -> None:
    _hold(len(first) == len(second), f"another order of {what} gives another number of answers")
    for one, other in zip(first, second, strict=True):
        for name in ("N", "low", "high", "bic"):
            here, there = getattr(one, name), getattr(other, name)
            _hold((here is None) == (there is None), f"another order of {what}, another {name}")
            if here is not None:
                _hold(
                    math.isclose(here, there, rel_tol=_SAME),
                    f"another order of {what} moves {name} from {here} to {there}",
                )


def _hold(condition: object, complaint: str) -> None:
    """Raise AssertionError unless the condition holds; unlike assert, also under python -O."""
    if not condition:
        raise AssertionError(complaint)
