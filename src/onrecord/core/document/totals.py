"""Which figures does a sentence state as a total with its parts?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.document.figures.suggestion import FigureSuggestion
from onrecord.core.document.prepared import prepared
from onrecord.core.document.total_words import total_words
from onrecord.core.kernel.quantity import SHARE, Bound

CHECK = "parts_and_total"


class Listing(StrEnum):
    """What the words between a total and its parts promise."""

    all_parts = "all_parts"
    some_parts = "some_parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalWithParts:
    """A total and the figures that its sentence gives as parts of it: a suggestion.

    ``listing`` says whether the wording promises all parts ("of whom 944 were", "consisting of")
    or leaves room for others ("including").
    """

    total: FigureSuggestion
    parts: tuple[FigureSuggestion, ...]
    listing: Listing

    @property
    def sum_of_parts(self) -> float:
        """Return the sum of the stated parts."""
        return sum(part.quantity.value or 0.0 for part in self.parts)

    @property
    def difference(self) -> float:
        """Return sum of parts minus total: 0 where they agree, above 0 where parts exceed it."""
        return self.sum_of_parts - (self.total.quantity.value or 0.0)

    def as_row(self) -> dict[str, object]:
        """Return the suggestion as the command line prints it."""
        return {
            "total": self.total.as_row(),
            "parts": [part.as_row() for part in self.parts],
            "sum_of_parts": self.sum_of_parts,
            "difference": self.difference,
            "listing": self.listing.value,
        }


def find_totals(text: str, figures: Sequence[FigureSuggestion]) -> Iterator[TotalWithParts]:
    """Yield each total that is followed by at least two parts, in reading order.

    A total is an exact number or share followed by words such as "include", "of whom" or
    "consisting of", or opened by "of the", and then followed by exact numbers of the same kind
    with nothing but short phrases between them. ``figures`` are the figures of ``text`` in
    reading order.
    """
    position = 0
    while position < len(figures):
        parts: tuple[FigureSuggestion, ...] = ()
        listing = None
        if position + 2 < len(figures) and _is_plain(figures[position]):
            listing = _listing(text, figures[position], figures[position + 1])
            parts = _parts(text, figures, position + 1) if listing else ()
        if listing is not None and len(parts) >= 2:
            yield TotalWithParts(total=figures[position], parts=parts, listing=listing)
        position += 1


_LONGEST_OPENING = 80
_LONGEST_GAP = 60
_MOST_PARTS = 40
_LOOK_BACK = 24
_LISTED_PEOPLE = {"names", "persons"}
"""A list of names is a list of people: "1,000 names, of whom 600 were women"."""

_SENTENCE_ENDS = re.compile(r"[.!?;]\s|\n\s*\n")


def _is_plain(figure: FigureSuggestion) -> bool:
    return figure.quantity.bound in (Bound.exact, Bound.share) and figure.rule in ("exact", "share")


def _listing(text: str, total: FigureSuggestion, first: FigureSuggestion) -> Listing | None:
    if not _is_same_kind(total, first) or not _may_be_part(total, first):
        return None
    between = text[total.end : first.start]
    if len(between) > _LONGEST_OPENING or _SENTENCE_ENDS.search(between):
        return None
    words = total_words(total.language)
    between = prepared(between, total.language).text
    if words.some_parts.search(between):
        return Listing.some_parts
    before = prepared(text[max(0, total.start - _LOOK_BACK) : total.start], total.language).text
    if words.of_the.search(before) and "," in between:
        return Listing.all_parts
    return Listing.all_parts if words.all_parts.search(between) else None


def _parts(
    text: str, figures: Sequence[FigureSuggestion], position: int
) -> tuple[FigureSuggestion, ...]:
    parts = [figures[position]]
    for figure in figures[position + 1 : position + _MOST_PARTS]:
        gap = text[parts[-1].end : figure.start]
        if not _is_same_kind(parts[0], figure) or not _is_listed(gap, figure.language):
            break
        parts.append(figure)
    return tuple(parts)


def _is_listed(gap: str, language: str) -> bool:
    if len(gap) > _LONGEST_GAP:
        return False
    words = total_words(language)
    plain = prepared(gap, language).text
    return not words.new_statement.search(plain) and words.gap.fullmatch(plain) is not None


def _is_same_kind(one: FigureSuggestion, other: FigureSuggestion) -> bool:
    if not _is_plain(other):
        return False
    shares = (one.quantity.unit == SHARE, other.quantity.unit == SHARE)
    if any(shares):
        return all(shares)
    units = {one.quantity.unit, other.quantity.unit} - {""}
    return len(units) < 2 or units == _LISTED_PEOPLE


def _may_be_part(total: FigureSuggestion, part: FigureSuggestion) -> bool:
    whole, piece = total.quantity.value, part.quantity.value
    return whole is not None and piece is not None and piece <= whole
