"""One place for every spelling, and no choice where the name does not decide."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.place import Parent, Place, PlaceKind, PlaceName
from onrecord.vocab.gazetteer import Gazetteer, MatchStatus

GAZETTEER = Gazetteer.default()
WAR = date(1999, 3, 28)


def hamlet(number: int, municipality: str, name: str = "Lugovac") -> Place:
    return Place(
        id=f"test-{number}",
        kind=PlaceKind.SETTLEMENT,
        names=(PlaceName(name, "sr-Latn"),),
        parents=(Parent(municipality),),
    )


@pytest.mark.parametrize(
    "spelling",
    [
        *("Gjakove", "Gjakova", "Đakovica", "Djakovica", "Ђаковица", "DAKOVICA", "Dakovica"),
        *("GJAKOVË", "Gjakovë/Đakovica", "Djakovica / Gjakova", "Municipality of Gjakova"),
    ],
)
def test_gjakove_is_one_place_however_it_is_written(spelling: str) -> None:
    match = GAZETTEER.lookup(spelling)
    assert match.status is MatchStatus.FOUND
    assert match.place is GAZETTEER.place("xk-m05")


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        *(("Pejë", "xk-m18"), ("Peja", "xk-m18"), ("Peć", "xk-m18"), ("Пећ", "xk-m18")),
        *(("KOSOVOPOLJE", "xk-m04"), ("Drenas", "xk-m07"), ("Priştine", "xk-m20")),
        *(("Pristina", "xk-m20"), ("Đeneral Janković", "xk-m32"), ("Kosovo", "xk")),
    ],
)
def test_other_spellings(spelling: str, place_id: str) -> None:
    place = GAZETTEER.lookup(spelling).place
    assert place is not None
    assert place.id == place_id


def test_a_town_is_found_by_kind_or_within_its_municipality() -> None:
    town = GAZETTEER.lookup("Gjakova", kind="settlement").place
    assert town is not None
    assert town.id == "gn-791646"
    assert GAZETTEER.lookup("Gjakova", municipality="Đakovica").place is town
    assert GAZETTEER.lookup("Gjakova", municipality="xk-m05").place is town


def test_namesakes_are_told_apart_only_by_their_municipality() -> None:
    gazetteer = GAZETTEER.with_places([hamlet(1, "xk-m11"), hamlet(2, "xk-m18")])
    match = gazetteer.lookup("Lugovac")
    assert match.status is MatchStatus.AMBIGUOUS
    assert match.place is None
    assert [place.id for place in match.candidates] == ["test-1", "test-2"]
    assert "Klinë/Klina" in match.sentence
    assert "Give the municipality" in match.sentence
    found = gazetteer.lookup("ЛУГОВАЦ", municipality="Peć")
    assert found.place is gazetteer.place("test-2")
    elsewhere = gazetteer.lookup("Lugovac", municipality="Prizren")
    assert elsewhere.status is MatchStatus.UNKNOWN
    assert len(elsewhere.candidates) == 2
    assert "known in Prizren" in elsewhere.sentence


def test_unknown_names_come_with_the_nearest_spellings() -> None:
    match = GAZETTEER.lookup("Prištna")
    assert match.status is MatchStatus.UNKNOWN
    assert match.nearest[0] == "Priština"
    assert "Nearest spellings: Priština" in match.sentence
    assert GAZETTEER.lookup("qqqq").nearest == ()
    assert GAZETTEER.lookup("").status is MatchStatus.UNKNOWN
    uncertain = GAZETTEER.lookup("Gjakova", municipality="Xyz")
    assert uncertain.status is MatchStatus.UNKNOWN
    assert "municipality is not certain" in uncertain.sentence


def test_the_date_decides_what_a_name_means() -> None:
    assert GAZETTEER.lookup("Graçanicë").place is GAZETTEER.place("xk-m31")
    before = GAZETTEER.lookup("Graçanicë", on=WAR)
    assert before.place is GAZETTEER.place("gn-790265")
    assert "Pristina or " in before.sentence
    match = GAZETTEER.lookup("Malishevë", kind=PlaceKind.MUNICIPALITY, on=WAR)
    assert match.status is MatchStatus.UNKNOWN
    assert "at this date" in match.sentence
    old = GAZETTEER.lookup("Pećki okrug", on=WAR).place
    assert old is GAZETTEER.place("xk-o26")
    assert GAZETTEER.lookup("Pećki okrug").status is MatchStatus.AMBIGUOUS


def test_villages_are_found_in_the_municipality_of_their_time() -> None:
    junik = GAZETTEER.lookup("Junik", municipality="Deçan", on=WAR).place
    assert junik is GAZETTEER.place("gn-789739")
    assert GAZETTEER.lookup("Junik", municipality="Junik", on=date(2015, 1, 1)).place is junik
    assert GAZETTEER.lookup("Junik", municipality="Deçan").place is junik
    split = GAZETTEER.lookup("Pagarusha", municipality="Suva Reka", on=WAR).place
    assert split is GAZETTEER.place("gn-787268")
    assert GAZETTEER.municipalities_of("gn-787268", WAR) == ("xk-m22", "xk-m26", "xk-m11", "xk-m07")
    assert GAZETTEER.municipalities_of("gn-787268", date(2001, 1, 1)) == ("xk-m14",)
    assert GAZETTEER.municipalities_of("xk-m33", WAR) == ("xk-m01",)
    assert GAZETTEER.municipalities_of("xk-d1") == ()
    assert GAZETTEER.municipalities_of("xk-m02", WAR) == ("xk-m02",)
    assert GAZETTEER.municipalities_of("gn-791122", WAR) == ("xk-m02", "xk-m21")


def test_children_are_those_that_certainly_lay_there() -> None:
    district = [place.id for place in GAZETTEER.children("xk-o26", WAR)]
    assert district == ["xk-m01", "xk-m05", "xk-m08", "xk-m11", "xk-m18"]
    assert GAZETTEER.children("xk-o26", date(2004, 3, 17)) == ()
    junik = GAZETTEER.place("gn-789739")
    assert junik in GAZETTEER.children("xk-m01", WAR)
    assert junik not in GAZETTEER.children("xk-m01")
    assert junik in GAZETTEER.children("xk-m33")


def test_names_by_language() -> None:
    names = [GAZETTEER.name("xk-m05", language) for language in ("en", "sq", "sr-Latn", "sr-Cyrl")]
    assert names == ["Gjakovë/Đakovica", "Gjakovë", "Đakovica", "Ђаковица"]
    assert GAZETTEER.name("xk-m20", "en") == "Pristina"
    assert GAZETTEER.name("xk-m21", "en") == "Prizren"
    only_albanian = GAZETTEER.with_places(
        [Place(id="x", kind=PlaceKind.SETTLEMENT, names=(PlaceName("Lugishtë", "sq"),))]
    )
    assert only_albanian.name("x", "sr-Cyrl") == "Lugishtë"


def test_outlines_and_points() -> None:
    assert GAZETTEER.locate(latitude=42.38, longitude=20.43) == "xk-m05"
    assert GAZETTEER.locate(latitude=44.8, longitude=20.46) is None
    outline = GAZETTEER.outline("xk-m05")
    assert outline is not None
    assert all(20 < x < 22 and 41.8 < y < 43.3 for ring in outline for x, y in ring)
    assert GAZETTEER.outline("xk-m38") is None


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(UsageError, match="no place has this id"):
        GAZETTEER.place("xk-m99")


def test_a_known_place_gains_names() -> None:
    further = Place(
        id="gn-791646",
        kind=PlaceKind.SETTLEMENT,
        names=(PlaceName("Gjakovë", "sq"), PlaceName("Yakova", "tr")),
    )
    gazetteer = GAZETTEER.with_places([further])
    place = gazetteer.lookup("Yakova").place
    assert place is not None
    assert place.id == "gn-791646"
    assert place.parents == GAZETTEER.place("gn-791646").parents
    assert GAZETTEER.lookup("Yakova").place is None
