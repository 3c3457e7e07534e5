"""Villages come from a GeoNames dump or a Who's On First extract, with errors by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.names import fold
from onrecord.vocab.gazetteer import (
    Gazetteer,
    MatchStatus,
    read_extract,
    read_places,
    write_places,
)

GAZETTEER = Gazetteer.default()
HEADER = "geonames_id,wof_id,lat,lon,fcode,gn_adm1_2012,name,sq,sr_latn,sr_cyrl,other\n"


def dump_row(**changed: str) -> str:
    cells = {
        "id": "1",
        "name": "Lug",
        "ascii": "Lug",
        "alternates": "Lugu,Луг,ルグ",
        "latitude": "42.38",
        "longitude": "20.43",
        "class": "P",
        "code": "PPL",
        "country": "XK",
        "cc2": "",
        "admin1": "05",
        "admin2": "",
        "admin3": "",
        "admin4": "",
        "population": "0",
        "elevation": "",
        "dem": "400",
        "zone": "",
        "modified": "",
    }
    return "\t".join({**cells, **changed}.values())


def test_a_csv_row_becomes_a_place() -> None:
    row = "7,8,42.4,20.3,PPL,33,Lug,Lug|Lugu,Lugovo,Лугово,Lugishte|ルグ\n"
    extract = read_extract(HEADER + row, GAZETTEER)
    (place,) = extract.places
    assert extract.rejected == ()
    assert place.id == "gn-7"
    assert [place.name(language) for language in ("sq", "sr-Latn", "sr-Cyrl")] == [
        "Lug",
        "Lugovo",
        "Лугово",
    ]
    assert {name.text for name in place.names if name.language == "und"} == {"Lugishte"}
    assert (place.code("geonames"), place.code("wof")) == ("7", "8")
    assert place.parent_on(date(1999, 3, 28)) == "xk-m01"
    assert place.parent_on(date(2015, 1, 1)) == "xk-m33"


def test_rows_that_cannot_be_taken_are_refused_one_by_one() -> None:
    rows = [
        "1,,42.4,20.3,PPL,05,Lug,Lug,,,",
        "2,,north,20.3,PPL,05,Lug,Lug,,,",
        "3,,20.3,42.4,PPL,05,Lug,Lug,,,",
        "4,,42.4,20.3,PPL,05,,,,,",
        "x,,42.4,20.3,PPL,05,Lug,Lug,,,",
        "5,,42.4,20.3",
        "1,,42.4,20.3,PPL,05,Lug,Lugu,,,",
    ]
    extract = read_extract(HEADER + "\n".join(rows), GAZETTEER, file="villages.csv")
    assert [place.id for place in extract.places] == ["gn-1"]
    assert extract.joined == 1
    assert [(error.file, error.line) for error in extract.rejected] == [
        ("villages.csv", line) for line in (3, 4, 5, 6, 7)
    ]
    reasons = " ".join(error.sentence() for error in extract.rejected)
    assert "not two numbers" in reasons
    assert "outside Kosovo" in reasons
    assert "has no name" in reasons
    assert "4 columns instead of 11" in reasons


def test_a_geonames_dump_is_read_with_its_old_and_new_codes() -> None:
    rows = [
        dump_row(),
        dump_row(id="2", admin1="10096859", admin2="791645"),
        dump_row(id="3", admin1="00"),
        dump_row(id="4", **{"class": "T"}),
        dump_row(id="5", country="AL"),
        dump_row(id="6", latitude="42.1", longitude="20.05", admin1=""),
        "1\t2",
    ]
    extract = read_extract("\n".join(rows), GAZETTEER)
    assert [place.id for place in extract.places] == ["gn-1", "gn-2", "gn-3", "gn-6"]
    assert [place.parent_on() for place in extract.places] == ["xk-m05"] * 3 + [None]
    assert {name.text for name in extract.places[0].names} == {"Lug", "Lugu", "Луг"}
    assert extract.skipped == 2
    assert extract.rejected[0].line == 7


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "geonames_id,lat\n1,2\n"])
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="not an extract"):
        read_extract(text, GAZETTEER)


def test_our_own_file_is_written_and_read_back() -> None:
    rows = "7,8,42.4,20.3,PPL,33,Lug,Lug|Lugu,Lugovo,Лугово,Lugishte\n9,,42.4,20.3,,14,Kodër,,,,\n"
    places = read_extract(HEADER + rows, GAZETTEER).places
    municipalities = {place.id: place for place in GAZETTEER.municipalities()}
    read = read_places(write_places(places), municipalities)
    assert [place.id for place in read.places] == [place.id for place in places]
    assert read.places[0] == places[0]
    assert read.rejected == ()


def test_errors_of_our_own_file() -> None:
    text = (
        "id,latitude,longitude,municipality,sq,sr-Latn,sr-Cyrl,other,codes\n"
        "a,42.4,20.3,xk-m05,Lug,,,,\n"
        "a,42.4,20.3,xk-m05,Lug,,,,\n"
        "b,42.4,20.3,xk-m99,Lug,,,,\n"
        "c,42.4\n"
    )
    municipalities = {place.id: place for place in GAZETTEER.municipalities()}
    read = read_places(text, municipalities, file="places.csv")
    assert [place.id for place in read.places] == ["a"]
    assert [error.line for error in read.rejected] == [3, 4, 5]
    with pytest.raises(InputError, match="without the columns"):
        read_places("id,name\n", municipalities)


@pytest.mark.data
def test_the_villages_of_kosovo(shared_data: Callable[[str], Path]) -> None:
    path = shared_data("linkage/kosovo_settlements.csv")
    extract = read_extract(path.read_text(encoding="utf-8"), GAZETTEER, file=path.name)
    assert extract.rejected == ()
    assert len(extract.places) + extract.joined == 2510
    assert len(extract.places) == 2507
    assert all(place.parents for place in extract.places)
    gazetteer = GAZETTEER.with_places(extract.places)

    match = gazetteer.lookup("Drenovac")
    assert match.status is MatchStatus.AMBIGUOUS
    assert {place.parent_on() for place in match.candidates} == {"xk-m01", "xk-m20", "xk-m22"}
    for municipality in ("Dečani", "Prishtinë", "Ораховац"):
        assert gazetteer.lookup("Drenovac", municipality=municipality).place is not None
    for spelling in ("Gjakove", "Gjakova", "Đakovica", "Djakovica", "Ђаковица", "DAKOVICA"):
        assert gazetteer.lookup(spelling).place is gazetteer.place("xk-m05")

    official = Counter(
        fold(name) for place in extract.places if (name := place.name("sr-Latn")) is not None
    )
    namesakes = [name for name, count in official.items() if count > 1]
    assert len(namesakes) > 100
    assert all(gazetteer.lookup(name).place is None for name in namesakes)
