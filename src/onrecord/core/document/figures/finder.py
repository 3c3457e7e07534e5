"""Which figures a text states, each offered as a suggestion with its passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.core.document.figures.fields import Around, around, fields_of, quantity_of
from onrecord.core.document.figures.rules import calendar, rules
from onrecord.core.document.figures.sentence import Draft, Sentence, sentences_of
from onrecord.core.document.figures.suggestion import FigureSuggestion
from onrecord.core.kernel.quantity import SHARE

_DATED = frozenset({"persons", SHARE})
"""Units of figures whose period or as-of date is a field of theirs and no figure of its own."""


def find_figures(text: str, *, language: str | None = None) -> Iterator[FigureSuggestion]:
    """Yield the figures of a text in reading order.

    Each sentence is read by the grammar of its own language, or all by that of ``language``;
    ``UsageError`` where no grammar reads it. Every rule of the folder ``rules`` looks at every
    sentence. Where two rules claim the same number, the one that explains more of the text wins:
    "more than 230,000" before "230,000".
    The work grows in proportion to the length of the text.
    """
    for sentence in sentences_of(text, language):
        yield from figures_in(sentence)


def figures_in(sentence: Sentence) -> Iterator[FigureSuggestion]:
    """Yield the figures of one sentence in reading order."""
    drafts = [(rule.NAME, draft) for rule in rules() for draft in rule.find(sentence)]
    if not drafts:
        return
    shared = around(sentence)
    found = [
        _suggestion(sentence, name, draft, shared)
        for name, draft in _without_overlap(drafts, len(sentence.text))
    ]
    dating = {
        date
        for figure in found
        if figure.rule != calendar.NAME and figure.quantity.unit in _DATED
        for date in (figure.period, figure.as_of)
    }
    yield from (
        figure
        for figure in found
        if figure.rule != calendar.NAME or dating.isdisjoint((figure.period, figure.as_of))
    )


def _without_overlap(drafts: Sequence[tuple[str, Draft]], length: int) -> list[tuple[str, Draft]]:
    taken = bytearray(length)
    kept = []
    for name, draft in sorted(drafts, key=_explains_less):
        if any(any(taken[start:end]) for start, end in draft.anchors):
            continue
        for start, end in draft.anchors:
            taken[start:end] = b"\x01" * (end - start)
        kept.append((name, draft))
    return sorted(kept, key=lambda pair: (pair[1].start, pair[1].end))


def _explains_less(pair: tuple[str, Draft]) -> tuple[int, int, str]:
    name, draft = pair
    numbers = sum(end - start for start, end in draft.anchors)
    return -numbers, draft.start - draft.end, name


def _suggestion(sentence: Sentence, name: str, draft: Draft, shared: Around) -> FigureSuggestion:
    start, end = sentence.prepared.span(draft.start, draft.end)
    fields = fields_of(sentence, draft, shared)
    return FigureSuggestion(
        quantity=quantity_of(sentence, draft, fields),
        counted=fields.counted,
        group=fields.group,
        communities=fields.communities,
        phenomenon=fields.phenomenon,
        place=fields.place,
        period=fields.period,
        as_of=fields.as_of,
        attribution=fields.attribution,
        attribution_is_sure=fields.attribution_is_sure,
        start=sentence.start + start,
        end=sentence.start + end,
        quote=sentence.prepared.original[start:end],
        rule=name,
        language=sentence.language,
    )
