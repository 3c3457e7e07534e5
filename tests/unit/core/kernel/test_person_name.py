"""Names keep their parts and script; what a source does not state stays unknown."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.person_name import NameKind, NameOrder, PersonName, Script


@pytest.mark.parametrize(
    ("full", "given", "surname", "father"),
    [
        ("Arta Berisha", "Arta", "Berisha", None),
        ("  Arta   Berisha ", "Arta", "Berisha", None),
        ("Berisha, Arta", "Arta", "Berisha", None),
        ("Berisha, Arta B.", "Arta", "Berisha", "B."),
        ("Arta (Besim) Berisha", "Arta", "Berisha", "Besim"),
        ("Berisha (Besim) Arta, Enver", "Enver", "Berisha Arta", "Besim"),
        ("Goran (otac Enver) Jović", "Goran", "Jović", "Enver"),
        ("Горан (отац Енвер) Јовић", "Горан", "Јовић", "Енвер"),
        ("Arta B. Berisha", "Arta", "Berisha", "B."),
        ("Arta Sh. Berisha", "Arta", "Berisha", "Sh."),
        ("Ana Marija Jović", "Ana Marija", "Jović", None),
        ("Arta", None, None, None),
    ],
)
def test_full_names_are_split_only_as_far_as_they_say(
    full: str, given: str | None, surname: str | None, father: str | None
) -> None:
    name = PersonName.from_full(full)
    assert (name.given, name.surname, name.father) == (given, surname, father)


@pytest.mark.parametrize(
    ("order", "full"),
    [
        (NameOrder.GIVEN_FATHER_SURNAME, "Arta Besim Berisha"),
        (NameOrder.SURNAME_FATHER_GIVEN, "Berisha Besim Arta"),
        (NameOrder.SURNAME_GIVEN, "Berisha Arta (Besim)"),
    ],
)
def test_the_order_of_a_list_decides(order: NameOrder, full: str) -> None:
    name = PersonName.from_full(full, order=order)
    assert (name.given, name.father, name.surname) == ("Arta", "Besim", "Berisha")


def test_parts_make_a_full_name_and_empty_parts_are_unknown() -> None:
    name = PersonName.of(given="Dragana", surname=" ", father="Goran", kind=NameKind.ALIAS)
    assert (name.full, name.surname, name.father) == ("Dragana", None, "Goran")
    assert str(PersonName.of(given="Горан", surname="Јовић")) == "Горан Јовић"
    assert PersonName.of(given="Горан", surname="Jović").script is Script.MIXED


@pytest.mark.parametrize("nothing", ["", "  ", "--", "12"])
def test_a_name_without_letters_is_refused(nothing: str) -> None:
    with pytest.raises(InputError, match="no letters"):
        PersonName.from_full(nothing)
