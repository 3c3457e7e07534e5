"""Mentions become persons by decisions that can be taken back, and hide what must be hidden."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.verify import problems
from onrecord.web.people import selectors
from onrecord.web.people.models import Membership, Mention, Person
from onrecord.web.people.services import persons

from .conftest import LIST_MAPPING, BringIn

NAMES = """uid,given,surname,mun,event
1,Arta,Krasniqi,Klina,1999
2,Arta,Krasnici,Klina,1999
3,Besim,Gashi,Klina,1999
4,Enver,Gashi,Klina,1999
5,Goran,Jovanović,Klina,1999
"""


@pytest.fixture
def stems(bring_in: BringIn) -> list[UUID]:
    bring_in(NAMES, mapping=LIST_MAPPING)
    return list(Mention.objects.order_by("line").values_list("stem", flat=True))


def _as_seen(by: User, *stems: UUID) -> dict[UUID, frozenset[int]]:
    known = selectors.persons_by_mention(by, stems)
    return {stem: frozenset(p.pk for p in known.get(stem, ())) for stem in stems}


def _judged() -> dict[UUID, int]:
    return dict(Membership.objects.values_list("mention", "person"))


def test_two_mentions_become_a_person_with_a_code_that_tells_nothing(
    stems: list[UUID], supervisor: User
) -> None:
    decision = persons.merge(
        _as_seen(supervisor, *stems[:2]), by=supervisor, reason="Same birth date."
    )
    assert _judged() == dict.fromkeys(stems[:2], decision.person_id)
    assert decision.person.code.startswith("P-")
    assert not set(decision.person.code[2:]) & set("AEIOU01")
    assert list(problems()) == []


def test_merging_persons_brings_all_their_mentions(stems: list[UUID], supervisor: User) -> None:
    persons.merge(_as_seen(supervisor, *stems[:2]), by=supervisor, reason="Same birth date.")
    persons.merge(_as_seen(supervisor, *stems[2:5]), by=supervisor, reason="Same father.")
    last = persons.merge(
        _as_seen(supervisor, stems[0], stems[2]), by=supervisor, reason="One household file."
    )
    assert set(_judged()) == set(stems)
    assert set(_judged().values()) == {last.person_id}
    persons.undo(last, seen=last.pk, by=supervisor, reason="Two files after all.")
    assert len(set(_judged().values())) == 2


def test_a_split_frees_a_mention_and_its_undo_brings_it_back(
    stems: list[UUID], supervisor: User
) -> None:
    merge = persons.merge(_as_seen(supervisor, *stems[:3]), by=supervisor, reason="Alike.")
    split = persons.split(
        merge.person, [stems[2]], seen=merge.pk, by=supervisor, reason="Another father."
    )
    assert set(_judged()) == set(stems[:2])
    persons.undo(split, seen=split.pk, by=supervisor, reason="The same father.")
    assert set(_judged()) == set(stems[:3])


def test_a_decision_that_others_rest_on_stays(stems: list[UUID], supervisor: User) -> None:
    first = persons.merge(_as_seen(supervisor, *stems[:2]), by=supervisor, reason="Alike.")
    second = persons.merge(_as_seen(supervisor, stems[0], stems[2]), by=supervisor, reason="Alike.")
    with pytest.raises(UsageError, match="rest on this one"):
        persons.undo(first, seen=second.pk, by=supervisor, reason="Wrong.")
    undone = persons.undo(second, seen=second.pk, by=supervisor, reason="Wrong.")
    with pytest.raises(UsageError, match="taken back already"):
        persons.undo(second, seen=undone.pk, by=supervisor, reason="Wrong.")


def test_a_decision_about_a_page_that_is_out_of_date_is_a_conflict(
    stems: list[UUID], supervisor: User
) -> None:
    shown = _as_seen(supervisor, *stems[:2])
    merge = persons.merge(_as_seen(supervisor, *stems[:3]), by=supervisor, reason="Alike.")
    with pytest.raises(Conflict):
        persons.merge(shown, by=supervisor, reason="Alike.")
    persons.split(merge.person, [stems[2]], seen=merge.pk, by=supervisor, reason="No.")
    with pytest.raises(Conflict):
        persons.split(merge.person, [stems[1]], seen=merge.pk, by=supervisor, reason="No.")
    with pytest.raises(Conflict):
        persons.undo(merge, seen=merge.pk, by=supervisor, reason="No.")


@pytest.mark.parametrize("count", [0, 1])
def test_a_person_needs_two_mentions(stems: list[UUID], supervisor: User, count: int) -> None:
    with pytest.raises((UsageError, ValueError)):
        persons.merge(_as_seen(supervisor, *stems[:count]), by=supervisor, reason="Alike.")
    assert not Person.objects.exists()


def test_what_is_one_person_already_is_not_judged_again(
    stems: list[UUID], supervisor: User
) -> None:
    persons.merge(_as_seen(supervisor, *stems[:2]), by=supervisor, reason="Alike.")
    with pytest.raises(UsageError, match="one person already"):
        persons.merge(_as_seen(supervisor, *stems[:2]), by=supervisor, reason="Alike.")


def test_a_split_leaves_at_least_one(stems: list[UUID], supervisor: User) -> None:
    merge = persons.merge(_as_seen(supervisor, *stems[:2]), by=supervisor, reason="Alike.")
    for leaving in ([], stems[:2], [stems[4]]):
        with pytest.raises(UsageError):
            persons.split(merge.person, leaving, seen=merge.pk, by=supervisor, reason="No.")


def test_a_decision_needs_a_reason_and_the_right(
    stems: list[UUID], supervisor: User, general: Compartment, user_of: Callable[..., User]
) -> None:
    with pytest.raises(UsageError, match="reason"):
        persons.merge(_as_seen(supervisor, *stems[:2]), by=supervisor, reason="")
    coder = user_of("coder", [general])
    with pytest.raises(AccessDenied):
        persons.merge(_as_seen(coder, *stems[:2]), by=coder, reason="Alike.")


def test_a_mention_that_one_may_not_see_is_not_judged(
    stems: list[UUID], sealed: Compartment, user_of: Callable[..., User]
) -> None:
    stranger = user_of("investigator", [sealed])
    with pytest.raises(InputError, match="not there any more, or you may not see it"):
        persons.merge(_as_seen(stranger, *stems[:2]), by=stranger, reason="Alike.")


class TestCompartments:
    """A sealed list names a person of a general one."""

    @pytest.fixture
    def insider(
        self, general: Compartment, sealed: Compartment, user_of: Callable[..., User]
    ) -> User:
        return user_of("supervisor", [general, sealed])

    @pytest.fixture
    def hidden(
        self,
        stems: list[UUID],
        bring_in: BringIn,
        insider: User,
        sealed: Compartment,
    ) -> UUID:
        bring_in(
            "uid,given,surname,mun,event\n9,Dragana,Krasniqi,Klina,1999\n",
            mapping=LIST_MAPPING,
            by=insider,
            in_=sealed,
            title="Sealed list",
            name="sealed.csv",
        )
        return Mention.objects.get(given="Dragana").stem

    def test_the_judgement_lies_in_the_sealed_compartment_and_hides_there(
        self,
        stems: list[UUID],
        hidden: UUID,
        insider: User,
        supervisor: User,
        sealed: Compartment,
    ) -> None:
        decision = persons.merge(_as_seen(insider, stems[0], hidden), by=insider, reason="Alike.")
        assert decision.compartment_id == sealed.pk
        assert [p.visible_mentions for p in selectors.persons(insider)] == [2]
        assert not selectors.persons(supervisor).exists()
        assert not selectors.decisions(supervisor).exists()
        assert selectors.persons_by_mention(supervisor, [stems[0]]) == {}

    def test_a_general_person_counts_only_what_one_may_see(
        self,
        stems: list[UUID],
        hidden: UUID,
        insider: User,
        supervisor: User,
        sealed: Compartment,
    ) -> None:
        persons.merge(_as_seen(supervisor, *stems[:2]), by=supervisor, reason="Alike.")
        sealed_decision = persons.merge(
            _as_seen(insider, stems[0], hidden), by=insider, reason="Alike."
        )
        assert [p.visible_mentions for p in selectors.persons(supervisor)] == [2]
        assert len(selectors.persons_by_mention(insider, [stems[0]])[stems[0]]) == 2
        assert sealed_decision.person.compartment_id == sealed.pk

    def test_who_may_enter_only_the_sealed_one_sees_only_its_mention(
        self,
        stems: list[UUID],
        hidden: UUID,
        insider: User,
        sealed: Compartment,
        user_of: Callable[..., User],
    ) -> None:
        decision = persons.merge(_as_seen(insider, stems[0], hidden), by=insider, reason="Alike.")
        outsider = user_of("reader", [sealed])
        assert [p.visible_mentions for p in selectors.persons(outsider)] == [1]
        assert [m.given for m in selectors.mentions_of(outsider, decision.person)] == ["Dragana"]
        assert [p.called for p in selectors.persons(outsider)] == ["Dragana Krasniqi"]

    def test_two_sealed_compartments_do_not_mix(
        self, stems: list[UUID], hidden: UUID, insider: User, bring_in: BringIn
    ) -> None:
        other = Compartment.objects.create(name="other", title="Other")
        insider.compartments.add(other)
        insider = User.objects.get(pk=insider.pk)
        bring_in(
            "uid,given,surname,mun,event\n8,Fatime,Krasniqi,Klina,1999\n",
            mapping=LIST_MAPPING,
            by=insider,
            in_=other,
            title="Other list",
            name="other.csv",
        )
        fatime = Mention.objects.get(given="Fatime").stem
        with pytest.raises(UsageError, match="own compartment"):
            persons.merge(_as_seen(insider, hidden, fatime), by=insider, reason="Alike.")
