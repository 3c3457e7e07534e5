"""Which spans, marked by different coders in one text, are one and the same unit?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Span = tuple[int, int]
"""First character and the one after the last."""
Unit = tuple[int | None, ...]
"""For each coder the number of their span in this unit; None where they marked none."""


def aligned(marked: Sequence[Sequence[Span]]) -> tuple[Unit, ...]:
    """Return the units of a text from the spans that each coder marked, in text order.

    Spans that overlap are one unit, those that share most of their characters first; a coder has
    at most one span in a unit, so that two spans of one coder never become one. What one coder
    alone marked is a unit of its own.

    Source: unitizing as in Krippendorff, Content Analysis, 4th edition (2019), section 12.4, made
    discrete by one-to-one matching so that fields of matched units can be compared.
    """
    groups = {
        (coder, at): _Group({coder: at})
        for coder, spans in enumerate(marked)
        for at in range(len(spans))
    }
    for _shared, one, other in sorted(_overlaps(marked), key=lambda pair: (-pair[0], *pair[1:])):
        ours, theirs = groups[one], groups[other]
        if ours is theirs or ours.members.keys() & theirs.members.keys():
            continue
        ours.members |= theirs.members
        for member in theirs.members.items():
            groups[member] = ours
    found = {id(group): group for group in groups.values()}
    units = [group.unit(len(marked)) for group in found.values()]
    return tuple(sorted(units, key=lambda unit: _place(unit, marked)))


@dataclass(slots=True)
class _Group:
    members: dict[int, int] = field(default_factory=dict)

    def unit(self, coders: int) -> Unit:
        return tuple(self.members.get(coder) for coder in range(coders))


_Member = tuple[int, int]


def _overlaps(marked: Sequence[Sequence[Span]]) -> Iterator[tuple[float, _Member, _Member]]:
    """Yield the overlapping spans of different coders, with the share that they have in common."""
    everything = sorted(
        (start, end, coder, at)
        for coder, spans in enumerate(marked)
        for at, (start, end) in enumerate(spans)
    )
    for place, (start, end, coder, at) in enumerate(everything):
        for other_start, other_end, other_coder, other_at in everything[place + 1 :]:
            if other_start >= end:
                break
            if other_coder != coder:
                common = min(end, other_end) - other_start
                both = max(end, other_end) - start
                yield common / both, (coder, at), (other_coder, other_at)


def _place(unit: Unit, marked: Sequence[Sequence[Span]]) -> tuple[Span, Unit | tuple[int, ...]]:
    spans = [marked[coder][at] for coder, at in enumerate(unit) if at is not None]
    return min(spans), tuple(-1 if at is None else at for at in unit)
