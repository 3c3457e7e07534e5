"""Which place of the gazetteer is meant, what is it called, and which municipality is it in?"""

from __future__ import annotations

from datetime import date

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.place import Place
from onrecord.vocab.gazetteer import Gazetteer, MatchStatus
from onrecord.vocab.gazetteer.outlines import Outline
from onrecord.web.site import languages

MAP_DAY = date(2005, 1, 1)
"""The day whose 30 municipalities the map shows; every place is counted in one of them."""


def find_place(text: str) -> str:
    """Return the id of the one place that a text names: ``Drenovac, Klina``, or an id.

    Raises InputError where no place or more than one bears the name.
    """
    gazetteer = Gazetteer.default()
    if text.strip() in gazetteer.by_id:
        return text.strip()
    name, _comma, municipality = text.partition(",")
    match = gazetteer.lookup(name.strip(), municipality=municipality.strip() or None)
    if match.place is not None:
        return match.place.id
    if match.status is MatchStatus.AMBIGUOUS:
        raise InputError(
            "More than one place bears this name: {places}.",
            places="; ".join(described(place) for place in match.candidates),
            remedy="Write the municipality after a comma.",
        )
    if match.nearest:
        raise InputError(
            "The gazetteer has no such place. The nearest names are {names}.",
            names=", ".join(match.nearest),
        )
    raise InputError(
        "The gazetteer has no such place.",
        remedy="Leave this empty and keep the place in words.",
    )


def name_of(place_id: str) -> str:
    """Return the name of a place in the language of the request; empty for no place.

    An id that the gazetteer no longer has stays as it is.
    """
    gazetteer = Gazetteer.default()
    if place_id not in gazetteer.by_id:
        return place_id
    return gazetteer.name(place_id, languages.code())


def typed(place_id: str) -> str:
    """Return a place in words that find it again: its name, or its id where that is shared."""
    name = name_of(place_id)
    try:
        return name if not place_id or find_place(name) == place_id else place_id
    except InputError:
        return place_id


def described(place: Place) -> str:
    """Return the name of a place with its municipality: "Drenovac (Klina)"."""
    over = Gazetteer.default().municipalities_of(place.id, MAP_DAY)
    names = ", ".join(name_of(one) for one in over if one != place.id)
    return f"{name_of(place.id)} ({names})" if names else name_of(place.id)


def municipality_of(place_id: str) -> str:
    """Return the municipality of the map that a place lies in; empty where that is open."""
    if not place_id:
        return ""
    gazetteer = Gazetteer.default()
    place = gazetteer.place(place_id)
    found = gazetteer.municipalities_of(place_id, MAP_DAY)
    if len(found) == 1:
        return found[0]
    if place.latitude is None or place.longitude is None:
        return ""
    return gazetteer.locate(latitude=place.latitude, longitude=place.longitude) or ""


def municipalities() -> list[tuple[str, str]]:
    """Return the municipalities of the map with their names, sorted by name."""
    found = Gazetteer.default().municipalities(on=MAP_DAY)
    return sorted(((place.id, name_of(place.id)) for place in found), key=lambda one: one[1])


def outlines() -> dict[str, Outline]:
    """Return the outlines of the municipalities of the map."""
    return dict(Gazetteer.default().outlines)


def known_names() -> list[str]:
    """Return the names of all municipalities and towns, for completion while typing."""
    gazetteer = Gazetteer.default()
    return sorted({name_of(place_id) for place_id in gazetteer.by_id})
