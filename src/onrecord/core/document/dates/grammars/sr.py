"""How Serbian writes dates; words stand in Latin letters without marks, as ``prepared`` gives them.

Both yat variants are read (``proleće`` and ``proljeće``), and ``đ`` stands as ``dj``.
"""

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

_STEMS = ["januar", "februar", "mart", "april", "maj", "jun", "jul", "avgust"]
_FLEETING = ["septemb", "oktob", "novemb", "decemb"]
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_NUMBERS = {
    **{
        stem + ending: number
        for number, stem in enumerate(_STEMS, start=1)
        for ending in ("", "a", "u", "om", "i")
    },
    **{
        stem + ending: number
        for number, stem in enumerate(_FLEETING, start=9)
        for ending in ("ar", "ra", "ru", "rom")
    },
    **{roman.lower(): number for number, roman in enumerate(_ROMAN, start=1)},
}
_FULL = rf"(?:(?:{'|'.join(_STEMS)})(?:a|u|om|i)?|(?:{'|'.join(_FLEETING)})(?:ar|rom|ra|ru))"
_MONTH = rf"(?P<month>{_FULL})"
_DAY_NUMBER = r"3[01]|[12]\d|0?[1-9]"
_DAY = rf"(?P<day>{_DAY_NUMBER})"
_OF_YEAR = rf",?\s{YEAR}{END}"

_RULES = {
    "iso": ISO,
    "day_first": DOTTED,
    "slashes": rf"{BEGIN}{_DAY}/(?P<month>1[0-2]|0?[1-9])/{YEAR}{END}",
    "roman": rf"{BEGIN}{_DAY}\.\s?(?P<month>{'|'.join(reversed(_ROMAN))})\.?\s{YEAR}{END}",
    "days": (
        rf"(?P<between>(?<=izmedju\s))?{BEGIN}(?P<first>{_DAY_NUMBER})\.?"
        rf"(?:\s(?P<word>i|ili)\s|\sdo\s|\s?[-–—]\s?){_DAY}\.?\s{_MONTH}(?:{_OF_YEAR})?(?![\w-])"
    ),
    "months": rf"\b(?P<first>{_FULL})(?:\sdo\s|\s?[-–—]\s?){_MONTH}{_OF_YEAR}",
    "day_month_year": rf"{BEGIN}{_DAY}\.?\s?{_MONTH}{_OF_YEAR}",
    "month_year": rf"\b{_MONTH}{_OF_YEAR}",
    "day_month": rf"{BEGIN}{_DAY}\.\s?{_MONTH}(?![\w-])",
    "season": (
        r"\b(?P<season>prol(?:j)?ec(?:em|e|a|u)|l(?:j)?et(?:om|o|a|u)|jesen(?:i|ju|jom)?|zim(?:om|a|e|u|i))"
        rf"(?:\sgodine)?{_OF_YEAR}"
    ),
    "years": YEARS,
    "decade": (
        r"(?<![\w.])(?:(?P<decade>1[5-9]\d|20\d|[4-9](?=0-?(?:ih|tih|e)\b))0\.?-?(?:ih|tih|te|e)\b"
        r"|(?P<worded>(?:sezdeset|sedamdeset|osamdeset|devedeset)(?:ih|e)(?=\s(?:godin|pros|dvad)|[,.]|$)))"
    ),
    "year": ONE_YEAR,
}

_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            "jedan jednu jedna",
            "dva dve dvije",
            "tri",
            "cetiri",
            "pet",
            "sest",
            "sedam",
            "osam",
            "devet",
            "deset",
        ),
        start=1,
    )
    for word in words.split()
}
_UNIT = r"godin[aeu]|mesec[aiu]?|mjesec[aiu]?|nedelj[aeu]|nedjelj[aeu]|sedmic[aeu]|dana?"
_RELATIVE = RelativeWords(
    phrase=re.compile(
        rf"\b(?:(?:(?P<number>\d{{1,2}}|{'|'.join(_COUNTS)})\s)?(?P<unit>{_UNIT})\s(?:dana\s)?"
        r"(?:(?P<later>kasnije|docnije|posle\stoga|poslije\stoga|nakon\stoga)"
        r"|(?P<earlier>ranije|pre\stoga|prije\stoga)))\b"
        r"|\b(?:(?P<next>(?:sledec|sljedec|naredn|iduc)\w{1,3})|(?P<previous>prethodn\w{1,3})"
        rf"|(?P<same>iste|istog|isti))\s(?P<span>{_UNIT})\b",
        re.IGNORECASE,
    ),
    hint=re.compile(
        r"kasnije|docnije|toga|ranije|s?ledec|sljedec|naredn|iduc|prethodn|ist", re.IGNORECASE
    ),
    numbers=_COUNTS,
    units={
        "godin": "year",
        "mes": "month",
        "mjes": "month",
        "ned": "week",
        "sed": "week",
        "dan": "day",
    },
)
_BETWEEN_ROLE_AND_DATE = (
    r"(?:(?:pocetka|kraja|sredine|polovine|leta|ljeta|zime|jeseni|proleca|proljeca|dana|godine|godinu"
    r"|meseca|mjeseca|datuma)\s){0,2}"
)

GRAMMAR = DateGrammar(
    languages=("sr-Latn", "sr-Cyrl"),
    rules=compiled(_RULES, re.IGNORECASE),
    months=_NUMBERS,
    seasons={
        form: code
        for code, forms in (
            (21, "prolece prolecem proleca prolecu proljece proljecem proljeca proljecu"),
            (22, "leto letom leta letu ljeto ljetom ljeta ljetu"),
            (23, "jesen jeseni jesenju jesenjom"),
            (24, "zima zimom zime zimu zimi"),
        )
        for form in forms.split()
    },
    decades={
        **{str(tens): f"19{tens}" for tens in range(4, 10)},
        "sezdeset": "196",
        "sedamdeset": "197",
        "osamdeset": "198",
        "devedeset": "199",
    },
    hint=re.compile(r"\d|deset(?:ih|e)\b", re.IGNORECASE),
    words_for_all=frozenset({"i"}),
    words_for_one=frozenset({"ili"}),
    year_comes_after=re.compile(
        r"(?:\b(?:u|od|do|posle|poslije|nakon|pre|prije|tokom|krajem|pocetkom|sredinom|godine|godini"
        r"|godinu|oko|za)|[(\-–,])\s?$",
        re.IGNORECASE,
    ),
    things_follow=re.compile(
        r"\s(?:\w+\s){0,1}(?:ljudi|lica|osob[aei]|civil[ai]|zrtav[ae]|zrtve|vojnika|stanovnika|zena"
        r"|muskaraca|dece|djece|izbeglica|izbjeglica|kuca|sela|porodica|ubijenih|nestalih|ranjenih"
        r"|slucajeva|predmeta|imena|Srba|Albanaca|Roma|tela|tijela|metara|evra|eura|dinara)\b",
        re.IGNORECASE,
    ),
    opens=re.compile(rf"\bod\s?{_BETWEEN_ROLE_AND_DATE}$", re.IGNORECASE),
    joiner=re.compile(
        r"\.?,?\s?(?:godine\s)?(?:do|[-–—])\s?(?:kraja\s|pocetka\s|sredine\s)?", re.IGNORECASE
    ),
    and_word=re.compile(r"\.?\s(?:godine\s)?i\s", re.IGNORECASE),
    between=re.compile(r"\bizmedju\s$", re.IGNORECASE),
    roles=role_words(
        {
            DateRole.as_of: r"do|zakljucno\ssa?|na\sdan|stanje\sna\sdan",
            DateRole.before: r"pre|prije|uoci",
            DateRole.reported: (
                r"(?:izvestaj|izvjestaj|odluk|presud|saopsten|dopis|pism|nalaz|resenj|rjesenj|zapisnik"
                r"|optuznic|naredb)\w*\sod"
            ),
            DateRole.after: r"posle|poslije|nakon|od|pocev\sod|pocevsi\sod",
        },
        _BETWEEN_ROLE_AND_DATE,
    ),
    relative=_RELATIVE,
)
