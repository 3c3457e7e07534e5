"""How a name is matched to a place, and when the choice is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from onrecord.core.kernel.place import Place, PlaceKind
from onrecord.core.reconcile.names import fold
from onrecord.vocab.gazetteer.match import Match, MatchStatus
from onrecord.vocab.gazetteer.names_index import NamesIndex

Namer = Callable[[str, str], str]


class Lookup:
    """Finds places by name; ``name_of`` says what a place is called in a language."""

    def __init__(self, by_id: Mapping[str, Place], index: NamesIndex, name_of: Namer) -> None:
        self._by_id = by_id
        self._index = index
        self._name_of = name_of

    def find(
        self, name: str, municipality: str | None, on: date | None, kind: PlaceKind | None
    ) -> Match:
        """Return the match of one name; the arguments are those of ``Gazetteer.lookup``."""
        known = [self._by_id[place] for place in self._ids(name)]
        fitting = [
            place
            for place in known
            if (kind is None or place.kind is kind) and (on is None or place.existed_on(on))
        ]
        if municipality is not None:
            return self._within(name, fitting, municipality, on)
        if kind is None:
            fitting = [self._by_id[one] for one in self.narrowed([one.id for one in fitting])]
        return self._answer(name, fitting, known, on)

    def municipalities_of(self, place: Place, on: date | None) -> tuple[str, ...]:
        """Return the municipality of a place on a day, or those in which it can have lain."""
        if place.kind is PlaceKind.MUNICIPALITY:
            if on is not None and place.existed_on(on):
                return (place.id,)
            own = place.id if on is None else None
            latest: Place | None = place
        else:
            own = place.parent_on(on)
            latest = self._by_id.get(place.parent_on() or "")
        if latest is None or latest.kind is not PlaceKind.MUNICIPALITY:
            return ()
        earlier = (link.id for link in latest.predecessors if on is None or not link.holds_on(on))
        return tuple(dict.fromkeys((*((own,) if own else ()), *earlier)))

    def narrowed(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids without those that lie in another one: the widest is meant."""
        among = tuple(dict.fromkeys(ids))
        if len(among) < 2:
            return among
        return tuple(one for one in among if not self._above(one) & set(among))

    def _above(self, place_id: str) -> set[str]:
        """Return the ids of all that a place ever lay in."""
        above: set[str] = set()
        following = [place_id]
        while following:
            place = self._by_id.get(following.pop())
            fresh = {parent.id for parent in place.parents} - above if place else set()
            above |= fresh
            following.extend(fresh)
        return above

    def _ids(self, name: str) -> tuple[str, ...]:
        key = fold(name)
        found = self._index.ids(key) or self._index.ids(_GENERIC.sub("", key))
        if found or "/" not in name:
            return found
        sides = [self._index.ids(fold(side)) for side in name.split("/")]
        known = [set(side) for side in sides if side]
        common = set.intersection(*known) if known else set()
        return tuple(one for side in sides for one in side if one in common)

    def _within(self, name: str, fitting: list[Place], municipality: str, on: date | None) -> Match:
        around = self._by_id.get(municipality)
        if around is None:
            found = self.find(municipality, None, on, PlaceKind.MUNICIPALITY)
            if found.place is None:
                return Match(
                    query=name,
                    status=found.status,
                    candidates=found.candidates,
                    sentence=f"The municipality is not certain. {found.sentence}",
                )
            around = found.place
        settlements = [place for place in fitting if place.kind is PlaceKind.SETTLEMENT]
        inside = [place for place in settlements if around.id in self.municipalities_of(place, on)]
        if inside or not settlements:
            return self._answer(name, inside, settlements, on)
        sentence = (
            f"No place called {name!r} is known in {self._name_of(around.id, 'en')}; "
            f"the name is known for {self._listed(settlements, on)}."
        )
        return Match(
            query=name,
            status=MatchStatus.UNKNOWN,
            candidates=tuple(settlements),
            sentence=sentence,
        )

    def _answer(
        self, name: str, fitting: list[Place], known: list[Place], on: date | None
    ) -> Match:
        candidates = tuple(fitting or known)
        if len(fitting) == 1:
            return Match(
                query=name,
                status=MatchStatus.FOUND,
                place=fitting[0],
                candidates=candidates,
                sentence=f"{name!r} is {self._described(fitting[0], on)}.",
            )
        if fitting:
            listed = self._listed(fitting, on)
            return Match(
                query=name,
                status=MatchStatus.AMBIGUOUS,
                candidates=candidates,
                sentence=f"{name!r} is the name of {len(fitting)} places: {listed}. "
                "Give the municipality, the kind or the date.",
            )
        nearest = () if known else self._index.nearest(fold(name))
        return Match(
            query=name,
            status=MatchStatus.UNKNOWN,
            candidates=candidates,
            nearest=nearest,
            sentence=_unknown(name, nearest, is_known=bool(known)),
        )

    def _listed(self, places: list[Place], on: date | None) -> str:
        shown = [self._described(place, on) for place in places[:_SHOWN]]
        more = len(places) - _SHOWN
        return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")

    def _described(self, place: Place, on: date | None) -> str:
        name = self._name_of(place.id, "en")
        around = self.municipalities_of(place, on)
        if place.kind is PlaceKind.SETTLEMENT and around:
            where = " or ".join(
                self._name_of(one, "en") for one in around[: 1 if on is None else 9]
            )
            return f"{name} in the municipality of {where}"
        return f"{name} ({place.kind.value})"


def _unknown(name: str, nearest: tuple[str, ...], *, is_known: bool) -> str:
    if is_known:
        return f"{name!r} is known, but not of this kind or at this date."
    offered = f" Nearest spellings: {', '.join(nearest)}." if nearest else ""
    return f"No place called {name!r} is known.{offered}"


_SHOWN = 8
_GENERIC = re.compile(
    r"^(?:municipality of|municipality|village of|village|town of|town|city of|komuna e|komuna|"
    r"fshati|qyteti|opstina|selo|grad) "
)
