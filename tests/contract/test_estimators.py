"""Every method found in its folder keeps the contract, and the contract catches those that do not.

Belongs here: nothing about one method; a new method is covered by lying in the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from onrecord.core.estimate import Estimate, Interval, IntervalMethod, Method, Options, all_methods
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.testing.estimators import ESTIMATOR_CHECKS, check_estimator

Compute = Callable[[CaptureHistories, Options], Sequence[Estimate]]


@pytest.mark.parametrize("check", ESTIMATOR_CHECKS, ids=lambda check: check.__name__.strip("_"))
@pytest.mark.parametrize("method", all_methods(), ids=lambda method: method.name)
def test_method_keeps_the_contract(method: Method, check: Callable[[Method], None]) -> None:
    check(method)


def test_folder_holds_the_methods_of_the_first_version() -> None:
    assert {method.name for method in all_methods()} >= {
        "chao-mh",
        "chao-mth",
        "chapman",
        "independence",
        "loglinear-aic",
        "loglinear-bic",
        "petersen",
    }


def _answer(table: CaptureHistories, total: float, **changes: object) -> list[Estimate]:
    plain = Estimate(method="sound", lists=table.lists, observed=table.observed, N=total)
    return [replace(plain, **changes)]  # type: ignore[arg-type]  # any field may be spoilt


def _chapman(table: CaptureHistories) -> float:
    first, second = table.list_totals()[:2]
    both = sum(
        count
        for history, count in zip(table.histories, table.counts, strict=True)
        if history[0] == history[1] == 1
    )
    return float((first + 1) * (second + 1) / (both + 1) - 1)


def _two(compute: Compute) -> Method:
    return Method(
        name="sound",
        title="Control",
        assumption="Two lists are independent.",
        minimum_lists=2,
        maximum_lists=2,
        compute=compute,
    )


def test_a_sound_method_of_somebody_else_passes() -> None:
    check_estimator(_two(lambda table, _: _answer(table, _chapman(table))))


def _beyond(table: CaptureHistories) -> Interval:
    return Interval(
        low=2 * _chapman(table),
        high=3 * _chapman(table),
        level=0.95,
        method=IntervalMethod.LOG_NORMAL,
    )


def _spoilt(table: CaptureHistories) -> float:
    table.counts.setflags(write=True)
    table.counts[0] += 1
    return _chapman(table)


_CHANCE = np.random.default_rng(7)

BROKEN: dict[str, tuple[Compute, str]] = {
    "fewer than observed": (lambda t, _: _answer(t, t.observed / 2), "fewer in all"),
    "not finite": (lambda t, _: _answer(t, float("inf")), "not finite"),
    "too many": (lambda t, _: _answer(t, 2 * _chapman(t)), "off the known truth"),
    "chance of its own": (lambda t, _: _answer(t, _chapman(t) + _CHANCE.random()), "another"),
    "wrong name": (lambda t, _: _answer(t, _chapman(t), method="other"), "another method"),
    "interval elsewhere": (
        lambda t, _: _answer(t, _chapman(t), interval=_beyond(t)),
        "does not hold its number",
    ),
    "not for JSON": (
        lambda t, _: _answer(t, _chapman(t), diagnostics={"share": float("nan")}),
        "not JSON compliant",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_method_fails_the_contract(fault: str) -> None:
    compute, complaint = BROKEN[fault]
    with pytest.raises((AssertionError, ValueError), match=complaint):
        check_estimator(_two(compute))


@pytest.mark.parametrize(
    ("number", "broken", "complaint"),
    [
        (lambda t: t.observed + float(t.list_totals()[0]), "order_of_lists", "another order"),
        (lambda t: _chapman(t) + 1e3 * len(t.lists[0]), "order_of_lists", "another order"),
        (_spoilt, "leaves_the_table", "were changed"),
    ],
    ids=["first list only", "names read", "changes its input"],
)
def test_a_method_that_goes_round_the_numbers_of_lists_fails_the_contract(
    number: Callable[[CaptureHistories], float], broken: str, complaint: str
) -> None:
    class Named(Method):
        def estimate(
            self, table: CaptureHistories, options: Options | None = None
        ) -> list[Estimate]:
            return _answer(table, number(table))

    named = Named(
        name="sound",
        title="Control",
        assumption="Reads the order.",
        minimum_lists=2,
        maximum_lists=2,
        compute=lambda table, _: _answer(table, number(table)),
    )
    (check,) = [check for check in ESTIMATOR_CHECKS if broken in check.__name__]
    with pytest.raises(AssertionError, match=complaint):
        check(named)


def test_a_method_that_guesses_without_overlap_fails_the_contract() -> None:
    class Guesser(Method):
        def estimate(
            self, table: CaptureHistories, options: Options | None = None
        ) -> list[Estimate]:
            return _answer(table, table.observed + 1)

    guesser = Guesser(
        name="sound",
        title="Control",
        assumption="Guesses.",
        minimum_lists=2,
        maximum_lists=2,
        compute=lambda table, _: _answer(table, table.observed + 1),
    )
    with pytest.raises(AssertionError, match="a number for one list"):
        check_estimator(guesser)


def test_a_method_that_overlooks_who_was_not_covered_fails_the_contract() -> None:
    class Careless(Method):
        def estimate(
            self, table: CaptureHistories, options: Options | None = None
        ) -> list[Estimate]:
            return _answer(table, _chapman(table))

    careless = Careless(
        name="sound",
        title="Control",
        assumption="Overlooks.",
        minimum_lists=2,
        maximum_lists=2,
        compute=lambda table, _: _answer(table, _chapman(table)),
    )
    (check,) = [check for check in ESTIMATOR_CHECKS if "cover_part" in check.__name__]
    with pytest.raises(AssertionError, match="does not cover everybody"):
        check(careless)
    check(_two(lambda table, _: _answer(table, _chapman(table))))
