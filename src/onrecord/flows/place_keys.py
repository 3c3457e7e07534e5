"""Which place of the gazetteer do the municipality and the village of a record mean?

Every text is looked up once, however many records hold it. Several places that a text can mean
stay candidates; nothing here chooses among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.place import Place, PlaceKind, lineage
from onrecord.core.kernel.remark import Remark
from onrecord.flows.place_index import PlaceIndex
from onrecord.vocab.gazetteer.gazetteer import Gazetteer

PlaceTexts = tuple[str | None, str | None]


class PlaceStatus(StrEnum):
    """What the two texts of a place come to."""

    FOUND = "found"
    SEVERAL = "several"
    ELSEWHERE = "elsewhere"
    MUNICIPALITY = "municipality"
    UNKNOWN = "unknown"
    NOT_STATED = "not_stated"


FOUND: Final = "{text} is {place}."
SEVERAL: Final = "{text} can be {count} places: {places}."
ELSEWHERE: Final = "{text} is not known in {municipality}; the name is known elsewhere: {places}."
MUNICIPALITY: Final = "Only the municipality is known: {place}."
NOT_IN: Final = "{text} is not known in {place}; only the municipality is."
SPELT_ALIKE: Final = "{text} is not known in {place}. Names spelt alike there: {nearest}."
UNKNOWN: Final = "No place is known under {text}."
NOT_STATED: Final = "No place is stated."


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceKey:
    """What one municipality text and one village text mean.

    ``settlements`` are the ids of all places that the village can be: one if *found*, more if
    *several*; if *elsewhere*, those outside the stated municipality. ``municipalities`` are
    those that the municipality text can mean, of any date, or else those of the settlements.
    ``nearest`` are places of the municipality spelt like a village that is not known there:
    offered to a person, never taken.
    """

    status: PlaceStatus
    settlements: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    remark: Remark

    @property
    def place(self) -> str | None:
        """The one place that is meant: a settlement, or a municipality alone; else None."""
        if self.status is PlaceStatus.FOUND:
            return self.settlements[0]
        only = self.status is PlaceStatus.MUNICIPALITY and len(self.municipalities) == 1
        return self.municipalities[0] if only else None


@dataclass(frozen=True, slots=True)
class PlacedRows:
    """The keys of many rows: ``keys`` holds each once, ``of_row`` (n,) its number for each row."""

    keys: tuple[PlaceKey, ...]
    of_row: NDArray[np.int64]

    def __getitem__(self, row: int) -> PlaceKey:
        return self.keys[int(self.of_row[row])]


class PlaceKeys:
    """Looks places up in a gazetteer, each pair of texts once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        places = gazetteer.by_id.values()
        self._index = PlaceIndex(
            place
            for place in places
            if place.kind in {PlaceKind.SETTLEMENT, PlaceKind.MUNICIPALITY}
        )
        self._known: dict[PlaceTexts, PlaceKey] = {}

    def key(self, municipality: str | None, village: str | None) -> PlaceKey:
        """Return what two texts mean; an empty text counts as not stated."""
        texts = (municipality or "").strip() or None, (village or "").strip() or None
        found = self._known.get(texts)
        if found is None:
            found = self._known[texts] = self._looked_up(*texts)
        return found

    def rows(self, texts: Iterable[PlaceTexts]) -> PlacedRows:
        """Return the keys of rows of (municipality, village), one number a row."""
        numbers: dict[PlaceTexts, int] = {}
        of_row = np.fromiter(
            (numbers.setdefault(pair, len(numbers)) for pair in texts), dtype=np.int64
        )
        return PlacedRows(tuple(self.key(*pair) for pair in numbers), of_row)

    def lineage(self, place_id: str, on: date | None = None) -> tuple[Place, ...]:
        """Return what a place lay in on a day (today without one), nearest first."""
        return lineage(self._gazetteer.place(place_id), self._gazetteer.by_id, on)

    def municipalities_on(self, key: PlaceKey, on: date | None = None) -> tuple[str, ...]:
        """Return the municipalities of a day in which the place of a key can have lain."""
        places = key.settlements or key.municipalities
        found = (self._gazetteer.municipalities_of(place, on) for place in places)
        return tuple(dict.fromkeys(one for several in found for one in several))

    def _looked_up(self, municipality: str | None, village: str | None) -> PlaceKey:
        if municipality is None and village is None:
            return PlaceKey(status=PlaceStatus.NOT_STATED, remark=Remark.of(NOT_STATED))
        around = self._municipalities(municipality) if municipality else ()
        if village is None:
            return self._municipality_alone(municipality or "", around)
        inside, outside = self._settlements(village, around)
        if inside:
            return self._settled(village, inside, around)
        if around:
            return self._not_inside(village, around, outside)
        return self._without_municipality(village, municipality, outside)

    def _without_municipality(
        self, village: str, municipality: str | None, found: tuple[str, ...]
    ) -> PlaceKey:
        """Return what a village means whose municipality is not stated, or not known."""
        if found and municipality is None:
            return self._settled(village, found, ())
        if found:
            return self._elsewhere(village, municipality or "", (), found)
        remark = Remark.of(UNKNOWN, text=municipality or village)
        return PlaceKey(status=PlaceStatus.UNKNOWN, remark=remark)

    def _municipality_alone(self, text: str, around: tuple[str, ...]) -> PlaceKey:
        if not around:
            seats, others = self._settlements(text, ())
            if seats or others:
                return self._settled(text, seats or others, ())
            return PlaceKey(status=PlaceStatus.UNKNOWN, remark=Remark.of(UNKNOWN, text=text))
        if len(around) > 1:
            remark = self._said(SEVERAL, text, around)
        else:
            remark = Remark.of(MUNICIPALITY, place=self._name(around[0]))
        return PlaceKey(status=PlaceStatus.MUNICIPALITY, municipalities=around, remark=remark)

    def _settled(self, text: str, ids: tuple[str, ...], around: tuple[str, ...]) -> PlaceKey:
        lain_in = (self._ever_in[one] for one in ids)
        if len(ids) > 1:
            status, remark = PlaceStatus.SEVERAL, self._said(SEVERAL, text, ids)
        else:
            status = PlaceStatus.FOUND
            remark = Remark.of(FOUND, text=text, place=self._described(ids[0]))
        return PlaceKey(
            status=status,
            settlements=ids,
            municipalities=around or tuple(dict.fromkeys(m for all_of in lain_in for m in all_of)),
            remark=remark,
        )

    def _not_inside(self, text: str, around: tuple[str, ...], outside: tuple[str, ...]) -> PlaceKey:
        among = [one for one, ever in self._ever_in.items() if not ever.isdisjoint(around)]
        nearest = self._index.nearest(text, among)
        name = self._name(around[0])
        if outside:
            return self._elsewhere(text, name, around, outside, nearest)
        if not nearest:
            remark = Remark.of(NOT_IN, text=text, place=name)
            return PlaceKey(status=PlaceStatus.MUNICIPALITY, municipalities=around, remark=remark)
        offered = tuple(self._name(one) for one in nearest)
        return PlaceKey(
            status=PlaceStatus.MUNICIPALITY,
            municipalities=around,
            nearest=nearest,
            remark=Remark.of(SPELT_ALIKE, text=text, place=name, nearest=offered),
        )

    def _elsewhere(
        self,
        text: str,
        municipality: str,
        around: tuple[str, ...],
        outside: tuple[str, ...],
        nearest: tuple[str, ...] = (),
    ) -> PlaceKey:
        places = tuple(self._described(one) for one in outside)
        return PlaceKey(
            status=PlaceStatus.ELSEWHERE,
            settlements=outside,
            municipalities=around,
            nearest=nearest,
            remark=Remark.of(ELSEWHERE, text=text, municipality=municipality, places=places),
        )

    def _municipalities(self, text: str) -> tuple[str, ...]:
        for _, ids in self._index.tiers(text):
            found = tuple(one for one in ids if self._is(one, PlaceKind.MUNICIPALITY))
            if found:
                return found
        return ()

    def _settlements(
        self, text: str, around: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the settlements of this name in the municipalities, and those elsewhere.

        A nearer way to meet the name goes before a farther one.
        """
        elsewhere: tuple[str, ...] = ()
        for _, ids in self._index.tiers(text):
            settlements = tuple(one for one in ids if self._is(one, PlaceKind.SETTLEMENT))
            inside = tuple(o for o in settlements if not self._ever_in[o].isdisjoint(around))
            if inside:
                return inside, ()
            elsewhere = elsewhere or settlements
        return (), elsewhere

    @cached_property
    def _ever_in(self) -> Mapping[str, frozenset[str]]:
        """The municipalities in which each settlement ever lay, or can have lain."""
        return {
            place.id: frozenset(self._gazetteer.municipalities_of(place.id))
            for place in self._gazetteer.by_id.values()
            if place.kind is PlaceKind.SETTLEMENT
        }

    def _is(self, place_id: str, kind: PlaceKind) -> bool:
        return self._gazetteer.by_id[place_id].kind is kind

    def _name(self, place_id: str) -> str:
        return self._gazetteer.name(place_id, "en")

    def _described(self, place_id: str) -> str:
        around = sorted(self._ever_in.get(place_id, ()))
        name = self._name(place_id)
        return f"{name} ({', '.join(map(self._name, around))})" if around else name

    def _said(self, template: str, text: str, ids: tuple[str, ...]) -> Remark:
        places = tuple(self._described(one) for one in ids)
        return Remark.of(template, text=text, count=len(ids), places=places)
