"""A lexicon of a few words, for tests of what finds them."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from onrecord.core.document.lexicon import LanguageLexicon, Lexicon, Term, Words

FORMS = {
    ("act", "act/killing", "verb"): "killed|kill",
    ("act", "act/killing", "noun"): "killing|killings",
    ("act", "act/beating", "noun"): "beating|beatings",
    ("act", "act/torture", "noun"): "torture",
    ("act", "act/looting", "verb"): "looted",
    ("act", "act/trafficking", "verb"): "trafficked",
    ("act", "act/trafficking", "noun"): "trafficking",
    ("act", "act/flight", "subject"): "fled",
    ("act", "act/house-intrusion", "doer"): "broke in",
    ("act", "act/no-investigation", "alone"): "remain unsolved",
    ("act", None, "noun"): "abuses",
    ("act", None, "none"): "killing time",
    ("organisation", "body/lw", ""): "Linden Watch",
    ("force", "body/army", ""): "army|soldiers of the army",
    ("force", "body/kp", ""): "Kosovo Police",
    ("role", "role/witness", ""): "witness*",
    ("role", "role/intruder", ""): "intruder",
    ("role", "role/displaced", ""): "trafficked women",
    ("group", "group/serbs", ""): "Serbs",
    ("group", "group/roma", ""): "Roma",
    ("persons", None, ""): "people|women|villagers",
    ("event", None, ""): "Kosovo War",
    ("title", "role/director", ""): "director|president",
    ("denied", None, ""): "no|denied that",
    ("denied", None, "verb"): "did not",
    ("denied", None, "clause"): "no reports",
    ("hypothetical", None, ""): "must|prevent",
    ("hypothetical", None, "behind"): "is prohibited",
    ("says", None, ""): "said|reported",
    ("according", None, ""): "according to",
    ("means", None, ""): "knives|hand grenades",
    ("head", None, "authority"): "Office|Ministry",
    ("head", None, "organisation"): "Commission|Directorate",
}
WORDS = {
    "agent": "by",
    "patient": "of against",
    "be": "was were is are been",
    "have": "had has have",
    "join": "and or other their",
    "relative": "who that",
    "clause": "while when",
    "stop": (
        "the a an of in by to and or who that was were is are had has have not no their it"
        " from for at with against"
    ),
    "quantity": "thousands half dozens",
    "bind": "of the",
    "commit": "committed",
    "preposition": "in at for from with to",
    "link": "of for and in on the",
    "infinitive": "to",
    "pointing": "these",
    "article": "the a an their",
}


@pytest.fixture(scope="session")
def language() -> LanguageLexicon:
    terms = [
        Term(form=form, kind=kind, concept=concept, part=part, name=_name(kind, concept, part))
        for (kind, concept, part), forms in FORMS.items()
        for form in forms.split("|")
    ]
    return LanguageLexicon.of(
        terms, Words(**{use: frozenset(words.split()) for use, words in WORDS.items()})
    )


@pytest.fixture(scope="session")
def lexicon(language: LanguageLexicon) -> Lexicon:
    return Lexicon(
        languages=MappingProxyType({"en": language}),
        given_names=frozenset({"arta", "besim", "dragana", "besiana"}),
    )


def _name(kind: str, concept: str | None, part: str) -> str | None:
    return part if kind == "head" else (concept if kind != "act" else None)
