"""Which sources copy one another, and how many independent origins stand behind a statement?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.corroboration.passages import Copied


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A person's statement that a source took what it says from an origin."""

    source: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why two sources are taken to have one origin; ``copied`` is what they share, if so."""

    left: str
    right: str
    reason: Remark
    copied: Copied | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """Sources that count once, in their given order, with every link that joins them."""

    sources: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Independent:
    """How many independent origins some sources come to, and why it is not their number."""

    origins: int
    sources: int
    groups: tuple[OriginGroup, ...]
    reason: Remark


def origin_groups(
    sources: Sequence[str],
    *,
    declared: Iterable[Declared] = (),
    copies: Iterable[Copied] = (),
) -> tuple[OriginGroup, ...]:
    """Return the sources in groups of one origin.

    Two sources are joined where they declare one origin, where one declares the other as its
    origin, or where they share a long passage. What is joined through a third source is joined.
    Declared sources that are not among ``sources`` still join those that name them.
    """
    links = [*_declared_links(sources, declared), *_copy_links(sources, copies)]
    leader = {source: source for source in sources}
    for link in links:
        left, right = _leader(leader, link.left), _leader(leader, link.right)
        first, second = sorted((left, right), key=list(sources).index)
        leader[second] = first
    groups: dict[str, list[str]] = {}
    for source in dict.fromkeys(sources):
        groups.setdefault(_leader(leader, source), []).append(source)
    return tuple(
        OriginGroup(
            sources=tuple(members),
            links=tuple(link for link in links if link.left in members),
        )
        for members in groups.values()
    )


def independent_origins(sources: Sequence[str], groups: Sequence[OriginGroup]) -> Independent:
    """Return how many independent origins the sources of one act or figure come to.

    A source that stands in no group is an origin of its own; a source named twice counts once.
    """
    wanted = list(dict.fromkeys(sources))
    grouped = [_within(group, wanted) for group in groups]
    known = {source for group in groups for source in group.sources}
    alone = [OriginGroup(sources=(source,)) for source in wanted if source not in known]
    found = (*(group for group in grouped if group.sources), *alone)
    joined = tuple(
        Remark.of("{sources} have one origin", sources=" + ".join(group.sources))
        for group in found
        if len(group.sources) > 1
    )
    reason = (
        Remark.of(
            "{sources} sources, {origins} origins: {joined}.",
            sources=len(wanted),
            origins=len(found),
            joined=joined,
        )
        if joined
        else Remark.of(
            "No two of these {sources} sources are known to share an origin.", sources=len(wanted)
        )
    )
    return Independent(origins=len(found), sources=len(wanted), groups=found, reason=reason)


def _within(group: OriginGroup, wanted: Sequence[str]) -> OriginGroup:
    """Return the wanted sources of a group, with all links: they may lead through others."""
    return OriginGroup(
        sources=tuple(source for source in group.sources if source in wanted), links=group.links
    )


def _declared_links(sources: Sequence[str], declared: Iterable[Declared]) -> list[Link]:
    links = []
    first_of: dict[str, str] = {}
    for one in declared:
        if one.source not in sources or one.source == one.origin:
            continue
        if one.origin in sources:
            reason = Remark.of(
                "{source} names {origin} as its origin.", source=one.source, origin=one.origin
            )
            links.append(Link(left=one.origin, right=one.source, reason=reason))
            continue
        first = first_of.setdefault(one.origin, one.source)
        if first != one.source:
            reason = Remark.of("Both name {origin} as their origin.", origin=one.origin)
            links.append(Link(left=first, right=one.source, reason=reason))
    return links


def _copy_links(sources: Sequence[str], copies: Iterable[Copied]) -> list[Link]:
    return [
        Link(
            left=copied.left,
            right=copied.right,
            reason=Remark.of("They share a passage of {words} words.", words=copied.words),
            copied=copied,
        )
        for copied in copies
        if copied.left in sources and copied.right in sources
    ]


def _leader(leader: dict[str, str], source: str) -> str:
    while leader[source] != source:
        source = leader[source]
    return source
