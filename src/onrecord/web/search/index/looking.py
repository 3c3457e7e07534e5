"""Which records of one kind hold the words of a query, as far as the index can tell?

The index tells words and the parts of a text in which they stand, not their order: whether words
stand together is read in the records themselves.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from onrecord.core.document.search_query import Alternative, Clause, Query
from onrecord.web.search.index import blind
from onrecord.web.search.index.store import Store

MOST_CANDIDATES = 1_000
"""Records of one kind that are ranked at most, the newest."""

MOST_POSTINGS = 20_000
"""Records with the rarest word of a query that are looked at, the newest."""

MOST_LISTED = 20_000
"""Words with the same first three letters that are looked at in one compartment and kind."""

MOST_BEGINNING = 2_000
"""Words that stand for one beginning at most."""

_FEW = 16

Codes = tuple[int, ...]
Coded = tuple[Codes, ...]
"""One alternative: for each of its words the codes that stand for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What records must be besides holding the words; None stands for no condition."""

    sources: Collection[int] | None = None
    first_day: str | None = None
    last_day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record that holds the words; ``parts`` are those of its rarest word, as bits."""

    entry: int
    record: int
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Records that hold the words, the newest first, and whether there are more."""

    found: tuple[Candidate, ...]
    is_cut: bool


class Looking:
    """A query in the codes of one kind and of the compartments that a person may enter."""

    def __init__(
        self, index: Store, query: Query, *, compartments: Collection[int], kind: str
    ) -> None:
        self._index = index
        self._kind = kind
        self._scopes = [blind.scope(one, kind) for one in compartments]
        self._is_cut = False
        self.required = [self._coded(clause) for clause in query.required]
        self.excluded = [self._coded(clause) for clause in query.excluded]

    def candidates(self, filters: Filters) -> Candidates:
        """Return the records that hold the words of the query."""
        rarest, driving = self._rarest()
        conditions = [
            _condition(clause)
            for clause in self.required
            # What drives the search is satisfied where each way to do so is one word.
            if clause is not rarest or any(len(coded) > 1 for coded in clause)
        ]
        # Words that must not stand together may stand apart: only reading tells.
        conditions += [
            f"NOT ({_condition(clause)})"
            for clause in self.excluded
            if all(len(coded) == 1 for coded in clause)
        ]
        filtering, values = _filtering(filters)
        rows = self._index.connection.execute(
            # Only codes and conditions of ours are written into it.
            "SELECT p.entry, e.record, p.parts FROM (SELECT entry, parts FROM posting "  # noqa: S608
            f"WHERE code IN ({_listed(driving)}) ORDER BY entry DESC LIMIT {MOST_POSTINGS}) p "
            "CROSS JOIN entry e ON e.id = p.entry "
            f"WHERE {' AND '.join([*conditions, *filtering, '1'])} ORDER BY p.entry DESC",
            values,
        )
        found: dict[int, Candidate] = {}
        for entry, record, parts in rows:
            before = found.get(entry)
            if before is None and len(found) == MOST_CANDIDATES:
                return Candidates(found=tuple(found.values()), is_cut=True)
            parts |= before.parts if before is not None else 0  # noqa: PLW2901
            found[entry] = Candidate(entry=entry, record=record, parts=parts)
        cut = self._is_cut or self._count(driving, MOST_POSTINGS) >= MOST_POSTINGS
        return Candidates(found=tuple(found.values()), is_cut=cut)

    def parts(self, entry: int, coded: Coded) -> int:
        """Return the parts of a record, as bits, in which an alternative may stand.

        Words that stand together stand in one part or go over into the next: the part in which
        they end is given.
        """
        bits = [self._parts_of_word(entry, codes) for codes in coded]
        ending = bits[0] if bits else 0
        for following in bits[1:]:
            ending = (ending | ending << 1) & following
        return ending

    def _parts_of_word(self, entry: int, codes: Codes) -> int:
        rows = self._index.connection.execute(
            f"SELECT parts FROM posting WHERE entry = ? AND code IN ({_listed(codes)})",  # noqa: S608
            (entry,),
        )
        bits = 0
        for (parts,) in rows:
            bits |= parts
        return bits

    def _coded(self, clause: Clause) -> tuple[Coded, ...]:
        return tuple(self._coded_alternative(one) for one in clause.alternatives)

    def _coded_alternative(self, one: Alternative) -> Coded:
        *before, last = one.words
        coded = [self._codes(word) for word in before]
        coded.append(self._beginning(last) if one.beginning else self._codes(last))
        return tuple(coded)

    def _codes(self, word: str) -> Codes:
        return tuple(scope.code(word) for scope in self._scopes)

    def _beginning(self, letters: str) -> Codes:
        """Return the codes of the words that begin so, those of the index alone."""
        found: list[int] = []
        for scope in self._scopes:
            rows = self._index.connection.execute(
                "SELECT code, sealed FROM word WHERE beginning = ? LIMIT ?",
                (scope.beginning(letters), MOST_LISTED + 1),
            ).fetchall()
            self._is_cut |= len(rows) > MOST_LISTED
            found += [code for code, sealed in rows if scope.opened(sealed).startswith(letters)]
        self._is_cut |= len(found) > MOST_BEGINNING
        return tuple(found[:MOST_BEGINNING])

    def _rarest(self) -> tuple[tuple[Coded, ...], Codes]:
        """Return the clause that fewest records satisfy, and codes of which each holds one."""
        if len(self.required) == 1 and all(len(coded) == 1 for coded in self.required[0]):
            return self.required[0], _joined(coded[0] for coded in self.required[0])
        counted = []
        for clause in self.required:
            rarest = [min(coded, key=self._frequency) for coded in clause]
            counted.append((sum(map(self._frequency, rarest)), clause, _joined(rarest)))
        _count, clause, driving = min(counted, key=lambda one: one[0])
        return clause, driving

    def _frequency(self, codes: Codes) -> int:
        return self._count(codes, MOST_POSTINGS)

    def _count(self, codes: Codes, most: int) -> int:
        row = self._index.connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM posting WHERE code IN ({_listed(codes)}) "  # noqa: S608
            f"LIMIT {most})"
        ).fetchone()
        return int(row[0])


def _condition(clause: Sequence[Coded]) -> str:
    """Return the SQL that an entry ``p.entry`` holds every word of one of the alternatives."""
    ways = (" AND ".join(_holds(codes) for codes in coded) for coded in clause)
    return "(" + " OR ".join(f"({way})" for way in ways) + ")"


def _holds(codes: Codes) -> str:
    if len(codes) <= _FEW:
        return (
            "EXISTS (SELECT 1 FROM posting q WHERE q.entry = p.entry "  # noqa: S608 - numbers
            f"AND q.code IN ({_listed(codes)}))"
        )
    return f"p.entry IN (SELECT q.entry FROM posting q WHERE q.code IN ({_listed(codes)}))"  # noqa: S608


def _filtering(filters: Filters) -> tuple[list[str], list[str]]:
    conditions, values = [], []
    if filters.sources is not None:
        conditions.append("e.source IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(filters.sources)))
    if filters.first_day is not None:
        conditions.append("e.day >= ?")
        values.append(filters.first_day)
    if filters.last_day is not None:
        # A month or a year counts where its beginning does.
        conditions.append("e.day <> '' AND e.day < ?")
        values.append(f"{filters.last_day}~")
    return conditions, values


def _joined(many: Iterable[Codes]) -> Codes:
    return tuple(chain.from_iterable(many))


def _listed(codes: Codes) -> str:
    return ",".join(map(str, codes))
