"""Where the clauses of a sentence lie, so that who and whom are sought within one of them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.document.stretch import Stretch

_HARD = frozenset(';:—()[]“”„"=|•')


@dataclass(frozen=True, slots=True)
class Clause:
    """``words[first:stop]`` of a document.

    ``opener`` is the word that opens the clause (*who, while, kada*) where there is one;
    ``is_relative`` says that it points back to the phrase before it.
    """

    first: int
    stop: int
    opener: str | None = None
    is_relative: bool = False

    def holds(self, place: int) -> bool:
        """Say whether a word lies in the clause."""
        return self.first <= place < self.stop


def clauses_of(sentence: Stretch) -> tuple[Clause, ...]:
    """Return the clauses of a sentence, in order, without the words that open them.

    A clause begins at strong punctuation and at a word such as *who*, *while*, *koji*, *kur*.
    """
    grammar = sentence.language.words
    clauses: list[Clause] = []
    first, opener, relative = sentence.first, None, False
    for at in range(sentence.first, sentence.stop):
        key = sentence.words[at].key
        is_relative = key in grammar.relative
        opens = is_relative or key in grammar.clause
        breaks = at > sentence.first and not _HARD.isdisjoint(sentence.gap(at - 1, at))
        if not opens and not breaks:
            continue
        if at > first:
            clauses.append(Clause(first, at, opener, relative))
        first = at + 1 if opens else at
        opener, relative = (key, is_relative) if opens else (None, False)
    if sentence.stop > first:
        clauses.append(Clause(first, sentence.stop, opener, relative))
    return tuple(clauses)
