"""The real Albanian and Serbian names of places, and what a key makes of them.

One pair a place: the first Albanian name and the first Serbian one (Latin, or else Cyrillic), for
the places that come by way of Who's On First. Data: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.core.reconcile.names.likeness import jaro_winkler

ALIKE = 0.88
Key = Callable[[str], str]


@dataclass(frozen=True)
class PlaceNames:
    """Albanian, Serbian and Cyrillic name of one place; the last can be empty."""

    albanian: str
    serbian: str
    cyrillic: str


@dataclass(frozen=True)
class Folding:
    """How a key does on the names: shares of places, and how many Albanian names it merges.

    ``exact`` and ``alike``: Albanian against Serbian; ``alphabets``: Serbian Latin against
    Cyrillic, exact; ``cyrillic``: Albanian against Cyrillic, alike. ``merged`` are the groups of
    different Albanian names under one key.
    """

    exact: float
    alike: float
    alphabets: float
    cyrillic: float
    distinct: int
    merged: tuple[tuple[str, ...], ...]


def read_place_names(path: Path) -> list[PlaceNames]:
    """Return the names of the places that have both."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["wof_id"] and row["sq"]]
    found = []
    for row in rows:
        albanian, latin, cyrillic = (row[c].split("|")[0] for c in ("sq", "sr_latn", "sr_cyrl"))
        if latin or cyrillic:
            found.append(PlaceNames(albanian, latin or cyrillic, cyrillic))
    return found


def measured(names: list[PlaceNames], key: Key) -> Folding:
    """Return how a key does."""
    keys = [(key(one.albanian), key(one.serbian), key(one.cyrillic)) for one in names]
    written = [one for one in keys if one[2]]
    groups: dict[str, set[str]] = defaultdict(set)
    for one in names:
        groups[key(one.albanian)].add(one.albanian)
    return Folding(
        exact=_share([a == s for a, s, _ in keys]),
        alike=_share([jaro_winkler(a, s) >= ALIKE for a, s, _ in keys]),
        alphabets=_share([s == c for _, s, c in written]),
        cyrillic=_share([jaro_winkler(a, c) >= ALIKE for a, _, c in written]),
        distinct=len({one.albanian for one in names}),
        merged=tuple(sorted(tuple(sorted(g)) for g in groups.values() if len(g) > 1)),
    )


def nearest_is_right(names: list[PlaceNames], key: Key, every: int = 1) -> float:
    """Return for how many places no Serbian name is nearer than the own; each ``every``-th."""
    serbian = sorted({key(one.serbian) for one in names})
    right = []
    for one in names[::every]:
        albanian, own = key(one.albanian), key(one.serbian)
        likeness = jaro_winkler(albanian, own)
        rivals = (other for other in serbian if _can_exceed(albanian, other, likeness))
        right.append(not any(jaro_winkler(albanian, other) > likeness for other in rivals))
    return _share(right)


def _can_exceed(one: str, other: str, likeness: float) -> bool:
    """Say whether the lengths and beginnings of two keys leave room for a higher likeness."""
    short, long = sorted((len(one), len(other)))
    common = next((at for at in range(min(short, 4)) if one[at] != other[at]), min(short, 4))
    plain = (2 + short / max(long, 1)) / 3
    return plain + common * 0.1 * (1 - plain) > likeness


def _share(answers: list[bool]) -> float:
    return sum(answers) / len(answers)
