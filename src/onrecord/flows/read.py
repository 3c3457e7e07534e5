"""What one document says: its text, and the figures, dates, places and sums found in it by rule."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.sandbox import read_apart
from onrecord.adapters.read.text_of import text_of
from onrecord.core.document.dates import DateMention, find_dates
from onrecord.core.document.document_text import DocumentText
from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.document.language import ENGLISH
from onrecord.core.document.totals import TotalWithParts, find_totals
from onrecord.core.kernel.finding import Finding
from onrecord.core.kernel.passage import Passage
from onrecord.core.kernel.remark import Remark
from onrecord.vocab.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named in a text; ``concept`` is its gazetteer id where the name means one place."""

    name: str
    kind: str | None
    concept: str | None
    start: int
    end: int
    quote: str


PlaceFinder = Callable[[str], Iterable[PlaceMention]]


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
    places: tuple[PlaceMention, ...]
    warnings: tuple[Remark, ...]

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

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what the checks report."""
        return tuple(total.finding() for total in self.totals)

    def passage(self, start: int, end: int) -> Passage:
        """Return a place of the text as a passage that a claim can cite."""
        return Passage(
            exhibit=self.sha256,
            start=start,
            end=end,
            quote=self.text[start:end],
            page=self.document.page_of(start),
        )

    def to_dict(self, file: str) -> dict[str, object]:
        """Return the reading as ``onrecord read`` prints it; unknown is ``None``, never 0."""
        return {
            "file": file,
            "sha256": self.sha256,
            "text_length": len(self.text),
            "language": self.language,
            "figures": [self._placed(figure.as_row()) for figure in self.figures],
            "dates": [self._placed(_date_row(date)) for date in self.dates],
            "acts": [],
            "people": [],
            "actors": [],
            "places": [_place_row(place) for place in self.places],
            "findings": [finding.as_row() for finding in self.findings],
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
    places: PlaceFinder | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """Read one document and find what the rules find.

    ``name`` is the file name: its ending decides the format, and errors name it. With
    ``sandboxed`` the file is parsed in a separate process with limits; without, in this one,
    for bytes that are trusted. ``places`` finds place names in a text, such as
    ``places_of(Gazetteer.default())``. Raises ``InputError`` for a file that cannot be read.
    """
    read = read_apart if sandboxed else text_of
    return read_text(read(data, name, limits=limits), digest_of(data), places=places)


def read_text(document: DocumentText, sha256: str, *, places: PlaceFinder | None = None) -> Reading:
    """Find what the rules find in a text that was read before."""
    text = document.text
    is_english = document.language in (ENGLISH, None)
    figures = tuple(find_figures(text)) if is_english else ()
    return Reading(
        sha256=sha256,
        document=document,
        figures=figures,
        totals=tuple(find_totals(text, figures)),
        dates=tuple(find_dates(text)) if is_english else (),
        places=tuple(places(text)) if places else (),
        warnings=document.warnings if is_english else (*document.warnings, _ENGLISH_ONLY),
    )


_ENGLISH_ONLY = Remark.of(
    "Figures and dates are found in English text only; this text is in another language."
)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes as ``sha256sum`` prints it."""
    return hashlib.sha256(data).hexdigest()


def places_of(gazetteer: Gazetteer) -> PlaceFinder:
    """Return a finder of the places that a gazetteer knows, with names in any official spelling."""

    def find(text: str) -> Iterable[PlaceMention]:
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

    return find


def _date_row(date: DateMention) -> dict[str, object]:
    return {
        "date": date.edtf,
        "role": date.role.value,
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
    }
