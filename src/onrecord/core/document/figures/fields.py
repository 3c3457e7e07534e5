"""What stands around a number: what is counted, of whom, where, when, and who says so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from onrecord.core.document.dates import DateMention, DateRole
from onrecord.core.document.figures.noun_phrase import counted_after, head_of, names_people
from onrecord.core.document.figures.numerals import Numeral
from onrecord.core.document.figures.sentence import Draft, Sentence, Span
from onrecord.core.document.figures.words import (
    GENERAL_GROUP,
    GROUP,
    PERSON_PHENOMENA,
    PHENOMENON,
    STOP_WORDS,
    phenomenon_name,
)
from onrecord.core.kernel.quantity import SHARE, Bound, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields of a figure; each is ``None`` where the sentence does not state it."""

    counted: str | None
    group: str | None
    phenomenon: str | None
    place: str | None
    period: str | None
    as_of: str | None
    attribution: str | None


@dataclass(frozen=True, slots=True)
class _Named:
    """A word of the sentence that names a phenomenon."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What all figures of one sentence share; read once, however many figures there are."""

    attribution: str | None
    phenomena: tuple[_Named, ...]

    def first_within(self, begin: int, end: int) -> _Named | None:
        """Return the first phenomenon that begins in a span, a strong one before a weak one."""
        position = bisect_left(self.phenomena, begin, key=lambda one: one.start)
        weak = None
        for one in self.phenomena[position:]:
            if one.start >= end:
                break
            if one.name != _WEAK:
                return one
            weak = weak or one
        return weak

    def last_within(self, begin: int, end: int) -> _Named | None:
        """Return the last phenomenon that stands between two places."""
        position = bisect_right(self.phenomena, end, key=lambda one: one.end)
        last = self.phenomena[position - 1] if position else None
        return last if last and last.start >= begin else None


def around(sentence: Sentence) -> Around:
    """Read what all figures of a sentence share."""
    return Around(
        attribution=_attribution(sentence.text),
        phenomena=tuple(
            _Named(match.start(), match.end(), phenomenon_name(match))
            for match in PHENOMENON.finditer(sentence.text)
        ),
    )


def fields_of(sentence: Sentence, draft: Draft, shared: Around) -> Fields:
    """Read the fields of one figure from its sentence alone."""
    span = counted_after(sentence.text, draft.counted_from)
    counted = _one_line(draft.counted or (None if span is None else sentence.text[slice(*span)]))
    after = draft.end if span is None else max(span[1], draft.end)
    base = _base_numeral(sentence, draft) if draft.unit == SHARE else None
    clause = _clause_end(sentence, after if base is None else base.end)
    return Fields(
        counted=counted,
        group=_group(counted),
        phenomenon=draft.phenomenon or _phenomenon(sentence.text, draft, span, shared),
        place=_place(sentence.text, after, clause) or _place_before(sentence.text, draft.start),
        period=_date(sentence, draft, DateRole.stated),
        as_of=_date(sentence, draft, DateRole.as_of),
        attribution=shared.attribution,
    )


def _one_line(words: str | None) -> str | None:
    return None if words is None else " ".join(words.split())


def quantity_of(sentence: Sentence, draft: Draft, fields: Fields) -> Quantity:
    """Return the quantity of a draft with its unit and, for a share, its base."""
    base, base_text = _base(sentence, draft) if draft.unit == SHARE else (None, None)
    return Quantity(
        bound=draft.bound,
        value=draft.value,
        low=draft.low,
        high=draft.high,
        unit=draft.unit or _unit(fields),
        wording=draft.wording,
        base=base,
        base_text=base_text,
    )


def _unit(fields: Fields) -> str:
    if fields.counted is None:
        return "persons" if fields.phenomenon in PERSON_PHENOMENA else ""
    if names_people(fields.counted):
        return "persons"
    head = head_of(fields.counted)
    return "" if head.isupper() or head == "others" else head.lower()


def _group(counted: str | None) -> str | None:
    if counted is None:
        return None
    named = list(GROUP.finditer(counted))
    spans = [match.span() for match in (*named, *GENERAL_GROUP.finditer(counted))]
    if not spans:
        return None
    if len(named) > 1 or (named and spans[-1][0] > spans[0][1]):
        return counted[min(spans)[0] : max(end for _, end in spans)]
    return counted[slice(*spans[0])]


_REACH = 140
"""Characters after a figure in which its verb or place may stand."""


_WEAK = "population"
_VERB_FOLLOWS = re.compile(r"[\w\s'’,-]{0,60}?\s(?:were|was|are|is|have|has|had|remain\w*)\s")


def _phenomenon(text: str, draft: Draft, span: Span | None, around: Around) -> str | None:
    """Take what the counted words name, else the nearest verb or noun; what follows counts more.

    "Population" is taken only where nothing else is near: it is the base of many shares.
    """
    begin, end = (draft.start, draft.end) if draft.counted or span is None else span
    inside = around.first_within(begin, end)
    if inside and inside.name != _WEAK:
        return inside.name
    following = around.first_within(draft.end, draft.end + _REACH)
    preceding = around.last_within(draft.start - _REACH, draft.start)
    if following is None or preceding is None:
        found = following or preceding
        return found.name if found else None
    nearer = following.start - draft.end <= 2 * (draft.start - preceding.end)
    subject = _VERB_FOLLOWS.match(text, draft.end)
    return following.name if nearer or subject else preceding.name


_NAME = r"[A-ZÇĐŠŽĆČ][\w'’-]+(?:[ /][A-ZÇĐŠŽĆČ][\w'’-]+){0,2}"
_PLACE = re.compile(
    rf"\b(?:in|from|near|at|around|across|throughout|inside|outside|within|fled|left"
    rf"|(?:population|province|region|municipalit(?:y|ies)|village|city|town|north|south|east|west"
    rf"|centre|center|capital)\sof)\s(?:the\s)?(?P<place>{_NAME})"
)
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Serbs?|Albanians?|Roma|KFOR|UNMIK"
    r"|KLA|NATO|UNHCR|OSCE|UN|EU|Article|Section|Resolution)\b"
    r"|.*\b(?:Office|Directorate|Ministry|Council|Court|Commission|Mission|Assembly|Government"
    r"|Parliament|Committee|Department|Party|Church|Army|Forces?|Police|Law|Report|University)\b"
)


def _clause_end(sentence: Sentence, after: int) -> int:
    """Stop before the next number: the place behind it belongs to that one."""
    following = sentence.next_numeral(after)
    end = len(sentence.text) if following is None else following.start
    return min(end, after + _REACH)


def _place(text: str, after: int, before: int) -> str | None:
    for match in _PLACE.finditer(text, after, before):
        if not _NO_PLACE.match(match["place"]):
            return _one_line(match["place"])
    return None


_CLAUSE_PLACE = re.compile(rf"(?:^|[.;,:]\s)(?:[Ii]n|[Aa]t|[Nn]ear)\s(?P<place>{_NAME})(?=[\s,])")


def _place_before(text: str, start: int) -> str | None:
    """Take the place with which a clause opens: "In Istog 30 people were missing"."""
    found = None
    for match in _CLAUSE_PLACE.finditer(text, max(0, start - _REACH), start):
        found = None if _NO_PLACE.match(match["place"]) else _one_line(match["place"])
    return found


def _date(sentence: Sentence, draft: Draft, role: DateRole) -> str | None:
    found = [date for date in sentence.dates if date.role is role]
    if not found:
        return None
    return min(found, key=lambda date: _distance(date, draft)).edtf


def _distance(date: DateMention, draft: Draft) -> int:
    return max(date.start - draft.end, draft.start - date.end)


_ACCORDING = re.compile(
    r"\b(?:according\sto|as\sreported\sby|\(per|reported\sby|citing)\s"
    r"(?P<who>(?:the\s)?[^,.;()\[\]\d]{2,80}?)(?=,|\)|;|\.|\d|\sfrom\s|\sthat\s|\sat\sleast\s|\smore\s|$)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?P<who>[A-Z][^.;:()\[\]]{2,100}?)\s(?:has\s|have\s|had\s)?(?:also\s)?"
    r"(?:said|says|reported|reports|estimated|estimates|stated|states|claimed|claims|cited"
    r"|confirmed|announced|documented|recorded|registered|concluded|found)"
    r"(?:\sthat\b|\s(?=approximately|about|at\sleast|more\sthan|over|\d))"
)
_LONGEST_NAME = 70
_OPENING = re.compile(r"^.*?,\s(?=[A-Z]|the\s)")


def _attribution(text: str) -> str | None:
    match = _ACCORDING.search(text) or _SAYS.search(text)
    if match is None:
        return None
    who = _one_line(_OPENING.sub("", match["who"])) or ""
    last = who.split()[-1].lower() if who else ""
    is_name = bool(who) and len(who) <= _LONGEST_NAME and last not in STOP_WORDS
    return who if is_name and not last.endswith("ed") else None


_BASE_NEXT = re.compile(
    r"(?:\sof)?(?:\s(?:the|these|those|all|some|its|their))?(?:\s(?:estimated|roughly|about|original))?\s"
)
_BASE_WITHIN = re.compile(
    r"\s[\w\s'’-]{0,90}\b(?:community|communities|population|total|group|number|strength)\sof\s"
    r"(?:(?:about|around|some|roughly|nearly)\s)?"
)


def _base(sentence: Sentence, draft: Draft) -> tuple[Quantity | None, str | None]:
    numeral = _base_numeral(sentence, draft)
    span = counted_after(sentence.text, draft.counted_from)
    if numeral is None:
        return None, None if span is None else sentence.text[slice(*span)]
    counted = counted_after(sentence.text, numeral.end)
    begin = numeral.start if span is None else min(span[0], numeral.start)
    end = numeral.end if counted is None else counted[1]
    words = "" if counted is None else sentence.text[slice(*counted)]
    unit = "persons" if not words or names_people(words) else head_of(words).lower()
    quantity = Quantity(bound=Bound.exact, value=numeral.value, unit=unit)
    return quantity, sentence.text[begin:end]


def _base_numeral(sentence: Sentence, draft: Draft) -> Numeral | None:
    numeral = sentence.next_numeral(draft.end)
    if numeral is None or numeral.unit is not None or numeral.joined:
        return None
    gap = sentence.text[draft.end : numeral.start]
    return numeral if _BASE_NEXT.fullmatch(gap) or _BASE_WITHIN.fullmatch(gap) else None
