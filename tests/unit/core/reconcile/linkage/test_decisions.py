"""Decisions hold whatever is scored, none is lost, and what contradicts is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.linkage import (
    ListRule,
    PairDecision,
    RuleKind,
    ScoredPairs,
    Verdict,
    cluster,
    record_key,
    standing,
)

START = datetime(2026, 3, 1, tzinfo=UTC)


def decided(left: str, right: str, verdict: Verdict, day: int = 0) -> PairDecision:
    return PairDecision(left, right, verdict, "Arta", START + timedelta(days=day))


def test_a_later_decision_about_a_pair_replaces_an_earlier_one() -> None:
    held = standing(
        [decided("b", "a", Verdict.DIFFERENT, day=2), decided("a", "b", Verdict.SAME, day=1)]
    )
    assert (held.same, len(held.different)) == ((), 1)


def test_same_same_different_sets_the_last_same_aside_and_names_the_chain() -> None:
    held = standing(
        [
            decided("a", "b", Verdict.SAME, day=1),
            decided("b", "c", Verdict.SAME, day=2),
            decided("a", "c", Verdict.DIFFERENT, day=3),
        ]
    )
    assert [one.pair for one in held.same] == [("a", "b")]
    (conflict,) = held.conflicts
    assert conflict.aside.pair == ("b", "c")
    assert conflict.through == ("a", "b", "c")
    assert "set aside" in str(conflict.remark)


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [
        decided("a", "b", Verdict.SAME, day=1),
        decided("b", "c", Verdict.SAME, day=2),
        decided("a", "c", Verdict.DIFFERENT, day=3),
        decided("c", "d", Verdict.UNSURE, day=3),
    ]
    assert standing(rows) == standing(rows[::-1])


def test_a_decision_about_one_record_or_without_a_time_zone_is_refused() -> None:
    with pytest.raises(InputError):
        decided("a", "a", Verdict.SAME)
    with pytest.raises(InputError):
        PairDecision("a", "b", Verdict.SAME, "Arta", START.replace(tzinfo=None))


def test_the_key_of_a_record_keeps_list_and_id_apart() -> None:
    assert record_key("ab", "c") != record_key("a", "bc")
    assert record_key("ngo", "17") == record_key("ngo", "17")


def test_ten_thousand_decisions_hold_after_new_records_come() -> None:
    chance = np.random.default_rng(3)
    keys = [record_key("ngo", str(number)) for number in range(12_000)]
    truth = chance.integers(0, 5_000, size=len(keys))
    decisions = []
    for _ in range(10_000):
        left, right = (int(one) for one in chance.choice(len(keys), 2, replace=False))
        if chance.random() < 0.5:
            right = int(chance.choice(np.flatnonzero(truth == truth[left])))
        if left != right:
            verdict = Verdict.SAME if truth[left] == truth[right] else Verdict.DIFFERENT
            decisions.append(decided(keys[left], keys[right], verdict))
    held = standing(decisions)
    assert not held.conflicts
    added = [record_key("court", str(number)) for number in range(3_000)]
    order = chance.permutation(len(keys) + len(added))
    everybody = [([*keys, *added])[place] for place in order]
    left = chance.integers(0, len(everybody), 40_000)
    right = chance.integers(0, len(everybody), 40_000)
    kept = left != right
    pairs = ScoredPairs.of_weights(left[kept], right[kept], chance.normal(-4, 4, int(kept.sum())))
    lists = np.zeros(len(everybody), dtype=np.int64)
    labels = cluster(pairs, lists, [ListRule(RuleKind.DUPLICATES_EXPECTED)], held.on(everybody))
    of = dict(zip(everybody, labels.tolist(), strict=True))
    assert all(of[one.left] == of[one.right] for one in held.same)
    assert all(of[one.left] != of[one.right] for one in held.different)
    assert len(held.same) + len(held.different) == len({one.pair for one in decisions})
