"""Which names stand for one another by custom, and which are known to be names of their own?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.core.reconcile.names.matching_key import matching_key


class ShortForm(NamedTuple):
    """A short form or another spelling of a name, with where it is used and who says so."""

    nick: str
    full: str
    language: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShortForms:
    """A table of short forms, and the names that are known as given names and as surnames.

    All are kept by matching key. Names that are known and not joined by the table are two names,
    however alike they are spelt (``Besim``, ``Besnik``); an empty table knows nothing.
    """

    stands_for: Mapping[str, frozenset[str]] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        rows: Iterable[ShortForm],
        *,
        given: Iterable[str] = (),
        surnames: Iterable[str] = (),
    ) -> ShortForms:
        """Return the table of rows; names of the rows count as known given names."""
        stands_for: dict[str, set[str]] = defaultdict(set)
        known = set(map(matching_key, given))
        for row in rows:
            nick, full = matching_key(row.nick), matching_key(row.full)
            stands_for[nick].add(full)
            known |= {nick, full}
        return cls(
            {nick: frozenset(fulls) for nick, fulls in stands_for.items()},
            frozenset(known),
            frozenset(map(matching_key, surnames)),
        )

    def joined(self, one: str, other: str) -> bool:
        """Say whether two matching keys can stand for one name, directly or for a third."""
        return not self._meanings(one).isdisjoint(self._meanings(other))

    def _meanings(self, key: str) -> frozenset[str]:
        return self.stands_for.get(key, _NONE) | {key}


_NONE: frozenset[str] = frozenset()
NO_SHORT_FORMS = ShortForms()
"""The empty table: nothing stands for another name, and no name is known."""
