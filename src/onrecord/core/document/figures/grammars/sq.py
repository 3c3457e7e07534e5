"""How Albanian writes figures; words stand without marks, as ``prepared`` gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.core.document.figures.albanian_words import LEXICON, PHENOMENA, TIME_UNITS
from onrecord.core.document.figures.grammar import (
    NEVER,
    Exclusions,
    Grammar,
    Numbers,
    Surroundings,
    Worded,
    bound_words,
    word_set,
)
from onrecord.core.document.figures.inflected_nouns import inflected_nouns
from onrecord.core.document.figures.number_words import NumberWords, continental_digits
from onrecord.core.document.figures.phenomena import phenomenon_pattern
from onrecord.core.kernel.quantity import Bound

_UNITS = ["nje", "dy", "tre", "kater", "pese", "gjashte", "shtate", "tete", "nente"]
_ONE_TO_NINE = {word: number for number, word in enumerate(_UNITS, start=1)} | {"tri": 3}
_TEENS = {f"{word}mbedhjete": 10 + number for word, number in _ONE_TO_NINE.items()}
_TEENS |= {"njembdhjete": 11, "dymbdhjete": 12}
_TENS = {"dhjete": 10, "njezet": 20, "tridhjete": 30, "dyzet": 40, "katerdhjete": 40}
_TENS |= {f"{word}dhjete": 10 * number for word, number in _ONE_TO_NINE.items() if number > 4}
_HUNDREDS = {f"{word}qind": 100 * number for word, number in _ONE_TO_NINE.items()}
_PARTS = {
    "gjysma": 2,
    "gjysmen": 2,
    "gjysmes": 2,
    "treta": 3,
    "tretat": 3,
    "tretave": 3,
    "cereku": 4,
    "katerta": 4,
    "katertat": 4,
    "pesta": 5,
    "pestat": 5,
    "dhjeta": 10,
    "dhjetat": 10,
}

WORDS = NumberWords(
    adding=_ONE_TO_NINE | _TEENS | _TENS | _HUNDREDS,
    multiplying={"duzine": 12},
    scales={
        "mije": 1_000,
        "milion": 1_000_000,
        "milione": 1_000_000,
        "milioni": 1_000_000,
        "mln": 1_000_000,
        "miliard": 1_000_000_000,
        "miliarde": 1_000_000_000,
    },
    halves=frozenset({"gjysem", "gjysme"}),
    parts=_PARTS,
    digits=continental_digits,
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_BELOW_100 = (
    rf"(?:(?:{_any(_TEENS)})|(?:{_any(_TENS)})(?:\s(?:e\s)?(?:{_any(_ONE_TO_NINE)}))?"
    rf"|(?:{_any(_ONE_TO_NINE)}))"
)
_BELOW_1000 = rf"(?:(?:{_any(_HUNDREDS)})(?:\s(?:e\s)?{_BELOW_100})?|{_BELOW_100})"
_DIGITS = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+(?:[.,]\d{1,2})?)"
)
_SCALE = r"(?:mije|milion(?:e|i)?|mln|miliarde?)"
_GROUP = rf"(?:{_DIGITS}\s?|{_BELOW_1000}\s?|gjysem\s|gjysme\s){_SCALE}"
_FULL = (
    rf"{_GROUP}(?:\s(?:e\s)?{_GROUP})?(?:\s(?:e\s)?{_BELOW_1000}(?!\s?{_SCALE})|\se\sgjysme?m?)?"
)

_INITIALS = "".join(sorted({word[0] for word in WORDS.known}))
"""Tried first, since most words begin with other letters."""

_NUMERAL = re.compile(
    rf"""
    (?=[\d{_INITIALS}])(?<![\w.,/:\#@&=])
    (?:
      (?P<ratio>(?:{_any(_ONE_TO_NINE)}|\d{{1,3}})\s(?:nga|ne|prej)\s(?:cdo\s)?
          (?:{_BELOW_100}|\d{{1,3}})(?=\s[a-z]|[.,;)]|$))
    | (?P<full>{_FULL})
    | (?P<fraction>(?:{_any(_ONE_TO_NINE)})\s(?:e|te)\s(?:{_any(_PARTS)})
          |gjysm(?:a|en|es)|nje\scerek
          |[1-9]/(?:[2-9]|10)(?=\s(?:e|te|se)\s))
    | (?P<words>{_BELOW_1000})
    | (?P<digits>{_DIGITS})
    )
    (?!\w|[.,:/]\d|-[A-Za-z])
    (?P<percent>\s?(?:%|per\s?qind\w{{0,3}}|perqind\w{{0,3}}))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = Numbers(
    words=WORDS,
    numeral=_NUMERAL,
    ratio_between=re.compile(r"\s(?:nga|ne|prej)\s(?:cdo\s)?", re.IGNORECASE),
    joiner=re.compile(
        r"(?:\s?%)?\s?(?:-|–|—|−|deri\s(?:ne|te|me)|deri|dhe|ose|apo)\s?", re.IGNORECASE
    ),
    both=frozenset({"dhe"}),
    between=re.compile(r"\b(?:midis|ndermjet|mes)\s(?:rreth\s)?$", re.IGNORECASE),
    opening=re.compile(r"\b(?:midis|ndermjet|mes|nga|prej)\s(?:rreth\s)?$", re.IGNORECASE),
    change=re.compile(
        r"\b(?:ra|rene|rritur|rrit|rriten|zvogelua\w*|ulur|ul|shtua\w*"
        r"|ndryshoi)\b[^;]{0,60}\b(?:nga|prej)\s$",
        re.IGNORECASE,
    ),
    fraction_follows=re.compile(
        r"\s(?:e|te|se|i|nga|prej|u|jane|ishin|kane|jeton\w*|mbet\w*)\b|\s?[.,;)]|$", re.IGNORECASE
    ),
    no_fraction=re.compile(r"\b(?:e\spare|e\sdyte)\s$", re.IGNORECASE),
    thousands=".",
)

_ONLY_BEFORE = re.compile(
    r"\b(?:vetem|saktesisht|te\spakten|se\spaku|edhe|me\sshume\sse|me\spak\sse)\s$", re.IGNORECASE
)
_IN_LIST_BEFORE = re.compile(
    rf"(?:\d|\b(?:{_any(_ONE_TO_NINE | _TENS)}))\s\w+(?:\s\w+){{0,2}}(?:\sdhe|\se|,)\s$",
    re.IGNORECASE,
)
_LIST_FOLLOWS = re.compile(
    rf"\s\w+(?:\s\w+)?\s(?:dhe|e)\s(?:\d+|{_any(set(_ONE_TO_NINE) - {'nje'})})\s", re.IGNORECASE
)
_NOUNS = inflected_nouns(LEXICON)


def _one_counts(sentence: str, start: int, end: int) -> bool:
    """Take "vetëm një prokuror" and "dy burra dhe një grua": elsewhere *një* is the article."""
    span = _NOUNS.counted_after(sentence, end)
    if span is None or not _NOUNS.names_countable(sentence[slice(*span)]):
        return False
    before = sentence[max(0, start - 40) : start]
    in_list = _IN_LIST_BEFORE.search(before) or _LIST_FOLLOWS.match(sentence, end)
    return bool(_ONLY_BEFORE.search(before) or in_list)


_EXCLUSIONS = Exclusions(
    before=(
        re.compile(r"(?:[$€£]|\b(?:USD|EUR|DM|CHF))\s?$"),
        re.compile(r"\bmosh(?:a|es|e|en)(?:\s(?:prej|nga|mbi|nen|midis))?\s$", re.IGNORECASE),
        re.compile(r"\b(?:ore?n|ora|ores)\s$", re.IGNORECASE),
        re.compile(r"\bmosha\smesatare\b[^.;]{0,35}$", re.IGNORECASE),
    ),
    after=(
        re.compile(
            r"\s?(?:[€$£]|euro\w*\b|dollar\w*\b|mark(?:a|e)\b|dinar\w*\b|lek(?:e)?\b"
            r"|franga\b|USD\b|EUR\b)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\s?(?:km|kilomet\w+|met(?:er|ra|rash)|m|cm|hektar\w*|ha|kg|kilogram\w*|ton(?:e"
            r"|elata)?"
            r"|lit(?:er|ra)|ore|oresh|oreve|minut\w*|sekond\w*|grade|°)\b",
            re.IGNORECASE,
        ),
        re.compile(r"\s?-?vjec\w*\b|\svjet\s(?:e\slart|e\svjeter)", re.IGNORECASE),
        re.compile(
            r"\s(?:here|pika\sperqindje|pale?t?|anet|menyra|lloj\w*|arsye\w*|faqe|nene"
            r"|shekuj|shekull\w*"
            r"|tjetr\w+)\b",
            re.IGNORECASE,
        ),
    ),
    reference_before=re.compile(
        r"\b(?:nen(?:i|it|in|et|eve)?|rezolut\w+|ligj\w*|nr\.?|numri|numrin|numer|faqe|faqja"
        r"|paragraf\w*"
        r"|kapitull\w*|kapitulli|rrug\w+|telefon\w*(?:\s(?:eshte|nr\.?))?|tel\.?|dhom\w+"
        r"|kat(?:i|in)"
        r"|pika|protokoll\w*|shtojc\w+|vol\.?|seksion\w*|tabel\w*|fusnot\w*|brigada|banesa"
        r"|hyrja)\s?[#(]?$",
        re.IGNORECASE,
    ),
    time_after=re.compile(
        r"\s(?:plot\s|te\stere\s)?(?P<unit>vjet|vitesh|vite|viteve|vit|muajve|muajsh|muaj"
        r"|javesh|jave"
        r"|diteve|ditesh|dite|dekada|dekade)\b",
        re.IGNORECASE,
    ),
    time_units=TIME_UNITS,
    partitive=re.compile(
        r"\s(?:nga|prej|e|te|se)\s(?:ta|tyre|keta|ketyre|ato|\w{4,})", re.IGNORECASE
    ),
    fate_follows=re.compile(
        r"\s(?:u|jane|ishin|kane|kishin)\s(?:\w+\s)?\w{3,}|\ste\s(?:vrare|zhdukur|plagosur"
        r"|vdekur|kthyer"
        r"|arrestuar|debuar|zhvendosur|tjere|tjera)\b",
        re.IGNORECASE,
    ),
    fate_before=re.compile(
        r"\b(?:vra(?:re|ne|n|u)|plagos\w*|arrest\w*|zhvendos\w*|kthye\w*|numr\w+|arriti"
        r"|arrin|gjithsej"
        r"|total\w*|nga|ne)(?:\s[a-z]+){0,2}\s$",
        re.IGNORECASE,
    ),
    bound_follows=re.compile(r"\s(?:e\sme\sshume|ose\sme\sshume|ose\sme\spak)\b", re.IGNORECASE),
    of_whom=re.compile(r"\b(?:prej|nga)\s(?:te\s)?(?:cil\w+|tyre)\s$", re.IGNORECASE),
    verb_follows=re.compile(r"\s(?:ishin|jane|kane|kishin|u)\s[a-z]", re.IGNORECASE),
    one_counts=_one_counts,
    one_counts_of=frozenset(),
    plain_verbs=word_set(
        """
        u ishin jane kane kishin mbeten vdiqen iken jetojne
        """
    ),
    stop_words=LEXICON.ends | {"te", "e", "i", "se"},
)

_BETWEEN = r"gjithsej|nje\stotal\sprej|te"
_BOUNDS = {
    Bound.at_least: bound_words(
        r"me\s(?:shume|teper)\sse(?:sa)?|mbi|te\spakten|se\spaku|jo\sme\spak\sse|pertej"
        r"|minimum(?:i)?(?:\sprej)?"
        r"|tejkal\w+|kalon(?:te)?",
        _BETWEEN,
        r"\s(?:e|ose|apo)\sme\s(?:shume|teper)\b",
    ),
    Bound.at_most: bound_words(
        r"deri\s(?:ne|te|me)|deri|me\spak\sse(?:sa)?|nen|jo\sme\sshume\sse"
        r"|maksimum(?:i)?(?:\sprej)?"
        r"|me\sse\sshumti|e\sshumta|nuk\s(?:i\s|e\s)?kalo\w+",
        _BETWEEN,
        r"\s(?:e|ose|apo)\sme\spak\b",
    ),
    Bound.nearly: bound_words(r"pothuajse|thuajse|gati|gadi|afer", _BETWEEN),
    Bound.approximate: bound_words(
        r"rreth|afersisht|perafersisht|afro|diku\srreth|nja|aty\srreth|rreth\se\srrotull"
        r"|nga\srreth",
        _BETWEEN,
    ),
}
_MASSES = re.compile(
    r"\b(?:me\s)?(?:disa\s)?(?:dhjetera|dhjetra|qindra|mijera|miliona)"
    r"(?:\s(?:e\s)?(?:mijera|mije|miliona|milione))?\b(?!\s(?:vjet|vite|kilomet|met|euro"
    r"|dollar|ore))"
    r"|\bdisa\s(?:qind|mije|milion\w*)\b",
    re.IGNORECASE,
)
_NAME = r"(?-i:[A-Z][\w'’-]+(?:[ /-][A-Z][\w'’-]+){0,2})"

GRAMMAR = Grammar(
    languages=("sq",),
    numbers=_NUMBERS,
    nouns=_NOUNS,
    exclusions=_EXCLUSIONS,
    bounds=_BOUNDS,
    worded=Worded(
        masses=_MASSES,
        vague=re.compile(
            r"\b(?:disa|shume(?=\s(?:nga|prej)\s)|te\sshumt[ae]|nje\snumer\s(?:i|te)\smadh"
            r"|nje\snumer"
            r"|nje\ssere|nje\svarg|te\spanumert)\b",
            re.IGNORECASE,
        ),
        majority=re.compile(
            r"\b(?P<head>shumica(?:\s(?:derrmuese|e\smadhe|absolute))?|pjesa\sme\se\smadhe"
            r"|shumicen)"
            r"(?=\s(?:e|te|se|prej|nga|u|jane|ishin|kane|mbet\w*)\b)",
            re.IGNORECASE,
        ),
        takes_majority=NEVER,
        adjective_before=NEVER,
    ),
    surroundings=Surroundings(
        phenomena=phenomenon_pattern(PHENOMENA),
        subject_follows=re.compile(
            r"[\w\s'’,-]{0,60}?\s(?:u|jane|ishin|ishte|eshte|kane|kishin)\s", re.IGNORECASE
        ),
        place=re.compile(
            rf"\b(?:ne|nga|prej|afer|rreth|te|drejt|qytetin\se|komunen\se|fshatin"
            rf"|rajonin\se)\s(?P<place>{_NAME})",
            re.IGNORECASE,
        ),
        place_before=re.compile(
            rf"(?:^|[.;,:]\s)(?:ne|te|afer)\s(?P<place>{_NAME})(?=[\s,])", re.IGNORECASE
        ),
        no_place=re.compile(
            r"(?:Janar|Shkurt|Mars|Prill|Maj|Qershor|Korrik|Gusht|Shtator|Tetor|Nentor|Dhjetor|KFOR"
            r"|UNMIK|NATO|OKB|BE|Nen|Gjykat|Qeveri|Ministri|Polici|Kuvend|Zyr)",
            re.IGNORECASE,
        ),
        base_next=re.compile(
            r"\s(?:(?:e|te|se|i|nga|prej)\s)?(?:gjithsej\s|rreth\s|afersisht\s)?", re.IGNORECASE
        ),
        base_within=re.compile(
            r"\s[\w\s'’-]{0,90}\b(?:komunitet\w*|popullsi\w*|bashkesi\w*|grup\w*"
            r"|gjithsej)\s(?:prej|nga)\s"
            r"(?:rreth\s|afersisht\s)?",
            re.IGNORECASE,
        ),
    ),
    share_change=re.compile(
        r"\b(?:rrit\w*|shtua\w*|ul(?:ur|je)?|ra|rene|zvogelua\w*)\s(?:per|me)\s$", re.IGNORECASE
    ),
    ordinal=re.compile(
        r"\b(?P<event>konflikti|lufta|sulmi|masakra|vala)\s(?:i|e)\s(?P<rank>dyte|trete"
        r"|katert|peste)\b",
        re.IGNORECASE,
    ),
    ranks={"dyte": 2, "trete": 3, "katert": 4, "peste": 5},
    events={
        "konflikt": "conflicts",
        "luft": "wars",
        "sulm": "attacks",
        "masak": "massacres",
        "val": "waves",
    },
    company=re.compile(
        r",?\s(?:dhe|me)\s(?:gjyshja|gjyshi|nena|babai|gruaja|burri|motra|vellai|djali|vajza"
        r"|xhaxhai|tezja"
        r"|kusheriri)\se?i?\s?(?:tyre|tij|saj)\b",
        re.IGNORECASE,
    ),
    single_post=re.compile(
        r"\bka\s(?:(?:edhe|gjithashtu|tani)\s){0,2}(?P<post>(?P<one>nje)\s"
        r"(?P<role>koordinator|prokuror|gjyqtar|avokat\si\spopullit|inspektor|ombudsperson)\w*)",
        re.IGNORECASE,
    ),
    trend=re.compile(
        r"\b(?P<word>rritj(?:e|en|a)|ulj(?:e|en|a)|reni(?:e|en|a)|shtim(?:i|in)?|pakesim(?:i"
        r"|in)?)\s(?:te|e|i|ne|se)\s"
        r"(?P<counted>(?:numrit\ste\s)?(?:vdekshmeri|papunesi|sulm|vrasje|rrembim|kthim|krim"
        r"|dhun|trafik|arrestim)\w*)\b",
        re.IGNORECASE,
    ),
)
