"""Whatever is decided in whatever order, clusters are what the decisions in force say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.reconcile.clusters import (
    Decision,
    DecisionKind,
    in_force,
    memberships,
    resting_on,
)

_MENTIONS = st.sampled_from([f"m{number}" for number in range(8)])
_PERSONS = st.sampled_from(["P-1", "P-2", "P-3"])
_SOME = st.frozensets(_MENTIONS, min_size=1, max_size=4)


@st.composite
def _histories(draw: st.DrawFn) -> list[Decision]:
    history: list[Decision] = []
    for number in range(draw(st.integers(0, 12))):
        kinds = list(DecisionKind) if history else [DecisionKind.MERGE, DecisionKind.SPLIT]
        kind = draw(st.sampled_from(kinds))
        if kind is DecisionKind.UNDO:
            history.append(Decision(id=number, kind=kind, undoes=draw(st.integers(0, number - 1))))
        else:
            history.append(
                Decision(id=number, kind=kind, mentions=draw(_SOME), person=draw(_PERSONS))
            )
    return history


@given(_histories())
def test_only_decisions_in_force_count(history: list[Decision]) -> None:
    assert memberships(history) == memberships(in_force(history))


@given(_histories())
def test_undoing_the_last_decision_gives_what_stood_before(history: list[Decision]) -> None:
    if not history:
        return
    undo = Decision(id=len(history), kind=DecisionKind.UNDO, undoes=history[-1].id)
    assert memberships([*history, undo]) == memberships(history[:-1])


@given(_histories())
def test_undoing_an_undo_gives_the_decision_back(history: list[Decision]) -> None:
    if not history:
        return
    first = Decision(id=len(history), kind=DecisionKind.UNDO, undoes=history[-1].id)
    second = Decision(id=len(history) + 1, kind=DecisionKind.UNDO, undoes=first.id)
    assert memberships([*history, first, second]) == memberships(history)


@given(_histories(), _SOME, _PERSONS)
def test_a_merge_decides_for_its_mentions_and_touches_no_other(
    history: list[Decision], mentions: frozenset[str], person: str
) -> None:
    before = memberships(history)
    merge = Decision(id=99, kind=DecisionKind.MERGE, mentions=mentions, person=person)
    after = memberships([*history, merge])
    assert {mention: after[mention] for mention in mentions} == dict.fromkeys(mentions, person)
    assert {m: p for m, p in after.items() if m not in mentions} == {
        m: p for m, p in before.items() if m not in mentions
    }


@given(_histories(), _SOME, _PERSONS)
def test_a_split_frees_its_mentions_of_its_person_only(
    history: list[Decision], mentions: frozenset[str], person: str
) -> None:
    before = memberships(history)
    split = Decision(id=99, kind=DecisionKind.SPLIT, mentions=mentions, person=person)
    after = memberships([*history, split])
    assert after == {m: p for m, p in before.items() if m not in mentions or p != person}


@given(_histories())
def test_what_rests_on_nothing_can_go_without_changing_other_mentions(
    history: list[Decision],
) -> None:
    for decision in in_force(history):
        if resting_on(history, decision):
            continue
        undo = Decision(id=99, kind=DecisionKind.UNDO, undoes=decision.id)
        before, after = memberships(history), memberships([*history, undo])
        changed = {m for m in before.keys() | after.keys() if before.get(m) != after.get(m)}
        assert changed <= decision.mentions
