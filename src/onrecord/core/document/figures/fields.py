"""What stands around a number: what is counted, of whom, where, when, and who says so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from onrecord.core.document.attribution import Attribution, attribution_of, attributions_in
from onrecord.core.document.dates import DateMention, DateRole
from onrecord.core.document.figures.communities import communities_in
from onrecord.core.document.figures.grammar import Span
from onrecord.core.document.figures.numerals import Numeral
from onrecord.core.document.figures.phenomena import OF_PEOPLE, WEAK, phenomenon_name
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import SHARE, Bound, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields of a figure; each is ``None`` where the sentence does not state it."""

    counted: str | None
    unit: str
    group: str | None
    communities: tuple[str, ...]
    phenomenon: str | None
    place: str | None
    period: str | None
    as_of: str | None
    attribution: str | None
    attribution_is_sure: bool | None


@dataclass(frozen=True, slots=True)
class _Named:
    """A word of the sentence that names a phenomenon."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What all figures of one sentence share; read once, however many figures there are."""

    attributions: tuple[Attribution, ...]
    phenomena: tuple[_Named, ...]

    def first_within(self, begin: int, end: int) -> _Named | None:
        """Return the first phenomenon that begins in a span, a strong one before a weak one."""
        position = bisect_left(self.phenomena, begin, key=lambda one: one.start)
        weak = None
        for one in self.phenomena[position:]:
            if one.start >= end:
                break
            if one.name != WEAK:
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
    attributions = attributions_in(sentence.text, sentence.language)
    # "According to the indictment, two houses were burned" indicts no house.
    speakers = [one.who for one in attributions]
    return Around(
        attributions=attributions,
        phenomena=tuple(
            _Named(match.start(), match.end(), phenomenon_name(match))
            for match in sentence.grammar.surroundings.phenomena.finditer(sentence.text)
            if not any(start <= match.start() < end for start, end in speakers)
        ),
    )


def fields_of(sentence: Sentence, draft: Draft, shared: Around) -> Fields:
    """Read the fields of one figure from its sentence alone."""
    nouns = sentence.grammar.nouns
    span = draft.counted or nouns.counted_after(sentence.text, draft.counted_from)
    after = draft.end if span is None else max(span[1], draft.end)
    base = _base_numeral(sentence, draft) if draft.unit == SHARE else None
    clause = _clause_end(sentence, after if base is None else base.end)
    phenomenon = _phenomenon(sentence, draft, span, shared)
    if span is None and base is not None:
        # "A third of the 100,000 Serbs": what is counted stands behind the base.
        span = nouns.counted_after(sentence.text, base.end)
    group = None if span is None else _group(sentence, span)
    said = attribution_of(shared.attributions, draft.start, draft.end)
    return Fields(
        counted=None if span is None else sentence.words(*span),
        unit=draft.unit or _unit(sentence, span, phenomenon),
        group=None if group is None else sentence.words(*group),
        communities=()
        if group is None
        else communities_in(sentence.text[slice(*group)], nouns.communities),
        phenomenon=phenomenon,
        place=_place(sentence, after, clause) or _place_before(sentence, draft.start),
        period=_date(sentence, draft, DateRole.stated),
        as_of=_date(sentence, draft, DateRole.as_of),
        attribution=None if said is None else sentence.words(*said.who),
        attribution_is_sure=None if said is None else said.is_sure,
    )


def quantity_of(sentence: Sentence, draft: Draft, fields: Fields) -> Quantity:
    """Return the quantity of a draft with its unit and, for a share, its base."""
    base, base_text = _base(sentence, draft) if draft.unit == SHARE else (None, None)
    return Quantity(
        bound=draft.bound,
        value=draft.value,
        low=draft.low,
        high=draft.high,
        unit=fields.unit,
        wording=draft.wording,
        base=base,
        base_text=base_text,
    )


def _unit(sentence: Sentence, span: Span | None, phenomenon: str | None) -> str:
    if span is None:
        return "persons" if phenomenon in OF_PEOPLE else ""
    return sentence.grammar.nouns.unit_of(sentence.text[slice(*span)])


def _group(sentence: Sentence, counted: Span) -> Span | None:
    nouns = sentence.grammar.nouns
    named = [match.span() for match in nouns.groups.finditer(sentence.text, *counted)]
    general = [match.span() for match in nouns.general_groups.finditer(sentence.text, *counted)]
    spans = [*named, *general]
    if not spans:
        return None
    if len(named) > 1 or (named and spans[-1][0] > spans[0][1]):
        return min(spans)[0], max(end for _, end in spans)
    return spans[0]


_REACH = 140
"""Characters after a figure in which its verb or place may stand."""


def _phenomenon(sentence: Sentence, draft: Draft, span: Span | None, shared: Around) -> str | None:
    """Take what the counted words name, else the nearest verb or noun; what follows counts more.

    "Population" is taken only where nothing else is near: it is the base of many shares.
    """
    begin, end = (draft.start, draft.end) if draft.counted or span is None else span
    inside = shared.first_within(begin, end)
    following = shared.first_within(draft.end, draft.end + _REACH)
    preceding = shared.last_within(draft.start - _REACH, draft.start)
    if preceding and ";" in sentence.text[preceding.end : draft.start]:
        preceding = None
    if inside and inside.name != WEAK:
        after = shared.first_within(end, end + _REACH)
        has_returned = inside.name in _LEFT and _RETURNED in (_name(after), _name(preceding))
        return _RETURNED if has_returned else inside.name
    if following is None or preceding is None:
        return _name(following or preceding)
    nearer = following.start - draft.end <= 2 * (draft.start - preceding.end)
    subject = sentence.grammar.surroundings.subject_follows.match(sentence.text, draft.end)
    return following.name if nearer or subject else preceding.name


_RETURNED = "returned"
_LEFT = frozenset({"displaced", "expelled", "fled"})
"""Of "5,800 displaced persons have returned" the verb says what is counted."""


def _name(named: _Named | None) -> str | None:
    return named.name if named else None


def _clause_end(sentence: Sentence, after: int) -> int:
    """Stop before the next number: the place behind it belongs to that one."""
    following = sentence.next_numeral(after)
    end = len(sentence.text) if following is None else following.start
    return min(end, after + _REACH)


def _place(sentence: Sentence, after: int, before: int) -> str | None:
    words = sentence.grammar.surroundings
    for match in words.place.finditer(sentence.text, after, before):
        if not words.no_place.match(match["place"]):
            return sentence.words(*match.span("place"))
    return None


def _place_before(sentence: Sentence, start: int) -> str | None:
    """Take the place with which a clause opens: "In Istog 30 people were missing"."""
    words = sentence.grammar.surroundings
    found = None
    for match in words.place_before.finditer(sentence.text, max(0, start - _REACH), start):
        is_place = not words.no_place.match(match["place"])
        found = sentence.words(*match.span("place")) if is_place else None
    return found


def _date(sentence: Sentence, draft: Draft, role: DateRole) -> str | None:
    found = [date for date in sentence.dates if date.role is role]
    if not found:
        return None
    return min(found, key=lambda date: _distance(date, draft)).edtf


def _distance(date: DateMention, draft: Draft) -> int:
    return max(date.start - draft.end, draft.start - date.end)


def _base(sentence: Sentence, draft: Draft) -> tuple[Quantity | None, str | None]:
    nouns = sentence.grammar.nouns
    numeral = _base_numeral(sentence, draft)
    span = nouns.counted_after(sentence.text, draft.counted_from)
    if numeral is None:
        return None, None if span is None else sentence.words(*span)
    counted = nouns.counted_after(sentence.text, numeral.end)
    begin = numeral.start if span is None else min(span[0], numeral.start)
    end = numeral.end if counted is None else counted[1]
    unit = "persons" if counted is None else nouns.unit_of(sentence.text[slice(*counted)])
    quantity = Quantity(bound=Bound.exact, value=numeral.value, unit=unit)
    return quantity, sentence.words(begin, end)


def _base_numeral(sentence: Sentence, draft: Draft) -> Numeral | None:
    numeral = sentence.next_numeral(draft.end)
    if numeral is None or numeral.unit is not None or numeral.joined:
        return None
    words = sentence.grammar.surroundings
    gap = sentence.text[draft.end : numeral.start]
    is_base = words.base_next.fullmatch(gap) or words.base_within.fullmatch(gap)
    return numeral if is_base else None
