"""Which record of a later version of a list is which record of the earlier one, and why?

Four reasons, each tried on what the ones before it left open: the record id, a link that was
given, identical values, and a name that stands once on either side. A reason that does not tell
one record from another (an id that stands twice, say) is not used for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.list_records import (
    ListedRecord,
    another_person,
    contradict,
    folded_name,
    same_values,
    supported,
)

IDS_NUMBERED_ANEW = (
    "Of {shared} record ids that stand in both versions, {other} name wholly different people: "
    "the ids were given anew and are not used."
)
ID_TO_ANOTHER = (
    "The record id {record_id} stands in the other version for another person ({name}): it was "
    "given to somebody else, or the row was overwritten."
)
ID_TWICE = "The record id {record_id} stands {times} times in one version and tells nobody apart."
LINKED_TWICE = "Linked to a record that is taken already ({name}): it may stand twice in its list."
LINK_UNKNOWN = "{count} links name a record that neither version holds; they are not used."

FEW_IDS = 4
"""With so few shared ids their share says nothing about how they were given."""


class Basis(StrEnum):
    """Why two records are taken to be one."""

    RECORD_ID = "record_id"
    LINK = "link"
    VALUES = "values"
    NAME = "name"


@dataclass(slots=True)
class Matching:
    """Positions of matched records with the reason; what is said of single records and of all."""

    pairs: list[tuple[int, int, Basis]] = field(default_factory=list)
    of_before: dict[int, list[Remark]] = field(default_factory=lambda: defaultdict(list))
    of_after: dict[int, list[Remark]] = field(default_factory=lambda: defaultdict(list))
    remarks: list[Remark] = field(default_factory=list)


def match(
    before: Sequence[ListedRecord],
    after: Sequence[ListedRecord],
    fields: Sequence[str],
    links: Collection[tuple[str, str]] = (),
) -> Matching:
    """Return which records are one; each record is in one pair at most.

    ``links`` are pairs of keys, earlier and later. ``fields`` are compared for identical values.
    The answer is the same, mirrored, when the versions change places.
    """
    found = _Open(before, after)
    found.by_id()
    found.by_link(links)
    values = _grouped_by(lambda record: same_values(record, fields))
    found.in_turn(Basis.VALUES, values)
    found.alone(Basis.NAME, _grouped_by(folded_name), _one_by_name)
    return found.result


Groups = dict[str, list[int]]
Grouping = Callable[[Sequence[ListedRecord], Iterable[int]], Groups]


class _Open:
    """What is still unmatched on either side, while one reason after the other is tried."""

    def __init__(self, before: Sequence[ListedRecord], after: Sequence[ListedRecord]) -> None:
        self.before, self.after = before, after
        self.left = dict.fromkeys(range(len(before)))
        self.right = dict.fromkeys(range(len(after)))
        self.result = Matching()

    def take(self, one: int, other: int, basis: Basis) -> None:
        self.result.pairs.append((one, other, basis))
        del self.left[one], self.right[other]

    def groups(self, grouping: Grouping) -> tuple[Groups, Groups]:
        return grouping(self.before, self.left), grouping(self.after, self.right)

    def by_id(self) -> None:
        """Match by record id, unless the ids were given anew."""
        earlier, later = self.groups(_by_record_id)
        self._say_twice(earlier, self.result.of_before)
        self._say_twice(later, self.result.of_after)
        shared = [name for name in earlier if name in later]
        single = [n for n in shared if len(earlier[n]) == len(later[n]) == 1]
        moved = [n for n in single if self._another(earlier[n][0], later[n][0])]
        if len(single) > FEW_IDS and 2 * len(moved) > len(single):
            told = Remark.of(IDS_NUMBERED_ANEW, shared=len(single), other=len(moved))
            self.result.remarks.append(told)
            return
        reused = set(moved)
        for record_id in shared:
            if record_id in reused:
                self._say_reused(earlier[record_id][0], later[record_id][0])
            elif len(earlier[record_id]) == len(later[record_id]) == 1:
                self.take(earlier[record_id][0], later[record_id][0], Basis.RECORD_ID)
            else:
                self._within_an_id(earlier[record_id], later[record_id])

    def _within_an_id(self, ones: list[int], others: list[int]) -> None:
        """Match records that share an id which stands several times: by values, then the rest."""
        values = _grouped_by(lambda record: same_values(record, tuple(record.values)))
        same, there = values(self.before, ones), values(self.after, others)
        for text in same:
            for one, other in zip(same[text], there.get(text, ()), strict=False):
                self.take(one, other, Basis.RECORD_ID)
        rest = [one for one in ones if one in self.left]
        others = [other for other in others if other in self.right]
        if len(rest) == len(others) == 1 and not self._another(rest[0], others[0]):
            self.take(rest[0], others[0], Basis.RECORD_ID)

    def by_link(self, links: Collection[tuple[str, str]]) -> None:
        """Match what is linked; of several links of one record the first in order of the lists."""
        earlier = {record.key: place for place, record in enumerate(self.before)}
        later = {record.key: place for place, record in enumerate(self.after)}
        known = {(earlier[a], later[b]) for a, b in links if a in earlier and b in later}
        if len(known) < len(set(links)):
            told = Remark.of(LINK_UNKNOWN, count=len(set(links)) - len(known))
            self.result.remarks.append(told)
        # The order is the same from either side: by the sum of the places, then the nearer ones.
        for one, other in sorted(known, key=lambda pair: (sum(pair), max(pair))):
            if one in self.left and other in self.right:
                self.take(one, other, Basis.LINK)
            elif one in self.left:
                self._say(self.result.of_before[one], LINKED_TWICE, name=self._name_of(other))
            elif other in self.right:
                name = self.before[one].shown_name
                self._say(self.result.of_after[other], LINKED_TWICE, name=name)

    def in_turn(self, basis: Basis, grouping: Grouping) -> None:
        """Match records of one group one after the other: they cannot be told apart anyway."""
        earlier, later = self.groups(grouping)
        for name, ones in earlier.items():
            for one, other in zip(ones, later.get(name, ()), strict=False):
                self.take(one, other, basis)

    def alone(
        self,
        basis: Basis,
        grouping: Grouping,
        fits: Callable[[ListedRecord, ListedRecord], bool],
    ) -> None:
        """Match records that are the only ones of their group in the whole of either version."""
        earlier = grouping(self.before, range(len(self.before)))
        later = grouping(self.after, range(len(self.after)))
        for name, ones in earlier.items():
            others = later.get(name, [])
            if len(ones) != 1 or len(others) != 1:
                continue
            one, other = ones[0], others[0]
            free = one in self.left and other in self.right
            if free and fits(self.before[one], self.after[other]):
                self.take(one, other, basis)

    def _another(self, one: int, other: int) -> bool:
        return another_person(self.before[one], self.after[other])

    def _name_of(self, other: int) -> str:
        return self.after[other].shown_name

    def _say_reused(self, one: int, other: int) -> None:
        earlier, later = self.before[one], self.after[other]
        told = {"record_id": earlier.record_id}
        self._say(self.result.of_before[one], ID_TO_ANOTHER, **told, name=later.shown_name)
        self._say(self.result.of_after[other], ID_TO_ANOTHER, **told, name=earlier.shown_name)

    def _say_twice(self, groups: Groups, remarks: dict[int, list[Remark]]) -> None:
        for record_id, places in groups.items():
            for place in places if len(places) > 1 else ():
                self._say(remarks[place], ID_TWICE, record_id=record_id, times=len(places))

    @staticmethod
    def _say(remarks: list[Remark], template: str, **params: object) -> None:
        remarks.append(Remark.of(template, **params))


def _by_record_id(records: Sequence[ListedRecord], places: Iterable[int]) -> Groups:
    return _grouped_by(lambda record: record.record_id)(records, places)


def _grouped_by(key: Callable[[ListedRecord], str]) -> Grouping:
    """Return a grouping by a text; records for which it is empty stay out."""

    def grouped(records: Sequence[ListedRecord], places: Iterable[int]) -> Groups:
        groups: Groups = defaultdict(list)
        for place in places:
            if text := key(records[place]):
                groups[text].append(place)
        return groups

    return grouped


def _one_by_name(one: ListedRecord, other: ListedRecord) -> bool:
    return supported(one, other) and not contradict(one, other)
