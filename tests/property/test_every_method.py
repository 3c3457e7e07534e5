"""What must hold of every method in the registry, on random tables, whatever the method.

A method is found here because it is in the registry: a new one is judged without an edit. Each
property is a function of a method that raises AssertionError; the controls are methods made to
break one property each.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from onrecord.core.estimate import Estimate, Method, Options, all_methods, fast
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.testing.estimators import partly_covered_table, sparse_table

pytestmark = pytest.mark.slow

TRUTH = 4_000
OPTIONS = Options(samples=20, chains=2, seed=7)

Property = Callable[[Method], None]

of_every_method = pytest.mark.parametrize("method", all_methods(), ids=lambda one: one.name)


def lists_of(method: Method) -> int:
    return max(method.minimum_lists, min(method.maximum_lists or 4, 4))


def random_tables(method: Method, *, dependent: bool = True) -> Iterator[CaptureHistories]:
    """Yield tables drawn from people who differ: one for methods that draw, which take longer."""
    for seed in range(1 if method.draws else 4):
        rng = np.random.default_rng([seed, lists_of(method)])
        yield drawn_table(method, rng, dependent=dependent)


def drawn_table(method: Method, rng: np.random.Generator, *, dependent: bool) -> CaptureHistories:
    """Draw people on lists that reach each at random; dependent: a third are named more often."""
    lists = lists_of(method)
    rates = rng.uniform(0.2, 0.4, lists)
    odd = rng.random((TRUTH, 1)) < (1 / 3 if dependent else 0)
    marks = rng.random((TRUTH, lists)) < np.where(odd, rates * 1.8, rates)
    names = tuple(rng.permutation([f"list {letter}" for letter in "abcdefgh"])[:lists])
    table = CaptureHistories.from_records(names, marks[marks.any(axis=1)].astype(np.int8))
    return table if method.only_fully_covered else partly_covered_table(table)


def numbers(answer: Estimate) -> tuple[float | None, ...]:
    return (answer.N, answer.low, answer.high, answer.aic, answer.bic, answer.deviance)


def groups(answer: Estimate) -> object:
    if isinstance(answer.model, HierarchicalModel):
        return {frozenset(group) for group in answer.model.generators}
    return answer.model


def same_to_the_last_digit(first: list[Estimate], second: list[Estimate]) -> None:
    for one, two in zip(first, second, strict=True):
        assert numbers(one) == numbers(two)
        assert (one.draws is None) == (two.draws is None)
        if one.draws is not None and two.draws is not None:
            assert np.array_equal(one.draws, two.draws)
        assert (one.refused is None) == (two.refused is None)
        assert len(one.warnings) == len(two.warnings)


def ignores_the_order_of_lists(method: Method) -> None:
    for table in (*random_tables(method), sparse_table()):
        turned = table.on_lists((*table.lists[1:], table.lists[0]))
        first, second = method.estimate(table, OPTIONS), method.estimate(turned, OPTIONS)
        same_to_the_last_digit(first, second)
        for one, two in zip(first, second, strict=True):
            assert groups(one) == groups(two)
            assert list(map(str, one.warnings)) == list(map(str, two.warnings))


def ignores_the_names_of_lists(method: Method) -> None:
    for table in random_tables(method):
        names = tuple(f"{99 - place} of them" for place, _name in enumerate(table.lists))
        other = CaptureHistories(names, table.histories, table.counts)
        first, second = method.estimate(table, OPTIONS), method.estimate(other, OPTIONS)
        same_to_the_last_digit(first, second)
        for one, two in zip(first, second, strict=True):
            assert one.model_by_numbers() == two.model_by_numbers()


def is_never_below_what_was_observed(method: Method) -> None:
    histories = [history for history in product((0, 1), repeat=lists_of(method)) if any(history)]
    names = tuple("abcdefgh"[: lists_of(method)])
    for seed in range(2 if method.draws else 10):
        rng = np.random.default_rng(seed)
        counts = rng.poisson(rng.choice([0, 0.5, 3, 40], len(histories))) / rng.choice([1, 3])
        table = CaptureHistories(names, np.array(histories, dtype=np.int8), counts)
        table = table if method.only_fully_covered else partly_covered_table(table)
        for answer in method.estimate(table, OPTIONS):
            for number in (answer.N, answer.low, answer.high):
                assert number is None or number >= table.observed * (1 - 1e-6)
            assert answer.draws is None or answer.draws.min() >= table.observed * (1 - 1e-6)


def is_the_same_for_one_seed_on_any_threads(method: Method) -> None:
    for table in random_tables(method):
        alone = method.estimate(table, OPTIONS)
        same_to_the_last_digit(alone, method.estimate(table, replace(OPTIONS, threads=2)))
        same_to_the_last_digit(alone, method.estimate(table, OPTIONS))


def hangs_on_the_seed_where_it_draws_and_nowhere_else(method: Method) -> None:
    table = next(random_tables(method))
    one, two = (method.estimate(table, replace(OPTIONS, seed=seed)) for seed in (1, 2))
    moved = [numbers(a) for a in one] != [numbers(b) for b in two]
    assert moved == method.draws


def scales_where_it_is_a_likelihood(method: Method) -> None:
    """Ten times as many of everybody are ten times as many in all, under one and the same model."""
    for table in random_tables(method):
        ones = method.estimate(table, OPTIONS)
        if all(one.deviance is None for one in ones):
            continue
        many = CaptureHistories(table.lists, table.histories, 10 * table.counts)
        for one, ten in zip(ones, method.estimate(many, OPTIONS), strict=True):
            if one.N is None or one.deviance is None or groups(one) != groups(ten):
                continue
            assert ten.N == pytest.approx(10 * one.N, rel=1e-6)
            assert ten.deviance == pytest.approx(10 * one.deviance, rel=1e-6, abs=1e-6)


@contextmanager
def without_numba() -> Iterator[None]:
    """Let every method take its plain twin, with nothing kept from the compiled one."""
    before = fast.available
    try:
        fast.available = lambda: False  # type: ignore[assignment]  # as where numba is missing
        forget()
        yield
    finally:
        fast.available = before
        forget()


def forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("onrecord.core.estimate"):
            for value in list(vars(module).values()):
                getattr(value, "cache_clear", lambda: None)()


def agrees_with_its_plain_twin(method: Method) -> None:
    """To 1e-9, but for twins with random numbers of their own, which say so in the diagnostics.

    These have a test of their own, by distribution: test_latent_class_twin.
    """
    table = next(random_tables(method))
    compiled = method.estimate(table, OPTIONS)
    if any("compiled" in answer.diagnostics for answer in compiled):
        return
    with without_numba():
        plain = method.estimate(table, OPTIONS)
    for one, two in zip(compiled, plain, strict=True):
        assert groups(one) == groups(two)
        for here, there in zip(numbers(one), numbers(two), strict=True):
            assert (here is None) == (there is None)
            assert here is None or here == pytest.approx(there, rel=1e-9)


def finds_a_simulated_truth(method: Method) -> None:
    """Lists that are independent, drawn several times: right on average, or a true bound."""
    found = []
    for seed in range(3 if method.draws else 8):
        rng = np.random.default_rng([seed, 11])
        answers = method.estimate(drawn_table(method, rng, dependent=False), OPTIONS)
        assert all(answer.N is not None for answer in answers)
        found.append([answer.N or 0.0 for answer in answers])
    for mean in np.mean(found, axis=0):
        assert mean <= 1.06 * TRUTH
        assert method.draws or method.lower_bound or mean >= 0.94 * TRUTH
        assert mean >= 0.9 * TRUTH


PROPERTIES: tuple[Property, ...] = (
    ignores_the_order_of_lists,
    ignores_the_names_of_lists,
    is_never_below_what_was_observed,
    is_the_same_for_one_seed_on_any_threads,
    hangs_on_the_seed_where_it_draws_and_nowhere_else,
    scales_where_it_is_a_likelihood,
    agrees_with_its_plain_twin,
    finds_a_simulated_truth,
)


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
@of_every_method
def test_property_of_a_method(method: Method, holds: Property) -> None:
    holds(method)


def _petersen(table: CaptureHistories) -> float:
    first, second = table.list_totals()[:2]
    return float(first * second / table.cell((1, 1)))


def _broken(number: Callable[[CaptureHistories, Options], float], **said: Any) -> Method:
    def compute(table: CaptureHistories, options: Options) -> list[Estimate]:
        plain = Estimate(method="broken", lists=table.lists, observed=table.observed, N=1.0)
        return [replace(plain, N=number(table, options), deviance=1e-9 * table.observed)]

    class Named(Method):
        def estimate(
            self, table: CaptureHistories, options: Options | None = None
        ) -> list[Estimate]:
            """Meet the table under its names, as a method must not."""
            if self._obstacle(table, options or Options()) is not None:
                return []
            return list(self.compute(table, options or Options()))

    kept = {"draws": False, "minimum_lists": 2, "maximum_lists": 2, **said}
    return Named(name="broken", title="Control", assumption="None.", compute=compute, **kept)


BROKEN: dict[str, tuple[Property, Method]] = {
    "leans on the first list": (
        ignores_the_order_of_lists,
        _broken(lambda table, _: table.observed + float(table.list_totals()[0])),
    ),
    "reads the names": (
        ignores_the_names_of_lists,
        _broken(lambda table, _: table.observed + len(table.lists[0])),
    ),
    "fewer than observed": (
        is_never_below_what_was_observed,
        _broken(lambda table, _: 0.9 * table.observed),
    ),
    "hangs on threads": (
        is_the_same_for_one_seed_on_any_threads,
        _broken(lambda table, options: table.observed + options.threads),
    ),
    "draws without saying so": (
        hangs_on_the_seed_where_it_draws_and_nowhere_else,
        _broken(lambda table, options: table.observed + (options.seed or 0)),
    ),
    "says that it draws and does not": (
        hangs_on_the_seed_where_it_draws_and_nowhere_else,
        _broken(lambda table, _: table.observed, draws=True),
    ),
    "does not scale": (
        scales_where_it_is_a_likelihood,
        _broken(lambda table, _: _petersen(table) + math.log(table.observed)),
    ),
    "another twin": (
        agrees_with_its_plain_twin,
        _broken(lambda table, _: table.observed * (1 + 1e-7 * fast.available())),
    ),
    "ten per cent too many": (
        finds_a_simulated_truth,
        _broken(lambda table, _: 1.1 * _petersen(table)),
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_control_a_broken_method_is_noticed(fault: str) -> None:
    holds, method = BROKEN[fault]
    with pytest.raises(AssertionError):
        holds(method)


def test_control_a_sound_method_is_not_accused() -> None:
    for holds in PROPERTIES:
        holds(_broken(lambda table, _: _petersen(table)))
