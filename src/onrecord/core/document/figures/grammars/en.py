"""How English writes figures."""

from __future__ import annotations

import re

from onrecord.core.document.figures.communities import community_pattern
from onrecord.core.document.figures.english_exclusions import EXCLUSIONS
from onrecord.core.document.figures.english_nouns import (
    counted_after,
    names_countable,
    names_people,
    unit_of,
)
from onrecord.core.document.figures.english_words import (
    COMMUNITIES,
    EVENT_NOUNS,
    GENERAL_GROUP,
    GROUP,
    PHENOMENA,
    ROLE_NOUNS,
)
from onrecord.core.document.figures.grammar import (
    Grammar,
    Nouns,
    Numbers,
    Surroundings,
    Worded,
    bound_words,
)
from onrecord.core.document.figures.number_words import NumberWords, english_digits
from onrecord.core.document.figures.phenomena import phenomenon_pattern
from onrecord.core.kernel.quantity import Bound

_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_RANKS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"

UNITS = {word: number for number, word in enumerate(_SMALL.split())}
TENS = {word: number for number, word in zip(range(20, 100, 10), _ROUND.split(), strict=True)}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6}
_PARTS |= {"seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}

WORDS = NumberWords(
    adding=UNITS | TENS,
    multiplying={"hundred": 100, "dozen": 12, "dozens": 12},
    scales={
        "thousand": 1_000,
        "million": 1_000_000,
        "mln": 1_000_000,
        "billion": 1_000_000_000,
        "bn": 1_000_000_000,
    },
    halves=frozenset({"half"}),
    parts={**_PARTS, **{f"{part}s": size for part, size in _PARTS.items()}, "halves": 2},
    digits=english_digits,
)

_UNIT = "|".join(word for word in UNITS if word != "zero")
_TENS = "|".join(TENS)
_BELOW_100 = rf"(?:(?:{_TENS})(?:[-\s](?:{_UNIT}))?|(?:{_UNIT}))"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|an?)\shundred(?:\s(?:and\s)?{_BELOW_100})?|{_BELOW_100})"
# "10,000.21 The" ends a sentence and carries footnote 21.
_FOOTNOTE = r"\s+[A-Z“]"
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+(?!\d|{_FOOTNOTE}))?"
    r"|(?:\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+)(?:\.\d+)?)"
)
_SCALE = r"(?:thousand|million|mln|billion|bn)"
_GROUP = rf"(?:{_DIGITS}|{_BELOW_1000}|an?|half\san?|{_BELOW_100}\sand\sa\shalf)[\s-]?{_SCALE}"
_FULL = rf"{_GROUP}(?:,?\s(?:and\s)?{_GROUP})?(?:,?\s(?:and\s)?{_BELOW_1000}(?!\s{_SCALE}))?"

_NUMERAL = re.compile(
    rf"""
    (?<![\w.,/:\#@&=])
    (?:
      (?P<ratio>(?:{_UNIT}|\d{{1,3}})\s(?:out\sof(?:\severy)?|of\severy|in(?:\severy)?)\s
          (?:{_UNIT}|{_TENS}|\d{{1,3}}|(?:a|one)\shundred)(?=\s[a-z(]|\s[A-Z]\w+s\b|[.,;)]|$))
    | (?P<dozen>(?:{_UNIT}|half\sa|an?)\sdozen(?!s))
    | (?P<full>{_FULL})
    | (?P<fraction>(?:an?|{_UNIT})[\s-](?:{"|".join(_PARTS)})s?|half|halves
          |[1-9]/(?:[2-9]|10)(?=\sof\b))
    | (?P<words>{_BELOW_1000})
    | (?P<hundreds>\d{{1,3}}\shundred)
    | (?P<digits>{_DIGITS})
    )
    (?!\w|[.,:/]\d(?!\d{{0,2}}(?-i:{_FOOTNOTE}))|-(?!odd\b|to-)[A-Za-z]|['’]s\b)
    (?P<percent>\s?(?:%|per\s?cent(?!age)\b|percent(?!age)\b|pct\b\.?))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CITATIONS = r"(?:\[\d{1,3}\]\s?)*"

_NUMBERS = Numbers(
    words=WORDS,
    numeral=_NUMERAL,
    ratio_between=re.compile(r"\s(?:out\sof|of|in)\s(?:every\s)?", re.IGNORECASE),
    joiner=re.compile(
        rf"(?:\s?%|\s?per\s?cent)?\s?{_CITATIONS}(?:-|–|—|−|to|or|and|-to-)\s?(?:an?\s)?",
        re.IGNORECASE,
    ),
    both=frozenset({"and"}),
    between=re.compile(r"\bbetween\s(?:[a-z]+\s)?$", re.IGNORECASE),
    opening=re.compile(
        r"\b(?:(?:anywhere|somewhere)\s)?(?:from|between)\s(?:an\sestimated\s|about\s|some\s)?$",
        re.IGNORECASE,
    ),
    change=re.compile(
        r"\b(?:rose|risen|rise|increas\w+|grew|grown|fell|fallen|fall|drop\w*|declin\w+|decreas\w+"
        r"|reduc\w+|cut|shrank|went|chang\w+)\b[^;]{0,60}\bfrom\s$",
        re.IGNORECASE,
    ),
    fraction_follows=re.compile(
        r"\s(?:of|the|its|their|his|her|our|these|those|all|was|were|is|are|have|had|has"
        r"|live[ds]?|fled|left|remain\w*|died|came)\b|\s?[.,;)]|$"
    ),
    no_fraction=re.compile(r"\b(?:first|second|latter|last|other|top|bottom|and\sa|\w+\sthe)\s$"),
    thousands=",",
)
_NOUNS = Nouns(
    counted_after=counted_after,
    names_people=names_people,
    names_countable=names_countable,
    unit_of=unit_of,
    groups=GROUP,
    general_groups=GENERAL_GROUP,
    communities=community_pattern(COMMUNITIES),
)

_BETWEEN = r"a\stotal\sof|an\sestimated|some"
_BOUNDS = {
    Bound.at_least: bound_words(
        r"more\sth[ae]n|over|at\sleast|(?:no|not)\s(?:fewer|less)\sthan|in\sexcess\sof|upwards?\sof"
        r"|exceed(?:ed|ing|s)?|above|(?:a\s)?minimum\sof|greater\sthan|well\sover",
        _BETWEEN,
        r"\+|\s(?:or|and)\smore\b|\sor\sabove\b|\sat\sleast\b",
    ),
    Bound.at_most: bound_words(
        r"up\sto|at\s(?:the\s)?most|(?:no|not)\smore\sthan|fewer\sthan|less\sthan|under|below"
        r"|(?:a\s)?maximum\sof|as\s(?:many|much)\sas|not\sexceeding",
        _BETWEEN,
        r"\s(?:or|and)\s(?:fewer|less)\b|\sat\s(?:the\s)?most\b",
    ),
    Bound.nearly: bound_words(
        r"nearly|almost|close\sto|just\sunder|just\sshort\sof|approaching|not\squite"
        r"|slightly\s(?:fewer|less)\sthan",
        _BETWEEN,
    ),
    Bound.approximate: bound_words(
        r"about|around|approximately|approx\.?|roughly|some|circa|cc?a\.?|c\.|an\sestimated"
        r"|estimated(?:\sat)?|in\sthe\sregion\sof|(?:in|on|of)\sthe\sorder\sof",
        _BETWEEN,
        r"(?:\s|-)(?:odd|or\sso|approximately)\b",
    ),
}

_MASSES = re.compile(
    r"\b(?:(?:many|several|some|a\sfew|tens\sof|hundreds\sof)\s)?"
    r"(?:(?:tens|scores|dozens|hundreds|thousands|millions)(?:\sof\s(?:thousands|millions))?"
    r"|(?:several|a\sfew|many)\s(?:dozen|hundred|thousand|million))\b"
    r"(?!\s(?:of\s)?(?:years?|miles|kilomet|met(?:er|re)s|dollars|euros|pounds|marks))",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:several|multiple|numerous|countless|a\s(?:large\s|small\s|great\s|significant\s)?number\sof"
    r"|large\snumbers\sof|a\shandful\sof|a\scouple\sof|(?:many|most|some)(?=\sof\s(?:the|these|those)))\b",
    re.IGNORECASE,
)
_MAJORITY = re.compile(
    r"\b(?:(?:the|a)\s)?(?:(?:vast|overwhelming|great|large|clear|absolute|slim|narrow|substantial)"
    r"\s)?(?P<head>majority)(?=\s(?:of|were|was|are|is|have|had|has|remain\w*|fled|left|live[ds]?)\b)",
    re.IGNORECASE,
)
_TAKES_MAJORITY = re.compile(
    r"\b(?:the|a|as|by|and|that|which|but|while|where|because|constitut\w+|form\w*|made?\sup)\s$",
    re.IGNORECASE,
)
_NAME = r"[A-ZÇĐŠŽĆČ][\w'’-]+(?:[ /][A-ZÇĐŠŽĆČ][\w'’-]+){0,2}"
_PLACE = re.compile(
    rf"\b(?:in|from|near|at|around|across|throughout|inside|outside|within|fled|left"
    rf"|(?:population|province|region|municipalit(?:y|ies)|village|city|town|north|south|east|west"
    rf"|centre|center|capital)\sof)\s(?:the\s)?(?P<place>{_NAME})"
)
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Serbs?|Albanians?|Roma|KFOR|UNMIK"
    r"|KLA|NATO|UNHCR|OSCE|UN|EU|Article|Section|Resolution)\b"
    r"|.*\b(?:Office|Directorate|Ministry|Council|Court|Commission|Mission|Assembly|Government"
    r"|Parliament|Committee|Department|Party|Church|Army|Forces?|Police|Law|Report|University)\b"
)
_CLAUSE_PLACE = re.compile(rf"(?:^|[.;,:]\s)(?:[Ii]n|[Aa]t|[Nn]ear)\s(?P<place>{_NAME})(?=[\s,])")
_VERB_FOLLOWS = re.compile(r"[\w\s'’,-]{0,60}?\s(?:were|was|are|is|have|has|had|remain\w*)\s")
_BASE_NEXT = re.compile(
    r"(?:\sof)?(?:\s(?:the|these|those|all|some|its|their))?(?:\s(?:estimated|roughly|about|original))?\s"
)
_BASE_WITHIN = re.compile(
    r"\s[\w\s'’-]{0,90}\b(?:community|communities|population|total|group|number|strength)\sof\s"
    r"(?:(?:about|around|some|roughly|nearly)\s)?"
)
_CHANGE = re.compile(
    r"\b(?:rose|risen|increased?|grew|grown|fell|fallen|dropped|declined|decreased|reduced|cut"
    r"|increase|rise|growth|decline|decrease|drop|reduction)\s(?:of|by)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?i:the|a)\s(?P<rank>{'|'.join(_RANKS.split())})\s(?:[a-z]+\s){{0,2}}(?P<event>{EVENT_NOUNS})\b"
)
_ONE_MORE = re.compile(
    r"(?:,)?\s(?:and|with)\s(?:their|his|her)\s(?:[a-z]+\s)?"
    r"(?:grandmother|grandfather|mother|father|wife|husband|sister|brother|son|daughter|uncle|aunt"
    r"|cousin|neighbou?r|niece|nephew)\b"
)
_THERE_IS_A = re.compile(
    rf"\bthere\s(?:is|was|has\sbeen|remains)\s(?:(?:also|only|now|just)\s){{0,2}}"
    rf"(?P<post>(?P<one>an?)\s(?:[a-z-]+\s){{0,3}}(?P<role>{ROLE_NOUNS}))\b(?!\s(?:of|in)\s\w+ing\b)",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"\b(?P<phrase>(?:(?:an?|the)\s)?(?:[a-z]+\s)?"
    r"(?P<word>increase|rise|surge|upsurge|growth|decline|decrease|drop|fall|reduction)\sin\s"
    r"(?:the\s)?(?P<counted>(?:[a-z]+\s){0,3}"
    r"(?:rates?|numbers?|mortality|unemployment|deaths|killings|attacks|abductions|returns"
    r"|arrests|violence|crimes?|trafficking|displacement)))\b",
    re.IGNORECASE,
)

GRAMMAR = Grammar(
    languages=("en",),
    numbers=_NUMBERS,
    nouns=_NOUNS,
    exclusions=EXCLUSIONS,
    bounds=_BOUNDS,
    worded=Worded(
        masses=_MASSES,
        vague=_VAGUE,
        majority=_MAJORITY,
        takes_majority=_TAKES_MAJORITY,
        adjective_before=re.compile(r"[a-zA-Z]+\s$"),
    ),
    surroundings=Surroundings(
        phenomena=phenomenon_pattern(PHENOMENA),
        subject_follows=_VERB_FOLLOWS,
        place=_PLACE,
        place_before=_CLAUSE_PLACE,
        no_place=_NO_PLACE,
        base_next=_BASE_NEXT,
        base_within=_BASE_WITHIN,
    ),
    share_change=_CHANGE,
    ordinal=_ORDINAL,
    ranks={word: number for number, word in enumerate(_RANKS.split(), start=2)},
    events={event: f"{event}s" for event in EVENT_NOUNS.strip("(?:)").split("|")},
    company=_ONE_MORE,
    single_post=_THERE_IS_A,
    trend=_DIRECTION,
)
