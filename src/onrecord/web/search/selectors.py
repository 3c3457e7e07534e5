"""What does a search find of what a person may see?

The index gives candidates of the compartments that the person may enter. Each of them goes
through ``visible_to`` before it is counted or shown, and what is shown is read from the records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.utils.functional import Promise

from onrecord.core.document.search_query import Query
from onrecord.core.document.search_snippet import Piece, marked, marks
from onrecord.core.document.search_terms import words_in
from onrecord.core.kernel.errors import InputError
from onrecord.web.people.derived import sort_date
from onrecord.web.people.models import Membership, Mention
from onrecord.web.search import documents
from onrecord.web.search.asked import Asked
from onrecord.web.search.index.looking import Candidate, Candidates, Filters, Looking
from onrecord.web.search.index.store import store
from onrecord.web.search.kinds import Content, Kind, all_kinds
from onrecord.web.search.kinds.people import MENTION, PERSON
from onrecord.web.search.kinds.sources import DOCUMENT
from onrecord.web.site.rights import Actor
from onrecord.web.site.words import period_text
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import descriptions, text_of

FEW, MANY = 5, 25
"""Results of a kind on the page of all kinds, and on the page of one."""

MOST_READ = 100
"""Texts that are read at most to see whether words stand together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where a result holds what was asked for: the field, its words, and where to read on."""

    label: str | Promise = ""
    pieces: tuple[Piece, ...]
    url: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result: what it is called, where it is, whose word it is, and why it was found.

    ``text`` is the text of an exhibit from which lines are shown.
    """

    title: tuple[Piece, ...]
    url: str
    lines: tuple[Line, ...] = ()
    source: str = ""
    source_id: int | None = None
    day: str = ""
    text: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The results of one kind; ``is_cut`` where there are more than were counted."""

    kind: Kind
    count: int
    is_cut: bool
    hits: tuple[Hit, ...]
    url: str
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The results by kind, and the other names that were searched for.

    ``read`` are the texts from which lines are shown, ``sources`` whose words are shown.
    """

    groups: tuple[Group, ...] = ()
    also: tuple[str, ...] = ()
    read: tuple[int, ...] = ()
    sources: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """How many results were counted."""
        return sum(group.count for group in self.groups)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than were counted."""
        return any(group.is_cut for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The visible results of one kind, the best first."""

    kind: Kind
    looking: Looking
    candidates: Candidates


def search(actor: Actor, asked: Asked) -> Answer:
    """Return what a person finds of what they may see.

    Raises InputError for words that cannot be looked up.
    """
    query = asked.query
    compartments = sorted(actor.compartment_ids())
    if not query.required or not compartments:
        return Answer()
    found = [
        _found(actor, kind, query, asked, compartments)
        for kind in all_kinds()
        if not asked.kind or asked.kind == kind.name or {asked.kind, kind.name} == _PEOPLE
    ]
    found = _with_persons(actor, found)
    groups = tuple(
        _group(actor, one, query, asked)
        for one in found
        if one.candidates.found and asked.kind in {"", one.kind.name}
    )
    hits = [hit for group in groups for hit in group.hits]
    return Answer(
        groups=groups,
        also=query.also,
        read=tuple(hit.text for hit in hits if hit.text),
        sources=frozenset(hit.source_id for hit in hits if hit.source_id),
    )


_PEOPLE = {PERSON, MENTION}


def _found(
    actor: Actor, kind: Kind, query: Query, asked: Asked, compartments: Collection[int]
) -> _Found:
    looking = Looking(store(), query, compartments=compartments, kind=kind.name)
    candidates = looking.candidates(_filters(actor, kind, asked))
    candidates = _only(candidates, _visible(actor, kind, candidates))
    if query.needs_reading:
        candidates = _reading(actor, kind, query, looking, candidates)
    ranked = sorted(candidates.found, key=_rank)
    return _Found(kind=kind, looking=looking, candidates=replace(candidates, found=tuple(ranked)))


def _rank(candidate: Candidate) -> tuple[int, int, int]:
    """Put names before other words, texts with the word in many parts before others, new first."""
    return -(candidate.parts & 1), -candidate.parts.bit_count(), -candidate.entry


def _visible(actor: Actor, kind: Kind, candidates: Candidates) -> set[int]:
    if not candidates.found:
        return set()
    ids = [one.record for one in candidates.found]
    return set(kind.shown_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _only(candidates: Candidates, records: Collection[int]) -> Candidates:
    found = tuple(one for one in candidates.found if one.record in records)
    return replace(candidates, found=found)


def _reading(
    actor: Actor, kind: Kind, query: Query, looking: Looking, candidates: Candidates
) -> Candidates:
    """Keep the records in which words stand together as the query wants them."""
    by_id = {row.pk: row for row in _rows(actor, kind, [c.record for c in candidates.found])}
    if kind.content is not None:
        held = {pk for pk, row in by_id.items() if query.holds(_fields(kind.content(row)))}
        return _only(candidates, held)
    looked_at = candidates.found[:MOST_READ]
    kept = tuple(
        one
        for one in looked_at
        if one.record in by_id
        and documents.holds(looking, one.entry, query, partial(_text, by_id[one.record]))
    )
    return Candidates(found=kept, is_cut=candidates.is_cut or len(candidates.found) > MOST_READ)


def _fields(content: Content) -> list[list[str]]:
    return [words_in(text) for text in (*content.names, *(text for _label, text in content.texts))]


def _with_persons(actor: Actor, found: Sequence[_Found]) -> list[_Found]:
    """Add the persons whose mentions were found to those found by their code."""
    by_name = {one.kind.name: one for one in found}
    if MENTION not in by_name or PERSON not in by_name:
        return list(found)
    mentions, persons = by_name[MENTION], by_name[PERSON]
    ids = [one.record for one in mentions.candidates.found]
    stems = Mention.objects.visible_to(actor).filter(pk__in=ids).values("stem")
    members = Membership.objects.visible_to(actor).filter(mention__in=stems)
    known = {one.record for one in persons.candidates.found}
    visible = persons.kind.shown_to(actor).filter(pk__in=members.values("person"))
    more = tuple(
        Candidate(entry=0, record=pk, parts=0)
        for pk in visible.order_by("code").values_list("pk", flat=True)
        if pk not in known
    )
    candidates = Candidates(
        found=persons.candidates.found + more,
        is_cut=persons.candidates.is_cut or (bool(more) and mentions.candidates.is_cut),
    )
    persons = replace(persons, candidates=candidates)
    return [persons if one.kind.name == PERSON else one for one in found]


def _filters(actor: Actor, kind: Kind, asked: Asked) -> Filters:
    """Return what the index can tell; the day of a text is the day of its source."""
    of_text = kind.name == DOCUMENT and bool(asked.first_day or asked.last_day)
    sources: set[int] | None = None
    if asked.source or asked.language or of_text:
        rows = descriptions(actor)
        if asked.source:
            rows = rows.filter(source=asked.source)
        if asked.language:
            rows = rows.filter(language=asked.language)
        made = rows.values_list("source_id", "made")
        sources = {source for source, edtf in made if not of_text or _within(edtf, asked)}
    if of_text:
        return Filters(sources=sources)
    return Filters(
        sources=sources, first_day=asked.first_day or None, last_day=asked.last_day or None
    )


def _within(edtf: str, asked: Asked) -> bool:
    day = sort_date(edtf)
    return bool(day) and day >= asked.first_day and day < (asked.last_day or "9999") + "~"


def _group(actor: Actor, found: _Found, query: Query, asked: Asked) -> Group:
    """Return one page of the results of a kind, read from the records themselves."""
    name, candidates = found.kind.name, found.candidates
    size, page = (MANY, asked.page) if asked.kind else (FEW, 1)
    shown = candidates.found[(page - 1) * size : page * size]
    rows = {row.pk: row for row in _rows(actor, found.kind, [one.record for one in shown])}
    titles = _titles(actor, found.kind, rows.values())
    hits = []
    for one in shown:
        row = rows.get(one.record)
        if row is not None and found.kind.content is None:
            hits.append(_text_hit(found, one, row, query, titles))
        elif row is not None:
            hits.append(_hit(found.kind, row, query, titles))
    more = len(candidates.found) > page * size
    return Group(
        kind=found.kind,
        count=len(candidates.found),
        is_cut=candidates.is_cut,
        hits=tuple(hits),
        url=asked.address(kind=name) if more and not asked.kind else "",
        previous=asked.address(kind=name, page=page - 1) if page > 1 else "",
        next=asked.address(kind=name, page=page + 1) if more and asked.kind else "",
    )


def _rows(actor: Actor, kind: Kind, ids: Sequence[int]) -> Iterable[Any]:
    return kind.shown_to(actor).filter(pk__in=ids) if ids else ()


def _titles(actor: Actor, kind: Kind, rows: Iterable[Any]) -> dict[int, str]:
    ids = {row.source_id for row in rows if hasattr(row, "source_id")}
    if not ids or kind.name == "source":
        return {}
    return dict(descriptions(actor).filter(source__in=ids).values_list("source_id", "title"))


def _hit(kind: Kind, row: Any, query: Query, titles: dict[int, str]) -> Hit:
    content = kind.content(row) if kind.content is not None else Content()
    title = kind.title(row)
    answered = {mark.clause for mark in marks(title, query)}
    lines: list[Line] = []
    names: list[tuple[str | Promise, str]] = [("", text) for text in content.names]
    for label, text in (*content.texts, *names):
        # A line is shown where it answers a part of the query that nothing above it does.
        new = {mark.clause for mark in marks(text, query)} - answered
        if new:
            lines.append(Line(label=label, pieces=marked(text, query)))
            answered |= new
    return Hit(
        title=marked(title, query),
        url=kind.url(row),
        lines=tuple(lines),
        source=titles.get(content.source or 0, ""),
        source_id=content.source,
        day=period_text(content.day),
    )


def _text_hit(
    found: _Found, one: Candidate, row: Exhibit, query: Query, titles: dict[int, str]
) -> Hit:
    url = found.kind.url(row)
    pages = row.parameters.get("pages", [])
    lines = tuple(
        Line(
            pieces=shown.pieces,
            url=f"{url}?at={shown.start}",
            page=_page(pages, shown.start),
        )
        for shown in documents.snippets(found.looking, one.entry, query, partial(_text, row))
    )
    return Hit(
        title=(Piece(titles.get(row.source_id, "") or found.kind.title(row)),),
        url=lines[0].url if lines else url,
        lines=lines,
        source=found.kind.title(row),
        source_id=row.source_id,
        text=row.pk,
    )


def _page(pages: Sequence[Sequence[int]], at: int) -> int | None:
    """Return the page of a place in a text; None for a text of one page."""
    if len(pages) < 2:
        return None
    return next((n for n, (start, end) in enumerate(pages, 1) if start <= at < end), None)


def _text(exhibit: Exhibit) -> str:
    try:
        return text_of(exhibit)
    except InputError:
        # Erased since the index was made: nothing of it is shown.
        return ""
