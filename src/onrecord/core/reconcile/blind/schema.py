"""What exactly is encoded, with how many bits, and by which match keys are records found?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from onrecord.core.reconcile.blind.values import Parts, PersonValues

VERSION = 1
"""Raised with any change that makes encodings of before and after incomparable."""

WORD = 64
"""Bits of a field are a multiple of this."""

Tokens = frozenset[str]

ID = "#"
"""Stands before every id of a place, of which one value may hold several."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an encoding: ``bits`` one-bit min-hashes of the tokens of its value.

    Fields of one ``domain`` share hashes and salt, so that they can be compared with each other:
    given name and surname, which lists swap.
    """

    name: str
    domain: str
    bits: int
    tokens: Callable[[PersonValues], Tokens]


def q_grams(text: str | None, q: int = 2) -> Tokens:
    """Return the q-grams of a text, padded by one sign on each side; none for no text."""
    if not text:
        return frozenset()
    padded = f"^{text}$"
    return frozenset(padded[at : at + q] for at in range(len(padded) - q + 1))


def neighbours(number: int | None, reach: int) -> Tokens:
    """Return the numbers around one: those of numbers ``d`` apart share ``2 reach + 1 - d``.

    Source: Vatsalan and Christen, numerical values in Bloom filters (2016).
    """
    if number is None:
        return frozenset()
    return frozenset(str(near) for near in range(number - reach, number + reach + 1))


def _date(parts: Parts | None) -> Tokens:
    """Year, and month and day without saying which is which, since lists swap them."""
    if parts is None or parts[1] is None or parts[2] is None:
        return frozenset()
    year, month, day = parts
    second = f"{day}" if day != month else f"{day} twice"
    return frozenset({f"year {year}", f"{month}", second})


def _day(parts: Parts | None) -> Tokens:
    if parts is None or parts[1] is None or parts[2] is None:
        return frozenset()
    return neighbours(date(parts[0], parts[1], parts[2]).toordinal(), 3)


def _month(parts: Parts | None) -> Tokens:
    if parts is None or parts[1] is None:
        return frozenset()
    return frozenset({f"{parts[0]} {parts[1]}"})


def _place_tokens(value: str | None) -> Tokens:
    """Ids that a text can mean, each whole; of a name that no gazetteer knows the q-grams."""
    if value and value.startswith(ID):
        return frozenset(value[len(ID) :].split(ID))
    return q_grams(value)


def _exact(value: str | None) -> Tokens:
    return frozenset({value}) if value else frozenset()


FIELDS = (
    Field("given", "name", 128, lambda one: q_grams(one.given)),
    Field("surname", "name", 128, lambda one: q_grams(one.surname)),
    Field("father", "father", 128, lambda one: q_grams(one.father)),
    Field("village", "village", 128, lambda one: _place_tokens(one.village)),
    Field("municipality", "municipality", 64, lambda one: _place_tokens(one.municipality)),
    Field("day", "day", 64, lambda one: _day(one.event)),
    Field("month", "month", 64, lambda one: _month(one.event)),
    Field("birth date", "birth date", 64, lambda one: _date(one.birth)),
    Field(
        "birth year",
        "birth year",
        64,
        lambda one: neighbours(one.birth[0] if one.birth else None, 2),
    ),
    Field("sex", "sex", 64, lambda one: _exact(one.sex)),
)
"""In the order in which their bits stand in an encoding."""

BITS = sum(field.bits for field in FIELDS)

MatchKey = tuple[str, Callable[[PersonValues], tuple[object, ...]]]


def _place(one: PersonValues) -> str | None:
    return one.village or one.municipality


def _both(one: PersonValues) -> str | None:
    """Given name and surname in the order of the alphabet, since lists swap them."""
    names = (one.given_block, one.surname_block)
    return " ".join(sorted(filter(None, names))) if all(names) else None


def _initial(name: str | None) -> str | None:
    return name[0] if name else None


def _year(parts: Parts | None) -> int | None:
    return parts[0] if parts else None


def _in_month(parts: Parts | None) -> str | None:
    return f"{parts[0]} {parts[1]}" if parts and parts[1] else None


def _on_day(parts: Parts | None) -> str | None:
    return f"{parts[0]} {parts[1]} {parts[2]}" if parts and parts[2] else None


MATCH_KEYS: tuple[MatchKey, ...] = (
    ("names", lambda one: (_both(one),)),
    (
        "given, month, municipality",
        lambda one: (one.given_block, _in_month(one.event), one.municipality),
    ),
    ("given, father, birth", lambda one: (one.given_block, one.father_block, _year(one.birth))),
    ("given, father, month", lambda one: (one.given_block, one.father_block, _in_month(one.event))),
    (
        "surname, day, initial",
        lambda one: (one.surname_block, _on_day(one.event), _initial(one.given)),
    ),
    (
        "surname, father, municipality, initial",
        lambda one: (one.surname_block, one.father_block, one.municipality, _initial(one.given)),
    ),
    (
        "surname, birth, month",
        lambda one: (one.surname_block, _year(one.birth), _in_month(one.event)),
    ),
    (
        "surname, village, initial",
        lambda one: (one.surname_block, one.village, _initial(one.given)),
    ),
)
"""Each of two fields or more, so that no key shows how often one name occurs."""


def match_keys(one: PersonValues) -> list[str]:
    """Return the match keys of a record; one that lacks a part is left out."""
    found = []
    for name, take in MATCH_KEYS:
        parts = take(one)
        if all(part is not None for part in parts):
            found.append("\x1f".join([name, *map(str, parts)]))
    return found


def spans() -> dict[str, slice]:
    """Return where the bits of each field stand, in words of 64 bits."""
    ends = [0]
    for field in FIELDS:
        ends.append(ends[-1] + field.bits // WORD)
    return {f.name: slice(a, b) for f, (a, b) in zip(FIELDS, pairwise(ends), strict=True)}


def digest() -> str:
    """Return what two schemas have in common only where they are the same: 16 digits."""
    said = {
        "version": VERSION,
        "fields": [[field.name, field.domain, field.bits] for field in FIELDS],
        "match keys": [name for name, _take in MATCH_KEYS],
    }
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
