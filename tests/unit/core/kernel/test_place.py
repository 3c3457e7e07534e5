"""Places have dated names and a dated hierarchy."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.place import (
    NameForm,
    Parent,
    Place,
    PlaceCode,
    PlaceKind,
    PlaceName,
    lineage,
)

UNTIL = Period.from_edtf("../2008-05")
SINCE = Period.from_edtf("2008-06/..")
NAME = (PlaceName("Lug", "sq"),)


def village() -> Place:
    return Place(
        id="lug",
        kind=PlaceKind.SETTLEMENT,
        names=(
            PlaceName("Lug", "sq", NameForm.OFFICIAL, SINCE),
            PlaceName("Stari Lug", "sq", NameForm.OFFICIAL, UNTIL),
            PlaceName("Lugu", "sq", NameForm.DEFINITE),
        ),
        parents=(Parent("old", UNTIL), Parent("new", SINCE)),
        codes=(PlaceCode("list", "7"),),
        valid=(Period.from_edtf("1950/1989"), Period.from_edtf("1995/..")),
    )


def test_names_parents_and_existence_are_dated() -> None:
    place = village()
    assert place.name("sq") == "Lug"
    assert place.name("sq", date(1999, 3, 28)) == "Stari Lug"
    assert place.name("en") is None
    assert place.parent_on(date(1999, 3, 28)) == "old"
    assert place.parent_on(date(2008, 6, 1)) == "new"
    assert place.parent_on() == "new"
    assert place.existed_on(date(1989, 12, 31))
    assert not place.existed_on(date(1990, 1, 1))
    assert (place.code("list"), place.code("other")) == ("7", None)


def test_lineage_climbs_by_date() -> None:
    country = Place(id="xk", kind=PlaceKind.COUNTRY, names=NAME)
    old = Place(id="old", kind=PlaceKind.MUNICIPALITY, names=NAME, parents=(Parent("xk"),))
    places = {"xk": country, "old": old}
    assert lineage(village(), places, date(1999, 3, 28)) == (old, country)
    assert lineage(village(), places) == ()
    circle = Place(id="xk", kind=PlaceKind.COUNTRY, names=NAME, parents=(Parent("old"),))
    with pytest.raises(InputError, match="in itself"):
        lineage(village(), {"xk": circle, "old": old}, date(1999, 3, 28))


@pytest.mark.parametrize(
    "wrong",
    [
        {"names": ()},
        {"latitude": 42.0},
        {"latitude": 142.0, "longitude": 21.0},
        {"parents": (Parent("a"), Parent("b", SINCE))},
        {"parents": (Parent("a", Period.year(2008)), Parent("b", SINCE))},
    ],
)
def test_places_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Place(**{"id": "x", "kind": PlaceKind.SETTLEMENT, "names": NAME, **wrong})  # type: ignore[arg-type]
