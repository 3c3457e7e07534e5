"""What is publicly stated about Kosovo, as data: the reference case that every stage must hold."""

from __future__ import annotations

from functools import cache

from onrecord.reference import reading
from onrecord.reference.case import DemonstrationDocument, ReferenceCase
from onrecord.reference.tables import DATA, read_rows

_DOCUMENT_COLUMNS = ("name", "title", "kind", "language", "media_type", "mapping")
_CAPTURE_HISTORIES_SOURCE = "ball-2002"


@cache
def kosovo() -> ReferenceCase:
    """Return the reference case, read and checked once; a bad row is an InputError.

    The facts have sources and statuses of their own. The documents are invented and say so in
    their first line.
    """
    sources = reading.sources(_text("sources.csv"))
    known = {source.id: source for source in sources}
    questions = reading.questions(_text("questions.csv"))
    figures = reading.figures(
        _text("figures.csv"), sources=known, questions={question.id for question in questions}
    )
    institutions = reading.institutions(_text("institutions.csv"), sources=known)
    return ReferenceCase(
        name="kosovo",
        sources=sources,
        questions=questions,
        figures=figures,
        totals=reading.totals(
            _text("totals.csv"), sources=known, figures={figure.id for figure in figures}
        ),
        capture_histories=reading.capture_histories(
            _bytes("capture_histories.csv"), source=known[_CAPTURE_HISTORIES_SOURCE]
        ),
        timeline=reading.events(_text("timeline.csv"), sources=known),
        institutions=institutions,
        units=reading.units(
            _text("units.csv"),
            sources=known,
            institutions={institution.id for institution in institutions},
        ),
        documents=_documents(),
    )


def _documents() -> tuple[DemonstrationDocument, ...]:
    rows = read_rows(_text("documents.csv"), file="documents.csv", columns=_DOCUMENT_COLUMNS)
    return tuple(
        DemonstrationDocument(
            name=row.text("name"),
            title=row.text("title"),
            kind=row.text("kind"),
            language=row.text("language"),
            media_type=row.text("media_type"),
            content=_bytes(f"documents/{row.text('name')}"),
            mapping=row.read("mapping", _document_bytes, "There is no such file."),
        )
        for row in rows
    )


def _document_bytes(name: str) -> bytes:
    return _bytes(f"documents/{name}")


def _text(name: str) -> str:
    return _bytes(name).decode("utf-8")


def _bytes(name: str) -> bytes:
    return DATA.joinpath(name).read_bytes()
