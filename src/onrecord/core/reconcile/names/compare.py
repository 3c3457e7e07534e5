"""How far do two persons' names agree, part by part, and in which words is that said?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.core.kernel.person_name import PersonName
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.names import levels
from onrecord.core.reconcile.names.levels import NameLevel
from onrecord.core.reconcile.names.parts import NameParts, NameWord, name_parts
from onrecord.core.reconcile.names.short_forms import NO_SHORT_FORMS, ShortForms
from onrecord.core.reconcile.names.word_levels import Agreement, NamePart, compare_words

Words = tuple[NameWord, ...]


@dataclass(frozen=True, slots=True)
class PartLikeness:
    """How far one part of two names agrees: level, sentence, and the two things compared."""

    level: NameLevel
    remark: Remark
    left: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLikeness:
    """How far two names agree: level, sentence, the two names, and each part on its own.

    ``level`` is that of the part that agrees less. Where given name and surname agree only in
    the other order, ``other_order`` is set and the parts are those of that order (the left
    one's given name against the right one's surname). A part is None where either name does
    not state it.
    """

    level: NameLevel
    remark: Remark
    left: str
    right: str
    given: PartLikeness | None
    surname: PartLikeness | None
    father: PartLikeness | None
    other_order: bool = False


def compare_names(
    left: PersonName, right: PersonName, short_forms: ShortForms = NO_SHORT_FORMS
) -> NameLikeness:
    """Return how far two names agree.

    The level is the same both ways round, and never falls where a part comes to agree more in
    the same order of parts.
    Fathers' names never raise it: where they differ, names that agree are those of *namesakes*;
    where they agree, brothers and sisters share them as well. A part that only one name states
    leaves the answer *open* at best.
    """
    one, other = name_parts(left), name_parts(right)
    found = max(_readings(one, other, short_forms), key=lambda reading: reading.level)
    father = _part(one.father, other.father, NamePart.GIVEN, short_forms)
    level, remark = found.level, found.remark
    if father is not None and level > NameLevel.DIFFERENT:
        template = levels.WITH_FATHERS
        if father.level is NameLevel.DIFFERENT:
            level, template = NameLevel.NAMESAKES, levels.OTHER_FATHER
        remark = Remark.of(template, names=remark, father=father.remark)
    return NameLikeness(
        level=level,
        remark=remark,
        left=left.full,
        right=right.full,
        given=found.given,
        surname=found.surname,
        father=father,
        other_order=found.other_order,
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to lay two names side by side."""

    level: NameLevel
    remark: Remark
    given: PartLikeness | None = None
    surname: PartLikeness | None = None
    other_order: bool = False


def _readings(one: NameParts, other: NameParts, table: ShortForms) -> Iterable[_Reading]:
    given = _part(one.given, other.given, NamePart.GIVEN, table)
    surname = _part(_surnames(one), _surnames(other), NamePart.SURNAME, table)
    if given and surname:
        level = min(given.level, surname.level)
        remark = Remark.of(levels.BOTH_PARTS, given=given.remark, surname=surname.remark)
        yield _Reading(level, remark, given, surname)
        if level < NameLevel.VARIANT:
            yield from _other_order(one, other, table)
    elif stated := given or surname:
        yield _one_part(stated, given, surname)
    elif one.loose or other.loose:
        yield from _undivided(one, other, table)
    else:
        yield _Reading(NameLevel.NOT_COMPARABLE, Remark.of(levels.NOTHING_SHARED))


def _other_order(one: NameParts, other: NameParts, table: ShortForms) -> Iterable[_Reading]:
    first = _part(one.given, other.surname, NamePart.GIVEN, table)
    second = _part(one.surname, other.given, NamePart.GIVEN, table)
    if first and second:
        level = min(first.level, second.level, NameLevel.VARIANT)
        remark = Remark.of(levels.OTHER_ORDER, given=first.remark, surname=second.remark)
        yield _Reading(level, remark, first, second, other_order=True)


def _one_part(
    stated: PartLikeness, given: PartLikeness | None, surname: PartLikeness | None
) -> _Reading:
    remark = Remark.of(levels.ONE_PART, part=stated.remark)
    return _Reading(min(stated.level, NameLevel.OPEN), remark, given, surname)


def _undivided(one: NameParts, other: NameParts, table: ShortForms) -> Iterable[_Reading]:
    """Lay a name that its source does not divide beside each part of the other."""
    firsts = (one.loose,) if one.loose else (one.given, one.surname)
    seconds = (other.loose,) if other.loose else (other.given, other.surname)
    for part in NamePart:
        for first in firsts:
            for second in seconds:
                found = _part(first, second, part, table)
                if found:
                    yield _one_part(found, found, None)
    yield _Reading(NameLevel.NOT_COMPARABLE, Remark.of(levels.NOTHING_SHARED))


def _surnames(name: NameParts) -> Words:
    return name.surname + name.maiden


def _part(one: Words, other: Words, part: NamePart, table: ShortForms) -> PartLikeness | None:
    """Return how far two parts agree as wholes, or by one of several names; None if not stated."""
    if not one or not other:
        return None
    left, right = _written(one), _written(other)
    best = _as_wholes(one, other, part, table)
    if len(one) + len(other) > 2:
        pairs = (compare_words(a, b, part, table) for a in one for b in other)
        shared = max(pairs, key=lambda pair: pair.level)
        if shared.level > NameLevel.OPEN:
            level = min(shared.level, NameLevel.VARIANT)
            best = max(best, Agreement(level, levels.ONE_OF_SEVERAL), key=lambda pair: pair.level)
    values = {"left": left, "right": right}
    if best.likeness is not None:
        remark = Remark.of(best.template, **values, likeness=best.likeness)
    else:
        remark = Remark.of(best.template, **values)
    return PartLikeness(best.level, remark, left, right)


def _as_wholes(one: Words, other: Words, part: NamePart, table: ShortForms) -> Agreement:
    """Compare word by word, and written together (``Abdul Rahman``, ``Abdulrahman``)."""
    together = compare_words(_joined(one), _joined(other), part, table)
    if len(one) != len(other) or len(one) == 1:
        return together
    pairs = zip(one, other, strict=True)
    apart = min((compare_words(a, b, part, table) for a, b in pairs), key=lambda pair: pair.level)
    return max(apart, together, key=lambda pair: pair.level)


def _joined(words: Words) -> NameWord:
    if len(words) == 1:
        return words[0]
    return NameWord(_written(words), "".join(word.key for word in words))


def _written(words: Words) -> str:
    return " ".join(word.written for word in words)
