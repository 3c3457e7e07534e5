"""Which pairs are shown, what they stand for, and what the answers say."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.linkage.audit import Answers, audit_plan, quality
from onrecord.core.reconcile.linkage.pairs import ScoredPairs, weight_of

_PAIRS = 4000


def _scene(seed: int = 3) -> tuple[ScoredPairs, np.ndarray, np.ndarray, np.ndarray]:
    """Return pairs of 8,000 records, their lists, whether each is wide, and whether it is true."""
    chance = np.random.default_rng(seed)
    probability = np.clip(chance.beta(0.3, 0.2, _PAIRS), 1e-6, 1 - 1e-6)
    left = np.arange(_PAIRS) * 2
    pairs = ScoredPairs(left, left + 1, probability, weight_of(probability))
    return (
        pairs,
        chance.integers(0, 4, 2 * _PAIRS),
        chance.random(_PAIRS) < 0.3,
        chance.random(_PAIRS) < probability,
    )


def test_no_more_pairs_are_shown_than_somebody_can_look_at_and_each_only_once() -> None:
    pairs, lists, wide, _true = _scene()
    plan = audit_plan(pairs, lists, wide, np.random.default_rng(1), most=600)
    assert 550 <= len(plan.chosen) <= 600
    assert len(np.unique(plan.chosen)) == len(plan.chosen)


def test_the_weights_of_a_stratum_add_up_to_its_pairs() -> None:
    pairs, lists, wide, _true = _scene()
    plan = audit_plan(pairs, lists, wide, np.random.default_rng(1))
    held = np.bincount(plan.stratum[plan.chosen], plan.weight, minlength=len(plan.size))
    assert held == pytest.approx(plan.size)


def test_every_pair_of_lists_is_looked_at() -> None:
    pairs, lists, wide, _true = _scene()
    plan = audit_plan(pairs, lists, wide, np.random.default_rng(1))
    shown = {
        tuple(sorted(one))
        for one in zip(
            lists[pairs.left[plan.chosen]].tolist(),
            lists[pairs.right[plan.chosen]].tolist(),
            strict=True,
        )
    }
    assert len(shown) == 10


def test_few_pairs_are_all_shown() -> None:
    pairs, lists, wide, _true = _scene()
    few = pairs.kept(np.arange(_PAIRS) < 30)
    plan = audit_plan(few, lists, wide[:30], np.random.default_rng(1))
    assert sorted(plan.chosen.tolist()) == list(range(30))


def test_recall_and_precision_are_those_of_all_pairs_within_their_intervals() -> None:
    inside = 0
    for seed in range(12):
        pairs, lists, wide, true = _scene(seed)
        joined = pairs.probability > 0.7
        cluster = np.arange(2 * _PAIRS)
        cluster[pairs.right[joined]] = pairs.left[joined]
        plan = audit_plan(pairs, lists, wide, np.random.default_rng(seed))
        answers = Answers(plan, true[plan.chosen].astype(np.int64))
        _each, overall = quality(answers, pairs, lists, cluster, np.random.default_rng(seed))
        assert overall.recall is not None
        recall = (true & joined).sum() / true.sum()
        assert overall.recall.share == pytest.approx(recall, abs=0.08)
        inside += overall.recall.low <= recall <= overall.recall.high
    assert inside >= 9


def test_an_unsure_answer_says_nothing() -> None:
    pairs, lists, wide, true = _scene()
    plan = audit_plan(pairs, lists, wide, np.random.default_rng(1))
    verdict = true[plan.chosen].astype(np.int64)
    verdict[::3] = -1
    answers = Answers(plan, verdict)
    same, different = answers.counts()
    assert same.sum() + different.sum() == answers.sure.sum() == (verdict >= 0).sum()


def test_a_stratum_nobody_looked_at_keeps_its_score() -> None:
    pairs, lists, wide, _true = _scene()
    plan = audit_plan(pairs, lists, wide, np.random.default_rng(1))
    answers = Answers(plan, np.full(len(plan.chosen), -1))
    rates = answers.rates(pairs.probability, np.random.default_rng(2), 4000).mean(axis=0)
    for stratum in np.flatnonzero(plan.size):
        mean = pairs.probability[plan.stratum == stratum].mean()
        assert rates[stratum] == pytest.approx(mean, abs=0.02)


def test_an_audit_has_one_answer_a_pair() -> None:
    pairs, lists, wide, _true = _scene()
    plan = audit_plan(pairs, lists, wide, np.random.default_rng(1))
    with pytest.raises(UsageError):
        Answers(plan, np.ones(3, dtype=np.int64))
    with pytest.raises(UsageError):
        audit_plan(pairs, lists, wide, np.random.default_rng(1), most=0)
