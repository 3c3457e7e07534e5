"""Which English words tell that a number counts nothing, or that a bare number counts."""

from __future__ import annotations

import re

from onrecord.core.document.figures.english_nouns import one_counts
from onrecord.core.document.figures.english_words import (
    FATE_PARTICIPLES,
    PLAIN_VERBS,
    STOP_WORDS,
    TIME_UNITS,
)
from onrecord.core.document.figures.grammar import Exclusions

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
_TIME_AFTER = re.compile(
    rf"\s(?:(?:long|full|whole)\s)?(?P<unit>{'|'.join(TIME_UNITS)})s?\b(?!['’])"
)
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

EXCLUSIONS = Exclusions(
    before=(_MONEY_BEFORE, _AGE_BEFORE),
    after=(_MONEY_AFTER, _SIZE_AFTER, _RANK_AFTER),
    reference_before=_REFERENCE_BEFORE,
    time_after=_TIME_AFTER,
    time_units=TIME_UNITS,
    partitive=_PARTITIVE,
    fate_follows=_FATE_FOLLOWS,
    fate_before=_FATE_BEFORE,
    bound_follows=_BOUND_FOLLOWS,
    of_whom=_OF_WHOM,
    verb_follows=_VERB_FOLLOWS,
    one_counts=one_counts,
    one_counts_of=frozenset({"weeks", "months", "years", "decades"}),
    plain_verbs=PLAIN_VERBS,
    stop_words=STOP_WORDS,
)
