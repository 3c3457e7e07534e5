"""How mentions read side by side: what differs is what cannot both be."""

from __future__ import annotations

import pytest
from django.utils import translation

from onrecord.web.people import shown
from onrecord.web.people.models import Mention


def _differing(*mentions: Mention) -> set[str]:
    return {str(line.label) for line in shown.side_by_side(mentions) if line.differs}


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        ({"name": "Đorđe"}, {"name": "Ђорђе"}, set()),
        ({"name": "Arta"}, {"name": "Fatime"}, {"Full name"}),
        ({"name": "Arta"}, {}, set()),
        ({"death": "1999"}, {"death": "1999-04-14"}, set()),
        ({"death": "1999-04-14"}, {"death": "1999-04-15"}, {"Date"}),
        ({"death": "1999-04-14"}, {"death": "as worded"}, {"Date"}),
        ({"birth": "1960~"}, {"birth": "1961"}, set()),
        ({"birth": "1960"}, {"birth": "1975"}, {"Born"}),
        ({"age": 30.0}, {"age": 31.0}, {"Age"}),
        (
            {"municipality": "Pejë", "place": "xk-m18"},
            {"municipality": "Пећ", "place": "xk-m18"},
            set(),
        ),
        ({"municipality": "Pejë"}, {"municipality": "Klina"}, {"Municipality"}),
        ({"list_name": "A", "weight": 0.5}, {"list_name": "B"}, set()),
    ],
)
def test_what_differs(
    one: dict[str, object], other: dict[str, object], differing: set[str]
) -> None:
    assert _differing(Mention(**one), Mention(**other)) == differing


def test_three_dates_are_compared_each_with_each() -> None:
    dates = ("1999-04-14", "1999", "1999-05-01")
    assert _differing(*(Mention(death=date) for date in dates)) == {"Date"}


def test_values_read_in_the_language_of_the_reader() -> None:
    mention = Mention(sex="sex/female", place="xk-m18")
    with translation.override("sr"):
        assert shown.sex(mention.sex) not in {"", "sex/female", "female"}
        assert "Пећ" in shown.known_place(mention)
    assert shown.sex(mention.sex) == "female"


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"age": 30.0}, "30"),
        ({"age_low": 30.0, "age_high": 40.0}, "30–40"),
        ({"age_low": 30.0}, "30–"),
        ({"age_high": 40.0}, "–40"),
        ({}, ""),
    ],
)
def test_ages(values: dict[str, float], text: str) -> None:
    assert shown.age(Mention(**values)) == text


def test_not_covered_is_not_no() -> None:
    covered = shown.covered(Mention(memberships={"aba": True, "exh": False, "hrw": None}))
    assert covered == "aba: yes, exh: no, hrw: not covered"


def test_who_has_no_name_is_not_left_blank() -> None:
    assert shown.name(Mention()) == "no name given"


def test_a_weight_of_one_goes_without_saying() -> None:
    labels = {str(label) for label, _text in shown.facts_of(Mention(weight=1.0))}
    assert "Weight" not in labels
    assert ("Weight", "0.333") in [
        (str(label), text) for label, text in shown.facts_of(Mention(weight=0.333))
    ]
