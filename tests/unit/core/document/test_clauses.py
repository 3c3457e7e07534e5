"""A sentence is parted at strong punctuation and at words that open a clause."""

from __future__ import annotations

from onrecord.core.document.clauses import clauses_of
from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.stretch import stretches


def test_clauses_cover_the_words_but_their_openers(lexicon: Lexicon) -> None:
    (sentence,) = stretches("Roma who fled; the army came while people slept.", lexicon)
    clauses = clauses_of(sentence)
    shown = [(sentence.quote(one.first, one.stop - 1), one.opener) for one in clauses]
    assert shown == [("Roma", None), ("fled", "who"), ("the army came", None),
                     ("people slept", "while")]  # fmt: skip
    assert [one.is_relative for one in clauses] == [False, True, False, False]
    assert clauses[0].holds(0)
    assert not clauses[0].holds(1)
