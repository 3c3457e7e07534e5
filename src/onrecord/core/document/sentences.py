"""Where sentences begin and end, so that a rule never joins words of two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 2_000
"""A longer run without a full stop (a table, a hostile file) is cut at a space, which keeps the
work on any text in proportion to its length."""

_BREAK = re.compile(
    r"""
      (?P<stop>[.!?…]["”’“»«)\]]{0,3}(?:\[\d{1,3}\]){0,8})(?=\s+["“„‘«»(\[]?[A-ZÀ-Ž\u0400-\u042F0-9])
    | \n[ \t\r]*(?=\n)                          # an empty line
    | \n(?=[ \t]*(?:[-*•·|=#]|\d{1,3}[.)]\s))   # a list item, a table row, a heading
    | (?<=[|=])[ \t\r]*\n                       # the end of a table row or a heading
    """,
    re.VERBOSE,
)
_SHORT_LINE = 60
"""A line this short that ends without punctuation is a heading or a table cell."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Gov|Sen|Rep|Hon|No|Nos|Art|Arts|"
    r"para|paras|pp|p|vol|ca|cca|approx|est|vs|cf|al|e\.g|i\.e|etc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|U\.S|U\.N|U\.K|S\.F\.R\.Y|"
    # Albanian, then Serbian in both scripts.
    r"nr|Nr|znj|fq|neni|p\.sh|dmth|kap|par|"
    r"br|Br|čl|Čl|st|str|tač|tzv|npr|odn|gosp|dr|mr|god|ul|tel|"
    r"бр|Бр|чл|Чл|ст|стр|тач|тзв|нпр|одн|госп|др|мр|год|ул|тел)"
    r"|\b[A-Z\u0402-\u042F])$"
)
_DAY_OR_RANK = re.compile(r"(?<![\w.,])\d{1,2}$")
"""Before a full stop and a number: the day or month of "14. 6. 2012." and no end."""
_NUMBER_FOLLOWS = re.compile(r"[ \u00a0](?:\d|[IVX]+\b)")
_LOOK_BACK = 12


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence in order; together they cover all but white space."""
    start = 0
    for end in _ends(text):
        yield from _cut(text, start, end)
        start = end
    yield from _cut(text, start, len(text))


def _ends(text: str) -> Iterator[int]:
    for match in _BREAK.finditer(text):
        if match["stop"] is None or not _is_abbreviation(text, match):
            yield match.end()


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    if not match["stop"].startswith("."):
        return False
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _DAY_OR_RANK.search(before) and _NUMBER_FOLLOWS.match(text, match.end()):
        return True
    return bool(_ABBREVIATION.search(before))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line_start, line_end in _split_headings(text, start, end):
        begin = line_start
        while line_end - begin > LONGEST:
            space = text.rfind(" ", begin + 1, begin + LONGEST)
            middle = space if space > begin else begin + LONGEST
            yield from _trimmed(text, begin, middle)
            begin = middle
        yield from _trimmed(text, begin, line_end)


def _split_headings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split after lines that stand alone, and leave the lines of a wrapped paragraph together."""
    begin = line = start
    while (newline := text.find("\n", line, end)) != -1:
        if _stands_alone(text[line:newline], text[newline + 1 : newline + 4]):
            yield begin, newline
            begin = newline + 1
        line = newline + 1
    yield begin, end


def _stands_alone(line: str, following: str) -> bool:
    words = line.strip()
    if not words or len(words) > _SHORT_LINE or not following.strip()[:1].isupper():
        return False
    return words[-1] not in ",;-–("


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
