"""Quantities in words alone: "thousands", "the vast majority", "several villages"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import SHARE, Bound

NAME = "worded"

_LOOK_BACK = 20


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield worded quantities; a majority is a share above one half, the others have no number."""
    yield from _masses(sentence)
    yield from _vague(sentence)
    yield from _majorities(sentence)


def _masses(sentence: Sentence) -> Iterator[Draft]:
    for match in sentence.grammar.worded.masses.finditer(sentence.text):
        yield _draft(sentence, match, counted_from=match.end())


def _vague(sentence: Sentence) -> Iterator[Draft]:
    nouns = sentence.grammar.nouns
    for match in sentence.grammar.worded.vague.finditer(sentence.text):
        span = nouns.counted_after(sentence.text, match.end())
        if span is not None and nouns.names_countable(sentence.text[slice(*span)]):
            yield _draft(sentence, match, counted_from=match.end())


def _majorities(sentence: Sentence) -> Iterator[Draft]:
    for match in sentence.grammar.worded.majority.finditer(sentence.text):
        if match.start() == match.start("head") and not _stands_free(sentence, match.start()):
            continue
        yield _draft(sentence, match, counted_from=match.end(), low=0.5, high=1.0, unit=SHARE)


def _stands_free(sentence: Sentence, start: int) -> bool:
    """Leave out "the Albanian majority", which is a group and no share of anything."""
    before = sentence.text[max(0, start - _LOOK_BACK) : start]
    worded = sentence.grammar.worded
    return bool(worded.takes_majority.search(before)) or not worded.adjective_before.search(before)


def _draft(
    sentence: Sentence,
    match: re.Match[str],
    *,
    counted_from: int,
    low: float | None = None,
    high: float | None = None,
    unit: str | None = None,
) -> Draft:
    return Draft(
        bound=Bound.worded,
        low=low,
        high=high,
        unit=unit,
        wording=sentence.words(*match.span()),
        start=match.start(),
        end=match.end(),
        anchors=(match.span(),),
        counted_from=counted_from,
    )
