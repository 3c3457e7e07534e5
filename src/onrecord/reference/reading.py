"""How the tables of a reference case become facts, and why a row without source is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.reference.case import (
    CaptureHistoryTable,
    DatedEvent,
    Institution,
    InstitutionUnit,
    Part,
    PublishedFigure,
    PublishedQuestion,
    PublishedSource,
    PublishedTotal,
    Status,
)
from onrecord.reference.tables import Row, read_rows, unique
from onrecord.vocab import load_scheme

_LABELS = ("label_en", "label_sq", "label_sr_latn", "label_sr_cyrl")
_ORIGIN = ("source", "where", "status")

SOURCE_COLUMNS = (
    *("id", "publisher", "title", "date", "licence", "required_notice", "origin"),
    *("primary_to_fetch", "read_as"),
)
QUESTION_COLUMNS = ("id", "title", "measure", "group", "place", "period", "definition")
FIGURE_COLUMNS = (
    *("id", "question", "measure", "value", "low", "high", "bound", "unit", "base", "wording"),
    *("as_of", "period", "group", "place", *_ORIGIN, "supersedes", "flags", "note"),
)
TOTAL_COLUMNS = (
    *("id", "what", "figure", "stated", "parts", "difference", "verdict", *_ORIGIN, "note"),
)
EVENT_COLUMNS = ("id", "date", *_LABELS, *_ORIGIN, "note")
INSTITUTION_COLUMNS = (
    *("id", "abbreviation", "kind", "valid_from", "valid_to", *_LABELS, "mandate"),
    *(*_ORIGIN, "note"),
)
UNIT_COLUMNS = ("id", "institution", "name", "count", "as_of", "place", *_ORIGIN, "note")


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a value comes from and how well that is checked."""

    source: str
    where: str
    status: Status


def sources(text: str, *, file: str = "sources.csv") -> tuple[PublishedSource, ...]:
    """Read the table of sources."""
    ids: set[str] = set()
    return tuple(
        PublishedSource(
            id=unique(ids, row),
            publisher=row.text("publisher"),
            title=row.text("title"),
            date=row.period("date"),
            licence=row.text("licence"),
            required_notice=row.words("required_notice"),
            origin=row.text("origin"),
            primary_to_fetch=row.yes("primary_to_fetch"),
            read_as=row.text("read_as"),
        )
        for row in read_rows(text, file=file, columns=SOURCE_COLUMNS)
    )


def questions(text: str, *, file: str = "questions.csv") -> tuple[PublishedQuestion, ...]:
    """Read the table of questions; measure and group must be concepts."""
    ids: set[str] = set()
    return tuple(
        PublishedQuestion(
            id=unique(ids, row),
            title=row.text("title"),
            measure=_concept(row, "measure", "figure_measures"),
            group=_concept(row, "group", "groups") if row.optional("group") else None,
            place=row.text("place"),
            period=row.period("period"),
            definition=row.text("definition"),
        )
        for row in read_rows(text, file=file, columns=QUESTION_COLUMNS)
    )


def figures(
    text: str,
    *,
    sources: Collection[str],
    questions: Collection[str],
    file: str = "figures.csv",
) -> tuple[PublishedFigure, ...]:
    """Read the table of figures; a row without a known source and a status is refused."""
    ids: set[str] = set()
    rows = tuple(read_rows(text, file=file, columns=FIGURE_COLUMNS))
    known = {row.text("id") for row in rows}
    return tuple(_figure(row, unique(ids, row), sources, questions, known) for row in rows)


def totals(
    text: str, *, sources: Collection[str], figures: Collection[str], file: str = "totals.csv"
) -> tuple[PublishedTotal, ...]:
    """Read the stated sums; a row whose difference or verdict is not what we add is refused."""
    ids: set[str] = set()
    return tuple(
        _total(row, unique(ids, row), sources, figures)
        for row in read_rows(text, file=file, columns=TOTAL_COLUMNS)
    )


def events(
    text: str, *, sources: Collection[str], file: str = "timeline.csv"
) -> tuple[DatedEvent, ...]:
    """Read the dated events."""
    ids: set[str] = set()
    return tuple(
        _event(row, unique(ids, row), _origin(row, sources))
        for row in read_rows(text, file=file, columns=EVENT_COLUMNS)
    )


def institutions(
    text: str, *, sources: Collection[str], file: str = "institutions.csv"
) -> tuple[Institution, ...]:
    """Read the institutions with their mandates."""
    ids: set[str] = set()
    return tuple(
        _institution(row, unique(ids, row), _origin(row, sources))
        for row in read_rows(text, file=file, columns=INSTITUTION_COLUMNS)
    )


def units(
    text: str,
    *,
    sources: Collection[str],
    institutions: Collection[str],
    file: str = "units.csv",
) -> tuple[InstitutionUnit, ...]:
    """Read the units of institutions, named or only counted."""
    ids: set[str] = set()
    return tuple(
        _unit(row, unique(ids, row), _origin(row, sources), institutions)
        for row in read_rows(text, file=file, columns=UNIT_COLUMNS)
    )


def capture_histories(
    content: bytes, *, source: PublishedSource, file: str = "capture_histories.csv"
) -> CaptureHistoryTable:
    """Read the capture histories: list columns of 0 and 1, then ``count``."""
    text = content.decode("utf-8")
    header = tuple(text.partition("\n")[0].split(","))
    lists = header[:-1]
    rows = tuple(
        (tuple(row.choice(name, _bit) for name in lists), row.choice("count", float))
        for row in read_rows(text, file=file, columns=header)
    )
    return CaptureHistoryTable(
        lists=lists,
        rows=rows,
        content=content,
        source=source.id,
        required_notice=source.required_notice,
    )


def _figure(
    row: Row,
    figure_id: str,
    sources: Collection[str],
    questions: Collection[str],
    known: Collection[str],
) -> PublishedFigure:
    origin = _origin(row, sources)
    return PublishedFigure(
        id=figure_id,
        question=_one_of(row, "question", questions),
        measure=_concept(row, "measure", "figure_measures"),
        quantity=_quantity(row),
        as_of=row.period("as_of"),
        period=row.period("period"),
        group=_concept(row, "group", "groups") if row.optional("group") else None,
        place=row.text("place"),
        source=origin.source,
        where=row.text("where"),
        status=origin.status,
        supersedes=_one_of(row, "supersedes", known) if row.optional("supersedes") else None,
        flags=tuple(row.words("flags").split()),
        note=row.words("note"),
    )


def _quantity(row: Row) -> Quantity:
    unit = row.text("unit")
    base = row.number("base")
    try:
        return Quantity(
            bound=row.choice("bound", Bound),
            value=row.number("value"),
            low=row.number("low"),
            high=row.number("high"),
            unit=unit,
            base=None if base is None else Quantity(bound=Bound.exact, value=base),
            wording=row.optional("wording"),
        )
    except InputError as error:
        if error.file is not None:
            raise
        raise row.refusal("bound", error.sentence()) from error


def _total(
    row: Row, total_id: str, sources: Collection[str], figures: Collection[str]
) -> PublishedTotal:
    origin = _origin(row, sources)
    total = PublishedTotal(
        id=total_id,
        what=row.text("what"),
        figure=_one_of(row, "figure", figures) if row.optional("figure") else None,
        stated=row.choice("stated", float),
        parts=tuple(_part(row, piece) for piece in row.text("parts").split(";")),
        source=origin.source,
        where=origin.where,
        status=origin.status,
        note=row.words("note"),
    )
    if total.difference != row.choice("difference", float):
        raise row.refusal("difference", "The difference is not the total less its parts.")
    if row.text("verdict") != ("holds" if total.holds else "differs"):
        raise row.refusal("verdict", "The verdict does not follow from the parts.")
    return total


def _part(row: Row, piece: str) -> Part:
    found = re.fullmatch(r"\s*(?:(?P<label>[^=;]+)=)?(?P<value>-?\d+(?:\.\d+)?)\s*", piece)
    if found is None:
        raise row.refusal("parts", "A part is a number, or label=number.")
    return Part((found["label"] or "").strip(), float(found["value"]))


def _event(row: Row, event_id: str, origin: _Origin) -> DatedEvent:
    date = row.period("date")
    if date is None:
        raise row.refusal("date", "An event needs a date.")
    return DatedEvent(
        id=event_id,
        date=date,
        labels=_labels(row),
        source=origin.source,
        where=origin.where,
        status=origin.status,
        note=row.words("note"),
    )


def _institution(row: Row, institution_id: str, origin: _Origin) -> Institution:
    return Institution(
        id=institution_id,
        abbreviation=row.text("abbreviation"),
        kind=row.text("kind"),
        valid_from=row.period("valid_from"),
        valid_to=row.period("valid_to"),
        labels=_labels(row),
        mandate=row.text("mandate"),
        source=origin.source,
        where=origin.where,
        status=origin.status,
        note=row.words("note"),
    )


def _unit(
    row: Row, unit_id: str, origin: _Origin, institutions: Collection[str]
) -> InstitutionUnit:
    return InstitutionUnit(
        id=unit_id,
        institution=_one_of(row, "institution", institutions),
        name=row.optional("name"),
        count=row.choice("count", int),
        as_of=row.period("as_of"),
        place=row.text("place"),
        source=origin.source,
        where=origin.where,
        status=origin.status,
        note=row.words("note"),
    )


def _origin(row: Row, sources: Collection[str]) -> _Origin:
    source = _one_of(row, "source", sources)
    return _Origin(source, row.words("where"), row.choice("status", Status))


def _labels(row: Row) -> Mapping[str, str]:
    languages = ("en", "sq", "sr-Latn", "sr-Cyrl")
    pairs = zip(languages, _LABELS, strict=True)
    return MappingProxyType({language: row.text(column) for language, column in pairs})


def _one_of(row: Row, column: str, known: Collection[str]) -> str:
    value = row.text(column)
    if value not in known:
        raise row.refusal(column, "The cell names nothing that is known.")
    return value


def _concept(row: Row, column: str, scheme: str) -> str:
    return row.choice(column, _in_scheme(scheme))


def _in_scheme(name: str) -> Callable[[str], str]:
    scheme = load_scheme(name)

    def known(concept_id: str) -> str:
        if concept_id not in scheme:
            raise ValueError(concept_id)
        return concept_id

    return known


def _bit(text: str) -> int:
    if text not in {"0", "1"}:
        raise ValueError(text)
    return int(text)
