"""How Albanian writes dates; words stand without marks, as ``prepared`` gives them."""

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

_MONTHS = (
    *("janar", "shkurt", "mars", "prill", "maj", "qershor"),
    *("korrik", "gusht", "shtator", "tetor", "nentor", "dhjetor"),
)
_ENDINGS = ("", "i", "u", "it", "ut", "in", "un")
_NUMBERS = {
    month + ending: number for number, month in enumerate(_MONTHS, start=1) for ending in _ENDINGS
}
_FULL = rf"(?:{'|'.join(_MONTHS)})(?:it|ut|in|un|i|u)?"
_MONTH = rf"(?P<month>{_FULL})"
_DAY_NUMBER = r"3[01]|[12]\d|0?[1-9]"
_DAY = rf"(?P<day>{_DAY_NUMBER})"
_OF_YEAR = rf",?\s(?:(?:te|i|e|se)\s)?(?:vit(?:it|i|in)\s)?{YEAR}{END}"
_AND_OR_UNTIL = r"(?:\s(?P<word>dhe|e|ose|apo)\s(?:me\s)?|\sderi\s(?:me|ne|te)?\s?|\s?[-–—]\s?)"

_RULES = {
    "iso": ISO,
    "day_first": DOTTED,
    "slashes": rf"{BEGIN}{_DAY}/(?P<month>1[0-2]|0?[1-9])/{YEAR}{END}",
    "days": (
        rf"(?P<between>(?<=midis\s)|(?<=mes\s)|(?<=ndermjet\s))?{BEGIN}(?P<first>{_DAY_NUMBER})"
        rf"{_AND_OR_UNTIL}{_DAY}\s{_MONTH}(?:{_OF_YEAR})?(?![\w-])"
    ),
    "months": (rf"\b(?P<first>{_FULL})(?:\sderi\s(?:ne|me|te)\s|\s?[-–—]\s?){_MONTH}{_OF_YEAR}"),
    "day_month_year": rf"{BEGIN}{_DAY}\s{_MONTH}{_OF_YEAR}",
    "month_year": rf"\b{_MONTH}{_OF_YEAR}",
    "day_month": rf"{BEGIN}{_DAY}\s{_MONTH}(?![\w-])",
    "season": (
        r"\b(?P<season>pranver(?:e|a|es|en)|ver(?:e|a|es|en)|vjesht(?:e|a|es|en)|dim(?:er|ri|rit|rin))"
        rf"{_OF_YEAR}"
    ),
    "years": YEARS,
    "decade": (
        r"\bvite(?:t|ve)\s(?:e\s|te\s)?['’`]?(?:(?P<decade>1[5-9]\d|20\d|[4-9](?=0\b))0\b"
        r"|(?P<worded>gjashtedhjet\w*|shtatedhjet\w*|tetedhjet\w*|nentedhjet\w*))"
    ),
    "year": ONE_YEAR,
}

_COUNTS = ["nje", "dy", "tre", "kater", "pese", "gjashte", "shtate", "tete", "nente", "dhjete"]
_RELATIVE = RelativeWords(
    phrase=re.compile(
        rf"\b(?:(?P<number>\d{{1,2}}|{'|'.join(_COUNTS)}|tri)\s"
        r"(?P<unit>vjet|vite|vit|muaj|jave|dite)\s"
        r"(?:(?P<later>me\svone|pas\s(?:saj|kesaj))|(?P<earlier>me\s(?:pare|heret))))\b"
        r"|\b(?P<span>vitin|viti|muajin|muaji|javen|java|diten|dita)\s"
        r"(?:(?P<next>(?:e\s|i\s)?(?:pasuese?|vijuese?|tjeter|ardhsh\w+))"
        r"|(?P<previous>(?:e\s|i\s)?(?:paraprake?|mepars\w+|meparsh\w+)))\b",
        re.IGNORECASE,
    ),
    hint=re.compile(r"vone|heret|pare|pas\s|pasues|vijues|tjeter|ardhsh|paraprak", re.IGNORECASE),
    numbers={"tri": 3, **{word: number for number, word in enumerate(_COUNTS, start=1)}},
    units={"vj": "year", "vit": "year", "mua": "month", "jav": "week", "dit": "day"},
)
_BETWEEN_ROLE_AND_DATE = (
    r"(?:(?:vit(?:in|it|i|eve)|dat(?:es|en|e)|muaj(?:it|in)|me|ne|te|fund(?:in|it)?|fillim(?:in|it)?"
    r"|mes(?:in|it)?|te|e)\s){0,4}"
)

GRAMMAR = DateGrammar(
    languages=("sq",),
    rules=compiled(_RULES, re.IGNORECASE),
    months=_NUMBERS,
    seasons={
        **dict.fromkeys(("pranvere", "pranvera", "pranveres", "pranveren"), 21),
        **dict.fromkeys(("vere", "vera", "veres", "veren"), 22),
        **dict.fromkeys(("vjeshte", "vjeshta", "vjeshtes", "vjeshten"), 23),
        **dict.fromkeys(("dimer", "dimri", "dimrit", "dimrin"), 24),
    },
    decades={
        **{str(tens): f"19{tens}" for tens in range(4, 10)},
        "gjashtedhjet": "196",
        "shtatedhjet": "197",
        "tetedhjet": "198",
        "nentedhjet": "199",
    },
    hint=re.compile(r"\d|vite(?:t|ve)\s", re.IGNORECASE),
    words_for_all=frozenset({"dhe", "e"}),
    words_for_one=frozenset({"ose", "apo"}),
    year_comes_after=re.compile(
        r"(?:\b(?:ne|nga|deri|pas|para|prej|me|vit(?:in|it|i|eve|et)?|rreth|gjate|te)|[(\-–,])\s?$",
        re.IGNORECASE,
    ),
    things_follow=re.compile(
        r"\s(?:\w+\s){0,1}(?:persona|vet(?:a|e)|njerez|civile|viktima|banore|ushtare|familje|burra"
        r"|gra|femije|refugjate|shtepi|fshatra|te\s(?:vrare|zhdukur|plagosur|kthyer|vdekur)|raste"
        r"|emra|serb(?:e)?|shqiptare|rome|trupa|forca)\b",
        re.IGNORECASE,
    ),
    opens=re.compile(rf"\b(?:nga|prej)\s?{_BETWEEN_ROLE_AND_DATE}$", re.IGNORECASE),
    joiner=re.compile(
        r",?\s?(?:deri\s(?:me|ne|te)|deri|[-–—])\s?(?:vitin\s|daten\s|me\s)?", re.IGNORECASE
    ),
    and_word=re.compile(r"\s(?:dhe|e)\s(?:me\s)?(?:vitit\s)?", re.IGNORECASE),
    between=re.compile(r"\b(?:midis|mes|ndermjet)\s(?:vite?ve\s|vitit\s|dates\s)?$", re.IGNORECASE),
    roles=role_words(
        {
            DateRole.as_of: r"deri|deri\s(?:me|ne|te)|gjendja|qysh\sderi",
            DateRole.before: r"para|perpara|perpara\sse",
            DateRole.after: r"pas|qe\snga|qe\sprej|qysh\snga|prej|nga|qe\sne|duke\sfilluar\snga",
            DateRole.reported: (
                r"(?:raport|vendim|aktgjykim|leter|njoftim|shkres)\w*\s(?:i|e|te|se)"
            ),
        },
        _BETWEEN_ROLE_AND_DATE,
    ),
    relative=_RELATIVE,
)
