"""Clusters follow the pairs, the rules of the lists and what cannot be one person."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.reconcile.linkage import LinkRecord, ListRule, RuleKind, ScoredPairs, cluster
from onrecord.core.reconcile.linkage.contradictions import split_contradictions
from onrecord.core.reconcile.linkage.decisions import Constraints

SOFT = [ListRule(RuleKind.NEARLY_UNIQUE)] * 3


def scored(*rows: tuple[int, int, float]) -> ScoredPairs:
    left, right, weight = (np.array(column) for column in zip(*rows, strict=True))
    return ScoredPairs.of_weights(left, right, weight.astype(float))


def test_links_above_the_threshold_join_and_chains_close() -> None:
    labels = cluster(scored((0, 1, 3.0), (1, 2, 2.0), (2, 3, -1.0)), np.array([0, 1, 2, 0]), SOFT)
    assert labels.tolist() == [0, 0, 0, 3]


def test_a_unique_list_never_gives_two_records_to_one_person() -> None:
    rules = [ListRule(RuleKind.UNIQUE), *SOFT[1:]]
    labels = cluster(scored((0, 1, 20.0), (1, 2, 19.0)), np.array([0, 1, 0]), rules)
    assert labels.tolist() == [0, 0, 2]


def test_a_soft_rule_asks_for_more_and_gives_way_to_it() -> None:
    lists = np.array([0, 0])
    assert cluster(scored((0, 1, 4.0)), lists, SOFT).tolist() == [0, 1]
    assert cluster(scored((0, 1, 6.0)), lists, SOFT).tolist() == [0, 0]


def test_decisions_come_before_scores() -> None:
    held = Constraints(np.array([[0, 2]]), np.array([[0, 1]]))
    labels = cluster(scored((0, 1, 30.0), (1, 2, 30.0)), np.array([0, 1, 2]), SOFT, held)
    assert labels.tolist() == [0, 1, 0]


weights = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.floats(-9, 9)), min_size=1, max_size=40
)


@given(weights, st.floats(0.05, 0.95))
def test_without_rules_clusters_are_the_connected_components(
    rows: list[tuple[int, int, float]], threshold: float
) -> None:
    kept = {(min(a, b), max(a, b)): w for a, b, w in rows if a != b} or {(0, 1): 1.0}
    pairs = scored(*((a, b, w) for (a, b), w in kept.items()))
    free = [ListRule(RuleKind.DUPLICATES_EXPECTED)]
    labels = cluster(pairs, np.zeros(12, dtype=np.int64), free, None, threshold)
    plain = list(range(12))
    needed = np.log2(threshold / (1 - threshold))
    for (a, b), w in kept.items():
        if w >= needed:
            one, other = sorted((plain[a], plain[b]))
            plain = [one if label == other else label for label in plain]
    assert labels.tolist() == plain


def person(number: int, year: int | None, sex: str | None = "female") -> LinkRecord:
    return LinkRecord(
        key=str(number), list="ngo", record=str(number), given="arta", birth_year=year, sex=sex
    )


def test_a_chain_between_two_years_of_birth_parts_at_its_weakest_link() -> None:
    records = [person(0, 1950), person(1, None), person(2, None), person(3, 1980)]
    pairs = scored((0, 1, 8.0), (1, 2, 2.0), (2, 3, 9.0))
    labels, splits = split_contradictions(np.zeros(4, int), pairs, records, Constraints.none())
    assert labels.tolist() == [0, 0, 2, 2]
    assert splits[0].cut in {(1, 2), (2, 1)}
    assert str(splits[0].reason) == "The years of birth lie 30 years apart."


def test_what_somebody_decided_stays_together() -> None:
    records = [person(0, 1950), person(1, None), person(2, 1980)]
    held = Constraints(np.array([[0, 1], [1, 2]]), np.empty((0, 2), np.int64))
    pairs = scored((0, 1, 8.0), (1, 2, 2.0))
    labels, splits = split_contradictions(np.zeros(3, int), pairs, records, held)
    assert labels.tolist() == [0, 0, 0]
    assert not splits
