"""How far two words of a name agree, and why."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from onrecord.core.reconcile.names import levels
from onrecord.core.reconcile.names.levels import NameLevel
from onrecord.core.reconcile.names.likeness import jaro_winkler, one_letter_apart
from onrecord.core.reconcile.names.parts import NameWord
from onrecord.core.reconcile.names.short_forms import ShortForms

CLOSE_FROM = 0.88
"""Least likeness of two keys that are spelt alike (research on Kosovo lists used the same)."""


class NamePart(StrEnum):
    """Which part of a name is compared; given names and surnames follow other customs."""

    GIVEN = "given"
    SURNAME = "surname"


class Agreement(NamedTuple):
    """A level and the template of its sentence; ``likeness`` is set for names spelt alike."""

    level: NameLevel
    template: str
    likeness: float | None = None


def compare_words(one: NameWord, other: NameWord, part: NamePart, table: ShortForms) -> Agreement:
    """Return how far two words agree; the same both ways round."""
    if one.initial or other.initial:
        fits = one.key.startswith(other.key) or other.key.startswith(one.key)
        return _INITIAL if fits else _DIFFERENT
    if one.key == other.key:
        alike = one.written.casefold() == other.written.casefold()
        return _SAME_SPELLING if alike else _SAME_NAME
    if part is NamePart.GIVEN:
        return _given(one.key, other.key, table)
    return _surname(one.key, other.key, table)


def _surname(one: str, other: str, table: ShortForms) -> Agreement:
    # A final -aj is added or left out within one family, and tells two families apart as well.
    if "j" in {one[-1], other[-1]} and _bare(one, _FAMILY) == _bare(other, _FAMILY):
        return _FAMILY_ENDING
    return _alike(one, other, table.surnames)


def _given(one: str, other: str, table: ShortForms) -> Agreement:
    if table.joined(one, other):
        return _SHORT_FORM
    if _of_both_sexes(one, other):
        return _OF_BOTH_SEXES
    return _alike(one, other, table.given)


def _alike(one: str, other: str, known: frozenset[str]) -> Agreement:
    both_known = one in known and other in known
    if not both_known and _bare(one, _DEFINITE) == _bare(other, _DEFINITE):
        return _ENDING
    if one[0] != other[0] or min(len(one), len(other)) < 3:
        return _DIFFERENT
    near = one_letter_apart(one, other) and min(len(one), len(other)) > 3
    likeness = jaro_winkler(*_without_common_ending(one, other))
    if not near and likeness < CLOSE_FROM:
        return _DIFFERENT
    if both_known:
        return _BOTH_KNOWN
    return _ONE_LETTER if near else Agreement(NameLevel.CLOSE, levels.CLOSE, round(likeness, 2))


def _without_common_ending(one: str, other: str) -> tuple[str, str]:
    """Return two keys without a patronymic ending that both have: it says nothing of either."""
    for ending in _PATRONYMIC:
        first, second = one.removesuffix(ending), other.removesuffix(ending)
        if len(first) < len(one) and len(second) < len(other) and min(len(first), len(second)) > 2:
            return first, second
    return one, other


def _of_both_sexes(one: str, other: str) -> bool:
    """Say whether one is the other with the ending of a woman's name (Besime, Gorana, Sabrije)."""
    short, long = sorted((one, other), key=len)
    if long[:-1] != short:
        return False
    return long[-1] == "e" if short[-1] == "i" else long[-1] in "ae" and short[-1] not in "aeou"


def _bare(key: str, ending: re.Pattern[str]) -> str:
    bare = ending.sub("", key)
    return bare if len(bare) > 2 else key


_DEFINITE = re.compile(r"[iuae]$")
"""What the definite form or a case gives or takes (Agroni, Berishë, Pavla)."""

_FAMILY = re.compile(r"(?:aj|[iuae])$")

_PATRONYMIC = ("ovic", "evic", "ic")

_INITIAL = Agreement(NameLevel.OPEN, levels.INITIAL)
_DIFFERENT = Agreement(NameLevel.DIFFERENT, levels.DIFFERENT)
_BOTH_KNOWN = Agreement(NameLevel.DIFFERENT, levels.BOTH_KNOWN)
_OF_BOTH_SEXES = Agreement(NameLevel.DIFFERENT, levels.OF_BOTH_SEXES)
_ONE_LETTER = Agreement(NameLevel.ONE_LETTER, levels.ONE_LETTER)
_ENDING = Agreement(NameLevel.ENDING, levels.ENDING)
_FAMILY_ENDING = Agreement(NameLevel.CLOSE, levels.FAMILY_ENDING)
_SHORT_FORM = Agreement(NameLevel.VARIANT, levels.SHORT_FORM)
_SAME_NAME = Agreement(NameLevel.SAME_NAME, levels.SAME_NAME)
_SAME_SPELLING = Agreement(NameLevel.SAME_SPELLING, levels.SAME_SPELLING)
