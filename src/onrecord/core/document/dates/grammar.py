"""What a language must say of its dates so that the date rules can read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.core.document.dates.mention import DateRole
from onrecord.core.document.grammar_files import grammars_in, refuse

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeWords:
    """How a language counts from another date: "two years later", "the following year".

    ``phrase`` has the groups ``number`` and ``unit`` with ``later`` or ``earlier``, or ``span``
    with ``next``, ``previous`` or ``same``; where no number stands, one is meant. ``units``
    gives a unit by the first letters of its word. Without ``hint`` a sentence has none of it.
    """

    phrase: Pattern
    hint: Pattern
    numbers: Mapping[str, int]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateGrammar:
    """The dates of one language, for text prepared by ``prepared``.

    ``rules`` are tried in order, the most precise first: a later rule does not read what an
    earlier one has read. Their groups are ``day month year``, ``first`` and ``second`` for the
    other end, ``word`` between two days, ``between``, ``season`` and ``decade``. ``opens`` is
    the word before the first end of an interval ("from").
    """

    languages: tuple[str, ...]
    rules: Mapping[str, Pattern]
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    decades: Mapping[str, str]
    hint: Pattern
    words_for_all: frozenset[str]
    words_for_one: frozenset[str]
    year_comes_after: Pattern
    things_follow: Pattern
    opens: Pattern
    joiner: Pattern
    and_word: Pattern
    between: Pattern
    roles: Mapping[DateRole, Pattern]
    relative: RelativeWords


@cache
def date_grammar(language: str) -> DateGrammar:
    """Return the grammar of a language; ``UsageError`` where its folder has none."""
    known = grammars_in("onrecord.core.document.dates.grammars")
    if language not in known:
        raise refuse(language, known)
    return cast("DateGrammar", known[language])


def compiled(rules: Mapping[str, str], flags: re.RegexFlag) -> dict[str, Pattern]:
    """Compile the rules of a grammar in their order."""
    return {name: re.compile(pattern, flags) for name, pattern in rules.items()}


def role_words(words: Mapping[DateRole, str], between: str = "") -> dict[DateRole, Pattern]:
    """Compile words that stand right before a date, with ``between`` allowed in the gap."""
    return {
        role: re.compile(rf"\b(?:{alternatives})\s?{between}$", re.IGNORECASE)
        for role, alternatives in words.items()
    }


BEGIN = r"(?<![\w.,/\-–:#$€£])"
BEGIN_YEAR = r"(?<![\w.,/:#$€£])(?<![A-Za-z]-)"
END = r"(?![\w%]|[.,/:]\d|\s?%)"
YEAR = r"(?P<year>1\d{3}|20\d\d)"
ISO = rf"{BEGIN}{YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01]){END}"
DOTTED = rf"{BEGIN}(?P<day>3[01]|[12]\d|0?[1-9])\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?{YEAR}{END}"
YEARS = rf"{BEGIN_YEAR}{YEAR}\.?\s?[-–/]\s?(?P<second>1[5-9]\d\d|20\d\d|\d\d){END}"
ONE_YEAR = rf"{BEGIN_YEAR}{YEAR}{END}"
