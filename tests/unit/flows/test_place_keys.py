"""A municipality and a village in any spelling mean a place, several, or none: never a guess."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from onrecord.flows.place_distances import PlaceDistances
from onrecord.flows.place_keys import PlaceKeys, PlaceStatus
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.vocab.gazetteer.places_file import COLUMNS, read_places

_ROWS = """
v-1,42.60,20.30,xk-m18,Lisnajë|Lisnaja,Lisnaja,Лиснаја,
v-2,42.50,20.50,xk-m05,Drenovë e Poshtme,Donja Drenova,Доња Дренова,
v-3,42.70,20.90,xk-m20,Arnoc,Arnovac,Арновац,
v-4,42.40,20.60,xk-m22,Arnoc,Arnovac,Арновац,
v-5,42.65,21.20,xk-m20,Xhurë,Džura,Џура,Djura
""".strip()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Five invented villages within the real municipalities."""
    known = Gazetteer.default()
    read = read_places(f"{','.join(COLUMNS[:-1])}\n{_ROWS}\n", known.by_id)
    assert not read.rejected
    return known.with_places(read.places)


@pytest.fixture(scope="module")
def places(gazetteer: Gazetteer) -> PlaceKeys:
    return PlaceKeys(gazetteer)


@pytest.mark.parametrize(
    ("municipality", "village", "place"),
    [
        ("Pejë", "Lisnajë", "v-1"),
        ("Peć", "Лиснаја", "v-1"),
        ("ПЕЋ", "lisnaja", "v-1"),
        ("Pec", "fshati Lisnaja", "v-1"),
        ("opština Peć", "selo Lisnaja", "v-1"),
        ("u Peći", "u Lisnaji", "v-1"),
        ("komuna e Pejës", "Lisnajës", "v-1"),
        (None, "Lisnaja", "v-1"),
        ("Đakovica", "Donja Drenova", "v-2"),
        ("Gjakova", "u Donjoj Drenovi", "v-2"),
        ("Prishtina", "Arnoc/Arnovac", "v-3"),
        ("Orahovac", "Арновац", "v-4"),
        ("Pristina", "Xhura", "v-5"),
        ("Приштина", "Dzura", "v-5"),
        ("Gjakovë", None, "xk-m05"),
        ("Ђаковица", "  ", "xk-m05"),
    ],
)
def test_one_place_is_meant(
    places: PlaceKeys, municipality: str | None, village: str | None, place: str
) -> None:
    key = places.key(municipality, village)
    assert key.place == place, key.remark
    assert "{" not in str(key.remark)


def test_several_candidates_stay_candidates(places: PlaceKeys) -> None:
    key = places.key(None, "Arnovac")
    assert (key.status, key.place) == (PlaceStatus.SEVERAL, None)
    assert set(key.settlements) == {"v-3", "v-4"}
    assert set(key.municipalities) == {"xk-m20", "xk-m22"}


def test_a_village_of_another_municipality_is_told_and_not_taken(places: PlaceKeys) -> None:
    key = places.key("Pejë", "Arnovac")
    assert (key.status, key.place) == (PlaceStatus.ELSEWHERE, None)
    assert set(key.settlements) == {"v-3", "v-4"}
    assert key.municipalities == ("xk-m18",)


def test_a_village_spelt_nearly_so_is_offered_and_not_taken(places: PlaceKeys) -> None:
    key = places.key("Pejë", "Lisnjaja")
    assert (key.status, key.nearest) == (PlaceStatus.MUNICIPALITY, ("v-1",))
    assert key.settlements == ()
    assert "Lisnajë/Lisnaja" in str(key.remark) or "Lisnajë" in str(key.remark)


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        ((None, None), PlaceStatus.NOT_STATED),
        (("", " "), PlaceStatus.NOT_STATED),
        (("Qwerty", None), PlaceStatus.UNKNOWN),
        ((None, "Qwerty"), PlaceStatus.UNKNOWN),
        (("Qwerty", "Asdf"), PlaceStatus.UNKNOWN),
        (("Pejë", "Qwerty"), PlaceStatus.MUNICIPALITY),
        (("Qwerty", "Lisnaja"), PlaceStatus.ELSEWHERE),
    ],
)
def test_what_is_not_known_is_said(
    places: PlaceKeys, texts: tuple[str | None, str | None], status: PlaceStatus
) -> None:
    assert places.key(*texts).status is status


def test_each_pair_of_texts_is_one_key(places: PlaceKeys) -> None:
    texts = [("Pejë", "Lisnaja"), ("Peć", "Лиснаја"), ("Pejë", "Lisnaja"), (None, None)]
    placed = places.rows(texts)
    assert placed.of_row.tolist() == [0, 1, 0, 2]
    assert placed[2].place == "v-1"
    assert len(placed.keys) == 3


def test_the_hierarchy_is_that_of_the_day(places: PlaceKeys) -> None:
    seat = places.key("Gračanica", "Gračanica")
    assert seat.place is not None
    today = [place.id for place in places.lineage(seat.place)]
    assert today[0] == "xk-m31"
    assert "xk-m31" not in places.municipalities_on(seat, date(1999, 4, 1))


def test_distances_are_ranges_over_the_candidates(gazetteer: Gazetteer, places: PlaceKeys) -> None:
    distances = PlaceDistances(gazetteer)
    one, other = places.key("Pejë", "Lisnaja"), places.key("Rahovec", "Arnoc")
    several, unknown = places.key(None, "Arnoc"), places.key("Qwerty", None)
    exact = distances.between(one, other)
    assert exact.low == exact.high == pytest.approx(33.2, abs=0.2)
    spread = distances.between(one, several)
    assert spread.low == pytest.approx(exact.low)
    assert spread.high > spread.low
    assert distances.between(one, one)[:2] == (0.0, 0.0)
    assert distances.between(one, unknown)[:2] == (0.0, np.inf)
    around = distances.between(one, places.key("Pejë", None))
    assert around.low == 0
    assert around.high > 0


def test_distances_of_many_pairs_are_those_of_each(gazetteer: Gazetteer, places: PlaceKeys) -> None:
    distances = PlaceDistances(gazetteer)
    texts = [
        ("Pejë", "Lisnaja"),
        ("Rahovec", "Arnoc"),
        (None, "Arnoc"),
        ("Qw", None),
        ("Pejë", None),
    ]
    keys = places.rows(texts).keys
    left, right = (grid.ravel() for grid in np.meshgrid(np.arange(5), np.arange(5)))
    found = distances.of_pairs(keys, left, right)
    plain = [distances.between(keys[a], keys[b])[:2] for a, b in zip(left, right, strict=True)]
    assert found == pytest.approx(np.array(plain), abs=1e-9)
