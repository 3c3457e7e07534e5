"""Two accounts of one act, and accounts that only seem to tell it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.core.reconcile import same_act as sentences
from onrecord.core.reconcile.same_act import Grade, Likeness, Told, same_act

KILLING = ("act/killing", "act/against-life")
SHOT = ("act/shooting", "act/killing", "act/against-life")
LOOTING = ("act/looting", "act/against-property")
BESIM = Told(
    kinds=KILLING,
    victim_name="Besim Hoxha",
    place="village/1",
    municipality="municipality/5",
    period=Period.from_edtf("1999-04-14"),
)
CROWD = Told(
    kinds=KILLING,
    victim_group="group/albanian",
    victims=Quantity(bound=Bound.exact, value=12),
    municipality="municipality/5",
    place="municipality/5",
    period=Period.from_edtf("1999-04"),
)


def templates(found: Likeness) -> list[str]:
    return [reason.sentence.template for reason in found.reasons]


def test_the_same_victim_place_day_and_kind_in_another_script_is_likely_one_act() -> None:
    found = same_act(BESIM, replace(BESIM, victim_name="Бесим Хоџа"))
    assert found.grade is Grade.LIKELY
    assert templates(found) == [
        sentences.SAME_NAME,
        sentences.SAME_PLACE,
        sentences.SAME_DAY,
        sentences.SAME_KIND,
    ]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (replace(BESIM, victim_name="Goran Ilić"), sentences.OTHER_NAME),
        (replace(BESIM, place="x", municipality="municipality/6"), sentences.OTHER_MUNICIPALITY),
        (replace(BESIM, period=Period.from_edtf("1999-05")), sentences.OTHER_TIME),
    ],
)
def test_one_contradiction_is_said_and_costs_the_first_grade(other: Told, sentence: str) -> None:
    found = same_act(BESIM, other)
    assert sentence in templates(found)
    assert found.grade is not Grade.LIKELY


def test_victims_of_one_day_and_place_with_different_names_are_no_one_act() -> None:
    other = replace(BESIM, victim_name="Enver Berisha")
    assert same_act(BESIM, other).grade is Grade.UNLIKELY


def test_numbers_that_can_both_hold_speak_for_it_and_a_little_against_it_otherwise() -> None:
    about = replace(CROWD, victims=Quantity(bound=Bound.at_least, value=10, low=10))
    fewer = replace(CROWD, victims=Quantity(bound=Bound.at_most, value=9, high=9))
    assert sentences.FITTING_NUMBER in templates(same_act(CROWD, about))
    assert sentences.OTHER_NUMBER in templates(same_act(CROWD, fewer))
    assert sentences.SAME_NUMBER in templates(same_act(CROWD, CROWD))
    points = [same_act(CROWD, other).points for other in (CROWD, about, fewer)]
    assert points == sorted(points, reverse=True)


def test_days_beside_one_another_and_kinds_within_one_another_are_near() -> None:
    later = replace(BESIM, kinds=SHOT, period=Period.from_edtf("1999-04-16"))
    found = templates(same_act(BESIM, later))
    assert {sentences.NEAR_TIME, sentences.BROADER_KIND} <= {*found}
    assert sentences.OTHER_KIND in templates(same_act(BESIM, replace(BESIM, kinds=LOOTING)))


def test_a_village_beside_its_municipality_fits_and_another_village_does_not() -> None:
    whole = replace(BESIM, place="municipality/5")
    assert sentences.SAME_MUNICIPALITY in templates(same_act(BESIM, whole))
    assert sentences.OTHER_PLACE in templates(same_act(BESIM, replace(BESIM, place="village/2")))


def test_what_is_not_stated_says_nothing() -> None:
    assert same_act(BESIM, Told()).reasons == ()
    alone = same_act(Told(kinds=KILLING), Told(kinds=KILLING))
    assert (alone.points, alone.grade) == (2, Grade.UNLIKELY)
