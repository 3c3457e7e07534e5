"""What does a person ask for who writes words, "phrases", -words and begin* into one field?

``holds`` is the plain twin of every index: it reads the folded words of a record and says
whether the record answers the query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.core.document.search_terms import words_in
from onrecord.core.kernel.errors import InputError

LONGEST = 200
"""Characters of a query at most."""

MOST_CLAUSES = 12
"""Words and phrases of a query at most."""

LEAST_BEGINNING = 3
"""Letters that stand before a star at least."""

MOST_WORDS_OF_NAME = 3
"""Words of a name that is looked up among names of the same thing."""

Fields = Sequence[Sequence[str]]
"""A record as the folded words of each of its fields."""

OtherNames = Callable[[str], Sequence[str]]
"""Gives other names of what a text names; none where it is no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way to satisfy a clause: folded words that stand together, or that all occur.

    With ``beginning`` a word of the record may go on after the last word given.
    """

    words: tuple[str, ...]
    together: bool = True
    beginning: bool = False

    def places(self, field: Sequence[str]) -> list[int]:
        """Return the indexes of a field at which the words stand together."""
        first, size = self.words[0], len(self.words)
        if size == 1 and self.beginning:
            return [at for at, word in enumerate(field) if word.startswith(first)]
        starts = [at for at, word in enumerate(field) if word == first]
        return starts if size == 1 else [at for at in starts if self._goes_on(at, field)]

    def holds(self, fields: Fields) -> bool:
        """Tell whether a record satisfies it."""
        if not self.together:
            return all(any(word in field for field in fields) for word in self.words)
        return any(self.places(field) for field in fields)

    def _goes_on(self, at: int, field: Sequence[str]) -> bool:
        found = tuple(field[at : at + len(self.words)])
        if len(found) < len(self.words) or found[:-1] != self.words[:-1]:
            return False
        last = self.words[-1]
        return found[-1].startswith(last) if self.beginning else found[-1] == last


@dataclass(frozen=True, slots=True)
class Clause:
    """What must be found, in one way or another; the first way is as it was written."""

    alternatives: tuple[Alternative, ...]

    def holds(self, fields: Fields) -> bool:
        """Tell whether a record satisfies one of the alternatives."""
        return any(one.holds(fields) for one in self.alternatives)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What every answer must hold, and what none may hold.

    ``also`` are the other names that are searched for as well, as they are written.
    """

    required: tuple[Clause, ...]
    excluded: tuple[Clause, ...] = ()
    also: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read what was written; a query without words is empty.

        Raises InputError for what cannot be looked up: a beginning of fewer than three letters,
        only words that must not occur, too long a query.
        """
        if len(text) > LONGEST:
            raise InputError(
                "This search is too long.", remedy=f"Write at most {LONGEST} characters."
            )
        required: list[Clause] = []
        excluded: list[Clause] = []
        for found in _PIECE.finditer(text.translate(_QUOTES)):
            alternative = _alternative(found)
            if alternative is not None:
                (excluded if found["minus"] else required).append(Clause((alternative,)))
        if len(required) + len(excluded) > MOST_CLAUSES:
            raise InputError(
                "This search has too many words.", remedy=f"Write at most {MOST_CLAUSES} words."
            )
        if excluded and not required:
            raise InputError(
                "This search only says what must not occur.",
                remedy="Add a word that is to be found.",
            )
        return cls(required=tuple(required), excluded=tuple(excluded))

    @property
    def needs_reading(self) -> bool:
        """Tell whether it asks for words that stand together: no index of words tells that."""
        return any(
            one.together and len(one.words) > 1
            for clause in (*self.required, *self.excluded)
            for one in clause.alternatives
        )

    def holds(self, fields: Fields) -> bool:
        """Tell whether a record answers the query."""
        return all(clause.holds(fields) for clause in self.required) and not any(
            clause.holds(fields) for clause in self.excluded
        )

    def widened(self, other_names: OtherNames) -> Query:
        """Return the query that also finds other names of what its words name.

        Neighbouring words that are one name (``kosovo polje``) become one clause.
        """
        clauses: list[Clause] = []
        also: dict[str, None] = {}
        at = 0
        while at < len(self.required):
            clause, length, names = _named(self.required[at:], other_names)
            clauses.append(clause)
            also |= dict.fromkeys(names)
            at += length
        return replace(self, required=tuple(clauses), also=tuple(also))


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("−–", "-"))
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


def _alternative(found: re.Match[str]) -> Alternative | None:
    written = found["phrase"] if found["word"] is None else found["word"]
    words = tuple(words_in(written))
    if not words:
        return None
    beginning = written.rstrip().endswith("*")
    if beginning and len(words[-1]) < LEAST_BEGINNING:
        raise InputError(
            "Before a star at least three letters are needed.",
            value=written,
            remedy="Write more letters of the word.",
        )
    return Alternative(words=words, beginning=beginning)


def _named(
    clauses: Sequence[Clause], other_names: OtherNames
) -> tuple[Clause, int, tuple[str, ...]]:
    """Return the first clause with the other names of it, and how many clauses became one."""
    plain: list[str] = []
    for clause in clauses[:MOST_WORDS_OF_NAME]:
        (one,) = clause.alternatives
        if one.beginning or (plain and len(one.words) > 1):
            break
        plain.extend(one.words)
        if len(one.words) > 1:
            break
    for length in range(len(plain), 0, -1):
        if len(clauses[0].alternatives[0].words) > length:
            break
        names = other_names(" ".join(plain[:length]))
        if names:
            return _with_names(clauses[0], tuple(plain[:length]), names)
    return clauses[0], 1, ()


def _with_names(
    first: Clause, words: tuple[str, ...], names: Sequence[str]
) -> tuple[Clause, int, tuple[str, ...]]:
    quoted = len(first.alternatives[0].words) > 1
    found = {words: Alternative(words=words, together=quoted or len(words) == 1)}
    shown: dict[tuple[str, ...], str] = {}
    # Short names first: "Kosovo" finds whatever "Kosovo i Metohija" does.
    for name in sorted(names, key=lambda name: len(words_in(name))):
        folded = tuple(words_in(name))
        if folded and not any(_within(known, folded) for known in found):
            found[folded] = Alternative(words=folded)
            shown[folded] = name
    clause = Clause(tuple(found.values()))
    return clause, 1 if quoted else len(words), tuple(shown.values())


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    size = len(short)
    return any(long[at : at + size] == short for at in range(len(long) - size + 1))
