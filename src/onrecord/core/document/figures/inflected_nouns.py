"""Which words after a number name what is counted, in a language that inflects its nouns?

Albanian and Serbian put a noun in many forms, so a lexicon gives the beginnings of words, in the
spelling of ``prepared``. What is in no lexicon is still shown, but gets no unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.core.document.figures.communities import community_pattern
from onrecord.core.document.figures.grammar import Nouns, Span

_MOST_BEFORE_NOUN = 3
_MOST_AFTER_NOUN = 4
_MOST_PARTS = 8
_WORD = re.compile(r"[ \n\u00a0]{1,2}(?P<word>[^\W\d_][\w'’-]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The nouns of a language, as patterns for whole words in lower case.

    ``things`` gives the English plural that serves as unit. ``linkers`` may stand between number
    and noun ("80 odsto *svih* žena", "tre *nga* burrat"), ``particles`` bind an adjective that
    follows its noun (Albanian *të*). ``ends`` are words that end the phrase. ``and_words`` join
    communities. ``other`` ("të tjera", "drugih") belongs to a list of communities.
    """

    persons: str
    things: Mapping[str, str]
    communities: Mapping[str, str]
    general_groups: str
    linkers: str
    particles: frozenset[str]
    ends: frozenset[str]
    and_words: str


def inflected_nouns(lexicon: Lexicon) -> Nouns:
    """Return the nouns of a language that a lexicon describes."""
    reader = _Reader(lexicon)
    communities = community_pattern(lexicon.communities)
    return Nouns(
        counted_after=reader.counted_after,
        names_people=reader.names_people,
        names_countable=lambda phrase: bool(reader.unit_of(phrase)),
        unit_of=reader.unit_of,
        groups=communities,
        general_groups=re.compile(rf"\b(?:{lexicon.general_groups})\b", re.IGNORECASE),
        communities=communities,
    )


class _Reader:
    """Reads phrases by one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.skipped = re.compile(rf"(?:\s(?:{lexicon.linkers})(?=\s)){{0,3}}", re.IGNORECASE)
        self.and_more = re.compile(rf"(?:,|,?\s(?:{lexicon.and_words}))(?=\s)", re.IGNORECASE)
        self.unit_of_word: Callable[[str], str | None] = lru_cache(maxsize=1 << 14)(
            _unit_finder(lexicon)
        )

    def counted_after(self, sentence: str, position: int) -> Span | None:
        skipped = self.skipped.match(sentence, position)
        span = self._phrase(sentence, skipped.end() if skipped else position)
        return None if span is None else self._with_list(sentence, span)

    def names_people(self, phrase: str) -> bool:
        return self.unit_of(phrase) == "persons"

    def unit_of(self, phrase: str) -> str:
        """Take the thing before the community that owns it: "srpskih kuća" are houses."""
        units = [self.unit_of_word(word.lower()) for word in _words_of(phrase)]
        named = [unit for unit in units if unit]
        firm = [unit for unit in named if unit != _COMMUNITY]
        return firm[0] if firm else ("persons" if named else "")

    def _phrase(self, sentence: str, position: int) -> Span | None:
        """Take words up to the first noun of the lexicon and what belongs to it after it."""
        words = list(self._words(sentence, position, _MOST_BEFORE_NOUN + 1))
        if not words:
            return None
        noun = next((i for i, word in enumerate(words) if self._unit(word)), None)
        if noun is None:
            return words[0].span("word")
        end = words[noun].end()
        if self._unit(words[noun]) == _COMMUNITY:
            end = self._noun_after(sentence, end)
        return words[0].start("word"), self._modifiers_end(sentence, end)

    def _unit(self, match: re.Match[str]) -> str | None:
        return self.unit_of_word(match["word"].lower())

    def _words(self, sentence: str, position: int, most: int) -> Iterator[re.Match[str]]:
        for _ in range(most):
            match = _WORD.match(sentence, position)
            if match is None or match["word"].lower() in self.lexicon.ends:
                return
            position = match.end()
            if match["word"].lower() not in self.lexicon.particles:
                yield match

    def _noun_after(self, sentence: str, end: int) -> int:
        """Go on from a community to the noun it describes: "serbe | familje", "srpskih | kuća"."""
        following = next(self._words(sentence, end, 1), None)
        return following.end() if following and self._unit(following) else end

    def _modifiers_end(self, sentence: str, end: int) -> int:
        for _ in range(_MOST_AFTER_NOUN):
            match = _WORD.match(sentence, end)
            if match is None:
                break
            if match["word"].lower() in self.lexicon.particles:
                match = _WORD.match(sentence, match.end())
                if match is None or match["word"].lower() in self.lexicon.ends:
                    break
            elif not self._unit(match):
                break
            end = match.end()
        return end

    def _with_list(self, sentence: str, span: Span) -> Span:
        start, end = span
        if not self._has_community(sentence[start:end]):
            return span
        for _ in range(_MOST_PARTS):
            joined = self.and_more.match(sentence, end)
            following = self._phrase(sentence, joined.end()) if joined else None
            if following is None or not self._has_community(sentence[slice(*following)]):
                break
            end = following[1]
        return start, end

    def _has_community(self, phrase: str) -> bool:
        return any(self.unit_of_word(word.lower()) == _COMMUNITY for word in _words_of(phrase))


_COMMUNITY = "community"
_ANY_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def _words_of(phrase: str) -> list[str]:
    return _ANY_WORD.findall(phrase)


def _unit_finder(lexicon: Lexicon) -> Callable[[str], str | None]:
    """Return a function from a word in lower case to its unit, ``None`` for an unknown word."""
    units = tuple(lexicon.things)
    things = re.compile(
        "|".join(f"(?P<t{i}>{lexicon.things[unit]})" for i, unit in enumerate(units))
    )
    persons = re.compile(lexicon.persons)
    communities = re.compile(
        "|".join((*lexicon.communities.values(), lexicon.general_groups)).replace("(?-i:", "(?:"),
        re.IGNORECASE,
    )

    def unit_of(word: str) -> str | None:
        thing = things.fullmatch(word)
        if thing:
            return units[int((thing.lastgroup or "t0")[1:])]
        if communities.fullmatch(word):
            return _COMMUNITY
        return "persons" if persons.fullmatch(word) else None

    return unit_of
