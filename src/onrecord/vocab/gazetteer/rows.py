"""How rows of names become the names and parents of a place."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.place import NameForm, Parent, Place, PlaceName
from onrecord.core.kernel.script import Script, script_of

SOUTH, NORTH, WEST, EAST = 41.80, 43.30, 20.00, 21.85
"""A box around Kosovo, in degrees."""

UNTAGGED = "und"
"""The language of a name whose source does not say it (ISO 639: undetermined)."""


def names_in(language: str, texts: Iterable[str]) -> list[PlaceName]:
    """Return names of one language; the first is the official one."""
    kept = dict.fromkeys(text.strip() for text in texts if text.strip())
    return [
        PlaceName(text, language, NameForm.OTHER if at else NameForm.OFFICIAL)
        for at, text in enumerate(kept)
    ]


def untagged_names(texts: Iterable[str], known: Iterable[PlaceName]) -> list[PlaceName]:
    """Return further names in Latin or Cyrillic letters that are not known yet."""
    seen = {name.text for name in known}
    kept = dict.fromkeys(text.strip() for text in texts if text.strip())
    return [
        PlaceName(text, UNTAGGED, NameForm.OTHER)
        for text in kept
        if text not in seen and script_of(text) in {Script.LATIN, Script.CYRILLIC}
    ]


def with_an_official(names: list[PlaceName]) -> tuple[PlaceName, ...]:
    """Return the names; where none is official, the first becomes so."""
    if names and all(name.kind is not NameForm.OFFICIAL for name in names):
        first = names[0]
        names = [PlaceName(first.text, first.language), *names[1:]]
    return tuple(names)


def position(latitude: str, longitude: str) -> tuple[float, float]:
    """Return a position in degrees; ``InputError`` for none or one outside Kosovo."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError as error:
        raise InputError(
            "a position is not two numbers",
            column="latitude",
            value=f"{latitude}, {longitude}",
            remedy="Give decimal degrees with a point.",
        ) from error
    if not (SOUTH <= north <= NORTH and WEST <= east <= EAST):
        raise InputError(
            "a position lies outside Kosovo",
            column="latitude",
            value=f"{latitude}, {longitude}",
            remedy="Check whether latitude and longitude are in the right columns.",
        )
    return north, east


def dated_parents(municipality: Place) -> tuple[Parent, ...]:
    """Return to what a settlement belonged that lies in a municipality today.

    Before the municipality began, its settlements belonged to its predecessor, where there was
    only one; with several the sources here do not say to which.
    """
    start = municipality.valid[-1].earliest if municipality.valid else None
    if start is None:
        return (Parent(municipality.id),)
    since = Parent(municipality.id, municipality.valid[-1])
    if len(municipality.predecessors) != 1:
        return (since,)
    return (Parent(municipality.predecessors[0].id, Period.before(start)), since)


def merged(known: Place, further: Place) -> Place:
    """Return a known place with the names and codes that another record of it brings."""
    have = {(name.text, name.language) for name in known.names}
    have |= {(name.text, UNTAGGED) for name in known.names}
    official = {name.language for name in known.names if name.kind is NameForm.OFFICIAL}
    names = list(known.names)
    for name in further.names:
        if (name.text, name.language) in have:
            continue
        form = NameForm.OTHER if name.language in official else name.kind
        names.append(PlaceName(name.text, name.language, form, name.valid))
    codes = dict.fromkeys((*known.codes, *further.codes))
    return Place(
        id=known.id,
        kind=known.kind,
        names=tuple(names),
        latitude=known.latitude if known.latitude is not None else further.latitude,
        longitude=known.longitude if known.longitude is not None else further.longitude,
        parents=known.parents or further.parents,
        predecessors=known.predecessors,
        codes=tuple(codes),
        valid=known.valid,
    )
