"""What must a language say of its numbers so that the figure rules can read them?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.core.document.figures.number_words import NumberWords
from onrecord.core.document.grammar_files import grammars_in, refuse
from onrecord.core.kernel.quantity import Bound

Span = tuple[int, int]
Pattern = re.Pattern[str]
NEVER = re.compile(r"(?!)")
"""For what a language has no words for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How numbers are written.

    ``numeral`` has the groups ``full`` (with a scale), ``words`` and ``digits``, and where the
    language has them ``ratio``, ``fraction``, ``dozen`` and ``about`` ("desetak": about ten),
    then ``percent``. ``ratio_between`` parts a ratio. ``joiner`` stands between the two ends of
    a range, ``both`` is the joiner that needs ``between`` before it; numbers after ``change``
    are two figures and no range. A fraction is one where ``fraction_follows`` matches after it
    and ``no_fraction`` not before it. ``thousands`` is the mark that makes a number firm.
    """

    words: NumberWords
    numeral: Pattern
    ratio_between: Pattern
    joiner: Pattern
    both: frozenset[str]
    between: Pattern
    opening: Pattern
    change: Pattern
    fraction_follows: Pattern
    no_fraction: Pattern
    thousands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """What is counted: which words after a number name it, and what they mean.

    ``counted_after(sentence, position)`` gives the span of the phrase; ``unit_of(phrase)`` is
    ``persons``, a plain English plural such as ``houses``, or empty where the words are of no
    known kind. ``groups`` and ``general_groups`` find communities, ``communities`` name them.
    """

    counted_after: Callable[[str, int], Span | None]
    names_people: Callable[[str], bool]
    names_countable: Callable[[str], bool]
    unit_of: Callable[[str], str]
    groups: Pattern
    general_groups: Pattern
    communities: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusions:
    """What tells a number that counts nothing, and a bare number that does count.

    ``before`` and ``after`` exclude (money, ages, sizes, ranks, codes); ``reference_before``
    excludes small bare numbers ("Article 5"). ``time_after`` makes a duration; its group
    ``unit`` is looked up by its first letters in ``time_units``; ``one_counts_of`` are the units
    of which one is a number ("one year") and no story ("one day"). The others tell that a number
    with no noun after it counts: "45 were killed", "killed 45", "29 of whom".
    """

    before: tuple[Pattern, ...]
    after: tuple[Pattern, ...]
    reference_before: Pattern
    time_after: Pattern
    time_units: Mapping[str, str]
    partitive: Pattern
    fate_follows: Pattern
    fate_before: Pattern
    bound_follows: Pattern
    of_whom: Pattern
    verb_follows: Pattern
    one_counts: Callable[[str, int, int], bool]
    one_counts_of: frozenset[str]
    plain_verbs: frozenset[str]
    stop_words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundWords:
    """Words that bound a number: right before it, or right after it."""

    before: Pattern
    after: Pattern = NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """Quantities without a number. ``majority`` may have a group ``head``: see rules/worded."""

    masses: Pattern
    vague: Pattern
    majority: Pattern
    takes_majority: Pattern
    adjective_before: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a figure: phenomenon, place, and the base of a share."""

    phenomena: Pattern
    subject_follows: Pattern
    place: Pattern
    place_before: Pattern
    no_place: Pattern
    base_next: Pattern
    base_within: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The figures of one language, for text prepared by ``prepared``.

    ``ordinal`` has the groups ``rank`` and ``event``, ``company`` is what adds one relative to a
    number of people, ``single_post`` has ``post``, ``one`` and ``role``, ``trend`` has ``word``
    and ``counted``. ``events`` gives the unit of an ordinal by its first letters.
    """

    languages: tuple[str, ...]
    numbers: Numbers
    nouns: Nouns
    exclusions: Exclusions
    bounds: Mapping[Bound, BoundWords]
    worded: Worded
    surroundings: Surroundings
    share_change: Pattern = NEVER
    ordinal: Pattern = NEVER
    ranks: Mapping[str, int]
    events: Mapping[str, str]
    company: Pattern = NEVER
    single_post: Pattern = NEVER
    trend: Pattern = NEVER


@cache
def grammar_of(language: str) -> Grammar:
    """Return the grammar of a language; ``UsageError`` where its folder has none."""
    known = grammars_in("onrecord.core.document.figures.grammars")
    if language not in known:
        raise refuse(language, known)
    return cast("Grammar", known[language])


def bound_words(before: str, between: str, after: str = "(?!)") -> BoundWords:
    """Compile bounding words; ``between`` may stand between them and the number."""
    return BoundWords(
        before=re.compile(rf"\b(?:{before})\s?(?:(?:{between})\s)?$", re.IGNORECASE),
        after=re.compile(after, re.IGNORECASE),
    )


def by_beginning(table: Mapping[str, str], word: str) -> str:
    """Return what a table says of a word by its first letters, else the word itself."""
    lower = word.lower()
    return next((value for start, value in table.items() if lower.startswith(start)), lower)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, for word lists that read as prose."""
    return frozenset(text.split())
