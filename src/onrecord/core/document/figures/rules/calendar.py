"""Which years does a sentence state that date nothing it counts: "the 1974 constitution"?

A careful reader marks them as figures, because checks compare them: a thing is said to have
existed before it did, or two texts date one event differently. A date that only says when
something counted was so is a field of that figure and no figure of its own; ``finder`` leaves
it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.document.dates import DateMention, DateRole
from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import YEAR, Bound

NAME = "calendar"

_YEAR = re.compile(r"\d{3}[\dX]")
_ONLY_YEARS = re.compile(r"\d{3}[\dX](/\d{4})?")
"""A day is a date and no figure; only what is dated to the year is compared as a number."""


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield each dated year: exact, a span or decade as a range, "by 1997" as at most."""
    for date in sentence.dates:
        if _ONLY_YEARS.fullmatch(date.edtf):
            years = _YEAR.findall(date.edtf)
            yield _draft(date, years[0], years[-1])


def _draft(date: DateMention, first: str, last: str) -> Draft:
    low, high = float(first.replace("X", "0")), float(last.replace("X", "9"))
    if low < high:
        bound = Bound.range
    else:
        bound = Bound.at_most if date.role is DateRole.as_of else Bound.exact
    return Draft(
        bound=bound,
        value=None if bound is Bound.range else high,
        low=low if bound is Bound.range else None,
        high=None if bound is Bound.exact else high,
        unit=YEAR,
        start=date.start,
        end=date.end,
        anchors=((date.start, date.end),),
        counted_from=date.end,
    )
