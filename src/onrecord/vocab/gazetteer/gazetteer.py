"""Which place a name means, what it belonged to at a date, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.place import Place, PlaceKind
from onrecord.core.kernel.script import latin_from_serbian
from onrecord.core.reconcile.names import fold
from onrecord.vocab.gazetteer.loading import data_rows, load_towns, load_units
from onrecord.vocab.gazetteer.lookup import Lookup
from onrecord.vocab.gazetteer.match import Match
from onrecord.vocab.gazetteer.names_index import NamesIndex
from onrecord.vocab.gazetteer.outlines import Outline, contains, load_outlines
from onrecord.vocab.gazetteer.rows import merged
from onrecord.vocab.gazetteer.spans import PlaceFinder, PlaceSpan


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places by id, with look-up by name in any spelling and script.

    ``default()`` holds Kosovo, its districts, the municipalities of 1999, 2000 to 2008 and
    today, and 76 towns; ``with_places`` adds villages that :func:`read_extract` brings. A
    gazetteer never changes; its indexes are built at first use.
    """

    by_id: Mapping[str, Place]
    outlines: Mapping[str, Outline]

    @classmethod
    @cache
    def default(cls) -> Gazetteer:
        """Return the gazetteer that comes with OnRecord."""
        units = load_units()
        places = (*units, *load_towns(units))
        return cls({place.id: place for place in places}, load_outlines())

    def with_places(self, places: Iterable[Place]) -> Gazetteer:
        """Return a gazetteer with further places; one already known gains names and codes."""
        by_id = dict(self.by_id)
        for place in places:
            known = by_id.get(place.id)
            by_id[place.id] = merged(known, place) if known else place
        return Gazetteer(by_id, self.outlines)

    def place(self, place_id: str) -> Place:
        """Return a place by id; ``UsageError`` for an id that is not known."""
        try:
            return self.by_id[place_id]
        except KeyError as error:
            raise UsageError(
                "no place has this id",
                value=place_id,
                remedy="Ids are those that lookup returns, such as xk-m05.",
            ) from error

    def by_code(self, scheme: str, value: str) -> Place | None:
        """Return the place with a code such as ``hrdag-mcode`` 17, or ``None``."""
        return next((one for one in self.by_id.values() if one.code(scheme) == value), None)

    def municipalities(self, on: date | None = None) -> tuple[Place, ...]:
        """Return the municipalities of a day (29 in 1999); without a day, those of today."""
        return tuple(
            place
            for place in self.by_id.values()
            if place.kind is PlaceKind.MUNICIPALITY and (on is None or place.existed_on(on))
        )

    def children(self, place_id: str, on: date | None = None) -> tuple[Place, ...]:
        """Return what certainly lay in a place on a day, sorted by id.

        Settlements whose municipality was set up later out of several others are left out
        before that time; :meth:`municipalities_of` names where they can have lain.
        """
        return tuple(
            self.by_id[child]
            for child in self._children[place_id]
            if self.by_id[child].parent_on(on) == place_id
        )

    def municipalities_of(self, place_id: str, on: date | None = None) -> tuple[str, ...]:
        """Return the municipality of a place on a day, or all in which it can have lain.

        Without a day: its municipality of today first, then those that its territory came from.
        """
        return self._lookup.municipalities_of(self.place(place_id), on)

    def name(self, place_id: str, language: str, on: date | None = None) -> str:
        """Return what a place is called in en, sq, sr-Latn or sr-Cyrl.

        English has names of its own for a few places; the others appear with both official
        names, ``Gjakovë/Đakovica``. A language without a name takes the nearest other one, but
        Latin letters are never turned into Cyrillic.
        """
        place = self.place(place_id)
        own = place.name(language, on)
        if own is not None:
            return own
        albanian, latin = place.name("sq", on), place.name("sr-Latn", on)
        cyrillic = place.name("sr-Cyrl", on)
        latin = latin or (latin_from_serbian(cyrillic) if cyrillic else None)
        if language == "en" and albanian and latin and fold(albanian) != fold(latin):
            return f"{albanian}/{latin}"
        first, second = (latin, albanian) if language.startswith("sr") else (albanian, latin)
        return first or second or place.names[0].text

    def outline(self, place_id: str) -> Outline | None:
        """Return the outline of one of the 30 municipalities of 2000 to 2008, else ``None``.

        Malishevë/Mališevo is drawn apart; maps of 1999 show it too, and the eight younger
        municipalities lie within their predecessors.
        """
        return self.outlines.get(place_id)

    def locate(self, *, latitude: float, longitude: float) -> str | None:
        """Return the id of the municipality of 2000 to 2008 in which a point lies."""
        for place_id, outline in self.outlines.items():
            if contains(outline, latitude=latitude, longitude=longitude):
                return place_id
        return None

    def lookup(
        self,
        name: str,
        *,
        municipality: str | None = None,
        on: date | None = None,
        kind: PlaceKind | str | None = None,
    ) -> Match:
        """Return the one place that a name means, or say why there is not one.

        ``municipality`` (a name or an id) tells namesakes apart; with ``on``, municipalities
        are those of that day. A town and its own municipality share a name: the municipality
        is meant unless ``kind`` or ``municipality`` says otherwise.
        """
        wanted = PlaceKind(kind) if kind else None
        return self._cached(name, municipality or None, on, wanted)

    def find_all(self, text: str) -> tuple[PlaceSpan, ...]:
        """Return the names of places in running text, from left to right, in linear time."""
        return tuple(
            PlaceSpan(span.start, span.end, span.text, self._lookup.narrowed(span.ids))
            for span in self._finder.find(text)
        )

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.by_id, NamesIndex(self.by_id.values()), self.name)

    @cached_property
    def _cached(self) -> Callable[[str, str | None, date | None, PlaceKind | None], Match]:
        return lru_cache(maxsize=1 << 16)(self._lookup.find)

    @cached_property
    def _finder(self) -> PlaceFinder:
        common = frozenset(fold(row["word"]) for row in data_rows("common_words.csv"))
        return PlaceFinder(self.by_id.values(), common)

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {place: [] for place in self.by_id}
        for place in sorted(self.by_id.values(), key=lambda one: one.id):
            for parent in place.parents:
                found[parent.id].append(place.id)
        return found
