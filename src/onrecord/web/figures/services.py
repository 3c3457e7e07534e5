"""How are figures recorded, corrected, and placed under a question?"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction

from onrecord.core.kernel.errors import UsageError
from onrecord.web.figures.models import Figure, Placement, Question
from onrecord.web.site.compartments import require_same
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, withdraw
from onrecord.web.sources.models import Passage, Source


@transaction.atomic
def add_figure(
    source: Source, values: dict[str, Any], *, by: Actor, passage: Passage | None = None
) -> Figure:
    """Record a quantity that a source states. ``values`` are fields of Figure.

    Raises InputError where the quantity contradicts itself, and UsageError for a figure with
    neither a passage nor a page.
    """
    require(by, Right.CODE)
    if passage is None and not values.get("where"):
        raise UsageError(
            "A figure needs its place in the source.",
            remedy="Mark the passage, or name the page or table.",
        )
    figure = Figure(
        source=source,
        passage=passage,
        compartment_id=source.compartment_id,
        made_by_id=by.pk,
        **values,
    )
    figure.quantity()
    figure.save(force_insert=True)
    return figure


@transaction.atomic
def correct_figure(figure: Figure, changes: dict[str, Any], *, by: Actor, reason: str) -> Figure:
    """Record a corrected reading of a figure as a new version."""
    require(by, Right.CODE)
    Figure(**{**figure.values(), **changes}).quantity()
    return correct(figure, changes, by=by, reason=reason)


@transaction.atomic
def withdraw_figure(figure: Figure, *, by: Actor, reason: str) -> Figure:
    """Take back a figure that the source does not state; its history stays."""
    require(by, Right.CODE)
    return withdraw(figure, by=by, reason=reason)


@transaction.atomic
def ask(values: dict[str, Any], *, compartment_id: int, by: Actor) -> Question:
    """State a question: the scope under which figures can be compared."""
    require(by, Right.JUDGE)
    if compartment_id not in by.compartment_ids():
        raise UsageError(
            "You may not enter this compartment.", remedy="Choose one of your own compartments."
        )
    return Question.objects.create(compartment_id=compartment_id, made_by_id=by.pk, **values)


@transaction.atomic
def place(
    question: Question, figure: Figure, *, by: Actor, reason: str, difference: str = ""
) -> Placement:
    """Judge that a figure answers a question; what differs in its scope is said in words.

    A figure that answers the question already keeps its placement, corrected where it differs.
    """
    require(by, Right.JUDGE)
    require_same(question.compartment_id, [figure.compartment_id])
    before = Placement.objects.current().filter(question=question.stem, figure=figure.stem).first()
    if before is not None:
        return correct(before, {"difference": difference}, by=by, reason=reason)
    return Placement.objects.create(
        question=question.stem,
        figure=figure.stem,
        difference=difference,
        reason=reason,
        compartment_id=question.compartment_id,
        made_by_id=by.pk,
    )


@transaction.atomic
def remove(question: Question, figure_stem: uuid.UUID, *, by: Actor, reason: str) -> Placement:
    """Judge that a figure does not answer a question after all."""
    require(by, Right.JUDGE)
    before = Placement.objects.current().get(question=question.stem, figure=figure_stem)
    return withdraw(before, by=by, reason=reason)
