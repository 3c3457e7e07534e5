"""How do the published figures of the reference case enter the register?"""

from __future__ import annotations

from typing import Any

from onrecord.core.reconcile.questions import Scope, scope_differences
from onrecord.reference.case import PublishedFigure, PublishedQuestion, ReferenceCase
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.figures.models import Figure, Question
from onrecord.web.figures.services import add_figure, ask, place
from onrecord.web.site.compartments import GENERAL
from onrecord.web.sources.models import Source
from onrecord.web.sources.services import add_source

_KIND = "source/report"
_REASON = "Entered with the reference case: the figure states this scope."


def enter_figures(case: ReferenceCase, *, by: User) -> dict[str, Source]:
    """Enter sources, questions and figures; return the sources by their id in the case."""
    compartment = Compartment.objects.get(name=GENERAL).pk
    sources = {
        source.id: add_source(
            {
                "title": source.title,
                "kind": _KIND,
                "originator": source.publisher,
                "made": source.date.edtf() if source.date else "",
                "licence": source.licence,
                "required_notice": source.required_notice,
                "origin": source.origin,
                "location": source.read_as,
            },
            compartment_id=compartment,
            by=by,
        )
        for source in case.sources
    }
    questions = {
        question.id: ask(_question(question), compartment_id=compartment, by=by)
        for question in case.questions
    }
    entered: dict[str, Figure] = {}
    for published in case.figures:
        values = _values(published)
        if published.supersedes in entered:
            values["replaces"] = entered[published.supersedes].stem
        figure = add_figure(sources[published.source], values, by=by)
        entered[published.id] = figure
        _place(case, questions[published.question], published, figure, by=by)
    return sources


def _question(question: PublishedQuestion) -> dict[str, Any]:
    return {
        "title": question.title,
        "measure": question.measure,
        "population": question.group or "",
        "place": question.place,
        "period": question.period.edtf() if question.period else "",
        "definition": question.definition,
    }


def _values(figure: PublishedFigure) -> dict[str, Any]:
    quantity = figure.quantity
    return {
        "bound": quantity.bound.value,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "wording": quantity.wording or "",
        "base": quantity.base.value if quantity.base else None,
        "measure": figure.measure,
        "group": figure.group or "",
        "place": figure.place,
        "period": figure.period.edtf() if figure.period else "",
        "as_of": figure.as_of.edtf() if figure.as_of else "",
        "where": figure.where,
        "status": figure.status.value,
        "note": figure.note,
    }


def _place(
    case: ReferenceCase,
    question: Question,
    published: PublishedFigure,
    figure: Figure,
    *,
    by: User,
) -> None:
    asked = case.question(published.question)
    differences = scope_differences(
        Scope(
            measure=asked.measure,
            population=asked.group or "",
            place=asked.place,
            period=asked.period,
        ),
        Scope(
            measure=published.measure,
            population=published.group or "",
            place=published.place,
            period=published.period,
        ),
    )
    place(question, figure, by=by, reason=_REASON, difference=", ".join(differences))
