"""Places, drafts and numbers are said so that a coder can check them."""

from __future__ import annotations

import pytest
from django.utils import translation

from onrecord.core.document.figures.phenomena import NAMES as NAMED_BY_RULES
from onrecord.core.kernel.errors import InputError
from onrecord.web.coding import words
from onrecord.web.coding.drafts import drafted
from onrecord.web.coding.models import Account
from onrecord.web.coding.phenomena import PHENOMENA, phenomenon_words
from onrecord.web.coding.suggested import figure_values
from onrecord.web.coding.where import find_place, municipality_of, name_of, typed


@pytest.mark.parametrize("name", ["Gjakova", "Gjakovë", "Djakovica", "Ђаковица", "xk-m05"])
def test_every_spelling_finds_one_place(name: str) -> None:
    assert find_place(name) == "xk-m05"


def test_an_unknown_place_names_the_nearest() -> None:
    with pytest.raises(InputError, match="Prizren"):
        find_place("Prizern")


def test_a_place_is_typed_so_that_it_is_found_again() -> None:
    assert find_place(typed("xk-m05")) == "xk-m05"
    assert typed("") == ""
    assert name_of("gone-from-the-gazetteer") == "gone-from-the-gazetteer"
    assert municipality_of("") == ""


def test_names_of_places_follow_the_language() -> None:
    with translation.override("sr"):
        assert name_of("xk-m05") == "Ђаковица"
    with translation.override("sq"):
        assert name_of("xk-m05") == "Gjakovë"


def test_every_phenomenon_of_the_rules_is_said_in_every_language() -> None:
    assert set(PHENOMENA) == set(NAMED_BY_RULES)
    with translation.override("sr"):
        assert phenomenon_words("killed") == "убијени"
        assert phenomenon_words("") == ""
        assert phenomenon_words("flogged") == "flogged"


def test_a_victim_is_said_as_far_as_it_is_known() -> None:
    account = Account(victim_name="Arta", victim_bound="exact", victim_value=1)
    assert words.victim_words(account) == "Arta, 1 person"
    assert words.victim_words(Account()) == ""
    assert words.suffered_words(Account(act_type="act/beating")) == "beating"
    assert words.alleged("") == ""


def test_a_draft_takes_place_date_and_number_from_the_words() -> None:
    found = drafted("In April 1999 four men were taken from a house in Gjakova.")
    assert found["period"] == "1999-04"
    assert (found["victims_how"], found["victims_number"]) == ("exact", 4)
    assert find_place(found["place"]) == "xk-m05"
    assert drafted("Nobody came.") == {}


def test_what_a_rule_did_not_find_stays_unknown() -> None:
    row = {"bound": "worded", "quote": "the majority", "value": None, "phenomenon": "missing"}
    values = figure_values(row)
    assert values["wording"] == "the majority"
    assert "value" not in values
    assert "measure" not in values


@pytest.mark.parametrize(
    ("phenomenon", "unit", "measure"),
    [
        ("killed", "persons", "figure/killed"),
        ("displaced", "share", "figure/displaced-share"),
        ("injured", "persons", "figure/wounded"),
        ("unemployment", "share", "figure/unemployment"),
        ("denied medical care", "share", "figure/care-denied-share"),
        ("missing", "persons", ""),
        (None, "persons", ""),
    ],
)
def test_a_measure_is_taken_where_one_alone_can_be_meant(
    phenomenon: str | None, unit: str, measure: str
) -> None:
    row = {"bound": "exact", "value": 1, "unit": unit, "phenomenon": phenomenon}
    assert figure_values(row).get("measure", "") == measure


def test_words_longer_than_their_field_are_cut() -> None:
    assert len(figure_values({"bound": "exact", "counted": "x" * 900})["counted"]) == 200
