"""The data of the gazetteer is complete and consistent: a build check."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from onrecord.core.kernel.place import NameForm, PlaceKind, lineage
from onrecord.core.kernel.script import Script, latin_from_serbian, script_of
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.vocab.gazetteer.loading import data_rows
from onrecord.vocab.gazetteer.outlines import contains
from onrecord.vocab.gazetteer.rows import EAST, NORTH, SOUTH, WEST

GAZETTEER = Gazetteer.default()
STATUSES = {"agreed by public sources", "to be checked against an official list"}


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(1998, 2, 28), 29),
        (date(1999, 6, 10), 29),
        (date(2000, 7, 27), 30),
        (date(2004, 3, 17), 30),
        (date(2008, 2, 17), 30),
        (date(2014, 1, 11), 38),
        (date(2024, 1, 1), 38),
    ],
)
def test_municipalities_by_date(day: date, count: int) -> None:
    assert len(GAZETTEER.municipalities(on=day)) == count


def test_every_municipality_has_its_official_names_and_a_position() -> None:
    assert len(GAZETTEER.municipalities()) == 38
    for place in GAZETTEER.municipalities():
        for language in ("sq", "sr-Latn", "sr-Cyrl"):
            assert place.name(language), (place.id, language)
        assert GAZETTEER.name(place.id, "en")
        assert place.latitude is not None
        assert place.longitude is not None
        assert SOUTH < place.latitude < NORTH
        assert WEST < place.longitude < EAST


def test_serbian_names_say_the_same_in_both_scripts() -> None:
    for place in GAZETTEER.by_id.values():
        cyrillic, latin = place.name("sr-Cyrl"), place.name("sr-Latn")
        if cyrillic and latin and place.kind is not PlaceKind.SETTLEMENT:
            assert latin_from_serbian(cyrillic) == latin, place.id
        for name in place.names:
            wanted = Script.CYRILLIC if name.language == "sr-Cyrl" else Script.LATIN
            assert script_of(name.text) is wanted, (place.id, name.text)


def test_no_place_has_two_official_names_of_a_language_at_once() -> None:
    for place in GAZETTEER.by_id.values():
        official = [name for name in place.names if name.kind is NameForm.OFFICIAL]
        for one, other in combinations(official, 2):
            if one.language == other.language:
                assert one.valid is not None, place.id
                assert other.valid is not None, place.id
                assert not one.valid.overlaps(other.valid), place.id


def test_parents_exist_and_lead_to_kosovo() -> None:
    for place in GAZETTEER.by_id.values():
        for link in (*place.parents, *place.predecessors):
            assert link.id in GAZETTEER.by_id, place.id
        if place.id != "xk":
            assert lineage(place, GAZETTEER.by_id)[-1].id == "xk", place.id


@pytest.mark.parametrize(
    ("day", "districts"), [(date(1999, 3, 28), 5), (date(2004, 3, 17), 7), (date(2020, 1, 1), 7)]
)
def test_every_municipality_lies_in_one_district_at_a_time(day: date, districts: int) -> None:
    parents = {place.parent_on(day) for place in GAZETTEER.municipalities(on=day)}
    assert len(parents) == districts
    for parent in parents:
        assert parent is not None
        assert GAZETTEER.place(parent).kind is PlaceKind.DISTRICT
        assert GAZETTEER.place(parent).existed_on(day)


def test_younger_municipalities_say_where_they_came_from() -> None:
    for place in GAZETTEER.municipalities():
        if place.valid:
            assert place.predecessors, place.id
            assert place.predecessors[0].valid == place.valid[-1]


def test_outlines_are_those_of_2000_to_2008_and_hold_their_towns() -> None:
    drawn = {place.id for place in GAZETTEER.municipalities(on=date(2004, 3, 17))}
    assert set(GAZETTEER.outlines) == drawn
    astray = set()
    for place_id, outline in GAZETTEER.outlines.items():
        assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in outline)
        town = GAZETTEER.place(place_id)
        assert town.latitude is not None
        assert town.longitude is not None
        if not contains(outline, latitude=town.latitude, longitude=town.longitude):
            astray.add(place_id)
    assert astray <= {"xk-m04", "xk-m16"}, "drawn at 1:10 million: a town near a border strays"


@pytest.mark.parametrize("file", ["districts.csv", "municipalities.csv", "names.csv", "links.csv"])
def test_every_fact_has_a_known_source_and_a_status(file: str) -> None:
    sources = {row["id"] for row in data_rows("sources.csv")}
    for row in data_rows(file):
        assert set(row["source"].split(";")) <= sources, row
        assert row["status"] in STATUSES, row


def test_the_1999_codes_are_1_to_29() -> None:
    codes = [place.code("hrdag-mcode") for place in GAZETTEER.municipalities(on=date(1999, 1, 1))]
    assert sorted(int(code) for code in codes if code) == list(range(1, 30))
    peja = GAZETTEER.by_code("hrdag-mcode", "17")
    assert peja is not None
    assert peja.name("sq") == "Pejë"
    assert GAZETTEER.by_code("hrdag-mcode", "30") is None
