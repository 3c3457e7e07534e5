"""How Serbian writes figures; words stand in Latin letters without marks: see ``prepared``."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
from onrecord.core.document.figures.serbian_words import LEXICON, PHENOMENA, TIME_UNITS
from onrecord.core.kernel.quantity import Bound


def _forms(*rows: tuple[float, str]) -> dict[str, float]:
    return {word: number for number, words in rows for word in words.split()}


_ONE_TO_NINE = _forms(
    (1, "jedan jedna jedno jednog jednoga jednu jednoj jednom jedne"),
    (2, "dva dve dvije dvoje dvojica dvojicu dvojice dvojici dvaju dveju dvjema dvema"),
    (3, "tri troje trojica trojicu trojice trojici triju"),
    (4, "cetiri cetvoro cetvorica cetvoricu cetvorice"),
    (5, "pet petoro petorica petoricu petorice"),
    (6, "sest sestoro sestorica sestoricu sestorice"),
    (7, "sedam sedmoro sedmorica sedmoricu sedmorice"),
    (8, "osam osmoro osmorica osmoricu osmorice"),
    (9, "devet devetoro devetorica devetoricu devetorice"),
)
_TEEN_STEMS = ["jeda", "dva", "tri", "cetr", "pet", "ses", "sedam", "osam", "devet"]
_TEENS = {
    f"{stem}naest{ending}": float(number)
    for number, stem in enumerate(_TEEN_STEMS, start=11)
    for ending in ("", "oro", "orica", "oricu", "orice")
}
_TEN_STEMS = ["dva", "tri", "cetr", "pe", "sez", "sedam", "osam", "deve"]
_TENS = {"deset": 10.0, "desetoro": 10.0, "desetorica": 10.0, "desetoricu": 10.0} | {
    f"{stem}deset{ending}": 10.0 * number
    for number, stem in enumerate(_TEN_STEMS, start=2)
    for ending in ("", "oro", "orica", "oricu")
}
_HUNDREDS = _forms(
    (100, "sto stotinu"),
    (200, "dvesta dvjesta dvesto dvjesto"),
    (300, "trista tristo"),
    (400, "cetiristo cetirista"),
    (500, "petsto"),
    (600, "sesto seststo"),
    (700, "sedamsto"),
    (800, "osamsto"),
    (900, "devetsto"),
)
_ABOUT = _forms(
    (10, "desetak"),
    (15, "petnaestak"),
    (20, "dvadesetak"),
    (30, "tridesetak"),
    (40, "cetrdesetak"),
    (50, "pedesetak"),
    (60, "sezdesetak"),
    (100, "stotinak"),
)
_PARTS = {
    word: part
    for part, words in (
        (2, "polovina polovinu polovine polovini pola"),
        (3, "trecina trecinu trecine trecini"),
        (4, "cetvrtina cetvrtinu cetvrtine cetvrtini"),
        (5, "petina petinu petine"),
        (10, "desetina desetinu"),
    )
    for word in words.split()
}

WORDS = NumberWords(
    adding=_ONE_TO_NINE | _TEENS | _TENS | _HUNDREDS | _ABOUT,
    multiplying={"stotine": 100, "stotina": 100},
    scales={
        "hiljada": 1_000,
        "hiljadu": 1_000,
        "hiljade": 1_000,
        "tisuca": 1_000,
        "tisucu": 1_000,
        "tisuce": 1_000,
        "milion": 1_000_000,
        "miliona": 1_000_000,
        "milioni": 1_000_000,
        "milijun": 1_000_000,
        "milijuna": 1_000_000,
        "mil": 1_000_000,
        "milijarda": 1_000_000_000,
        "milijarde": 1_000_000_000,
        "milijardi": 1_000_000_000,
    },
    halves=frozenset({"pola", "po"}),
    parts=_PARTS,
    digits=continental_digits,
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_UNIT = _any(_ONE_TO_NINE)
_BELOW_100 = rf"(?:(?:{_any(_TEENS)})|(?:{_any(_TENS)})(?:\s(?:i\s)?(?:{_UNIT}))?|(?:{_UNIT}))"
_BELOW_1000 = (
    rf"(?:(?:{_any(_HUNDREDS)}|(?:{_UNIT})\sstotin[ea])(?:\s(?:i\s)?{_BELOW_100})?|{_BELOW_100})"
)
_DIGITS = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+(?:[.,]\d{1,2})?)"
)
_SCALE = r"(?:hiljad[aeu]|tisuc[aeu]|milion(?:a|i)?|milijuna?|mil\.?|milijard[aei])"
_GROUP = (
    rf"(?:(?:{_DIGITS}|{_BELOW_1000}(?:\si\spo)?|pola)\s{_SCALE}|hiljadu|tisucu|milion|milijun)"
)
_FULL = rf"{_GROUP}(?:\si\spo\b|(?:\s(?:i\s)?{_GROUP})?(?:\s(?:i\s)?{_BELOW_1000}(?!\s{_SCALE}))?)"

_INITIALS = "".join(sorted({word[0] for word in WORDS.known}))
"""Tried first, since most words begin with other letters."""

_NUMERAL = re.compile(
    rf"""
    (?=[\d{_INITIALS}])(?<![\w.,/:\#@&=])
    (?:
      (?P<ratio>(?:{_UNIT}|\d{{1,3}})\sod\s(?:svakih\s|svake\s)?
          (?:{_BELOW_100}|\d{{1,3}})(?=\s[a-z]|[.,;)]|$))
    | (?P<full>{_FULL})
    | (?P<fraction>(?:(?:jedn[aeu]|dv(?:ij)?e|tri|cetiri)\s)?(?:{_any(set(_PARTS) - {"pola"})})
          |pola|[1-9]/(?:[2-9]|10)(?=\s(?:od\s|[a-z]+(?:ih|ava|stva)\b)))
    | (?P<about>{_any(_ABOUT)})
    | (?P<words>{_BELOW_1000})
    | (?P<digits>{_DIGITS})
    )
    (?!\w|[.,:/]\d|-[A-Za-z]|\.-)
    (?P<percent>\s?(?:%|odsto\b|posto\b|od\ssto\b|proc(?:enat|enta|enata|enti|ent)\b|postotaka\b))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = Numbers(
    words=WORDS,
    numeral=_NUMERAL,
    ratio_between=re.compile(r"\sod\s(?:svakih\s|svake\s)?", re.IGNORECASE),
    joiner=re.compile(r"(?:\s?%)?\s?(?:-|–|—|−|do|i|ili)\s?", re.IGNORECASE),
    both=frozenset({"i"}),
    between=re.compile(r"\bizmedju\s(?:oko\s)?$", re.IGNORECASE),
    opening=re.compile(r"\b(?:izmedju|od)\s(?:oko\s)?$", re.IGNORECASE),
    change=re.compile(
        r"\b(?:pao|pala|palo|pad|poras\w*|rast\w*|smanj\w+|povec\w+|opa\w+"
        r"|skoc\w+)\b[^;]{0,60}\b(?:sa|s|od)\s$",
        re.IGNORECASE,
    ),
    fraction_follows=re.compile(
        r"\s(?:[a-z]+(?:ih|a|e|og|i|u)|od|je|su|njih|svih|tih)\b|\s(?-i:[A-Z])|\s?[.,;)]|$",
        re.IGNORECASE,
    ),
    no_fraction=re.compile(r"\b(?:prv\w+|drug\w+|gornj\w+|donj\w+|posle|u\spo)\s$", re.IGNORECASE),
    thousands=".",
)

_NOUNS = inflected_nouns(LEXICON)
_ONLY_BEFORE = re.compile(r"\b(?:samo|svega|najmanje|bar|barem|jos|tek|i)\s$", re.IGNORECASE)
_NARRATIVE = re.compile(
    r"\s(?:cov(?:j)?ek|zena|dan|put|starac|komsija|sused|deo|dio|drug)\w*", re.IGNORECASE
)


def _one_counts(sentence: str, start: int, end: int) -> bool:
    """Take "jedan tužilac" and leave "jedan od", "jedan čovek je prišao", where it is *some*."""
    if re.match(r"\s(?:od|po|te)\s", sentence[end : end + 4]):
        return False
    span = _NOUNS.counted_after(sentence, end)
    if span is None or not _NOUNS.names_countable(sentence[slice(*span)]):
        return False
    is_told = _NARRATIVE.match(sentence, end) is not None
    return not is_told or _ONLY_BEFORE.search(sentence[max(0, start - 12) : start]) is not None


_EXCLUSIONS = Exclusions(
    before=(
        re.compile(r"\b(?:mladj|starij)\w+\sod\s$|\bstarost\w*\b[^.;]{0,35}$", re.IGNORECASE),
        re.compile(r"(?:[$€£]|\b(?:USD|EUR|DM|RSD|CHF))\s?$"),
        re.compile(
            r"\b(?:star(?:a|e|i|o|og)?|uzrast\w*|starost\w*|napunio|napunila)(?:\s(?:od|oko"
            r"|preko|izmedju|samo|tek|svega))?\s$",
            re.IGNORECASE,
        ),
    ),
    after=(
        re.compile(
            r"\s?(?:[€$£]|evr\w*\b|eur\w*\b|dolar\w*\b|mara?k\w*\b|dinar\w*\b|franak\w*\b"
            r"|USD\b|EUR\b|KM\b)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\s?(?:km|kilomet\w+|metar\w*|metr\w+|m|cm|hektar\w*|ha|kg|kilogram\w*"
            r"|ton\w{1,2}|lit(?:ar|ra)\w*"
            r"|sat(?:a|i)?|cas(?:a|ova)?|minut\w*|sekund\w*|stepen\w*|°)\b",
            re.IGNORECASE,
        ),
        re.compile(r"\.\s?[a-z]"),
        re.compile(r"-?godisnj\w+|\sgodin[ae]\s(?:star\w+|zivota)\b", re.IGNORECASE),
        re.compile(
            r"\s(?:puta?|procentn\w+\spoen\w*|stran[aeu]|nacin\w*|vrst\w+|razlog\w*|tack\w+"
            r"|vek(?:a|ova)?"
            r"|vijek\w*|po\s(?:jedan|dva|dve)|drug(?:og|om|u))\b",
            re.IGNORECASE,
        ),
    ),
    reference_before=re.compile(
        r"\b(?:clan(?:a|om|u|ovi|ova|ak)?|cl\.|rezolucij\w+|zakon\w*|br\.?|broj|brojem"
        r"|brojevi|stran\w+|str\.?"
        r"|stav\w*|st\.|tack\w+|poglavlj\w+|ulic\w+|ul\.|telefon\w*|tel\.?|sob\w+|sprat\w*"
        r"|protokol\w*"
        r"|aneks\w*|tabel\w+|fusnot\w*|odeljak|odjeljak|brigad\w+|put|linij\w+|kanal)\s?[#(]?$",
        re.IGNORECASE,
    ),
    time_after=re.compile(
        r"\s(?:pun\w+\s|dug\w+\s)?(?P<unit>godin[aeu]|meseca?i?|mjesec[ai]?|nedelj[aeu]"
        r"|nedjelj[aeu]|sedmic[aeu]"
        r"|dana?|decenij[aeu])\b",
        re.IGNORECASE,
    ),
    time_units=TIME_UNITS,
    partitive=re.compile(r"\sod\s(?:njih|tih|ovih|onih|svih|ukupno|kojih|\w{4,})", re.IGNORECASE),
    fate_follows=re.compile(
        r"\s(?:je|su|nije|nisu)\s(?:\w+\s)?\w{3,}(?:no|lo|to|ni|li|ti|ne|le|te)\b", re.IGNORECASE
    ),
    fate_before=re.compile(
        r"\b(?:ubijen\w|poginul\w|ranjen\w|nestal\w|uhapsen\w|raseljen\w|vratil\w"
        r"|identifikovan\w|pronadjen\w"
        r"|obnovljen\w|proteran\w|protjeran\w|osudjen\w|ukupno|iznosi\w*|dostig\w+|narast\w+"
        r"|pao|pala|palo|poras\w+|smanj\w+|povec\w+)(?:\s[a-z]+){0,2}\s$"
        r"|\b(?:sa?|od)\s[\d.,]+\sna\s$",
        re.IGNORECASE,
    ),
    bound_follows=re.compile(r"\s(?:i|ili)\s(?:vise|manje)\b", re.IGNORECASE),
    of_whom=re.compile(
        r"\b(?:od|medju)\s(?:kojih|kojima|cega|toga|njih|njima)(?:\s(?:je|su))?\s$", re.IGNORECASE
    ),
    verb_follows=re.compile(r"\s(?:je|su|nije|nisu|bilo)\s[a-z]", re.IGNORECASE),
    one_counts=_one_counts,
    one_counts_of=frozenset({"weeks", "months", "years", "decades"}),
    plain_verbs=word_set(
        """
        se je su nije nisu bilo bili bile ima zivi zive ostalo ostaje
        """
    ),
    stop_words=LEXICON.ends,
)

_BETWEEN = r"ukupno|nekih|njih"
_BOUNDS = {
    Bound.at_least: bound_words(
        r"vise\sod|preko|najmanje|bar|barem|makar|ne\smanje\sod|iznad|minimum|minimalno"
        r"|vise\snego|premasuj\w+"
        r"|premasi\w+",
        _BETWEEN,
        r"\s(?:i|ili)\svise\b",
    ),
    Bound.at_most: bound_words(
        r"do|najvise|manje\sod|ne\svise\sod|ispod|maksimalno|maksimum|cak\sdo|manje\snego"
        r"|n(?:e|ije|isu)\sprelaz\w+|n(?:e|ije|isu)\spremas\w+",
        _BETWEEN,
        r"\s(?:i|ili)\smanje\b",
    ),
    Bound.nearly: bound_words(r"skoro|gotovo|blizu|umalo|zamalo|malo\smanje\sod", _BETWEEN),
    Bound.approximate: bound_words(
        r"oko|otprilike|priblizno|negde\soko|okvirno|u\sproseku|procenjenih|procijenjenih|nekih",
        _BETWEEN,
        r"\sotprilike\b",
    ),
}
_MASSES = re.compile(
    r"\b(?:na\s)?(?:nekoliko\s|vise\s)?(?:desetin[ea]|stotin[ea]|hiljad[ea]|milion[ia])"
    r"(?:\s(?:hiljada|miliona))?\b(?!\s(?:godina|kilomet|met|evra|eura|dinara|maraka|dolara|sati))",
    re.IGNORECASE,
)
_NAME = r"(?-i:[A-Z][\w'’-]+(?:[ /-][A-Z][\w'’-]+){0,2})"

GRAMMAR = Grammar(
    languages=("sr-Latn", "sr-Cyrl"),
    numbers=_NUMBERS,
    nouns=_NOUNS,
    exclusions=_EXCLUSIONS,
    bounds=_BOUNDS,
    worded=Worded(
        masses=_MASSES,
        vague=re.compile(
            r"\b(?:nekoliko|brojn[aeiu]|mnog(?:e|i|o)|(?<!\bi\s)(?<!\bili\s)vise(?!\s(?:od|nego|puta))|niz"
            r"|veliki\sbroj|izvestan\sbroj"
            r"|pojedin[ei])\b",
            re.IGNORECASE,
        ),
        majority=re.compile(
            r"\b(?P<head>(?:(?:velika|ogromna|apsolutna|znatna|velike|ogromne)\s)?vecin(?:a|u|e)"
            r"|(?:najveci|veci)\s(?:deo|dio))(?=\s[a-zA-Z])",
            re.IGNORECASE,
        ),
        takes_majority=NEVER,
        adjective_before=NEVER,
    ),
    surroundings=Surroundings(
        phenomena=phenomenon_pattern(PHENOMENA),
        subject_follows=re.compile(r"[\w\s'’,-]{0,60}?\s(?:je|su|nije|nisu)\s", re.IGNORECASE),
        place=re.compile(
            rf"\b(?:u|iz|sa|s|kod|kraj|blizu|oko|na|selu|selo|gradu|opstini"
            rf"|opcini)\s(?P<place>{_NAME})",
            re.IGNORECASE,
        ),
        place_before=re.compile(
            rf"(?:^|[.;,:]\s)(?:u|na|kod|iz)\s(?P<place>{_NAME})(?=[\s,])", re.IGNORECASE
        ),
        no_place=re.compile(
            r"(?:KFOR|UNMIK|NATO|OVK|UN|EU|Clan|Sud|Vlad|Ministarst|Polici|Skupstin"
            r"|Kancelarij|Srb(?:i|a|e|ima)\b"
            r"|Alban(?:ci|aca|ce|cima)|Rom(?:i|a|e|ima)\b)",
            re.IGNORECASE,
        ),
        base_next=re.compile(r"\s(?:od\s)?(?:ukupno\s|oko\s|svih\s|priblizno\s)?", re.IGNORECASE),
        base_within=re.compile(
            r"\s[\w\s'’-]{0,90}\b(?:zajednic\w+|stanovnist\w+|populacij\w+|grup\w+"
            r"|ukupno)\sod\s(?:oko\s|priblizno\s)?",
            re.IGNORECASE,
        ),
    ),
    share_change=re.compile(
        r"\b(?:poras\w*|rast\w*|smanj\w+|povec\w+|opa\w+|pao|pala|palo)\s(?:je\s)?za\s(?:\w+\s)?$",
        re.IGNORECASE,
    ),
    ordinal=re.compile(
        r"\b(?P<rank>drugi|treci|cetvrti|peti|druga|treca|cetvrta|peta)\s"
        r"(?P<event>sukob|rat(?!a)|napad|pokolj|talas|masovna\sgrobnica)\b(?!\ssvet)",
        re.IGNORECASE,
    ),
    ranks={
        "drugi": 2,
        "treci": 3,
        "cetvrti": 4,
        "peti": 5,
        "druga": 2,
        "treca": 3,
        "cetvrta": 4,
        "peta": 5,
    },
    events={
        "sukob": "conflicts",
        "rat": "wars",
        "napad": "attacks",
        "pokolj": "massacres",
        "talas": "waves",
        "masovn": "mass graves",
    },
    company=re.compile(
        r",?\s(?:i|sa)\s(?:njihov|njegov|njen)\w{1,3}\s(?:\w+\s)?"
        r"(?:bak|bab|ded|majk|otac|oca|ocem|suprug|zen|muz|sestr|brat|sin|kcerk|cerk|ujak"
        r"|stric|tetk|komsi)\w*",
        re.IGNORECASE,
    ),
    trend=re.compile(
        r"\b(?P<word>porast|rast|pad|smanjenje|povecanje|opadanje)\s"
        r"(?P<counted>(?:broja\s)?(?:smrtnost|nezaposlenost|ubistav|napad|otmic|hapsenj"
        r"|povrat|kriminal|nasilj|zlocin)\w*)\b",
        re.IGNORECASE,
    ),
)
