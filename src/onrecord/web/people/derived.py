"""What follows from the values of a mention: its script, search keys and sort date?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from onrecord.core.kernel.script import script_of
from onrecord.core.reconcile.names.fold import fold
from onrecord.vocab.gazetteer import Gazetteer

_SEASON_MONTHS = {"21": "03", "22": "06", "23": "09", "24": "12"}


def derived(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a mention that follow from others; ``values`` are fields of it.

    The search key of a name holds all its parts, so that a father's name finds a person too.
    """
    parts = [_key(values.get(part) or "") for part in ("name", "given", "father", "surname")]
    words = dict.fromkeys(word for part in parts for word in part.split())
    places = (_key(values.get(part) or "") for part in ("municipality", "village"))
    return {
        "script": _script(values.get("name") or ""),
        "folded": " ".join(words),
        "folded_surname": parts[-1],
        "folded_place": " ".join(filter(None, places)),
        "sort_date": sort_date(values.get("death") or ""),
    }


@lru_cache(maxsize=1 << 16)
def place_of(municipality: str | None, village: str | None) -> str:
    """Return the id of the one place of the gazetteer that is meant; empty where it is not sure.

    The village is meant where it is known within its municipality, else the municipality. A
    village alone stays open: there may be another of its name.
    """
    if not municipality:
        return ""
    gazetteer = Gazetteer.default()
    unit = gazetteer.lookup(municipality, kind="municipality").place
    if unit is None:
        return ""
    settlement = gazetteer.lookup(village, municipality=unit.id).place if village else None
    return (settlement or unit).id


def sort_date(edtf: str) -> str:
    """Return the key by which an EDTF date sorts: its first year, month or day as far as stated.

    A year sorts before its months and no filler day is made up; an open beginning sorts by
    the end.
    """
    first, _slash, last = edtf.partition("/")
    known = (last if first in {"..", ""} else first).rstrip("~?%X")
    year, _dash, month = known.partition("-")
    return f"{year}-{_SEASON_MONTHS[month]}" if month in _SEASON_MONTHS else known


# Names and places of a list repeat.
_key = lru_cache(maxsize=1 << 16)(fold)


@lru_cache(maxsize=1 << 16)
def _script(name: str) -> str:
    return str(script_of(name)) if name else ""
