"""Who says what a sentence states, and how sure is it that the words reach so far?

The rules read a prepared sentence (see ``prepared``) in any of the four languages. Two ways of
naming a speaker are known: "according to X" and "X said that".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.core.document.language import (
    ALBANIAN,
    ENGLISH,
    SERBIAN_CYRILLIC,
    SERBIAN_LATIN,
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A speaker and what is said; all places are indexes into the prepared sentence.

    ``who`` is the speaker as the sentence names it, ``scope`` the words that are said by it.
    ``is_sure`` says that the wording leaves no doubt about the scope: "X said that" reaches to
    the end of its sentence, "according to X" in its middle may cover either side.
    """

    who: Span
    scope: Span
    is_sure: bool
    rule: str

    def covers(self, start: int, end: int) -> bool:
        """Say whether a part of the sentence is said by this speaker."""
        return self.scope[0] <= start and end <= self.scope[1]


def attributions_in(sentence: str, language: str = ENGLISH) -> tuple[Attribution, ...]:
    """Return the speakers of a prepared sentence, in reading order."""
    words = _WORDS.get(language)
    if words is None or not words.hint.search(sentence):
        return ()
    found = [
        *(_according(sentence, match, words) for match in words.according.finditer(sentence)),
        *(_says(sentence, match, words) for match in words.says.finditer(sentence)),
    ]
    named = [one for one in found if one is not None]
    return tuple(sorted(named, key=lambda one: one.who))


def attribution_of(
    attributions: tuple[Attribution, ...], start: int, end: int
) -> Attribution | None:
    """Return who says a part of the sentence: the sure one first, then the nearest."""
    covering = [one for one in attributions if one.covers(start, end)]
    if not covering:
        return None
    return min(covering, key=lambda one: (not one.is_sure, abs(one.who[0] - start)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """How a language names a speaker; both patterns have the group ``who``."""

    hint: re.Pattern[str]
    according: re.Pattern[str]
    says: re.Pattern[str]
    no_ending: re.Pattern[str]


_LONGEST_NAME = 70
_OPENING = re.compile(r"^.*?,\s(?=[A-Z]|the\s)", re.DOTALL)


def _according(sentence: str, match: re.Match[str], words: _Words) -> Attribution | None:
    who = _name(sentence, match, words)
    if who is None:
        return None
    opens = not sentence[: match.start()].strip(' \n“„"«(')
    closes = not sentence[who[1] :].strip(' \n.”“"»)')
    return Attribution(
        who=who, scope=(0, len(sentence)), is_sure=opens or closes, rule="according_to"
    )


def _says(sentence: str, match: re.Match[str], words: _Words) -> Attribution | None:
    who = _name(sentence, match, words)
    if who is None:
        return None
    return Attribution(who=who, scope=(match.end(), len(sentence)), is_sure=True, rule="says_that")


def _name(sentence: str, match: re.Match[str], words: _Words) -> Span | None:
    start, end = match.span("who")
    opening = _OPENING.match(sentence[start:end])
    start += opening.end() if opening else 0
    if not 0 < end - start <= _LONGEST_NAME or words.no_ending.search(sentence[start:end]):
        return None
    return start, end


_ENGLISH = _Words(
    hint=re.compile(
        r"according|reported|citing|\(per|\b(?:said|says|reports|estimate|state|claim|cited|confirm"
        r"|announc|document|record|regist|conclud|found)",
        re.IGNORECASE,
    ),
    according=re.compile(
        r"\b(?:according\sto|as\sreported\sby|\(per|reported\sby|citing)\s"
        r"(?P<who>(?:the\s)?[^,.;()\[\]\d]{2,80}?)"
        r"(?=,|\)|;|\.|\d|\sfrom\s|\sthat\s|\sat\sleast\s|\smore\s|$)",
        re.IGNORECASE,
    ),
    says=re.compile(
        r"(?P<who>[A-Z][^.;:()\[\]]{2,100}?)\s(?:has\s|have\s|had\s)?(?:also\s)?"
        r"(?:said|says|reported|reports|estimated|estimates|stated|states|claimed|claims|cited"
        r"|confirmed|announced|documented|recorded|registered|concluded|found)"
        r"(?:\sthat\b|\s(?=approximately|about|at\sleast|more\sthan|over|\d))"
    ),
    no_ending=re.compile(
        r"(?:ed|\b(?:and|or|but|the|an?|in|on|at|by|to|from|with|as|for|of|than|that|which|who|was"
        r"|were|is|are|has|have|had|be|been|it|he|she|they|we|you|i|not|also|so))$",
        re.IGNORECASE,
    ),
)
_ALBANIAN = _Words(
    hint=re.compile(r"sipas|\bsic\b|\b(?:se|qe)\b", re.IGNORECASE),
    according=re.compile(
        r"\b(?:sipas(?:\ste\sdhenave\s(?:te|nga))?|sic\s(?:raporton|raportoi|thote|njofton)|bazuar\sne"
        r"\ste\sdhenat\se)\s(?P<who>[^,.;()\[\]\d]{2,80}?)"
        r"(?=,|\)|;|\.|\d|\s(?:me\sshume|te\spakten|mbi|rreth|u|jane|ishin|ka|kane|vetem|deri)\s|$)",
        re.IGNORECASE,
    ),
    says=re.compile(
        r"(?P<who>[A-Z][^.;:()\[\]]{1,100}?)\s(?:ka\s|kane\s|kishte\s|kishin\s)?"
        r"(?:thene|tha|thane|thote|thone|raportoi|raportuan|raporton|raportuar|vleresoi|vlereson"
        r"|vleresuan|vleresuar|deklaroi|deklaruan|deklaruar|konfirmoi|konfirmuan|konfirmuar|njoftoi"
        r"|njoftuan|njoftuar|pohoi|pohon|pohuan|shkroi|beri\ste\sditur|rrefeu|rrefen|deshmoi)"
        r"\s(?:se|qe)\b"
    ),
    no_ending=re.compile(r"\b(?:dhe|e|ne|me|nga|per|te|se|qe|u|si|ka|kane)$", re.IGNORECASE),
)
_SERBIAN = _Words(
    hint=re.compile(r"prema|\bpo\b|kako|\bda\b|navodi", re.IGNORECASE),
    according=re.compile(
        r"(?:(?:^|(?<=[,;(–]\s)|(?<=[,;(–„“]))prema|\bpo\s(?=navod|rec|rijec|podac|procen|procjen)"
        r"|\bkako\s(?:navodi|navode|prenosi|javlja|tvrdi|saopstava|kaze))\s?"
        r"(?:(?:podacima|navodima|recima|rijecima|izvestaju|izvjestaju|procenama|procjenama|oceni)\s)?"
        r"(?P<who>[^,.;()\[\]\d]{2,80}?)"
        r"(?=,|\)|;|\.|\d|\s(?:vise|najmanje|oko|skoro|bilo|je|su|do|samo|ubijeno|nestalo|vratilo)\s|$)",
        re.IGNORECASE,
    ),
    says=re.compile(
        r"(?P<who>[A-Z][^.;:()\[\]]{1,100}?)\s(?:je\s|su\s)?(?:takodje\s)?"
        r"(?:saopsti|izjavi|rek|kaz|nave|navo|procen|procjen|potvrd|objavi|zabelez|zabiljez|evidentir"
        r"|tvrd|dokumentova|registrova|posvedoci|posvjedoci|svedoci|svjedoci|zakljuci)\w*"
        r"(?:\s(?:je|su))?\s(?:da|kako)\b"
    ),
    no_ending=re.compile(r"\b(?:i|u|na|je|su|se|da|od|za|sa|po|kao|ili)$", re.IGNORECASE),
)
_WORDS: Mapping[str, _Words] = {
    ENGLISH: _ENGLISH,
    ALBANIAN: _ALBANIAN,
    SERBIAN_LATIN: _SERBIAN,
    SERBIAN_CYRILLIC: _SERBIAN,
}
