"""Which dates and periods a text states, each as precise as it was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.core.document.dates.calendar import edtf_of
from onrecord.core.document.dates.grammar import DateGrammar, date_grammar
from onrecord.core.document.dates.mention import DateMention, DateRole
from onrecord.core.document.dates.relative import relative_dates
from onrecord.core.document.language import ENGLISH
from onrecord.core.document.prepared import opens_paragraph, sentences_in
from onrecord.core.kernel.derived_text import DerivedText


def find_dates(text: str, *, language: str | None = None) -> Iterator[DateMention]:
    """Yield every date that a text states, in order, with ``text[start:end] == quote``.

    Each sentence is read in its own language, or all in ``language``. "Two years later" is
    counted from the last date stated before it in its paragraph and keeps the place of that;
    where it cannot be counted, it is left out.
    """
    last: DateMention | None = None
    before = 0
    for start, own, sentence in sentences_in(text, language):
        if opens_paragraph(text, start, before):
            last = None
        before = start + len(sentence.original)
        grammar = date_grammar(own)
        stated = [
            _in_document(mention, start, sentence)
            for mention in dates_in_sentence(sentence.text, own)
        ]
        relative = [
            replace(counted, anchor=(anchor.start, anchor.end))
            for counted, anchor in relative_dates(sentence, start, grammar.relative, stated, last)
        ]
        yield from sorted([*stated, *relative], key=lambda mention: mention.start)
        last = stated[-1] if stated else last


def dates_in_sentence(sentence: str, language: str = ENGLISH) -> tuple[DateMention, ...]:
    """Return the dates of one prepared sentence, with intervals joined and roles read."""
    grammar = date_grammar(language)
    if not grammar.hint.search(sentence):
        return ()
    return tuple(_joined(sentence, _atoms(sentence, grammar), grammar))


def _in_document(mention: DateMention, start: int, sentence: DerivedText) -> DateMention:
    begin, stop = sentence.span(mention.start, mention.end)
    quote = sentence.original[begin:stop]
    return replace(mention, start=start + begin, end=start + stop, quote=quote)


def _atoms(sentence: str, grammar: DateGrammar) -> list[DateMention]:
    taken = bytearray(len(sentence))
    found = []
    for rule, pattern in grammar.rules.items():
        for match in pattern.finditer(sentence):
            start, end = match.span()
            if any(taken[start:end]) or (
                rule == "year" and _counts_things(sentence, match.span("year"), grammar)
            ):
                continue
            edtf = edtf_of(rule, match, grammar)
            if edtf is not None:
                taken[start:end] = b"\x01" * (end - start)
                found.append(_mention(sentence, (start, end), edtf, rule, grammar))
    return sorted(found, key=lambda mention: mention.start)


_FIRST_USUAL_YEAR = 1700
_YEAR_LOOK_BACK = 12


def _counts_things(sentence: str, span: tuple[int, int], grammar: DateGrammar) -> bool:
    """Tell "2000 people" from "in 2000 people fled": a count follows no word that takes a year."""
    start, end = span
    is_early = int(sentence[start:end]) < _FIRST_USUAL_YEAR
    if not is_early and not grammar.things_follow.match(sentence, end):
        return False
    return not grammar.year_comes_after.search(sentence[max(0, start - _YEAR_LOOK_BACK) : start])


def _joined(sentence: str, atoms: list[DateMention], grammar: DateGrammar) -> Iterator[DateMention]:
    position = 0
    while position < len(atoms):
        first = atoms[position]
        second = atoms[position + 1] if position + 1 < len(atoms) else None
        edtf = _interval(sentence, first, second, grammar) if second else None
        if second is not None and edtf is not None:
            yield _mention(sentence, (first.start, second.end), edtf, "interval", grammar)
            position += 2
        else:
            yield first
            position += 1


def _interval(
    sentence: str, first: DateMention, second: DateMention, grammar: DateGrammar
) -> str | None:
    if any(mark in first.edtf + second.edtf for mark in "/[{"):
        return None
    gap = sentence[first.end : second.start]
    between = grammar.between.search(sentence[max(0, first.start - 18) : first.start])
    if not (grammar.joiner.fullmatch(gap) or (between and grammar.and_word.fullmatch(gap))):
        return None
    begin = _with_year_of(first.edtf, second.edtf)
    return f"{begin}/{second.edtf}" if begin[:4] <= second.edtf[:4] else None


def _with_year_of(first: str, second: str) -> str:
    """Read "20 March to 12 June 1999" with one year, as the language does."""
    return second[:4] + first[4:] if first.startswith("XXXX") else first


_ROLE_LOOK_BACK = 40


def _mention(
    sentence: str, span: tuple[int, int], edtf: str, rule: str, grammar: DateGrammar
) -> DateMention:
    start, end = span
    before = sentence[max(0, start - _ROLE_LOOK_BACK) : start]
    role = _role(before, grammar)
    if "/" in edtf and grammar.opens.search(before):
        # "From March to June" begins in March: nothing is said to hold after it.
        role = DateRole.stated
    return DateMention(
        edtf=edtf, role=role, start=start, end=end, quote=sentence[start:end], rule=rule
    )


def _role(before: str, grammar: DateGrammar) -> DateRole:
    return next(
        (role for role, words in grammar.roles.items() if words.search(before)), DateRole.stated
    )
