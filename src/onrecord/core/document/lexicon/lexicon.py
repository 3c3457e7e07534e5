"""Everything that the finders must know of a language, put together from data by a loader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.core.document.lexicon.index import PhraseIndex
from onrecord.core.document.lexicon.terms import Term

STATUS_KINDS = frozenset({"denied", "hypothetical"})
TITLE_KINDS = frozenset({"title"})
HEAD_KINDS = frozenset({"head"})
SPEECH_KINDS = frozenset({"says", "according"})
MEANS_KINDS = frozenset({"means"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The small words of a language that carry grammar, as keys.

    ``agent`` stands before who did it (*by*), ``patient`` before to whom (*of, against*),
    ``preposition`` before what is neither, ``article`` between a preposition and its noun.
    ``be`` and ``have`` are auxiliaries, ``plural`` those that no single person takes,
    ``infinitive`` stands before a verb without a subject
    (*to*), ``commit`` are verbs of doing (*carried out*). ``join`` binds a list, ``relative``
    points back to a phrase (*who*), ``pointing`` to what was said before (*these abuses*),
    ``clause`` opens a clause (*while*). ``stop`` ends a noun phrase; ``quantity`` and ``bind``
    do not where they stand together (*thousands of*). ``link`` may stand between the capitals of
    a body's name (*Ministria e Drejtësisë*).
    """

    agent: frozenset[str] = frozenset()
    patient: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    have: frozenset[str] = frozenset()
    join: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    quantity: frozenset[str] = frozenset()
    commit: frozenset[str] = frozenset()
    preposition: frozenset[str] = frozenset()
    link: frozenset[str] = frozenset()
    bind: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    article: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLexicon:
    """The forms and small words of one language.

    ``genitive`` says that a noun takes its victim without a preposition (*ubistvo civila*),
    ``free_order`` that a subject may stand behind its verb (*pobeglo je 200 ljudi*).
    """

    acts: PhraseIndex
    actors: PhraseIndex
    status: PhraseIndex
    titles: PhraseIndex
    heads: PhraseIndex
    speech: PhraseIndex
    means: PhraseIndex
    words: Words
    genitive: bool = False
    free_order: bool = False

    @classmethod
    def of(
        cls, terms: Iterable[Term], words: Words | None = None, *, synthetic: bool = False
    ) -> LanguageLexicon:
        """Sort terms by their kind into the indexes of a language.

        ``synthetic`` languages carry by endings what English carries by the order of words.
        """
        shelves: dict[str, list[Term]] = {name: [] for name in _SHELVES}
        for term in terms:
            shelves[_shelf(term.kind)].append(term)
        return cls(
            **{name: PhraseIndex(found) for name, found in shelves.items()},
            words=words or Words(),
            genitive=synthetic,
            free_order=synthetic,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The languages by code (en, sq, sr-Latn, sr-Cyrl) and given names as keys."""

    languages: Mapping[str, LanguageLexicon]
    given_names: frozenset[str] = frozenset()

    def of(self, language: str | None) -> LanguageLexicon:
        """Return the lexicon of a language; English, or the first one, where it has none."""
        known = self.languages
        first = next(iter(known.values()))
        return known.get(language or "", known.get("en", first))

    @classmethod
    def single(cls, language: LanguageLexicon) -> Lexicon:
        """Return a lexicon of one language that serves every text."""
        return cls(languages=MappingProxyType({"en": language}))


_SHELVES = ("acts", "actors", "status", "titles", "heads", "speech", "means")


def _shelf(kind: str) -> str:
    return next((shelf for shelf, kinds in _KINDS_OF.items() if kind in kinds), "actors")


_KINDS_OF = {
    "acts": frozenset({"act"}),
    "status": STATUS_KINDS,
    "titles": TITLE_KINDS,
    "heads": HEAD_KINDS,
    "speech": SPEECH_KINDS,
    "means": MEANS_KINDS,
}
"""Which kinds of terms lie on which shelf; all others name actors."""
