"""Which countries, regions and cities beyond Kosovo a text can name.

A small list for reading, not for mapping: it has names and no positions. It is kept apart from
``Gazetteer.default()``, so that no mention of a victim is placed outside Kosovo by a look-up that
does not expect it. Rivers and mountains stand as regions.
"""

from __future__ import annotations

from functools import cache

from onrecord.core.kernel.place import Place, PlaceKind, PlaceName
from onrecord.vocab.gazetteer.gazetteer import Gazetteer
from onrecord.vocab.gazetteer.loading import data_rows
from onrecord.vocab.gazetteer.rows import names_in, untagged_names

_LANGUAGES = ("en", "sq", "sr-Latn", "sr-Cyrl")


def world_places() -> tuple[Place, ...]:
    """Return countries, regions and cities with their names in our languages."""
    return tuple(
        Place(id=row["id"], kind=PlaceKind(row["kind"]), names=_names(row))
        for row in data_rows("world.csv")
    )


@cache
def gazetteer_for_texts() -> Gazetteer:
    """Return the gazetteer of Kosovo with the places of the world, for finding names in texts."""
    return Gazetteer.default().with_places(world_places())


def _names(row: dict[str, str]) -> tuple[PlaceName, ...]:
    named = [one for code in _LANGUAGES for one in names_in(code, row[code].split("|"))]
    return (*named, *untagged_names(row["other"].split("|"), named))
