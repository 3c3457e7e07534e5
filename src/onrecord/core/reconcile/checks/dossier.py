"""What the checks look at: documents with their figures, dates, groups and sentences.

The values are plain, so that no check depends on how a document was read: rules, a coder or a
register may have filled them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from onrecord.core.kernel.finding import Span
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Quantity
from onrecord.core.reconcile.checks.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One figure as a document states it.

    ``groups`` are ids of the groups that it counts. ``as_of`` is the date as of which it is
    stated, ``period`` when what it counts happened. Texts are the document's own words; all
    are ``None`` where it does not say. ``sentence`` is the number of the sentence it stands in.
    """

    span: Span
    quantity: Quantity
    sentence: int
    counted: str | None = None
    group: str | None = None
    groups: frozenset[str] = frozenset()
    phenomenon: str | None = None
    place: str | None = None
    period: Period | None = None
    as_of: Period | None = None
    attribution: str | None = None

    @property
    def number(self) -> float | None:
        """Return the number as it stands, where there is exactly one."""
        return self.quantity.value


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsOfTotal:
    """A total, its parts and whether the wording promises that these are all parts.

    ``taken_away`` are parts that are subtracted.
    """

    total: Stated
    parts: tuple[Stated, ...]
    taken_away: tuple[Stated, ...] = ()
    all_parts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStated:
    """A date of a document; ``role`` is stated, as_of, before or after."""

    span: Span
    period: Period
    role: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMention:
    """A place where a text names one community; ``concept`` is the id of the group."""

    span: Span
    concept: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document as the checks see it.

    All that it holds stands in reading order. ``dated`` is the date of the document where it or
    its metadata give one.
    """

    name: str
    text: str
    language: str | None = None
    dated: Period | None = None
    sentences: tuple[Span, ...] = ()
    figures: tuple[Stated, ...] = ()
    dates: tuple[DateStated, ...] = ()
    groups: tuple[GroupMention, ...] = ()
    totals: tuple[PartsOfTotal, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return a place of this document as a finding cites it."""
        return Span(start=start, end=end, quote=self.text[start:end], document=self.name)

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence in which a character stands."""
        return max(0, bisect_right(self.sentences, position, key=lambda one: one.start) - 1)

    def figures_in(self, sentence: int, last: int | None = None) -> tuple[Stated, ...]:
        """Return the figures of one sentence, or of all from it to the ``last`` one."""
        return _of_sentence(self.figures, sentence, last)

    def dates_in(self, sentence: int) -> tuple[DateStated, ...]:
        """Return the dates of one sentence."""
        return _of_sentence(self.dates, sentence)

    def groups_in(self, sentence: int) -> tuple[GroupMention, ...]:
        """Return the communities that one sentence names."""
        return _of_sentence(self.groups, sentence)

    def paragraphs(self) -> Iterator[Span]:
        """Yield the blocks of text between empty lines."""
        position = 0
        for block in self.text.split("\n\n"):
            if block.strip():
                yield self.span(position, position + len(block))
            position += len(block) + 2


_InSentence = TypeVar("_InSentence", Stated, DateStated, GroupMention)


def _of_sentence(
    found: tuple[_InSentence, ...], sentence: int, last: int | None = None
) -> tuple[_InSentence, ...]:
    """Return what stands in the sentences up to ``last``; what is searched is in reading order."""
    begin = bisect_left(found, sentence, key=_sentence)
    return found[begin : bisect_right(found, sentence if last is None else last, key=_sentence)]


def _sentence(one: Stated | DateStated | GroupMention) -> int:
    return one.sentence


def _no_groups() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The documents that are checked together, and what the checks know beside them.

    ``wider`` gives for each group all groups that hold it whole. ``timeline`` holds dated
    institutions and events.
    """

    documents: tuple[Document, ...]
    timeline: Timeline = field(default_factory=Timeline)
    wider: Mapping[str, frozenset[str]] = field(default_factory=_no_groups, hash=False)

    def is_within(self, group: str, other: str) -> bool:
        """Say whether one group is the other or lies wholly within it."""
        return group == other or other in self.wider.get(group, frozenset())

    def may_overlap(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Say whether two sets of groups can count the same people; an empty set is unknown."""
        if not one or not other:
            return True
        return any(self.is_within(a, b) or self.is_within(b, a) for a in one for b in other)
