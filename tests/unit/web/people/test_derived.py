"""What follows from the values of a mention: search keys in one script, and a date to sort by."""

from __future__ import annotations

import pytest

from onrecord.web.people.derived import derived, sort_date


@pytest.mark.parametrize(
    ("edtf", "key"),
    [
        ("", ""),
        ("1999-04-14", "1999-04-14"),
        ("1999-04", "1999-04"),
        ("1999", "1999"),
        ("1998~", "1998"),
        ("199X", "199"),
        ("1999-21", "1999-03"),
        ("1999-24", "1999-12"),
        ("1999-04-14/1999-04-20", "1999-04-14"),
        ("../1999-03-19", "1999-03-19"),
        ("1999-06-22/..", "1999-06-22"),
    ],
)
def test_a_date_sorts_by_what_is_stated_and_by_no_filler_day(edtf: str, key: str) -> None:
    assert sort_date(edtf) == key


def test_names_in_two_scripts_have_one_key() -> None:
    latin = derived({"name": "Đorđe Petrović", "given": "Đorđe", "surname": "Petrović"})
    cyrillic = derived({"name": "Ђорђе Петровић", "given": "Ђорђе", "surname": "Петровић"})
    assert latin["folded"] == cyrillic["folded"] == "djordje petrovic"
    assert latin["folded_surname"] == cyrillic["folded_surname"] == "petrovic"
    assert (latin["script"], cyrillic["script"]) == ("latin", "cyrillic")


def test_a_father_is_found_too_and_no_word_stands_twice() -> None:
    found = derived({"name": "Arta Gashi", "given": "Arta", "surname": "Gashi", "father": "Enver"})
    assert found["folded"] == "arta gashi enver"


def test_nothing_stated_gives_empty_keys() -> None:
    assert set(derived({}).values()) == {""}
