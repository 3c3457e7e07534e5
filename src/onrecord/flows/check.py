"""What cannot be true in what documents say: read files become a dossier, checks look at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

from onrecord.core.document.dates import DateMention
from onrecord.core.document.figures import FigureSuggestion
from onrecord.core.document.sentences import sentence_spans
from onrecord.core.document.totals import Listing, TotalWithParts
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.finding import Finding, Severity, Span, Sureness
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.checks import (
    DateStated,
    Document,
    Dossier,
    GroupMention,
    PartsOfTotal,
    Stated,
    check_dossier,
)
from onrecord.core.reconcile.checks.groups import find_groups
from onrecord.core.reconcile.corroboration import Copied, copied_passages
from onrecord.vocab import load_scheme
from onrecord.vocab.timeline import load_timeline

COPIED = "copied_passage"


class WasRead(Protocol):
    """What the checks need of a document that was read, whoever read it."""

    @property
    def text(self) -> str:
        """The stored text."""

    @property
    def language(self) -> str | None:
        """One of our four language codes, where the text tells."""

    @property
    def figures(self) -> tuple[FigureSuggestion, ...]:
        """Its figures in reading order."""

    @property
    def dates(self) -> tuple[DateMention, ...]:
        """Its dates in reading order."""

    @property
    def totals(self) -> tuple[TotalWithParts, ...]:
        """Its totals; they and their parts are among the figures."""


def check_reading(reading: WasRead, name: str = "") -> tuple[Finding, ...]:
    """Return what the checks find in one document that was read."""
    return check_readings([(name, reading)])


def check_readings(readings: Sequence[tuple[str, WasRead]]) -> tuple[Finding, ...]:
    """Return what the checks find in documents one by one and between them.

    Each comes with the name that its passages are cited by. Findings come gravest first; long
    passages that two documents share come last, as ``info``: they may have one origin.
    """
    return check_documents([document_of(name, reading) for name, reading in readings])


def check_documents(documents: Sequence[Document]) -> tuple[Finding, ...]:
    """Return what the checks find in documents as ``document_of`` gives them."""
    return (*check_dossier(dossier_of(documents)), *_copies(documents))


def dossier_of(documents: Iterable[Document]) -> Dossier:
    """Return documents with the timeline and the groups that come with OnRecord."""
    return Dossier(documents=tuple(documents), timeline=load_timeline(), wider=_wider())


def document_of(name: str, reading: WasRead, *, dated: Period | None = None) -> Document:
    """Return a document that was read as the checks see it.

    ``dated`` is the date of the document where its metadata or a person give one.
    """
    text = reading.text
    sentences = tuple(
        Span(start=start, end=end, quote=text[start:end], document=name)
        for start, end in sentence_spans(text)
    )
    frame = Document(name=name, text=text, sentences=sentences)
    figures = tuple(_stated(frame, figure) for figure in reading.figures)
    by_place = {(figure.span.start, figure.span.end): figure for figure in figures}
    return Document(
        name=name,
        text=text,
        language=reading.language,
        dated=dated,
        sentences=sentences,
        figures=figures,
        dates=tuple(_dates(frame, reading.dates)),
        groups=tuple(
            GroupMention(
                span=frame.span(start, end), concept=concept, sentence=frame.sentence_at(start)
            )
            for start, end, concept in find_groups(text, *_labels())
        ),
        totals=tuple(_total(total, by_place) for total in reading.totals),
    )


def _stated(document: Document, figure: FigureSuggestion) -> Stated:
    return Stated(
        span=document.span(figure.start, figure.end),
        quantity=figure.quantity,
        sentence=document.sentence_at(figure.start),
        counted=figure.counted,
        group=figure.group,
        groups=frozenset(_groups(figure)),
        phenomenon=figure.phenomenon,
        place=figure.place,
        period=_period(figure.period),
        as_of=_period(figure.as_of),
        attribution=figure.attribution,
    )


def _groups(figure: FigureSuggestion) -> Iterator[str]:
    """Yield the groups that a figure counts; "Serb" in "Serb sisters" is one as well."""
    words = " ".join(one for one in (figure.counted, figure.quantity.base_text) if one)
    found = [concept for _, _, concept in find_groups(words, *_labels())]
    yield from found or (concept for _, _, concept in find_groups(figure.group or "", *_labels()))


def _dates(document: Document, dates: Iterable[DateMention]) -> Iterator[DateStated]:
    for date in dates:
        period = None if date.is_derived else _period(date.edtf)
        if period is not None:
            yield DateStated(
                span=document.span(date.start, date.end),
                period=period,
                role=date.role.value,
                sentence=document.sentence_at(date.start),
            )


def _period(edtf: str | None) -> Period | None:
    """Return a date as a period; dates without a year and sets of dates are none."""
    if edtf is None:
        return None
    try:
        return Period.from_edtf(edtf)
    except InputError:
        return None


def _total(total: TotalWithParts, figures: Mapping[tuple[int, int], Stated]) -> PartsOfTotal:
    return PartsOfTotal(
        total=figures[total.total.start, total.total.end],
        parts=tuple(figures[part.start, part.end] for part in total.parts),
        all_parts=total.listing is Listing.all_parts,
    )


_NO_COMMUNITY = re.compile(
    r"/(?:all|undetermined|civilians|armed-|kla|serbian-forces|kfor|.*forces)"
)


@cache
def _labels() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the labels of communities in any language, and those that are adjectives only."""
    labels: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for concept in load_scheme("groups"):
        if _NO_COMMUNITY.search(concept.id):
            continue
        main = {name.lower() for name in concept.labels.values()}
        others = {
            name.lower() for several in concept.alternative_labels.values() for name in several
        }
        for name in sorted(main | others):
            is_singular = f"{name}s" in main
            (adjectives if is_singular else labels).setdefault(name, concept.id)
            if name.endswith("s"):
                adjectives.setdefault(name.removesuffix("s"), concept.id)
    return labels, adjectives


@cache
def _wider() -> Mapping[str, frozenset[str]]:
    """Return for each group the groups that hold it whole."""
    scheme = load_scheme("groups")
    return {
        concept.id: frozenset(wider.id for wider in scheme.ancestors(concept.id))
        for concept in scheme
    }


def _copies(documents: Sequence[Document]) -> Iterator[Finding]:
    for copied in copied_passages({one.name: one.text for one in documents}):
        yield _copy_finding({one.name: one for one in documents}, copied)


def _copy_finding(documents: Mapping[str, Document], copied: Copied) -> Finding:
    one, other = documents[copied.left], documents[copied.right]
    return Finding(
        check=COPIED,
        severity=Severity.info,
        what=Remark.of("Two documents share a long passage."),
        explanation=Remark.of(
            "{words} words stand in both: they may have one origin, and then count once.",
            words=copied.words,
        ),
        passages=(one.span(*copied.left_span), other.span(*copied.right_span)),
        sureness=Sureness.certain,
        settled_by=Remark.of("Which of them was written first, and from what."),
    )
