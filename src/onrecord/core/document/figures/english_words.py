"""The English words that the figure rules know: people, groups, things, roles and verbs."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GROUPS = (
    r"(?:Kosovo |Kosovar |Kosovan |ethnic |Muslim |Slavic |Balkan |Slav )*"
    r"(?:Serb(?:ian)?s?|Albanians?|Kosovars?|Roma(?:ni)?(?: Turks)?|Ashkali|Egyptians?"
    r"|Bosnia[ck]s?|Goranis?|Turks?|Croats?|Montenegrins?|Muslims?|Muslim Slavs?|Slavs?|Jews"
    r"|Jewish|Hungarians?|Macedonians?|non-Serbs?|non-Albanians?)"
)
"""Communities by the names that English sources use; longer names before shorter ones."""

GENERAL_GROUPS = (
    r"(?:(?:ethnic|national|other) )?minorit(?:y|ies)(?: communit(?:y|ies))?"
    r"|(?:minority )?communit(?:y|ies)"
)

PERSON_NOUNS = _words("""
    people persons person individuals individual men man women woman children child boys boy girls
    girl civilians civilian victims victim refugees refugee returnees idps residents resident
    inhabitants citizens citizen villagers villager soldiers soldier fighters fighter troops
    policemen policeman officers officer police insurgents insurgent guerrillas militants
    combatants combatant prisoners prisoner detainees detainee hostages hostage witnesses witness
    survivors survivor suspects suspect defendants defendant perpetrators perpetrator journalists
    journalist teachers teacher students student pupils doctors workers worker members member
    sisters sister brothers brother mothers mother fathers father sons son daughters daughter
    grandmother grandfather parents families' judges judge prosecutors prosecutor lawyers lawyer
    coordinator coordinators delegates delegate politicians leaders leader volunteers personnel
    staff employees migrants migrant asylum-seekers seekers dead missing wounded injured displaced
    bodies body corpses corpse remains deaths casualties fatalities killings lives peacekeepers
    adults adult minors minor infants orphans widows widow relatives farmers patients nuns monks
    priests priest reservists paramilitaries protesters demonstrators terrorists veterans
    population youths males females voters
    """)

THING_NOUNS = _words("""
    villages village houses house homes home municipalities municipality towns town cities city
    settlements settlement families family households household communities community groups group
    minorities minority churches church mosques mosque monasteries monastery schools school
    hospitals hospital graves grave cases case attacks attack incidents incident killings
    abductions murders rapes crimes crime complaints complaint indictments indictment convictions
    units unit camps camp buildings bombs grenades enclaves enclave countries
    country regions region districts records records statements statement sites site apartments
    massacres massacre
    """)

ROLE_NOUNS = (
    r"(?:coordinator|prosecutor|judge|ombudsperson|ombudsman|commissioner|rapporteur|envoy"
    r"|investigator|inspector|mediator|administrator|witness|survivor|shelter|directorate)"
)

EVENT_NOUNS = (
    r"(?:conflict|war|attack|massacre|killing|murder|abduction|victim|wave|exodus|expulsion"
    r"|offensive|mass grave|grave|displacement|deportation)"
)

TIME_UNITS = {
    "year": "years",
    "month": "months",
    "week": "weeks",
    "day": "days",
    "decade": "decades",
}

STOP_WORDS = _words("""
    and or but nor the a an in on at by to from with as for of than that which who whom whose while
    when where after before during since until till under over between among amongst into through
    per via within without across against about around is are was were be been being am has have
    had having do does did will would could should may might can cannot must shall not no it its he
    his she her they their them we our you your i this these those there here if because so also
    both each all any some most more less fewer such only just even still now then ever never again
    already including include includes included according like unless although though however
    upon near along off out up down onto toward towards despite throughout inside outside worth
    ago later earlier est prior too remained directly back away together
    """)

PLAIN_VERBS = _words("""
    fled left died lived live lives went go goes came come comes took take said say says remain
    remains moved lost became become began begin made gave held sought stayed got met fought
    constitute constitutes represent represents account accounts make makes face faces claim
    claims stood rose fell saw showed were suffer suffers continue continues voted led
""")
"""Verbs that end the words for what is counted: "12 | came back"."""

PARTICIPLES = _words("""
    used killed wounded injured arrested detained displaced destroyed expelled deported return
    returns abducted kidnapped raped murdered executed shot captured burned burnt returned
    sentenced convicted indicted charged recorded registered reported estimated forced
""")
"""Words that stand before a noun ("12 displaced men") or end the phrase ("12 | displaced by")."""

FATE_PARTICIPLES = (
    r"(?:killed|dead|died|missing|wounded|injured|hurt|arrested|detained|displaced|destroyed"
    r"|expelled|deported|abducted|kidnapped|raped|murdered|executed|shot|captured|burn(?:ed|t)"
    r"|returned|fled|sentenced|convicted|indicted|charged|released|disappeared|drowned|found"
    r"|identified|exhumed|damaged|homeless|unemployed|denied)"
)

PHENOMENA = {
    "killed": (
        r"kill(?:ed|ing|ings|s)?|murder(?:ed|s)?|executed|massacred|dead|died|deaths?|slain"
        r"|fatalit(?:y|ies)|shot dead"
    ),
    "missing": r"missing|disappear(?:ed|ances?)",
    "displaced": (
        r"displace[ds]?|displacing|displacement|cast out|forced march(?:es)?|uprooted"
        r"|forced out|homeless"
    ),
    "expelled": r"expel(?:led|ling|s)?|expulsions?|deport(?:ed|ations?)",
    "fled": (
        r"fled|flee(?:ing)?|took refuge|refugees?"
        r"|left (?:their|his|her|the) (?:homes?|houses?|villages?|towns?|country|province|area)"
    ),
    "returned": r"return(?:ed|ing|s|ees?)?",
    "injured": r"injur(?:ed|ies)|wounded|wounding|hurt",
    "detained": r"detain(?:ed|ees)|detention|arrest(?:ed|s)?|imprison(?:ed|ment)|prison(?:ers)?",
    "abducted": r"abduct(?:ed|ions?)|kidnapp(?:ed|ings?)|hostages?",
    "sexual violence": r"rap(?:ed|es?)|sexual(?:ly)? \w+",
    "trafficked": r"traffick(?:ed|ing)",
    "denied medical care": r"denied any form of medical care|denied (?:medical|health) ?care",
    "unprotected sex": r"unprotected sex",
    "destroyed": r"destroy(?:ed|ing)|destruction|burned|burnt|damaged|shelled",
    "unsolved": r"unsolved",
    "unemployment": r"unemploy(?:ed|ment)",
    "mortality": r"mortality",
    "sentenced": r"sentence[ds]?|convict(?:ed|ions?)",
    "indicted": r"indict(?:ed|ments?)|charged",
    "attacked": r"attack(?:s|ed)?",
    "population": r"population|inhabitants|live[ds]?|living|account(?:s|ed)? for|constitut\w+",
}
"""How English texts say each phenomenon."""

GROUP = re.compile(rf"\b(?:{GROUPS})\b(?!\s(?:Church|Orthodox|authorities|forces|government))")
GENERAL_GROUP = re.compile(rf"\b(?:{GENERAL_GROUPS})\b", re.IGNORECASE)

COMMUNITIES = {
    "Albanians": r"Albanians?|Kosovars?",
    "Ashkali": r"Ashkali",
    "Bosniaks": r"Bosnia[ck]s?|Muslim Slavs?|Slavic Muslims?",
    "Croats": r"Croats?",
    "Egyptians": r"Egyptians?",
    "Gorani": r"Goranis?",
    "Jews": r"Jews|Jewish",
    "Montenegrins": r"Montenegrins?",
    "Roma": r"Roma(?:ni)?",
    "Serbs": r"(?<!non-)Serb(?:ian)?s?",
    "Turks": r"(?<!Roma )Turks?",
}
"""How English names each community in a phrase that counts people."""
