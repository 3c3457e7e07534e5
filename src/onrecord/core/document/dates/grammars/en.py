"""How English writes dates."""

from __future__ import annotations

import re

from onrecord.core.document.dates.grammar import (
    BEGIN,
    DOTTED,
    END,
    ISO,
    ONE_YEAR,
    YEAR,
    YEARS,
    DateGrammar,
    RelativeWords,
    compiled,
    role_words,
)
from onrecord.core.document.dates.mention import DateRole
from onrecord.core.kernel.period.words import MONTH_NUMBERS

_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = (
    rf"(?P<month>{_FULL}|Jan\b\.?|Feb\b\.?|Mar\b\.?|Apr\b\.?|Jun\b\.?|Jul\b\.?|Aug\b\.?"
    r"|Sept?\b\.?|Oct\b\.?|Nov\b\.?|Dec\b\.?)"
)
_DAY_NUMBER = r"3[01]|[12]\d|0?[1-9]"
_DAY = rf"(?P<day>{_DAY_NUMBER})(?:st|nd|rd|th)?"
_FIRST_DAY = rf"(?P<first>{_DAY_NUMBER})(?:st|nd|rd|th)?"
_WORD_OR_DASH = r"(?:\s(?P<word>and|or|to)\s|\s?[-–—]\s?)"
_UNTIL = r"(?:\s(?:to|through|until|till)\s|\s?[-–—]\s?)"
_BETWEEN_DAYS = r"(?P<between>(?<=\b[Bb]etween\s))?"
_SEASON = r"(?P<season>(?i:spring|summer|autumn|fall|winter))"

_RULES = {
    "iso": ISO,
    "day_first": DOTTED,
    "days": (
        rf"{_BETWEEN_DAYS}{BEGIN}{_FIRST_DAY}{_WORD_OR_DASH}{_DAY}\s{_MONTH}"
        rf"(?:,?\s{YEAR}{END})?(?![\w-])"
    ),
    "month_days": rf"\b{_MONTH}\s{_FIRST_DAY}{_WORD_OR_DASH}{_DAY}(?:,?\s{YEAR}{END})?(?![\w-])",
    "months": rf"\b(?P<first>{_FULL}){_UNTIL}{_MONTH},?\s{YEAR}{END}",
    "day_month_year": rf"{BEGIN}{_DAY}(?:\sof)?\s{_MONTH},?\s{YEAR}{END}",
    "month_day_year": rf"\b{_MONTH}\s{_DAY},?\s{YEAR}{END}",
    "month_year": rf"\b{_MONTH},?\s(?:of\s)?{YEAR}{END}",
    "day_month": rf"{BEGIN}{_DAY}(?:\sof)?\s{_MONTH}(?![\w-])",
    "month_day": rf"\b{_MONTH}\s{_DAY}{END}",
    "season": rf"\b{_SEASON}(?:\sof)?\s{YEAR}{END}",
    "years": YEARS,
    "decade": r"\b(?P<decade>1[5-9]\d|20\d)0['’]?s\b",
    "year": ONE_YEAR,
}

_COUNTS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_RELATIVE = RelativeWords(
    phrase=re.compile(
        rf"\b(?:(?P<number>\d{{1,2}}|an?|{'|'.join(_COUNTS)})\s(?P<unit>year|month|week|day)s?\s"
        r"(?:(?P<later>later|afterwards?|after\s(?:that|this))|(?P<earlier>earlier|before\sthat)))\b"
        r"|\bthe\s(?:(?P<next>following|next|subsequent)|(?P<previous>previous|preceding)"
        r"|(?P<same>same))\s(?P<span>year|month|week|day)\b",
        re.IGNORECASE,
    ),
    hint=re.compile(
        r"later|after|earlier|before\sthat|the\s(?:follow|next|subseq|prev|preced|same)",
        re.IGNORECASE,
    ),
    numbers={"a": 1, "an": 1, **{word: number for number, word in enumerate(_COUNTS, start=1)}},
    units={unit: unit for unit in ("year", "month", "week", "day")},
)

GRAMMAR = DateGrammar(
    languages=("en",),
    rules=compiled(_RULES, re.NOFLAG),
    months=MONTH_NUMBERS,
    seasons={"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24},
    decades={},
    hint=re.compile(r"\d"),
    words_for_all=frozenset({"and"}),
    words_for_one=frozenset({"or"}),
    year_comes_after=re.compile(
        r"(?:\b(?:in|since|during|by|before|after|until|till|from|of|late|early|mid|around|circa"
        r"|year|summer|spring|autumn|winter|fall|through|to|and|the|between|for|s)|[(\-–,])\s?$",
        re.IGNORECASE,
    ),
    things_follow=re.compile(
        r"\s(?:\w+\s){0,2}(?:people|persons|men|women|children|civilians|victims|soldiers|fighters"
        r"|insurgents|refugees|houses|homes|villages|killed|missing|dead|wounded|injured|troops"
        r"|Serbs|Albanians|Roma|cases|records|names|deaths|killings|families|households)\b"
    ),
    opens=re.compile(r"\bfrom\s?(?:the\s)?$", re.IGNORECASE),
    joiner=re.compile(r",?\s?(?:to|until|till|through|[-–—])\s?"),
    and_word=re.compile(r"\s?and\s?"),
    between=re.compile(r"\bbetween\s?(?:the\s)?$", re.IGNORECASE),
    roles=role_words(
        {
            DateRole.as_of: r"as\s(?:of|at|on)|by|(?:by|until)\sthe\send\sof|status",
            DateRole.before: r"before|prior\sto|until|till",
            DateRole.after: r"after|since|following",
            DateRole.reported: (
                r"(?:reports?|letters?|statements?|decisions?|judge?ments?|verdicts?|notes?"
                r"|press\sreleases?)\s(?:of|dated|from)|dated"
            ),
        }
    ),
    relative=_RELATIVE,
)
