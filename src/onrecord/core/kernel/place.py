"""What a place is called, in which language and when, and what it belonged to at a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period


class PlaceKind(StrEnum):
    """What kind of place it is, from the widest to the smallest."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    MUNICIPALITY = "municipality"
    SETTLEMENT = "settlement"


class NameForm(StrEnum):
    """How a name of a place is used: Pejë is *official*, Peja its *definite* form."""

    OFFICIAL = "official"
    DEFINITE = "definite"
    OTHER = "other"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name in one language (en, sq, sr-Latn, sr-Cyrl, tr; und where the source is silent)."""

    text: str
    language: str
    kind: NameForm = NameForm.OFFICIAL
    valid: Period | None = None


@dataclass(frozen=True, slots=True)
class Parent:
    """A place that another belongs to, or came out of, and when that holds."""

    id: str
    valid: Period | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the link holds on a day; without a period it always does."""
        return self.valid is None or self.valid.contains(Period.day(day))


@dataclass(frozen=True, slots=True)
class PlaceCode:
    """The code of a place in a scheme such as ``geonames`` or ``hrdag-mcode``."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its names, position (degrees, WGS 84) and dated hierarchy.

    ``parents`` are what it lies in: at most one of a kind at a time. ``predecessors`` are places
    of its own kind whose territory it took over in part, each from the date of the link on.
    ``valid`` holds the periods in which it existed as such; empty means throughout.

    Raises ``InputError`` for a place without a name, a position off the globe, or parents whose
    periods overlap.
    """

    id: str
    kind: PlaceKind
    names: tuple[PlaceName, ...]
    latitude: float | None = None
    longitude: float | None = None
    parents: tuple[Parent, ...] = ()
    predecessors: tuple[Parent, ...] = ()
    codes: tuple[PlaceCode, ...] = ()
    valid: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        if not self.names:
            raise InputError("a place has no name", value=self.id)
        _check_position(self)
        for one, other in combinations(self.parents, 2):
            if one.valid is None or other.valid is None or one.valid.overlaps(other.valid):
                raise InputError(
                    "a place lies in two places at once: {one} and {other}",
                    value=self.id,
                    one=one.id,
                    other=other.id,
                    remedy="Give each link the period in which it holds.",
                )

    def existed_on(self, day: date) -> bool:
        """Say whether the place existed as such on a day."""
        return not self.valid or any(one.contains(Period.day(day)) for one in self.valid)

    def parent_on(self, day: date | None = None) -> str | None:
        """Return the id of what the place lies in on a day; without a day, the latest known."""
        if day is None:
            return self.parents[-1].id if self.parents else None
        return next((parent.id for parent in self.parents if parent.holds_on(day)), None)

    def name(self, language: str, on: date | None = None) -> str | None:
        """Return the official name in a language on a day, or ``None`` where there is none."""
        for name in self.names:
            holds = on is None or name.valid is None or name.valid.contains(Period.day(on))
            if name.language == language and name.kind is NameForm.OFFICIAL and holds:
                return name.text
        return None

    def code(self, scheme: str) -> str | None:
        """Return the code of the place in a scheme, or ``None``."""
        return next((code.value for code in self.codes if code.scheme == scheme), None)


def lineage(place: Place, places: Mapping[str, Place], on: date | None = None) -> tuple[Place, ...]:
    """Return what a place lies in, from the nearest to the widest, on a day.

    A circle among the parents is refused with ``InputError``.
    """
    found: list[Place] = []
    parent = place.parent_on(on)
    while parent is not None:
        above = places.get(parent)
        if above is None:
            break
        if above in found or above.id == place.id:
            raise InputError("a place lies in itself", value=place.id)
        found.append(above)
        parent = above.parent_on(on)
    return tuple(found)


def _check_position(place: Place) -> None:
    if (place.latitude is None) != (place.longitude is None):
        raise InputError("a position needs latitude and longitude", value=place.id)
    if place.latitude is None or place.longitude is None:
        return
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        raise InputError(
            "a position is not on the globe",
            value=f"{place.latitude}, {place.longitude}",
            remedy="Give decimal degrees, latitude first.",
        )
