"""Which English words after a number name what is counted."""

from __future__ import annotations

import re

from onrecord.core.document.figures.english_words import (
    GENERAL_GROUP,
    GROUP,
    PARTICIPLES,
    PERSON_NOUNS,
    PLAIN_VERBS,
    STOP_WORDS,
    THING_NOUNS,
)
from onrecord.core.document.figures.grammar import Span

_WORD = re.compile(r"[ \t\r\n\u00a0]{1,3}(?P<word>[A-Za-zÀ-ž][\w'’-]*)")
_OF = re.compile(
    r"\s(?:of|from\samong|among)(?:\s(?:the|these|those|all|its|their|his|her|our|them|whom|which))*\b"
)
_LOOSE_ENDINGS = ("ing", "ly")
_NO_NOUN = STOP_WORDS | PLAIN_VERBS | PARTICIPLES
_CITATIONS = re.compile(r"(?:\[\d{1,3}\])*")
_KIND_UNKNOWN = re.compile(r"\sof\s(?:unknown|undetermined|unidentified)\b")
_ARTICLE = re.compile(r"\s(?:the|these|those|its|their|his|her|our)\b")
_AND_MORE = re.compile(r"(?:,\sand|,|\sand|\sor|,\sor)(?=\s(?:other\s|the\s)?[A-Za-z])")
_MOST_WORDS = 7
_MOST_PARTS = 8


def counted_after(sentence: str, position: int) -> Span | None:
    """Return the span of the noun phrase that starts right after ``position``, or ``None``.

    "of the", "of these" and the like are passed over, so that "36 percent of these women" and
    "two of the officers" give the women and the officers. A list of communities ("Serbs, Roma
    and other minorities") is one phrase.
    """
    cited = _CITATIONS.match(sentence, position)
    start = cited.end() if cited else position
    if _KIND_UNKNOWN.match(sentence, start):
        return None
    start = _skip(sentence, start)
    span = _phrase(sentence, start)
    return None if span is None else _with_list(sentence, span)


def head_of(phrase: str) -> str:
    """Return the last word of the first part of a phrase, which names the thing itself."""
    first = re.split(r",|\sand\s|\sor\s|\sof\s", phrase, maxsplit=1)[0]
    words = first.split()
    return words[-1] if words else ""


def names_people(phrase: str) -> bool:
    """Say whether a phrase counts human beings."""
    head = head_of(phrase).lower()
    return head in PERSON_NOUNS or _is_named_group(phrase, head)


def names_countable(phrase: str) -> bool:
    """Say whether a phrase counts people or things that this field counts."""
    return names_people(phrase) or head_of(phrase).lower() in THING_NOUNS


def unit_of(phrase: str) -> str:
    """Return ``persons``, else the thing itself as English counts it."""
    if names_people(phrase):
        return "persons"
    head = head_of(phrase)
    return "" if head.isupper() or head == "others" else head.lower()


_ONE_OF = re.compile(r"\sof\s")


def one_counts(sentence: str, _start: int, end: int) -> bool:
    """Take "one prosecutor" and leave "one of", "one another", "one particular problem"."""
    if _ONE_OF.match(sentence, end):
        return False
    span = counted_after(sentence, end)
    return span is not None and names_countable(sentence[slice(*span)])


def _is_named_group(phrase: str, head: str) -> bool:
    return bool(head) and any(one[0].lower().endswith(head) for one in GROUP.finditer(phrase))


def _skip(sentence: str, position: int) -> int:
    for pattern in (_OF, _ARTICLE):
        match = pattern.match(sentence, position)
        if match:
            return match.end()
    return position


def _phrase(sentence: str, position: int) -> Span | None:
    start = end = None
    for _ in range(_MOST_WORDS):
        match = _WORD.match(sentence, position)
        if match is None or _ends_phrase(sentence, match, first=start is None):
            break
        start = match.start("word") if start is None else start
        position = end = match.end()
    return None if start is None or end is None else (start, end)


def _ends_phrase(sentence: str, match: re.Match[str], *, first: bool) -> bool:
    word = match["word"].lower()
    if word in STOP_WORDS or word in PLAIN_VERBS:
        return True
    if word in PARTICIPLES or (word.endswith("ed") and len(word) > 4):
        return not first or not _noun_follows(sentence, match.end())
    return word.endswith(_LOOSE_ENDINGS) and not first and not _noun_follows(sentence, match.end())


def _noun_follows(sentence: str, position: int) -> bool:
    """Tell "1,303 displaced persons" from "1,303 were displaced" and "36 displaced in June"."""
    match = _WORD.match(sentence, position)
    return match is not None and match["word"].lower() not in _NO_NOUN


def _with_list(sentence: str, span: Span) -> Span:
    start, end = span
    if not _ends_in_group(sentence[start:end]):
        return span
    for _ in range(_MOST_PARTS):
        match = _AND_MORE.match(sentence, end)
        following = _phrase(sentence, match.end()) if match else None
        if following is None or not _ends_in_group(sentence[slice(*following)]):
            break
        end = following[1]
    return start, end


def _ends_in_group(phrase: str) -> bool:
    head = head_of(phrase).lower()
    return _is_named_group(phrase, head) or GENERAL_GROUP.fullmatch(head) is not None
