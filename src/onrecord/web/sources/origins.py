"""By how many documents is something told, of how many independent origins, and why so few?

Documents have one origin where their descriptions declare one, and where one copied another. Who
knows of copies answers in a module ``copies``, with a function ``touching(actor, sources)``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.corroboration import (
    Copied,
    Declared,
    Link,
    OriginGroup,
    independent_origins,
    origin_groups,
)
from onrecord.web.audit.services import note
from onrecord.web.site.neighbours import modules_named
from onrecord.web.site.rights import Actor
from onrecord.web.site.words import said
from onrecord.web.sources.consent import closed_to
from onrecord.web.sources.models import Description, Exhibit
from onrecord.web.sources.selectors import descriptions, text_of

MOST_SHOWN = 420
"""Characters of a copied passage that are shown beside its reason; its page shows all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where a copied passage stands in a text, and the address of that place for a reader."""

    text: Exhibit
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A passage that the texts of two sources share, and the page that shows both in full."""

    left: Cited
    right: Cited
    words: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Why two documents count once; ``copy`` is set where it is because of what they share."""

    left: Description
    right: Description
    reason: Remark
    copy: Copy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many documents tell something, and of how many origins they are.

    ``origin_of`` names the origin of each source by its id.
    """

    documents: int
    origins: int
    joined: tuple[Joined, ...]
    origin_of: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a reason as a page shows it; without words where nothing was copied."""

    title: str
    source: int
    words: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two documents count once, as a page shows it; ``url`` leads to all that they share."""

    sentence: str
    sides: tuple[Side, Side]
    url: str = ""


def told_by(actor: Actor, sources: Iterable[int]) -> Told:
    """Return what some sources come to, as far as this person may see them.

    A source that the person may not see is not counted and joins nothing.
    """
    asked = list(dict.fromkeys(sources))
    known, copies = _all_related(actor, asked)
    wanted = [source for source in asked if source in known]
    names = {source: f"source {source}" for source in (*wanted, *known)}
    titles = {description.title: names[source] for source, description in known.items()}
    groups = origin_groups(
        list(names.values()),
        declared=[
            Declared(source=names[source], origin=titles.get(one.origin, one.origin))
            for source, one in known.items()
            if one.origin
        ],
        copies=[
            Copied(
                left=names[left],
                right=names[right],
                left_span=(copy.left.start, copy.left.end),
                right_span=(copy.right.start, copy.right.end),
                words=copy.words,
            )
            for (left, right), copy in copies.items()
        ],
    )
    counted = independent_origins([names[source] for source in wanted], groups)
    ids = {name: source for source, name in names.items()}
    return Told(
        documents=len(wanted),
        origins=counted.origins,
        joined=tuple(
            _joined(link, ids, known, copies) for group in counted.groups for link in _needed(group)
        ),
        origin_of={
            ids[name]: group.sources[0] for group in counted.groups for name in group.sources
        },
    )


def shown_reasons(actor: Actor, told: Told) -> list[Reason]:
    """Return why documents count once, each with the beginnings of the passages that they share.

    Whose giver said no shows no words of theirs. What is shown is noted in the log as read.
    """
    closed = set(closed_to(actor))
    found = [_reason(joined, closed) for joined in told.joined]
    for text in _texts_shown(told, closed):
        note("read", "sources_exhibit", text)
    return found


def _texts_shown(told: Told, closed: Collection[int]) -> set[int]:
    copies = [joined.copy for joined in told.joined if joined.copy]
    cited = [one for copy in copies for one in (copy.left, copy.right)]
    return {one.text.pk for one in cited if one.text.source_id not in closed}


def _all_related(
    actor: Actor, sources: Iterable[int]
) -> tuple[dict[int, Description], dict[tuple[int, int], Copy]]:
    """Return what is known of the sources and of all that lead from one of them to another.

    Of several passages that two sources share, the longest stands for all.
    """
    known: dict[int, Description] = {}
    copies: dict[tuple[int, int], Copy] = {}
    fresh = set(sources)
    while fresh:
        found = {d.source_id: d for d in descriptions(actor).filter(source__in=fresh)}
        known |= found
        for copy in _touching(actor, found):
            pair = (copy.left.text.source_id, copy.right.text.source_id)
            if pair not in copies or copies[pair].words < copy.words:
                copies[pair] = copy
        declared = {one.origin for one in found.values() if one.origin}
        named = declared | {one.title for one in found.values()}
        same = descriptions(actor).filter(Q(origin__in=named) | Q(title__in=declared))
        related = set(same.values_list("source", flat=True))
        fresh = (related | {source for pair in copies for source in pair}) - known.keys()
        # What one may not see has no description: it would be asked for again and again.
        fresh &= set(descriptions(actor).filter(source__in=fresh).values_list("source", flat=True))
    both = {pair: copy for pair, copy in copies.items() if set(pair) <= known.keys()}
    return known, both


def _touching(actor: Actor, sources: Iterable[int]) -> Iterable[Copy]:
    ids = set(sources)
    return [copy for module in modules_named("copies") for copy in module.touching(actor, ids)]


def _needed(group: OriginGroup) -> Sequence[Link]:
    """Return no more links than join the group's sources, those among themselves first."""
    if len(group.sources) < 2:
        return ()
    wanted = set(group.sources)
    links: list[Link] = []
    part: dict[str, set[str]] = {}
    for link in sorted(group.links, key=lambda one: not {one.left, one.right} <= wanted):
        left, right = (part.setdefault(end, {end}) for end in (link.left, link.right))
        if left is not right:
            links.append(link)
            left |= right
            part.update(dict.fromkeys(right, left))
    while loose := [link for link in links if _leads_nowhere(link, links, wanted)]:
        links = [link for link in links if link not in loose]
    return links


def _leads_nowhere(link: Link, links: Sequence[Link], wanted: set[str]) -> bool:
    ends = [end for one in links for end in (one.left, one.right)]
    return any(end not in wanted and ends.count(end) == 1 for end in (link.left, link.right))


def _joined(
    link: Link,
    ids: Mapping[str, int],
    known: Mapping[int, Description],
    copies: Mapping[tuple[int, int], Copy],
) -> Joined:
    left, right = ids[link.left], ids[link.right]
    titles = {name: known[source].title for name, source in ids.items()}
    said_of = tuple((name, titles.get(str(value), value)) for name, value in link.reason.params)
    return Joined(
        left=known[left],
        right=known[right],
        reason=replace(link.reason, params=said_of),
        copy=copies[left, right] if link.copied else None,
    )


def _reason(joined: Joined, closed: Collection[int]) -> Reason:
    copy = joined.copy
    if copy is None:
        sides = (_side(joined.left, None, closed), _side(joined.right, None, closed))
        return Reason(sentence=said(joined.reason), sides=sides)
    sides = (_side(joined.left, copy.left, closed), _side(joined.right, copy.right, closed))
    return Reason(sentence=said(joined.reason), sides=sides, url=copy.url)


def _side(description: Description, cited: Cited | None, closed: Collection[int]) -> Side:
    title, source = description.title, description.source_id
    if cited is None or source in closed:
        return Side(title=title, source=source)
    words = text_of(cited.text)[cited.start : cited.end]
    shown = words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN].rstrip()} …"
    return Side(title=title, source=source, words=shown, url=cited.url)
