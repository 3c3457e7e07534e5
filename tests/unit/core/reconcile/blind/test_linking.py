"""From encodings to people, on lists small enough to see through."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.core.reconcile.blind.invented import ARTA, ARTA_MISSPELT, ENVER, KEY, OTHER_KEY

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.blind import compare, link_blind
from onrecord.core.reconcile.blind.compare import Candidates, candidates, joined, similarity
from onrecord.core.reconcile.blind.encoding import ENTRY_BYTES, Encoder, encoded
from onrecord.core.reconcile.blind.levels import SHAPES, first_guess, levels
from onrecord.core.reconcile.blind.linking import TOO_FEW
from onrecord.core.reconcile.blind.matching import matched
from onrecord.core.reconcile.blind.schema import FIELDS
from onrecord.core.reconcile.blind.values import PersonValues
from onrecord.core.reconcile.blind.weights import learn


def of(*people: PersonValues, key=KEY):
    encoder = Encoder(key)
    return encoded([encoder.entries(one) for one in people])


def test_one_person_on_two_lists_is_found() -> None:
    found = link_blind([of(ARTA, ENVER), of(ARTA_MISSPELT)])
    assert found.clusters.tolist() == [0, 1, 0]
    assert found.histories() == [((1, 0), 1), ((1, 1), 1)]
    assert [each.template for each in found.warnings] == [TOO_FEW]


def test_under_another_key_nothing_meets() -> None:
    found = link_blind([of(ARTA, ENVER), of(ARTA, ENVER, key=OTHER_KEY)])
    assert len(found.pairs.left) == 0
    assert found.clusters.tolist() == [0, 1, 2, 3]
    assert found.weights is None


def test_lists_may_be_empty() -> None:
    found = link_blind([of(), of(ARTA)])
    assert found.clusters.tolist() == [0]
    assert link_blind([of(), of()]).histories() == []


def test_a_pair_is_compared_once_however_many_match_keys_it_shares() -> None:
    whole, lists = joined([of(ARTA), of(ARTA)])
    pairs = candidates(whole)
    assert (pairs.left.tolist(), pairs.right.tolist()) == ([0], [1])
    assert lists.tolist() == [0, 1]
    alike = [similarity(whole, pairs, field.name, field.name)[0] for field in FIELDS]
    assert alike == [1.0] * len(FIELDS)


def test_what_one_does_not_state_is_not_compared() -> None:
    whole, _lists = joined([of(ARTA), of(replace(ARTA, father=None, village=None))])
    pairs = candidates(whole)
    assert np.isnan(similarity(whole, pairs, "father", "father")).all()
    assert np.isnan(similarity(whole, pairs, "village", "village")).all()


def test_large_blocks_are_left_out_and_counted() -> None:
    people = [replace(ARTA, father=f"father {n}") for n in range(6)]
    whole, _lists = joined([of(*people)])
    assert candidates(whole, largest=5).left_out > 0
    found = link_blind([of(*people[:3]), of(*people[3:])], largest=5)
    assert any("match keys are shared by more than" in str(each) for each in found.warnings)


def test_too_many_pairs_stop_before_the_memory_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "MOST_PAIRS", 5)
    with pytest.raises(InputError, match="more than 5 pairs"):
        candidates(joined([of(*[ARTA] * 5)])[0])


def test_entries_of_a_wrong_size_are_refused() -> None:
    with pytest.raises(ValueError, match=f"{ENTRY_BYTES} bytes"):
        encoded([b"too short"])


def test_levels_lie_within_their_groups_and_full_agreement_is_none() -> None:
    people = [ARTA, ARTA_MISSPELT, ENVER, replace(ARTA, event=(1999, 5, None), sex=None)]
    whole, _lists = joined([of(*people)])
    pairs = candidates(whole)
    found = levels(lambda one, two: similarity(whole, pairs, one, two))
    assert (found >= 0).all()
    assert (found < [math.prod(shape) for shape in SHAPES]).all()
    same, _lists = joined([of(ARTA, ARTA)])
    same_pairs = candidates(same)
    agree = levels(lambda one, two: similarity(same, same_pairs, one, two))
    assert agree.tolist() == [[0, 0, 0, 0]]
    assert np.allclose(first_guess(found, np.ones(len(found), dtype=bool)).sum(axis=1), 1)


def test_weights_tell_people_from_strangers_by_what_pairs_inside_lists_show() -> None:
    """Two groups of levels; a third of the pairs across lists are one person."""
    chance = np.random.default_rng(5)
    same = np.r_[np.zeros(1000, bool), chance.random(1500) < 1 / 3]
    across = np.r_[np.zeros(1000, bool), np.ones(1500, bool)]
    agree = [
        np.where(same, chance.random(2500) < match, chance.random(2500) < stranger)
        for match, stranger in ((0.95, 0.1), (0.9, 0.2))
    ]
    found = 1 - np.stack(agree, axis=1).astype(np.int64)
    guess = np.where(across & (found.sum(axis=1) == 0), 0.9, 0.05)
    weights = learn(found, across, np.stack([guess, 1 - guess], axis=1), sizes=((2,), (2,)))
    assert weights.shares[0, 0] < 0.05
    assert abs(weights.shares[1, 0] - 1 / 3) < 0.05
    assert abs(weights.tables[0][0, 0] - 0.95) < 0.04
    chances = weights.probability(found, across)
    assert chances[same].mean() > 0.8
    assert chances[~same].mean() < 0.1


def pairs_of(*found: tuple[int, int]) -> Candidates:
    left, right = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return Candidates(left, right, left, right, 0)


def test_the_best_pair_wins_and_no_list_is_twice_in_a_cluster() -> None:
    lists = np.array([0, 0, 1])
    clusters, sure = matched(pairs_of((0, 2), (1, 2)), np.array([0.8, 0.9]), lists)
    assert clusters.tolist() == [0, 1, 1]
    assert np.isnan(sure[0])
    assert sure[1:].tolist() == [0.9, 0.9]


def test_one_person_twice_on_a_list_is_joined_first() -> None:
    lists = np.array([0, 0, 1])
    pairs = pairs_of((0, 1), (0, 2), (1, 2))
    assert matched(pairs, np.array([0.6, 0.9, 0.8]), lists)[0].tolist() == [0, 0, 0]
    assert matched(pairs, np.array([0.45, 0.9, 0.8]), lists)[0].tolist() == [0, 1, 0]


def test_below_the_threshold_nobody_is_joined() -> None:
    clusters, _sure = matched(pairs_of((0, 1)), np.array([0.49]), np.array([0, 1]))
    assert clusters.tolist() == [0, 1]
