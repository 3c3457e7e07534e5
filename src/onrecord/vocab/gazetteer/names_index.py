"""Which places carry a name, whatever its script and marks, and which spellings come near."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property

from onrecord.core.kernel.place import Place
from onrecord.core.kernel.script import latin_from_serbian, without_marks
from onrecord.core.reconcile.names import fold

NEAR_ENOUGH = 0.7
"""Least likeness (ratio of matching letters, 0 to 1) of a spelling that is offered instead."""


_COMPARED = 60


def keys_of(name: str) -> set[str]:
    """Return the keys under which a name is found.

    Beside the fold itself: ``đ`` without its stroke, as files do that lost it (Dakovica), and
    words written together, as code lists do (Kosovopolje).
    """
    key = fold(name)
    keys = {key}
    if "dj" in key:
        keys.add(fold(without_marks(latin_from_serbian(name))))
    if " " in key:
        keys |= {one.replace(" ", "") for one in keys}
    return keys


class NamesIndex:
    """Names of places by folded key."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._ids: dict[str, list[str]] = defaultdict(list)
        self._shown: dict[str, str] = {}
        for place in places:
            for name in place.names:
                for key in keys_of(name.text):
                    self._shown.setdefault(key, name.text)
                    if place.id not in self._ids[key]:
                        self._ids[key].append(place.id)

    def ids(self, key: str) -> tuple[str, ...]:
        """Return the ids of the places with a name of this key."""
        return tuple(self._ids.get(key, ()))

    def nearest(self, key: str, limit: int = 3) -> tuple[str, ...]:
        """Return up to ``limit`` known names that are spelt most like the key."""
        shared = Counter(other for piece in _trigrams(key) for other in self._by_trigram[piece])
        scored = [
            (-SequenceMatcher(None, key, other).ratio(), other)
            for other, _ in shared.most_common(_COMPARED)
        ]
        names = [self._shown[other] for ratio, other in sorted(scored) if -ratio >= NEAR_ENOUGH]
        return tuple(dict.fromkeys(names))[:limit]

    @cached_property
    def _by_trigram(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._shown):
            for piece in _trigrams(key):
                found[piece].append(key)
        return found


def _trigrams(key: str) -> set[str]:
    padded = f" {key} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
