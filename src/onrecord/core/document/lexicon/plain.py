"""Where the forms of a lexicon stand in a text, tried one by one: slow, obvious, the judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.core.document.lexicon.index import Hit
from onrecord.core.document.lexicon.terms import LONGEST_GAP, Piece, Term, pieces_of
from onrecord.core.document.lexicon.tokens import Word, joins


def plain_scan(terms: Iterable[Term], text: str, words: Sequence[Word]) -> Iterator[Hit]:
    """Yield what :meth:`PhraseIndex.scan` yields, by trying every form at every word."""
    forms = [(term, pieces_of(term.form)) for term in terms]
    at = 0
    while at < len(words):
        ends = [
            (max(ends), -order, term)
            for order, (term, pieces) in enumerate(forms)
            if (ends := _ends(pieces, text, words, at))
        ]
        if ends:
            last, _, term = max(ends, key=lambda one: one[0])
            yield Hit(term, at, last)
            at = last
        at += 1


def _ends(pieces: Sequence[Piece], text: str, words: Sequence[Word], at: int) -> list[int]:
    """Return at which words the form can end that begins at word ``at``."""
    if at >= len(words) or not pieces[0].fits(words[at].key, words[at].case):
        return []
    if len(pieces) == 1:
        return [at]
    if not pieces[1].is_gap:
        return _ends(pieces[1:], text, words, at + 1) if _joined(text, words, at, 1) else []
    return [
        end
        for skipped in range(LONGEST_GAP + 1)
        if _joined(text, words, at, skipped + 1)
        for end in _ends(pieces[2:], text, words, at + skipped + 1)
    ]


def _joined(text: str, words: Sequence[Word], at: int, further: int) -> bool:
    run = words[at : at + further + 1]
    return len(run) == further + 1 and all(
        joins(text, run[place], run[place + 1]) for place in range(further)
    )
