"""What a column of the records to be compared holds, for the engine and for blocking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.linkage.record import LinkRecord
from onrecord.core.reconcile.names.blocking_key import blocking_key

Values = list[str | None] | list[int | None]

NAME_PARTS = ("given", "surname", "father", "middle")
_RARE, _MIDDLING = 0.25, 0.6
_EXCHANGED_ODDS = 20.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The named records of a run by columns; ``index`` leads back to all records.

    For each part of a name (``given``, ``surname``, ``father``, ``middle``) there is its coarse
    key ``_b`` and its tier of rarity ``_r`` (1 rare, 2, 3 common); of births ``bday`` (ordinal),
    ``bm``, ``bd``, ``byear``; of events ``eday`` (ordinal) and ``emon`` (months); ``age``, ``sex``,
    ``mun``, ``village``, ``place``.
    """

    index: NDArray[np.int64]
    values: dict[str, Values]

    def __len__(self) -> int:
        return len(self.index)

    def filled(self, name: str) -> bool:
        """Say whether any record has a value; ``a|b`` asks for one of two columns."""
        return any(any(v is not None for v in self.values[each]) for each in name.split("|"))

    def codes(self, name: str) -> NDArray[np.int64]:
        """Return a number for each distinct value, shape (records,); -1 where there is none."""
        known: dict[str | int, int] = {}
        found = [
            -1 if value is None else known.setdefault(value, len(known))
            for value in self.values[name]
        ]
        return np.array(found, dtype=np.int64)

    def row(self, place: int) -> dict[str, str | int | None]:
        """Return the columns of one record, by its place among the named ones."""
        return {name: values[place] for name, values in self.values.items()}


def columns_of(records: Sequence[LinkRecord]) -> Columns:
    """Return the columns of the records that name somebody; the others are never compared."""
    index = np.array([i for i, one in enumerate(records) if one.named], dtype=np.int64)
    named = [records[i] for i in index.tolist()]
    given, surname = _in_order([one.given for one in named], [one.surname for one in named])
    values: dict[str, Values] = {
        "given": given,
        "surname": surname,
        "father": [one.father for one in named],
        "middle": [one.middle for one in named],
        "sex": [one.sex for one in named],
        "age": [one.age for one in named],
        "mun": [one.municipality for one in named],
        "village": [one.village for one in named],
        "place": [one.place for one in named],
        "eday": [one.death_day for one in named],
        "emon": [one.death_month for one in named],
    }
    for part in NAME_PARTS:
        words = values[part]
        values[f"{part}_b"] = _coarse(words)
        values[f"{part}_r"] = _tiers(words)
    return Columns(index, values | _births(named))


def _births(named: Sequence[LinkRecord]) -> dict[str, Values]:
    days = [one.birth_day for one in named]
    dates = [None if day is None else date.fromordinal(day) for day in days]
    return {
        "bday": days,
        "bm": [None if day is None else day.month for day in dates],
        "bd": [None if day is None else day.day for day in dates],
        "byear": [one.birth_year for one in named],
    }


def _in_order(
    given: list[str | None], surname: list[str | None]
) -> tuple[list[str | None], list[str | None]]:
    """Exchange given name and surname where the lists themselves say that they are exchanged.

    Compared is how often each word stands in either place. A word that is common in both
    (Mustafa) decides nothing.
    """
    in_given, in_surname = _counts(given), _counts(surname)
    first, last = list(given), list(surname)
    for place, (one, other) in enumerate(zip(given, surname, strict=True)):
        if one is None or other is None or one == other:
            continue
        exchanged = (in_given.get(other, 0) + 0.5) * (in_surname.get(one, 0) + 0.5)
        written = (in_given[one] + 0.5) * (in_surname[other] + 0.5)
        if exchanged > _EXCHANGED_ODDS * written:
            first[place], last[place] = other, one
    return first, last


def _counts(words: Values) -> dict[str | int, int]:
    counts: dict[str | int, int] = {}
    for word in words:
        if word is not None:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _coarse(words: Values) -> list[str | None]:
    keys = {word: blocking_key(str(word)) or None for word in _counts(words)}
    return [None if word is None else keys[word] for word in words]


def _tiers(words: Values) -> list[int | None]:
    """Return 1 for names of the rarest quarter of records, 3 for those of the commonest 40 %."""
    counts = _counts(words)
    if not counts:
        return [None] * len(words)
    sizes = np.array([0 if word is None else counts[word] for word in words])
    rare, middling = np.quantile(sizes[sizes > 0], [_RARE, _MIDDLING])
    tiers = np.where(sizes <= max(rare, 2), 1, np.where(sizes <= max(middling, 2), 2, 3))
    return [None if size == 0 else int(tier) for size, tier in zip(sizes, tiers, strict=True)]
