"""A name comes apart into given name, surname, maiden name and father's name."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.person_name import NameOrder, PersonName
from onrecord.core.reconcile.names import name_parts


def _shown(text: str, order: NameOrder = NameOrder.GIVEN_SURNAME) -> tuple[str, ...]:
    parts = name_parts(PersonName.from_full(text, order=order))
    return tuple(
        " ".join(word.written for word in words)
        for words in (parts.given, parts.surname, parts.father, parts.maiden, parts.loose)
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Arta Berisha", ("Arta", "Berisha", "", "", "")),
        ("Berisha, Arta", ("Arta", "Berisha", "", "", "")),
        ("Arta (Besim) Berisha", ("Arta", "Berisha", "Besim", "", "")),
        ("Arta (i biri i Besim) Berisha", ("Arta", "Berisha", "Besim", "", "")),
        ("Arta B. Berisha", ("Arta", "Berisha", "B.", "", "")),
        ("Arta Berisha (rođ. Krasniqi)", ("Arta", "Berisha", "", "Krasniqi", "")),
        ("Arta (Besim) Berisha e lindur Krasniqi", ("Arta", "Berisha", "Besim", "Krasniqi", "")),
        ("Арта Бериша рођена Краснићи", ("Арта", "Бериша", "", "Краснићи", "")),
        ("Dragana Perić-Savić", ("Dragana", "Perić Savić", "", "", "")),
        ("Arta", ("", "", "", "", "Arta")),
        ("Reneja Berisha", ("Reneja", "Berisha", "", "", "")),
    ],
)
def test_parts_of_a_full_name(text: str, shown: tuple[str, ...]) -> None:
    assert _shown(text) == shown


def test_the_order_of_the_list_decides() -> None:
    shown = _shown("Berisha Besim Arta", NameOrder.SURNAME_FATHER_GIVEN)
    assert shown == ("Arta", "Berisha", "Besim", "", "")


def test_a_maiden_name_in_a_column_of_its_own_kind() -> None:
    parts = name_parts(
        PersonName.of(given="Arta", surname="Berisha (rođ. Krasniqi)", father="Besim")
    )
    assert [word.key for word in parts.maiden] == ["krasnici"]
    assert [word.key for word in parts.surname] == ["berisa"]
    assert [word.key for word in parts.father] == ["besim"]


@pytest.mark.parametrize(
    ("given", "initials"),
    [("A.", [True]), ("Xh.", [True]), ("Xh", [True]), ("Li", [False]), ("A.B.", [True, True])],
)
def test_initials_are_told(given: str, initials: list[bool]) -> None:
    parts = name_parts(PersonName.of(given=given, surname="Berisha"))
    assert [word.initial for word in parts.given] == initials
