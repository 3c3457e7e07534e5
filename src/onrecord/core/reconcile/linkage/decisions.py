"""Which decisions of people about pairs of records hold, and which of them contradict?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

CONFLICT = (
    "{who} decided on {when} that two records are one person, and decisions about {steps} other "
    "pairs with one that keeps two records apart say the opposite; the link is set aside until "
    "somebody settles it."
)


class Verdict(StrEnum):
    """What somebody decided about a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class PairDecision:
    """One decision about a pair of record keys, kept for good; a later one may replace it."""

    left: str
    right: str
    verdict: Verdict
    who: str
    when: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        if self.left == self.right:
            raise InputError("A decision names one record twice", value=self.left)
        if self.when.tzinfo is None:
            raise InputError("The time of a decision has no time zone", value=self.when.isoformat())

    @property
    def pair(self) -> tuple[str, str]:
        """The two keys, the smaller first."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A *same* that would bring together records which other decisions keep apart.

    ``against`` is the *different* that it meets; ``through`` are the keys of the records that
    join them, from one record of the set-aside pair to the other over both its ends.
    """

    aside: PairDecision
    against: PairDecision
    through: tuple[str, ...]

    @property
    def remark(self) -> Remark:
        """The conflict in words, without a name of a record."""
        return Remark.of(
            CONFLICT,
            who=self.aside.who,
            when=self.aside.when.date().isoformat(),
            steps=max(len(self.through) - 2, 1),
        )


@dataclass(frozen=True, slots=True)
class Constraints:
    """Decisions as indexes of records: pairs that belong together, pairs kept apart; (n, 2)."""

    same: NDArray[np.int64]
    different: NDArray[np.int64]

    @classmethod
    def none(cls) -> Constraints:
        """Return no decisions."""
        return cls(np.empty((0, 2), np.int64), np.empty((0, 2), np.int64))


@dataclass(frozen=True, slots=True)
class Standing:
    """The decisions that hold, one a pair, and the conflicts among them."""

    same: tuple[PairDecision, ...]
    different: tuple[PairDecision, ...]
    unsure: tuple[PairDecision, ...]
    conflicts: tuple[Conflict, ...]

    def on(self, keys: Sequence[str]) -> Constraints:
        """Return what holds as indexes into ``keys``; pairs with a record not there are left."""
        place = {key: index for index, key in enumerate(keys)}
        return Constraints(_indexes(self.same, place), _indexes(self.different, place))

    def absent_from(self, keys: Iterable[str]) -> tuple[PairDecision, ...]:
        """Return the decisions that hold about a record which is not among ``keys``."""
        known = set(keys)
        held = (*self.same, *self.different, *self.unsure)
        return tuple(one for one in held if not {one.left, one.right} <= known)


def standing(decisions: Iterable[PairDecision]) -> Standing:
    """Return what holds of ``decisions``, whatever their order.

    Of several about one pair the latest holds (of one instant, the one that keeps apart). Then
    each *same*, in the order of time, joins its records, save where that would join two that
    are kept apart: it is set aside as a conflict, with the chain that leads there.
    """
    latest: dict[tuple[str, str], PairDecision] = {}
    for one in sorted(decisions, key=_rank):
        latest[one.pair] = one
    held = sorted(latest.values(), key=_rank)
    different = tuple(one for one in held if one.verdict is Verdict.DIFFERENT)
    unsure = tuple(one for one in held if one.verdict is Verdict.UNSURE)
    groups = _Groups(different)
    same, conflicts = [], []
    for one in held:
        if one.verdict is not Verdict.SAME:
            continue
        against = groups.opposed(one)
        if against is None:
            groups.join(one)
            same.append(one)
        else:
            conflicts.append(Conflict(one, against, groups.chain(one, against)))
    return Standing(tuple(same), different, unsure, tuple(conflicts))


_CAUTION = {Verdict.SAME: 0, Verdict.UNSURE: 1, Verdict.DIFFERENT: 2}


def _rank(one: PairDecision) -> tuple[datetime, int, tuple[str, str], str, str]:
    return (one.when, _CAUTION[one.verdict], one.pair, one.who, one.reason)


def _indexes(held: Sequence[PairDecision], place: Mapping[str, int]) -> NDArray[np.int64]:
    rows = [
        (place[one.left], place[one.right])
        for one in held
        if one.left in place and one.right in place
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


class _Groups:
    """Records joined by decisions so far, with what each group must be kept apart from."""

    def __init__(self, different: Sequence[PairDecision]) -> None:
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._neighbours: dict[str, list[str]] = {}
        self._apart: dict[str, dict[str, PairDecision]] = {}
        for one in different:
            self._apart.setdefault(one.left, {})[one.right] = one
            self._apart.setdefault(one.right, {})[one.left] = one

    def opposed(self, one: PairDecision) -> PairDecision | None:
        """Return the decision that keeps apart the groups of a pair, or None."""
        left, right = self._find(one.left), self._find(one.right)
        if left == right:
            return None
        if len(self._of(left)) > len(self._of(right)):
            left, right = right, left
        for member in self._of(left):
            for other, decision in self._apart.get(member, {}).items():
                if self._find(other) == right:
                    return decision
        return None

    def join(self, one: PairDecision) -> None:
        """Join the groups of a pair."""
        self._neighbours.setdefault(one.left, []).append(one.right)
        self._neighbours.setdefault(one.right, []).append(one.left)
        left, right = self._find(one.left), self._find(one.right)
        if left == right:
            return
        if len(self._of(left)) < len(self._of(right)):
            left, right = right, left
        for member in self._of(right):
            self._root[member] = left
        self._members[left] = [*self._of(left), *self._of(right)]
        self._members.pop(right, None)

    def chain(self, one: PairDecision, against: PairDecision) -> tuple[str, ...]:
        """Return the records from one end of ``against`` over the pair to its other end."""
        near, far = one.left, one.right
        start, end = against.left, against.right
        if self._find(start) != self._find(near):
            start, end = end, start
        return (*self._path(start, near), *self._path(far, end))

    def _path(self, start: str, end: str) -> tuple[str, ...]:
        before: dict[str, str | None] = {start: None}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            if here == end:
                break
            for other in self._neighbours.get(here, []):
                if other not in before:
                    before[other] = here
                    waiting.append(other)
        path: list[str] = []
        step: str | None = end
        while step is not None:
            path.append(step)
            step = before.get(step)
        return tuple(reversed(path))

    def _find(self, key: str) -> str:
        return self._root.get(key, key)

    def _of(self, root: str) -> list[str]:
        return self._members.get(root, [root])
