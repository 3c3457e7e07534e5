"""Quantities in words alone: "thousands", "the vast majority", "several villages"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.document.figures.noun_phrase import counted_after, names_countable
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import SHARE, Bound

NAME = "worded"

_MASSES = re.compile(
    r"\b(?:(?:many|several|some|a\sfew|tens\sof|hundreds\sof)\s)?"
    r"(?:(?:tens|scores|dozens|hundreds|thousands|millions)(?:\sof\s(?:thousands|millions))?"
    r"|(?:several|a\sfew|many)\s(?:dozen|hundred|thousand|million))\b"
    r"(?!\s(?:of\s)?(?:years?|miles|kilomet|met(?:er|re)s|dollars|euros|pounds|marks))",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:several|multiple|numerous|countless|a\s(?:large\s|small\s|great\s|significant\s)?number\sof"
    r"|large\snumbers\sof|a\shandful\sof|a\scouple\sof|(?:many|most|some)(?=\sof\s(?:the|these|those)))\b",
    re.IGNORECASE,
)
_MAJORITY = re.compile(
    r"\b(?:(?:the|a)\s)?(?:(?:vast|overwhelming|great|large|clear|absolute|slim|narrow|substantial)"
    r"\s)?(?P<head>majority)(?=\s(?:of|were|was|are|is|have|had|has|remain\w*|fled|left|live[ds]?)\b)",
    re.IGNORECASE,
)
_LOOK_BACK = 20
_ADJECTIVE_BEFORE = re.compile(r"[a-zA-Z]+\s$")
_TAKES_MAJORITY = re.compile(
    r"\b(?:the|a|as|by|and|that|which|but|while|where|because|constitut\w+|form\w*|made?\sup)\s$",
    re.IGNORECASE,
)


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield worded quantities; a majority is a share above one half, the others have no number."""
    yield from _masses(sentence)
    yield from _vague(sentence)
    yield from _majorities(sentence)


def _masses(sentence: Sentence) -> Iterator[Draft]:
    for match in _MASSES.finditer(sentence.text):
        yield _draft(match, counted_from=match.end())


def _vague(sentence: Sentence) -> Iterator[Draft]:
    for match in _VAGUE.finditer(sentence.text):
        span = counted_after(sentence.text, match.end())
        if span is not None and names_countable(sentence.text[slice(*span)]):
            yield _draft(match, counted_from=match.end())


def _majorities(sentence: Sentence) -> Iterator[Draft]:
    for match in _MAJORITY.finditer(sentence.text):
        if match.start() == match.start("head") and not _stands_free(sentence.text, match.start()):
            continue
        yield _draft(match, counted_from=match.end(), low=0.5, high=1.0, unit=SHARE)


def _stands_free(text: str, start: int) -> bool:
    """Leave out "the Albanian majority", which is a group and no share of anything."""
    before = text[max(0, start - _LOOK_BACK) : start]
    return bool(_TAKES_MAJORITY.search(before)) or not _ADJECTIVE_BEFORE.search(before)


def _draft(
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
        wording=match[0],
        start=match.start(),
        end=match.end(),
        anchors=(match.span(),),
        counted_from=counted_from,
    )
