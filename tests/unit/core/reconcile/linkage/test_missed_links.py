"""Linkages and tables that lack links, and what mending makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.linkage.audit import Answers, AuditPlan, audit_plan
from onrecord.core.reconcile.linkage.decisions import Constraints
from onrecord.core.reconcile.linkage.missed_links import (
    Material,
    corrected_histories,
    falling_off,
    recalibrated_draws,
    restored_links,
)
from onrecord.core.reconcile.linkage.pairs import ScoredPairs, weight_of

_PAIRS = 600


def _material(probability: np.ndarray) -> Material:
    """Return pairs that touch no other, between list 0 and list 1."""
    left = np.arange(len(probability)) * 2
    pairs = ScoredPairs(left, left + 1, probability, weight_of(probability))
    return Material(
        pairs=pairs, lists=np.tile([0, 1], len(probability)), penalty=np.array([4.9, np.inf])
    )


@pytest.mark.parametrize("share", [0.1, 0.7])
def test_recalibrated_draws_hold_as_many_pairs_as_the_audit_found_true(share: float) -> None:
    chance = np.random.default_rng(4)
    material = _material(np.full(_PAIRS, 0.9))
    wide = np.zeros(_PAIRS, dtype=bool)
    plan = audit_plan(material.pairs, material.lists, wide, chance, most=500)
    answers = Answers(plan, (chance.random(len(plan.chosen)) < share).astype(np.int64))
    drawn = recalibrated_draws(material, answers, 8, chance, compiled=False)
    held = np.mean([one[material.pairs.left] == one[material.pairs.right] for one in drawn])
    assert held == pytest.approx((answers.verdict == 1).mean(), abs=0.06)


def test_a_small_audit_leaves_more_doubt_than_a_large_one() -> None:
    spreads = []
    for most in (12, 500):
        chance = np.random.default_rng(4)
        material = _material(np.full(_PAIRS, 0.7))
        wide = np.zeros(_PAIRS, dtype=bool)
        plan = audit_plan(material.pairs, material.lists, wide, chance, most=most)
        answers = Answers(plan, (np.arange(len(plan.chosen)) % 2).astype(np.int64))
        drawn = recalibrated_draws(material, answers, 12, chance, compiled=False)
        spreads.append(np.std([len(np.unique(one)) for one in drawn]))
    assert spreads[0] > 2 * spreads[1]


def test_an_audit_of_other_pairs_is_refused() -> None:
    material = _material(np.full(4, 0.5))
    plan = AuditPlan(np.zeros(3, np.int64), np.array([0]), np.array([3.0]))
    with pytest.raises(UsageError):
        recalibrated_draws(material, Answers(plan, np.array([1])), 1, np.random.default_rng(1))


def test_links_are_restored_until_as_many_as_expected() -> None:
    material = _material(np.full(_PAIRS, 0.5))
    alone = np.arange(2 * _PAIRS)
    mended = restored_links(alone, material, np.full(_PAIRS, 0.25), np.random.default_rng(1))
    joined = (mended[material.pairs.left] == mended[material.pairs.right]).sum()
    assert joined == _PAIRS // 4


def test_plausible_links_are_restored_first() -> None:
    material = _material(np.full(_PAIRS, 0.5))
    rate = np.where(np.arange(_PAIRS) < 100, 0.9, 0.02)
    mended = restored_links(np.arange(2 * _PAIRS), material, rate, np.random.default_rng(1))
    joined = mended[material.pairs.left] == mended[material.pairs.right]
    assert joined[:100].mean() > 0.7
    assert joined[100:].mean() < 0.2


def test_no_link_is_restored_within_a_unique_list_or_against_a_decision() -> None:
    bits = weight_of(np.full(2, 0.5))
    pairs = ScoredPairs(np.array([0, 2]), np.array([1, 3]), np.full(2, 0.5), bits)
    apart = Constraints(np.empty((0, 2), np.int64), np.array([[2, 3]]))
    material = Material(
        pairs=pairs,
        lists=np.array([1, 1, 0, 1]),
        penalty=np.array([0.0, np.inf]),
        constraints=apart,
    )
    mended = restored_links(np.arange(4), material, np.full(2, 0.99), np.random.default_rng(1))
    assert mended.tolist() == [0, 1, 2, 3]


def test_a_table_with_broken_links_is_taken_back() -> None:
    chance = np.random.default_rng(2)
    persons = chance.integers(1, 8, 40_000)
    off = np.array([0.05, 0.1, 0.02])
    seen = np.zeros(8)
    for person in persons.tolist():
        left = person
        for k in range(3):
            if person >> k & 1 and chance.random() < off[k]:
                seen[1 << k] += 1
                left &= ~(1 << k)
        seen[left] += left > 0
    marks = ((np.arange(8)[:, None] >> np.arange(3)) & 1).astype(np.int8)
    found = corrected_histories(marks[1:], seen[1:], off)
    truth = np.bincount(persons, minlength=8)
    assert np.abs(found - truth).max() < 250
    assert np.abs(seen - truth).max() > 1000
    assert found[0] == 0


def test_without_broken_links_the_table_stays() -> None:
    marks = ((np.arange(8)[:, None] >> np.arange(3)) & 1).astype(np.int8)[1:]
    counts = np.arange(1.0, 8.0)
    assert corrected_histories(marks, counts, np.zeros(3))[1:] == pytest.approx(counts)


def test_the_lists_that_lose_links_are_told_apart() -> None:
    off = np.array([0.02, 0.2, 0.05])
    recall = np.outer(1 - off, 1 - off)
    assert falling_off(recall) == pytest.approx(off)
    assert falling_off(np.full((3, 3), np.nan)).tolist() == [0, 0, 0]
