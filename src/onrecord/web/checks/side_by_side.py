"""Which words of a passage stand in its copy as well, and which were changed?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from onrecord.core.reconcile.corroboration.words import Words, numbered
from onrecord.web.checks.selectors import Piece

MOST_WORDS = 3_000
"""Words of a passage up to which each is compared; a longer one is marked whole."""
_Span = tuple[int, int]


def side_by_side(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two passages in pieces; those that both share are the ones that are meant."""
    words = numbered({"left": left, "right": right})
    one, other = words["left"], words["right"]
    if max(len(one.numbers), len(other.numbers)) > MOST_WORDS:
        return (Piece(left, is_meant=True),), (Piece(right, is_meant=True),)
    matcher = SequenceMatcher(None, one.numbers.tolist(), other.numbers.tolist(), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    return (
        tuple(_pieces(left, [_span(one, block.a, block.size) for block in blocks])),
        tuple(_pieces(right, [_span(other, block.b, block.size) for block in blocks])),
    )


def _span(words: Words, first: int, size: int) -> _Span:
    return words.span(first, first + size - 1)


def _pieces(text: str, spans: Iterable[_Span]) -> Iterator[Piece]:
    at = 0
    for start, end in spans:
        if start > at:
            yield Piece(text[at:start], is_meant=False)
        yield Piece(text[start:end], is_meant=True)
        at = end
    if at < len(text):
        yield Piece(text[at:], is_meant=False)
