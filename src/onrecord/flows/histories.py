"""How often was each person found on which lists? Capture histories from linked mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.core.kernel.capture_histories import NOT_COVERED, CaptureHistories


@dataclass(frozen=True, slots=True)
class ListedMention:
    """What a mention adds to the history of its person.

    ``unit`` is the person where mentions were judged to be one, else the mention itself.
    ``memberships`` says for lists by name: true, false, or None where a list cannot have named
    this person. ``weight`` is in persons.
    """

    unit: str
    memberships: Mapping[str, bool | None]
    weight: float = 1.0


def histories(
    mentions: Iterable[ListedMention], lists: Sequence[str]
) -> tuple[CaptureHistories, dict[tuple[int, ...], list[str]]]:
    """Count persons by the lists that name them, and keep who stands behind each count.

    A person is on a list where any mention says so, and not covered by it where every mention
    that speaks of it says so; otherwise not on it. Persons on none of the lists are left out.
    The weight of a person is the largest of the mentions'. Returns the table and, for each
    history as a tuple in the order of ``lists``, the units behind it.
    """
    marks: dict[str, dict[str, int]] = {}
    weights: dict[str, float] = {}
    for mention in mentions:
        known = marks.setdefault(mention.unit, {})
        for name, member in mention.memberships.items():
            mark = NOT_COVERED if member is None else int(member)
            known[name] = max(known.get(name, NOT_COVERED), mark)
        weights[mention.unit] = max(weights.get(mention.unit, 0.0), mention.weight)
    behind: dict[tuple[int, ...], list[str]] = {}
    for unit, known in marks.items():
        history = tuple(known.get(name, 0) for name in lists)
        if 1 in history:
            behind.setdefault(history, []).append(unit)
    ordered = [(history, unit) for history, units in behind.items() for unit in units]
    table = CaptureHistories.from_records(
        lists,
        np.array([history for history, _unit in ordered], dtype=np.int8),
        [weights[unit] for _history, unit in ordered],
    )
    return table, behind
