"""Comparing names is symmetric, never falls where names agree more, and is not fooled by marks."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.core.kernel.person_name import PersonName
from onrecord.core.reconcile.names import NameLevel, compare_names
from onrecord.vocab.names import load_short_forms

_GIVEN = [
    *("Agim", "Agron", "Besim", "Besime", "Besnik", "Fatime", "Fatmir", "Ramë", "Ramadan"),
    *("Xhevdet", "Dževdet", "Hysen", "Goran"),
]
_SURNAMES = [
    *("Gashi", "Gaši", "Berisha", "Haradini", "Haradinaj", "Krasniqi", "Краснићи"),
    *("Petrović", "Petroviq", "Uka"),
]
_MARKS = str.maketrans("ëçšžčćË", "ecszccE")

_part = st.sampled_from([*_GIVEN, *_SURNAMES, "A.", "G.", "Ana Marija", "Gashi-Uka"])
_names = st.builds(
    lambda given, surname, father: PersonName.of(given=given, surname=surname, father=father),
    st.one_of(st.none(), _part),
    _part,
    st.one_of(st.none(), st.sampled_from(_GIVEN)),
)


@given(_names, _names)
def test_the_level_is_the_same_both_ways_round(left: PersonName, right: PersonName) -> None:
    table = load_short_forms()
    there, back = compare_names(left, right, table), compare_names(right, left, table)
    assert there.level is back.level
    assert (there.father and there.father.level) == (back.father and back.father.level)
    assert str(there.remark)
    assert "{" not in str(there.remark)


@given(_names, _names)
def test_a_part_that_comes_to_agree_never_lowers_the_level(
    left: PersonName, right: PersonName
) -> None:
    table = load_short_forms()
    found = compare_names(left, right, table)
    assume(not found.other_order)
    before = found.level
    if left.given and right.given:
        nearer = PersonName.of(given=left.given, surname=right.surname, father=right.father)
        assert compare_names(left, nearer, table).level >= before
    nearer = PersonName.of(given=right.given, surname=left.surname, father=right.father)
    assert compare_names(left, nearer, table).level >= before


@given(_names)
def test_a_name_agrees_with_itself_and_with_its_stripped_spelling(name: PersonName) -> None:
    itself = compare_names(name, name).level
    parts = (name.given or "").translate(_MARKS), (name.surname or "").translate(_MARKS)
    stripped = PersonName.of(given=parts[0], surname=parts[1], father=name.father)
    found = compare_names(name, stripped).level
    assert found >= min(itself, NameLevel.SAME_NAME)
    assert itself >= NameLevel.OPEN


@given(_names, st.sampled_from(_GIVEN), st.sampled_from(_GIVEN))
def test_fathers_alone_never_make_two_names_one(name: PersonName, father: str, other: str) -> None:
    """The negative control: another father makes namesakes of equal names, at the most."""
    one = PersonName.of(given=name.given, surname=name.surname, father=father)
    two = PersonName.of(given=name.given, surname=name.surname, father=other)
    likeness = compare_names(one, two)
    assert likeness.father is not None
    if likeness.father.level is NameLevel.DIFFERENT:
        assert likeness.level <= NameLevel.NAMESAKES
