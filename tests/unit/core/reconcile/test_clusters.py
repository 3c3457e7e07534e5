"""Persons follow from decisions: merges, splits, undos, and what rests on what."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.clusters import (
    Decision,
    DecisionKind,
    in_force,
    memberships,
    resting_on,
)


def _merge(number: int, person: str, *mentions: str) -> Decision:
    return Decision(id=number, kind=DecisionKind.MERGE, mentions=frozenset(mentions), person=person)


def _split(number: int, person: str, *mentions: str) -> Decision:
    return Decision(id=number, kind=DecisionKind.SPLIT, mentions=frozenset(mentions), person=person)


def _undo(number: int, undone: int) -> Decision:
    return Decision(id=number, kind=DecisionKind.UNDO, undoes=undone)


def test_nothing_decided_makes_no_person() -> None:
    assert memberships([]) == {}


def test_a_merge_makes_one_person_of_two_mentions() -> None:
    assert memberships([_merge(1, "P-1", "arta", "arta-b")]) == {"arta": "P-1", "arta-b": "P-1"}


def test_a_later_merge_wins_and_its_undo_gives_the_mention_back() -> None:
    history = [_merge(1, "P-1", "arta", "besim"), _merge(2, "P-2", "besim", "enver")]
    assert memberships(history)["besim"] == "P-2"
    assert memberships([*history, _undo(3, 2)])["besim"] == "P-1"


def test_a_split_frees_a_mention() -> None:
    history = [_merge(1, "P-1", "arta", "besim", "enver"), _split(2, "P-1", "enver")]
    assert memberships(history) == {"arta": "P-1", "besim": "P-1"}


def test_a_split_from_another_person_frees_nobody() -> None:
    history = [_merge(1, "P-1", "arta", "besim"), _split(2, "P-2", "besim")]
    assert memberships(history) == {"arta": "P-1", "besim": "P-1"}


def test_an_undone_decision_is_not_in_force() -> None:
    history = [_merge(1, "P-1", "arta", "besim"), _undo(2, 1)]
    assert in_force(history) == ()
    assert in_force([*history, _undo(3, 2)]) == (history[0],)


def test_a_later_decision_about_the_same_person_rests_on_the_earlier() -> None:
    first, second = _merge(1, "P-1", "arta", "besim"), _merge(2, "P-1", "enver")
    other = _merge(3, "P-2", "dragana", "fatime")
    history = [first, second, other]
    assert resting_on(history, first) == (second,)
    assert resting_on(history, second) == ()
    assert resting_on([*history, _undo(4, 2)], first) == ()
    assert resting_on([*history, _undo(4, 1)], first) == ()


@pytest.mark.parametrize(
    "values",
    [
        {"kind": DecisionKind.UNDO},
        {"kind": DecisionKind.MERGE, "mentions": frozenset({"arta"})},
        {"kind": DecisionKind.SPLIT, "person": "P-1"},
    ],
)
def test_half_a_decision_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Decision(id=1, **values)  # type: ignore[arg-type]
