"""Scripts and Serbian Cyrillic in Latin letters."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.script import Script, latin_from_serbian, script_of, without_marks


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Ђаковица", "Đakovica"),
        ("Љубица Његош", "Ljubica Njegoš"),
        ("ЉУБИЦА", "LJUBICA"),
        ("ЗЕМЉА", "ZEMLJA"),
        ("ОГАЊ", "OGANJ"),
        ("Џевдет Хоџа", "Dževdet Hodža"),
        ("Ћамил", "Ćamil"),
        ("Љ", "Lj"),
        ("Shqipëri и Пећ", "Shqipëri i Peć"),
    ],
)
def test_serbian_letters_keep_their_digraphs_and_case(cyrillic: str, latin: str) -> None:
    assert latin_from_serbian(cyrillic) == latin


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Arta", Script.LATIN),
        ("Đorđe", Script.LATIN),
        ("Горан", Script.CYRILLIC),
        ("Goran Горан", Script.MIXED),
        ("أرتا", Script.ARABIC),
        ("Αρτα", Script.OTHER),
        ("12-3", Script.OTHER),
    ],
)
def test_script_is_told_from_letters_alone(text: str, script: Script) -> None:
    assert script_of(text) is script


def test_marks_are_removed() -> None:
    assert without_marks("Pranverë NËNTOR čĆŽšđ") == "pranvere nentor cczsd"
