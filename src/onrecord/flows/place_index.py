"""Which places of the gazetteer carry a name, from the name itself to its forms in a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cached_property

from onrecord.core.kernel.place import Place, PlaceName
from onrecord.core.kernel.script import latin_from_serbian
from onrecord.core.reconcile.names import fold, matching_key
from onrecord.core.reconcile.names.likeness import jaro_winkler
from onrecord.vocab.gazetteer.inflections import inflected

Ids = dict[str, dict[str, None]]
"""The ids of the places under each key, in the order of the gazetteer."""

NEAR_ENOUGH = 0.88
"""Least likeness (Jaro and Winkler, of matching keys) of a name that is offered instead."""


class Tier(IntEnum):
    """How a text meets a name; a lower tier is nearer."""

    NAME = 0
    SPELLING = 1
    FORM = 2


class PlaceIndex:
    """Places by name: by the name itself, by its matching key, by an inflected form of it."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._tiers: tuple[Ids, ...] = (defaultdict(dict), defaultdict(dict))
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._places = tuple(places)
        for place in self._places:
            for name in place.names:
                self._add(place.id, name)

    def tiers(self, text: str) -> Iterator[tuple[Tier, tuple[str, ...]]]:
        """Yield for each way to meet the text the ids of the places met, the nearest way first.

        Words such as *village* or *opština* before the name are left out where the text with
        them is no name. Of ``Drenoc/Drenovac`` the places with both names are meant.
        """
        for tier in Tier:
            found = self._sides(text, tier)
            if found:
                yield tier, found

    def nearest(self, text: str, among: Iterable[str], limit: int = 3) -> tuple[str, ...]:
        """Return up to ``limit`` of the places, whose names are spelt most like the text."""
        key = matching_key(_bare(fold(text)))
        scored = sorted(
            (-max(jaro_winkler(key, other) for other in self._keys[place]), place)
            for place in among
            if self._keys[place]
        )
        return tuple(place for likeness, place in scored[:limit] if -likeness >= NEAR_ENOUGH)

    def _add(self, place: str, name: PlaceName) -> None:
        self._tiers[Tier.NAME][fold(name.text)][place] = None
        key = matching_key(name.text)
        for one in {key, key.replace(" ", "")}:
            self._tiers[Tier.SPELLING][one][place] = None
        self._keys[place].add(key)

    @cached_property
    def _forms(self) -> Ids:
        """The inflected forms of all names, made when the first text is no name as it stands."""
        forms: Ids = defaultdict(dict)
        for place in self._places:
            for name in place.names:
                language = "sr-Latn" if name.language.startswith("sr") else name.language
                for form in inflected(latin_from_serbian(name.text), language):
                    forms[matching_key(form)][place.id] = None
        return forms

    def _sides(self, text: str, tier: Tier) -> tuple[str, ...]:
        whole = self._ids(text, tier)
        if whole or "/" not in text:
            return tuple(whole)
        sides = [side for part in text.split("/") if (side := self._ids(part, tier))]
        if not sides:
            return ()
        return tuple(one for one in sides[0] if all(one in side for side in sides))

    def _ids(self, text: str, tier: Tier) -> dict[str, None]:
        folded = fold(text)
        for written in (folded, _bare(folded)):
            key = written if tier is Tier.NAME else matching_key(written)
            table = self._forms if tier is Tier.FORM else self._tiers[tier]
            found = table.get(key)
            if found:
                return found
        return {}


def _bare(folded: str) -> str:
    return _GENERIC.sub("", folded)


_GENERIC = re.compile(
    r"^(?:(?:municipality|village|town|city)(?: of)?|komun[ae]?s?(?: e| se)?|fshat(?:i|in|it)?"
    r"|qytet(?:i|in|it)?(?: i)?|opstin[aeiu]|sel[oau]|grad[au]?|katund(?:i)?|in|ne|u|kod|te) "
)
"""Words before a name that say what it is the name of, folded; and *in* of each language."""
