"""Which interactions are kept, which are tried at all, and when is the reader warned?"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.core.estimate import Estimate, Options, method_named, sentences
from onrecord.core.estimate.bayesian_threshold import (
    Weighed,
    code_without_prior,
    select_by_threshold,
)
from onrecord.core.estimate.existence import Existence
from onrecord.core.estimate.hierarchical_model import terms
from onrecord.core.estimate.numbered_lists import numbered_lists
from onrecord.core.estimate.profile import IntervalMethod
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.testing.estimators import dense_table, independent_table

NAMES = ("court", "hospital", "press", "union")


def _table(cells: dict[tuple[int, ...], float]) -> CaptureHistories:
    lists = NAMES[: len(next(iter(cells)))]
    return CaptureHistories(lists, np.array(list(cells)), np.array(list(cells.values())))


def _answer(table: CaptureHistories, options: Options | None = None) -> Estimate:
    (answer,) = method_named("bayesian-threshold").estimate(table, options)
    return answer


def _counts(lists: int, effects: dict[int, float]) -> NDArray[np.float64]:
    """Return what is expected of terms with these coefficients."""
    cells = np.arange(1 << lists)
    eta = sum(effect * ((cells & term) == term) for term, effect in effects.items())
    counts = np.round(np.exp(eta))
    counts[0] = 0.0
    return np.asarray(counts, dtype=np.float64)


def _select(counts: NDArray[np.float64], order: int) -> tuple[int, ...]:
    return select_by_threshold(counts, order, 2, np.random.default_rng(1)).terms


def test_a_strong_dependence_is_kept_and_no_other() -> None:
    counts = _counts(4, {0: 7.5, 1: -1, 2: -1, 4: -1, 8: -1, 0b0011: 0.8})
    assert _select(counts, 2) == (*terms(4, 1), 0b0011)


def test_lists_that_avoid_each_other_are_kept_too() -> None:
    counts = _counts(4, {0: 7.5, 1: -1, 2: -1, 4: -1, 8: -1, 0b0110: -0.8})
    assert _select(counts, 2) == (*terms(4, 1), 0b0110)


def test_three_lists_are_tried_where_their_pairs_were_kept() -> None:
    effects = {0: 8.0, 1: -1, 2: -1, 4: -1, 8: -1, 0b0011: 0.4, 0b0101: 0.4, 0b0110: 0.4}
    counts = _counts(4, {**effects, 0b0111: 0.9})
    found = select_by_threshold(counts, 3, 2, np.random.default_rng(1))
    pairs = {look.term for look in found.weighed if look.term.bit_count() == 2 and look.kept}
    tried = {look.term for look in found.weighed if look.term.bit_count() == 3}
    assert tried == {
        term
        for term in terms(4, 3)
        if term.bit_count() == 3
        and {part for part in terms(4, 2) if part.bit_count() == 2 and part & term == part} <= pairs
    }
    assert 0b0111 in found.terms
    assert 0b0111 not in _select(counts, 2)


def test_what_is_near_the_threshold_is_close() -> None:
    near = Weighed(term=3, mean=2.01, sd=1.0, error=0.02)
    assert near.kept
    assert near.close
    far = Weighed(term=3, mean=-2.5, sd=1.0, error=0.02)
    assert far.kept
    assert not far.close
    assert not Weighed(term=3, mean=1.5, sd=1.0, error=0.02).kept


def test_independent_lists_stay_independent() -> None:
    answer = _answer(independent_table(4))
    assert answer.model_by_numbers() == "[1,2,3,4]"
    assert pytest.approx(10_000, rel=0.01) == answer.N
    assert answer.interval is not None
    assert answer.interval.method is IntervalMethod.POSTERIOR
    assert answer.draws is not None
    assert np.median(answer.draws) == pytest.approx(answer.N)


def test_other_seeds_give_nearly_the_same() -> None:
    numbers = [_answer(dense_table(4), Options(seed=seed)) for seed in (1, 2)]
    assert numbers[0].model_by_lists() == numbers[1].model_by_lists()
    assert numbers[0].N != numbers[1].N
    assert numbers[0].N == pytest.approx(numbers[1].N, rel=0.02)


def test_a_list_that_names_everybody_is_refused() -> None:
    table = _table({(1, 0, 0): 5, (1, 1, 0): 5, (1, 0, 1): 5, (1, 1, 1): 5})
    answer = _answer(table)
    assert answer.refused is not None
    assert answer.refused.template == sentences.NOT_ESTIMABLE
    assert answer.N is None


# Two lists that share much, and a third that shares nobody with them.
HELD = _table({(1, 0, 0): 100, (0, 1, 0): 100, (0, 0, 1): 100, (1, 1, 0): 300})


def test_a_number_that_only_the_prior_holds_is_told() -> None:
    answer = _answer(HELD)
    assert sentences.HELD_BY_PRIOR in [remark.template for remark in answer.warnings]
    # The records themselves hold this one.
    calm = _answer(dense_table(3))
    assert sentences.HELD_BY_PRIOR not in [remark.template for remark in calm.warnings]


def test_without_the_prior_this_table_has_no_estimate() -> None:
    counts = np.array([0.0, 100, 100, 300, 100, 0, 0, 0])
    assert code_without_prior(counts, terms(3, 1)) == Existence.OK
    assert code_without_prior(counts, (*terms(3, 1), 0b011)) != Existence.OK


def test_a_choice_that_chance_may_have_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Weighed, "close", property(lambda look: look.term == 0b011))
    answer = _answer(dense_table(3))
    (said,) = [one for one in answer.warnings if one.template == sentences.CLOSE_TO_THRESHOLD]
    first, second = list(numbered_lists(dense_table(3)).names.values())[:2]
    assert f"{first} + {second}" in str(said)


def test_the_order_is_the_reader_s_choice() -> None:
    assert _answer(dense_table(3), Options(order=1)).model_by_numbers() == "[1,2,3]"
    assert _answer(dense_table(3), Options(order=9)).diagnostics["order"] == 9


def test_a_walk_that_has_not_settled_gives_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "onrecord.core.estimate.bayesian_threshold.rank_normalised_rhat", lambda _draws: np.inf
    )
    answer = _answer(dense_table(3))
    assert answer.N is None
    assert answer.refused is not None
    assert answer.refused.template == sentences.NOT_CONVERGED
