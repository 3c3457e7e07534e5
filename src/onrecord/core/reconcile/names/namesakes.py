"""How many records of the lists carry one name, so that its agreement can be weighed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from onrecord.core.kernel.person_name import PersonName
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.names.matching_key import matching_key

BORNE: Final = "{count} of {total} names are {name}, in any spelling."


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Names counted by given name and surname, in any spelling; fathers' names do not count."""

    counts: Counter[tuple[str, str]]
    total: int

    @classmethod
    def of(cls, names: Iterable[PersonName]) -> Namesakes:
        """Count names; one whose parts the source does not divide counts as a whole."""
        counts = Counter(map(_key, names))
        return cls(counts, counts.total())

    def count(self, name: PersonName) -> int:
        """Return how many of the names are this one."""
        return self.counts[_key(name)]

    def remark(self, name: PersonName) -> Remark:
        """Return the sentence for a reader."""
        return Remark.of(BORNE, count=self.count(name), total=self.total, name=name.full)


def _key(name: PersonName) -> tuple[str, str]:
    if name.given is None and name.surname is None:
        return matching_key(name.full), ""
    return matching_key(name.given or ""), matching_key(name.surname or "")
