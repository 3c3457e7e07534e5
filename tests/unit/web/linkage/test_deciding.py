"""Decisions about pairs make persons, contradict in the open, and are taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.verify import problems
from onrecord.web.linkage import selectors, services
from onrecord.web.linkage.contradictions import conflicts, contradictions
from onrecord.web.linkage.models import PairDecision, Run
from onrecord.web.people.models import Membership, Mention, PersonDecision
from onrecord.web.people.services import persons
from onrecord.web.people.services.mentions import withdraw_mention

from .conftest import ALONE, TWICE, as_seen, decided, pair_between, waiting


def persons_now() -> list[set[object]]:
    found: dict[int, set[object]] = {}
    for person, mention in Membership.objects.values_list("person", "mention"):
        found.setdefault(person, set()).add(mention)
    return sorted(found.values(), key=len)


def test_same_makes_a_person_and_its_taking_back_parts_it(
    run: Run, mentions: list[Mention], supervisor: User
) -> None:
    elm, lime = mentions[:2]
    decision = decided(pair_between(run, elm, lime), "same", supervisor)
    assert persons_now() == [{elm.stem, lime.stem}]
    assert PersonDecision.objects.get().reason == "Held for same."
    services.undo(decision, by=supervisor, reason="Another father.")
    assert persons_now() == []
    assert {row.verdict for row in PairDecision.objects.all()} == {"same", "taken_back"}
    assert list(problems()) == []


def test_a_decided_pair_waits_no_more_until_it_is_taken_back(
    run: Run, mentions: list[Mention], supervisor: User
) -> None:
    pair = pair_between(run, mentions[3], mentions[4])
    assert pair in waiting(supervisor, run)
    decision = decided(pair, "different", supervisor)
    assert pair not in waiting(supervisor, run)
    assert persons_now() == []
    services.undo(decision, by=supervisor, reason="Read again.")
    assert pair in waiting(supervisor, run)


def test_a_pair_that_follows_from_others_is_not_asked(
    run: Run, mentions: list[Mention], supervisor: User
) -> None:
    elm, lime, oak = mentions[:3]
    decided(pair_between(run, elm, lime), "same", supervisor)
    decided(pair_between(run, lime, oak), "same", supervisor)
    assert pair_between(run, elm, oak) not in waiting(supervisor, run)
    assert persons_now() == [{elm.stem, lime.stem, oak.stem}]


def test_a_contradiction_is_kept_shown_and_not_carried_out(
    run: Run, mentions: list[Mention], supervisor: User, general: Compartment
) -> None:
    elm, lime, oak = mentions[:3]
    apart = decided(pair_between(run, elm, lime), "different", supervisor)
    decided(pair_between(run, lime, oak), "same", supervisor)
    last = decided(pair_between(run, elm, oak), "same", supervisor)
    assert persons_now() == [{lime.stem, oak.stem}]
    (found,) = contradictions(supervisor)
    assert [step.verdict for step in found.steps] == ["same", "same", "different"]
    assert {step.decision for step in found.steps} >= {apart, last}
    # Whoever says which one is wrong lets the others take effect.
    services.undo(apart, by=supervisor, reason="One birth date was misread.")
    assert persons_now() == [{elm.stem, lime.stem, oak.stem}]
    assert conflicts(supervisor, general.pk) == []
    assert list(problems()) == []


def test_different_after_a_chain_of_same_parts_nobody_by_itself(
    run: Run, mentions: list[Mention], supervisor: User, general: Compartment
) -> None:
    elm, lime, oak = mentions[:3]
    decided(pair_between(run, elm, lime), "same", supervisor)
    last = decided(pair_between(run, lime, oak), "same", supervisor)
    decided(pair_between(run, elm, oak), "different", supervisor)
    assert len(conflicts(supervisor, general.pk)) == 1
    assert persons_now() == [{elm.stem, lime.stem, oak.stem}]
    services.undo(last, by=supervisor, reason="Another Arta.")
    assert conflicts(supervisor, general.pk) == []
    assert persons_now() == [{elm.stem, lime.stem}]


def test_what_only_confirmed_holds_on_when_its_ground_is_taken_back(
    run: Run, mentions: list[Mention], supervisor: User
) -> None:
    elm, lime, oak = mentions[:3]
    decided(pair_between(run, elm, lime), "same", supervisor)
    middle = decided(pair_between(run, lime, oak), "same", supervisor)
    decided(pair_between(run, elm, oak), "same", supervisor)
    services.undo(middle, by=supervisor, reason="Not by this.")
    assert persons_now() == [{elm.stem, lime.stem, oak.stem}]


def test_who_parted_a_person_by_hand_is_not_overruled(
    run: Run, mentions: list[Mention], supervisor: User
) -> None:
    elm, lime = mentions[:2]
    decided(pair_between(run, elm, lime), "same", supervisor)
    merge = PersonDecision.objects.get()
    persons.undo(merge, seen=merge.pk, by=supervisor, reason="Parted by hand.")
    other = decided(pair_between(run, mentions[3], mentions[4]), "same", supervisor)
    services.undo(other, by=supervisor, reason="Not they.")
    assert persons_now() == []


def test_a_later_decision_that_rests_on_it_keeps_a_merge(
    run: Run, mentions: list[Mention], supervisor: User
) -> None:
    elm, lime, oak = mentions[:3]
    first = decided(pair_between(run, elm, lime), "same", supervisor)
    decided(pair_between(run, lime, oak), "same", supervisor)
    with pytest.raises(UsageError, match="Later decisions rest on this one"):
        services.undo(first, by=supervisor, reason="Too soon.")
    assert PairDecision.objects.count() == 2


def test_a_decision_needs_a_right_a_reason_and_a_verdict(
    run: Run,
    mentions: list[Mention],
    supervisor: User,
    general: Compartment,
    user_of: Callable[..., User],
) -> None:
    pair = pair_between(run, *mentions[:2])
    coder = user_of("coder", [general])
    with pytest.raises(AccessDenied):
        decided(pair, "same", coder)
    with pytest.raises(UsageError, match="needs a reason"):
        services.Choice(verdict="same")
    with pytest.raises(UsageError, match="does not go with"):
        services.Choice(verdict="same", ground="other_sex")
    with pytest.raises(UsageError, match="no such decision"):
        services.Choice(verdict="perhaps", words="Hm.")
    decision = decided(pair, "same", supervisor)
    with pytest.raises(UsageError, match="needs a reason"):
        services.undo(decision, by=supervisor, reason=" ")
    services.undo(decision, by=supervisor, reason="Too soon.")
    with pytest.raises(UsageError, match="taken back already"):
        services.undo(PairDecision.objects.get(pk=decision.pk), by=supervisor, reason="Again.")


def test_the_second_of_two_people_gets_a_conflict(
    run: Run, mentions: list[Mention], supervisor: User, investigator: User
) -> None:
    pair = pair_between(run, *mentions[:2])
    before = as_seen(pair, investigator)
    decided(pair, "same", supervisor)
    choice = services.Choice(verdict="different", ground="other_birth")
    with pytest.raises(Conflict, match="while you worked"):
        services.decide(pair, choice, seen=before, by=investigator)
    with pytest.raises(Conflict, match="decided about this pair already"):
        services.decide(pair, choice, seen=as_seen(pair, investigator), by=investigator)


def test_a_pair_of_a_withdrawn_mention_is_not_decided(
    run: Run, mentions: list[Mention], supervisor: User
) -> None:
    pair = pair_between(run, *mentions[:2])
    withdraw_mention(mentions[0], by=supervisor, reason="Not said.")
    with pytest.raises(InputError):
        decided(pair, "same", supervisor)
    assert pair not in waiting(supervisor, run)


def test_two_people_must_agree_before_anything_comes_of_it(
    mentions: list[Mention], supervisor: User, investigator: User, general: Compartment
) -> None:
    run = services.link(general.pk, TWICE, by=supervisor)
    pair = pair_between(run, *mentions[:2])
    decided(pair, "same", supervisor)
    assert persons_now() == []
    assert pair not in waiting(supervisor, run)
    assert pair in waiting(investigator, run)
    assert not selectors.standing(investigator).exists()
    with pytest.raises(Conflict, match="You decided"):
        decided(pair, "different", supervisor)
    decided(pair, "same", investigator)
    assert persons_now() == [{mentions[0].stem, mentions[1].stem}]
    assert selectors.standing(supervisor).count() == 2
    second = PairDecision.objects.get(part="second")
    services.undo(second, by=investigator, reason="Too soon.")
    assert persons_now() == []


def test_a_dispute_waits_for_whoever_settles_it(
    mentions: list[Mention], supervisor: User, investigator: User, general: Compartment
) -> None:
    run = services.link(general.pk, TWICE, by=supervisor)
    pair = pair_between(run, *mentions[:2])
    decided(pair, "same", supervisor)
    decided(pair, "different", investigator)
    assert persons_now() == []
    assert selectors.disputed(supervisor, run) == [pair]
    settling = decided(pair, "same", supervisor)
    assert settling.part == "settling"
    assert persons_now() == [{mentions[0].stem, mentions[1].stem}]
    assert selectors.disputed(supervisor, run) == []
    services.undo(settling, by=investigator, reason="Not so fast.")
    assert persons_now() == []
    assert selectors.disputed(investigator, run) == [pair]


def test_decisions_hold_in_the_next_run(
    run: Run, mentions: list[Mention], supervisor: User, general: Compartment
) -> None:
    decided(pair_between(run, mentions[5], mentions[6]), "same", supervisor)
    decided(pair_between(run, mentions[3], mentions[4]), "different", supervisor)
    again = services.link(general.pk, ALONE, by=supervisor)
    assert pair_between(again, mentions[5], mentions[6]).linked
    assert not pair_between(again, mentions[3], mentions[4]).linked
    pairs = {(one.left, one.right) for one in waiting(supervisor, again)}
    assert tuple(sorted((mentions[3].stem, mentions[4].stem))) not in pairs
