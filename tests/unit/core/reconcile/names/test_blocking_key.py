"""Forms of a name that may be one meet in one coarse key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.reconcile.names import blocking_key, matching_key


@pytest.mark.parametrize(
    "forms",
    [
        "Haradinaj|Haradini|Haradin|Харадинај",
        "Berisha|Berishë|Berish|Бериша|Beriša",
        "Hysen|Husein|Hüseyin|Хусеин|Hyseni",
        "Ymer|Umer|Imer|Ymeri",
        "Jusuf|Isuf|Yusuf|Isufi|Јусуфи",
        "Mehmet|Mehmed|Mehmeti|Мехмед",
        "Jakup|Jakub|Јакуп",
        "Rexhep|Redžep|Rexhepi|Реџеп",
        "Hajrullah|Hajrula|Hajrulla|Хајрулах",
        "Petroviq|Petrović|Petrovich|Петровић",
        "Pejë|Peja|Peje",
    ],
)
def test_forms_of_a_name_meet(forms: str) -> None:
    assert len({blocking_key(form) for form in forms.split("|")}) == 1, forms


@pytest.mark.parametrize(
    ("one", "other"), [("Besim", "Besnik"), ("Gashi", "Krasniqi"), ("Ili", "Ali")]
)
def test_two_names_with_other_consonants_or_another_beginning_stay_apart(
    one: str, other: str
) -> None:
    assert blocking_key(one) != blocking_key(other)


def test_nothing_gives_nothing() -> None:
    assert blocking_key(" - ") == ""


@given(st.text())
def test_it_is_never_finer_than_the_matching_key(text: str) -> None:
    assert blocking_key(matching_key(text)) == blocking_key(text)
    assert len(blocking_key(text).split()) == len(matching_key(text).split())
