"""One decision holds of a pair, two that agree, or the one that settles a dispute."""

from __future__ import annotations

from uuid import UUID

from onrecord.web.linkage.standing import Decided, holding, is_disputed, outcome, pair_of

ARTA, BESA, ENVER = (UUID(int=number) for number in (1, 2, 3))


def _decided(number: int, verdict: str, part: str = "first", *, twofold: bool = False) -> Decided:
    return Decided(id=number, pair=(ARTA, BESA), verdict=verdict, part=part, twofold=twofold)


def test_one_decision_holds_where_one_is_enough() -> None:
    only = _decided(1, "same")
    assert outcome([only]) == only
    assert outcome([]) is None


def test_of_two_reviewers_both_are_needed_and_must_agree() -> None:
    first = _decided(1, "same", twofold=True)
    assert outcome([first]) is None
    assert outcome([first, _decided(2, "same", "second", twofold=True)]) == first
    apart = [first, _decided(2, "different", "second", twofold=True)]
    assert outcome(apart) is None
    assert is_disputed(apart)
    settling = _decided(3, "different", "settling", twofold=True)
    assert outcome([*apart, settling]) == settling
    assert not is_disputed([*apart, settling])


def test_each_pair_is_judged_by_itself() -> None:
    other = Decided(id=4, pair=pair_of(ENVER, ARTA), verdict="unsure", part="first")
    assert other.pair == (ARTA, ENVER)
    assert holding([_decided(1, "same"), other]) == [_decided(1, "same"), other]
