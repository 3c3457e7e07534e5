"""Which numbers of a sentence count nothing: dates, ages, money, sizes, references, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.core.document.dates import DateMention
from onrecord.core.document.figures.noun_phrase import counted_after, names_countable
from onrecord.core.document.figures.numerals import Numeral
from onrecord.core.document.figures.words import (
    FATE_PARTICIPLES,
    GROUP,
    PHENOMENON,
    PLAIN_VERBS,
    STOP_WORDS,
    TIME_UNITS,
)
from onrecord.core.kernel.quantity import SHARE

_LOOK_BACK = 48

_MONEY_BEFORE = re.compile(r"(?:[$€£]|\b(?:USD|EUR|DM|DEM|CHF|GBP|YUD|RSD))\s?$")
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|age\sgroups?|under\sthe\sage\sof|over\sthe\sage\sof|age\sof|at\sage)"
    r"(?:\s(?:from|between|of|over|under|about|around|approximately))?\s$",
    re.IGNORECASE,
)
_REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:resolutions?|articles?|arts?\.|sections?|sec\.|paragraphs?|paras?\.?|pages?|pp?\.|"
    r"chapters?|tables?|figures?|figs?\.|footnotes?|fn\.|notes?|annex|appendix|protocols?|"
    r"regulations?|directives?|vol\.?|volume|nos?\.|nr\.|[Nn]umbers?\s(?=\d)|UTC|GMT|tel\.?|fax)"
    r"|\b(?-i:Case|Cases|Count|Counts|Part|Rule|Rules|Phase|Stage|Round|Room|Flight|Line|Clause|"
    r"Principle|Convention|Amendment|War|Army|Corps|Brigade|Battalion|Hill|Block|Step|Version|"
    r"Form|Category|Class|Grade|Level|Type|Box|Exhibit|Schedule|District|Street|Road|Act|Bill|"
    r"Law|Decree|Item|Point|Group|Channel|Radio|Article|Chapter|No|Number|Building|Highway))"
    r"\s?(?:\(?\w\)?\s)?[#(]?$",
    re.IGNORECASE,
)
_CODE_BEFORE = re.compile(r"[A-Za-zÀ-ž](?:[-–]|\s?[#§])$|[§#]\s?$|\+$")

_MONEY_AFTER = re.compile(
    r"\s?(?:[€$£]|(?:US\s|U\.S\.\s)?dollars?\b|euros?\b|pounds\b|(?:Deutsche?\s?|German\s)?marks?\b"
    r"|DM\b|dinars?\b|francs?\b|leks?\b|USD\b|EUR\b|cents\b)",
    re.IGNORECASE,
)
_SIZE_AFTER = re.compile(
    r"\s?(?:sq\.?\s?(?:km|m|mi)|square\b|cubic\b|cu\sm|kms?\b|kilomet\w+|met(?:er|re)s?\b|m\b|cm\b"
    r"|mm\b|miles?\b|feet\b|foot\b|ft\b|inch(?:es)?\b|yards?\b|acres?\b|hectares?\b|ha\b|kg\b"
    r"|kilo(?:gram)?s?\b|grams?\b|tons?\b|tonnes?\b|lit(?:er|re)s?\b|degrees?\b|°|k[wW]h?\b|[MG]Wh?\b"
    r"|mph\b|knots\b|bbl|barrels?\b|years?[\s-](?:old|of\sage|and\s(?:over|older|above|under|below))|years?[*_\s]{0,4}:|months?[\s-](?:old|of\sage)"
    r"|a\.?m\.?\b|p\.?m\.?\b|o['’]clock|hours?\b|minutes?\b|seconds?\b|hrs?\b)"
)
_RANK_AFTER = re.compile(
    r"\s?(?:times?\b|percentage\spoints?\b|-?fold\b)"
    r"|\s(?:sides?|ways?|steps?|sections?|articles?|paragraphs?|pages?|chapters?|options?|reasons?"
    r"|things?|kinds?|types?|sorts?|aspects?|parts?|another|generations?|centur(?:y|ies)"
    r"|(?-i:[A-Z])\b)",
    re.IGNORECASE,
)
_EXCLUDING_BEFORE = (_MONEY_BEFORE, _AGE_BEFORE, _CODE_BEFORE)
_EXCLUDING_AFTER = (_MONEY_AFTER, _SIZE_AFTER, _RANK_AFTER)

_TIME_AFTER = re.compile(
    rf"\s(?:(?:long|full|whole)\s)?(?P<unit>{'|'.join(TIME_UNITS)})s?\b(?!['’])"
)
_TITLE = re.compile(r"\s+(?P<word>[A-ZÀ-Ž][\w'’-]*)")
_NEXT_WORD = re.compile(r"\s{1,2}(?:\(|\[\d{1,3}\]\s?)?(?P<word>[A-Za-zÀ-ž][\w'’-]*)")
_PARTITIVE = re.compile(
    r"\s(?:of|from\samong)\s(?:the|them|these|those|whom|which|his|her|their|its|our|unknown|undetermined|unidentified)\b"
)
_FATE_FOLLOWS = re.compile(
    r"\s(?:(?:were|was|are|is|had|have|has)\s(?:been\s)?(?:\w+\s)?)?"
    rf"{FATE_PARTICIPLES}\b|\s(?:had|have)\s\w+ed\b",
    re.IGNORECASE,
)
_FATE_BEFORE = re.compile(
    r"\b(?:total(?:led|ing|ed)?(?:\sof)?|numbered|numbering|toll(?:\sof|\sat|\sto|\swas|\sis)?"
    r"|kill(?:ed|ing)|wound(?:ed|ing)|injur(?:ed|ing)|arrest(?:ed|ing)|detain(?:ed|ing)"
    r"|displac(?:ed|ing)|leaving|number\s(?:of\s[\w\s]{1,40}\s)?(?:is|was|at|to|reached))"
    r"(?:\s[a-z]+){0,3}\s$",
    re.IGNORECASE,
)

_BOUND_FOLLOWS = re.compile(r"-odd\b|\sor\s(?:so|more|fewer|less)\b|\+")
_OF_WHOM = re.compile(r"\bof\s(?:whom|which|these|them)(?:\s[a-z]+)?\s$", re.IGNORECASE)
_VERB_FOLLOWS = re.compile(r"\s(?:were|are|had|have|has)\s[a-z]")
_LABEL = re.compile(r"[^:]{0,46}:\s$")


def quantities(
    sentence: str, numerals: Sequence[Numeral], dates: Sequence[DateMention]
) -> Iterator[Numeral]:
    """Yield the numerals that count something, with the unit of time of a duration.

    The two ends of a range stand or fall together: "aged 15 to 24" and "10 to 15 km" count
    nothing, whichever end the telling word is next to.
    """
    dated = bytearray(len(sentence))
    for date in dates:
        dated[date.start : date.end] = b"\x01" * (date.end - date.start)
    for chain in _chains(numerals):
        if any(any(dated[one.start : one.end]) for one in chain):
            continue
        time = None if chain[-1].unit else _TIME_AFTER.match(sentence, chain[-1].end)
        if time and _counts(sentence, chain[0].start, chain[-1], is_time=True):
            unit = TIME_UNITS[time["unit"]]
            yield from (replace(one, unit=unit) for one in chain[:-1])
            yield replace(chain[-1], unit=unit, end=time.end())
        elif not time and _counts(sentence, chain[0].start, chain[-1], is_time=False):
            yield from chain


def _chains(numerals: Sequence[Numeral]) -> Iterator[list[Numeral]]:
    chain: list[Numeral] = []
    for numeral in numerals:
        if chain and not numeral.joined:
            yield chain
            chain = []
        chain.append(numeral)
    if chain:
        yield chain


def _counts(sentence: str, start: int, last: Numeral, *, is_time: bool) -> bool:
    before = sentence[max(0, start - _LOOK_BACK) : start]
    if any(pattern.search(before) for pattern in _EXCLUDING_BEFORE):
        return False
    if any(pattern.match(sentence, last.end) for pattern in _EXCLUDING_AFTER):
        return False
    if last.unit == SHARE or last.firm:
        return True
    if _is_label(sentence, before, start, last):
        return False
    if _is_one(last) and not is_time:
        return _counts_one(sentence, last)
    return is_time or _something_follows(sentence, before, last)


def _is_label(sentence: str, before: str, start: int, last: Numeral) -> bool:
    """Recognise "resolution 1244", "(3)", "2.1" and the groups of a telephone number."""
    return (
        _REFERENCE_BEFORE.search(before) is not None
        or _is_marker(sentence, start, last)
        or _is_pure_decimal(last)
        or _stands_in_digits(sentence, start, last)
    )


def _is_marker(sentence: str, start: int, last: Numeral) -> bool:
    """Recognise a list number, a footnote, a page header, a number alone in brackets."""
    opening, closing = sentence[max(0, start - 1) : start], sentence[last.end : last.end + 2]
    if opening in ("(", "[") and closing[:1] in (")", "]"):
        return True
    begins_line = start == 0 or sentence[start - 1] == "\n"
    if last.words or not begins_line:
        return False
    title = _TITLE.match(sentence, last.end)
    is_title = title is not None and not GROUP.match(sentence, title.start("word"))
    return is_title or closing[:1] == ")" or closing in (". ", ".\t")


def _is_pure_decimal(last: Numeral) -> bool:
    return last.scale == 1 and last.value != int(last.value)


_DIGITS_BEFORE = re.compile(r"(?:^|[^\d,\]])\d{1,3}\s$")
_DIGITS_AFTER = re.compile(r"\s\d{1,4}(?![\d,])")


def _stands_in_digits(sentence: str, start: int, last: Numeral) -> bool:
    """Recognise telephone numbers and coordinates: bare digits beside bare digits."""
    if last.words:
        return False
    before = sentence[max(0, start - 6) : start]
    return bool(_DIGITS_BEFORE.search(before) or _DIGITS_AFTER.match(sentence, last.end))


_ONE_OF = re.compile(r"\sof\s")


def _is_one(last: Numeral) -> bool:
    return last.value == 1 and last.scale == 1


def _counts_one(sentence: str, last: Numeral) -> bool:
    """Take "one prosecutor" and leave "one of", "one another", "one particular problem"."""
    if last.joined:
        return True
    if _ONE_OF.match(sentence, last.end):
        return False
    span = counted_after(sentence, last.end)
    return span is not None and names_countable(sentence[slice(*span)])


def _something_follows(sentence: str, before: str, last: Numeral) -> bool:
    if _FATE_BEFORE.search(before) or _FATE_FOLLOWS.match(sentence, last.end):
        return True
    if _BOUND_FOLLOWS.match(sentence, last.end) or _OF_WHOM.search(before):
        return True
    label = _LABEL.search(before)
    if label and PHENOMENON.search(label[0]):
        return True
    word = _NEXT_WORD.match(sentence, last.end)
    following = "" if word is None else word["word"].lower()
    if following in PLAIN_VERBS or _VERB_FOLLOWS.match(sentence, last.end):
        return not last.words
    if following in STOP_WORDS:
        return _PARTITIVE.match(sentence, last.end) is not None
    return len(following) > 1
