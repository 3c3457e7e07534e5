"""What one document says: its text, and what rules find in it, from figures to whole accounts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.sandbox import read_apart
from onrecord.adapters.read.text_of import text_of
from onrecord.core.document.accounts import AccountSuggestion
from onrecord.core.document.actors.mention import ActorMention
from onrecord.core.document.acts.suggestion import ActSuggestion
from onrecord.core.document.dates import DateMention, find_dates
from onrecord.core.document.document_text import DocumentText
from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.document.language import languages_of
from onrecord.core.document.lexicon import Lexicon
from onrecord.core.document.people.mention import PersonMention
from onrecord.core.document.sentences import sentence_spans
from onrecord.core.document.spans import Quoted
from onrecord.core.document.totals import TotalWithParts, find_totals
from onrecord.core.document.who_did_what import who_did_what
from onrecord.core.kernel.finding import Finding
from onrecord.core.kernel.passage import Passage
from onrecord.core.kernel.remark import Remark
from onrecord.flows.place_mention import PlaceMention
from onrecord.flows.suggesters import with_suggested
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.vocab.gazetteer.world import gazetteer_for_texts
from onrecord.vocab.lexicon import default_lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names that a text is searched for: places, and the words for acts and actors."""

    gazetteer: Gazetteer
    lexicon: Lexicon


@cache
def default_names() -> Names:
    """Return the places and words that come with OnRecord."""
    return Names(gazetteer=gazetteer_for_texts(), lexicon=default_lexicon())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found in one document. All of it are suggestions; places index ``document.text``.

    ``sha256`` is over the bytes as they were given.
    """

    sha256: str
    document: DocumentText
    figures: tuple[FigureSuggestion, ...]
    totals: tuple[TotalWithParts, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...] = ()
    acts: tuple[ActSuggestion, ...] = ()
    people: tuple[PersonMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    accounts: tuple[AccountSuggestion, ...] = ()

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """Return what a coder should know before trusting the text."""
        return self.document.warnings

    @property
    def text(self) -> str:
        """Return the stored text."""
        return self.document.text

    @property
    def pages(self) -> tuple[tuple[int, int], ...]:
        """Return (start, end) of each page within the text."""
        return self.document.pages

    @property
    def language(self) -> str | None:
        """Return one of our four language codes, or ``None`` where the text does not tell."""
        return self.document.language

    def passage(self, start: int, end: int) -> Passage:
        """Return a place of the text as a passage that a claim can cite."""
        return Passage(
            exhibit=self.sha256,
            start=start,
            end=end,
            quote=self.text[start:end],
            page=self.document.page_of(start),
        )

    def to_dict(self, file: str, findings: Iterable[Finding] = ()) -> dict[str, object]:
        """Return the reading as ``onrecord read`` prints it; unknown is ``None``, never 0.

        ``findings`` are what ``flows.check`` reports of it.
        """
        return {
            "file": file,
            "sha256": self.sha256,
            "text_length": len(self.text),
            "language": self.language,
            "figures": [self._placed(figure.as_row()) for figure in self.figures],
            "dates": [self._placed(_date_row(date)) for date in self.dates],
            "acts": [self._placed(act.as_row()) for act in self.acts],
            "people": [person.as_row() for person in self.people],
            "actors": [actor.as_row() for actor in self.actors],
            "places": [_place_row(place) for place in self.places],
            "accounts": [account.as_row() for account in self.accounts],
            "findings": [finding.as_row() for finding in findings],
            "media_type": self.document.media_type,
            "pages": len(self.pages),
            "encoding": self.document.encoding,
            "encoding_confidence": self.document.encoding_confidence,
            "encoding_runner_up": self.document.runner_up,
            "warnings": list(map(str, self.warnings)),
        }

    def _placed(self, row: dict[str, Any]) -> dict[str, object]:
        """Add on which page something stands and whether that part is flagged."""
        flags = self.document.flags_of(row["start"], row["end"])
        page = self.document.page_of(row["start"])
        return {**row, "page": page, "flags": [flag.value for flag in flags]}


def read_document(
    data: bytes,
    name: str,
    *,
    sandboxed: bool = True,
    names: Names | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """Read one document and find what the rules find.

    ``name`` is the file name: its ending decides the format, and errors name it. With
    ``sandboxed`` the file is parsed in a separate process with limits; without, in this one,
    for bytes that are trusted. With ``names``, such as ``default_names()``, places, people,
    actors, acts and whole accounts are found beside figures and dates, and plug-ins are asked
    (``flows.suggesters``). Raises ``InputError``
    for a file that cannot be read.
    """
    read = read_apart if sandboxed else text_of
    return read_text(read(data, name, limits=limits), digest_of(data), names=names)


def read_text(document: DocumentText, sha256: str, *, names: Names | None = None) -> Reading:
    """Find what the rules find in a text that was read before."""
    text = document.text
    figures, dates = tuple(find_figures(text)), tuple(find_dates(text))
    found = Reading(
        sha256=sha256,
        document=document,
        figures=figures,
        totals=tuple(find_totals(text, figures)),
        dates=dates,
    )
    return found if names is None else _with_names(found, names)


def _with_names(reading: Reading, names: Names) -> Reading:
    text = reading.text
    spans = list(sentence_spans(text))
    languages = languages_of(text, spans, default=reading.language)
    parts = [(*span, language) for span, language in zip(spans, languages, strict=True)]
    places: tuple[Quoted, ...] = tuple(_places(text, names.gazetteer))
    found = who_did_what(
        text,
        names.lexicon,
        parts,
        places=places,
        dates=reading.dates,
        figures=reading.figures,
    )
    reading = replace(
        reading,
        places=tuple(one for one in found.places if isinstance(one, PlaceMention)),
        acts=found.acts,
        people=found.people,
        actors=found.actors,
        accounts=found.accounts,
    )
    return with_suggested(reading, parts)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes as ``sha256sum`` prints it."""
    return hashlib.sha256(data).hexdigest()


def _places(text: str, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """Yield the places that a gazetteer knows, with names in any official spelling."""
    for span in gazetteer.find_all(text):
        meant = [gazetteer.place(place_id) for place_id in span.ids]
        kinds = {str(place.kind) for place in meant}
        yield PlaceMention(
            name=span.text,
            kind=kinds.pop() if len(kinds) == 1 else None,
            concept=meant[0].id if len(meant) == 1 else None,
            start=span.start,
            end=span.end,
            quote=span.text,
        )


def _date_row(date: DateMention) -> dict[str, object]:
    return {
        "date": date.edtf,
        "role": date.role.value,
        "anchor": None if date.anchor is None else list(date.anchor),
        "start": date.start,
        "end": date.end,
        "quote": date.quote,
        "rule": date.rule,
    }


def _place_row(place: PlaceMention) -> dict[str, object]:
    return {
        "name": place.name,
        "kind": place.kind,
        "concept": place.concept,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "rule": place.rule,
    }
