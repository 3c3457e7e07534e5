"""How is a file read, and how do its suggestions become claims or not?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

import onrecord
from onrecord.core.document.figures.rules import calendar
from onrecord.core.kernel.errors import Conflict, InputError, UsageError
from onrecord.flows.read import Reading, read_document
from onrecord.web.coding.models import Decision, Suggestion
from onrecord.web.coding.selectors.reading import decision_of, figures_of
from onrecord.web.coding.suggested import figure_values, total_row
from onrecord.web.figures.models import Figure
from onrecord.web.figures.services import add_figure, withdraw_figure
from onrecord.web.site import register
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.site.versions import correct, latest, withdraw
from onrecord.web.sources.models import Exhibit, Passage
from onrecord.web.sources.selectors import text_of
from onrecord.web.sources.services import keep_text, mark_passage, note_custody

LONGEST_PASSAGE = 4000
"""Characters of the longest passage that one claim can cite."""


def read_exhibit(exhibit: Exhibit, *, by: Actor) -> Exhibit:
    """Read a preserved file: keep its text and what the rules suggest; return the text.

    A file that was read before with the same result changes nothing. Raises InputError for a
    file that no reader understands.
    """
    require(by, Right.CODE)
    if exhibit.derived_from_id is not None:
        raise UsageError("This is a text that was read already.")
    reading = read_document(register.archive().read(exhibit.sha256), exhibit.name)
    tool = f"onrecord {onrecord.__version__}"
    with transaction.atomic():
        text = keep_text(
            exhibit,
            reading.text,
            reading.pages,
            by=by,
            tool=tool,
            parameters=_doubts(reading),
        )
        # A year is no quantity of anything: it is for checks to compare, not for coders to claim.
        counted = [f.as_row() for f in reading.figures if f.rule != calendar.NAME]
        _keep(text, "figure", counted, tool=tool, by=by)
        totals = [total_row(total, reading.text) for total in reading.totals]
        _keep(text, "total", totals, tool=tool, by=by)
    return text


@transaction.atomic
def accept(
    suggestion: Suggestion, *, by: Actor, corrections: Mapping[str, Any] | None = None
) -> Decision:
    """Accept a suggestion, as it is or with corrections: its figure becomes a claim.

    ``corrections`` are fields of Figure. Accepting a total accepts the figures that it is made
    of, as far as nobody decided about them. Raises Conflict where somebody decided already.
    """
    require(by, Right.CODE)
    if suggestion.kind == "total":
        return _accept_total(suggestion, by=by)
    suggested = figure_values(suggestion.payload)
    values = {**suggested, **(corrections or {})}
    figure = code_figure(suggestion.exhibit, suggestion.start, suggestion.end, values=values, by=by)
    changed = any(_said(values, name) != _said(suggested, name) for name in corrections or ())
    return _decide(suggestion, "corrected" if changed else "accepted", by=by, claim=figure.stem)


@transaction.atomic
def reject(suggestion: Suggestion, *, by: Actor, reason: str) -> Decision:
    """Decide that a suggestion is none, and say why."""
    require(by, Right.CODE)
    if not reason.strip():
        raise UsageError("A rejection needs a reason.", remedy="Say why in a few words.")
    return _decide(suggestion, "rejected", by=by, reason=reason.strip())


@transaction.atomic
def undo(decision: Decision, *, by: Actor, reason: str = "Undone while reading.") -> Decision:
    """Take back a decision and the figure that came of it; both stay in the history.

    With the decision about a total go those about its figures that were made with it.
    """
    require(by, Right.CODE)
    if decision.claim is not None:
        figure = latest(Figure, decision.claim)
        if not figure.withdrawn:
            withdraw_figure(figure, by=by, reason=reason)
    for made_with_it in Decision.objects.current().filter(made_with=decision.stem):
        undo(made_with_it, by=by, reason=reason)
    return withdraw(decision, by=by, reason=reason)


@transaction.atomic
def code_figure(
    text: Exhibit, start: int, end: int, *, values: Mapping[str, Any], by: Actor
) -> Figure:
    """Record a figure that a person found in a text between two offsets."""
    require(by, Right.CODE)
    passage = passage_of(text, start, end, by=by)
    return add_figure(source=text.source, passage=passage, values=dict(values), by=by)


def passage_of(text: Exhibit, start: int, end: int, *, by: Actor) -> Passage:
    """Mark a span of a stored text; InputError where it is none. Custody says who coded."""
    if not 0 <= start < end <= start + LONGEST_PASSAGE or end > len(text_of(text)):
        raise InputError(
            "A passage lies within the text and is at most {longest} characters long.",
            longest=LONGEST_PASSAGE,
            value=f"{start}–{end}",
            remedy="Select the words again.",
        )
    original = text.derived_from or text
    if not original.custody.filter(kind="code", made_by_id=by.pk).exists():
        note_custody(original, "code", by=by)
    return mark_passage(text, by=by, start=start, end=end)


def _keep(
    text: Exhibit, kind: str, found: Iterable[Mapping[str, Any]], *, tool: str, by: Actor
) -> None:
    known = set(
        Suggestion.objects.filter(exhibit=text, kind=kind).values_list("start", "end", "rule")
    )
    rows = {
        (one["start"], one["end"], one["rule"]): Suggestion(
            exhibit=text,
            kind=kind,
            payload=dict(one),
            start=one["start"],
            end=one["end"],
            rule=one["rule"],
            tool=tool,
            compartment_id=text.compartment_id,
            made_by_id=by.pk,
        )
        for one in found
    }
    Suggestion.objects.bulk_create([row for key, row in rows.items() if key not in known])


def _said(values: Mapping[str, Any], name: str) -> object:
    """Return a value, None where nothing is said: an empty field changes nothing."""
    value = values.get(name)
    return None if value == "" else value


def _accept_total(suggestion: Suggestion, *, by: Actor) -> Decision:
    decision = _decide(suggestion, "accepted", by=by)
    for one in figures_of(by, suggestion):
        if decision_of(one) is not None:
            continue
        figure = code_figure(
            one.exhibit, one.start, one.end, values=figure_values(one.payload), by=by
        )
        _decide(one, "accepted", by=by, claim=figure.stem, made_with=decision.stem)
    return decision


def _doubts(reading: Reading) -> dict[str, Any]:
    """Return what a coder must know of a text beside its words."""
    return {
        "language": reading.language,
        "warnings": [warning.to_plain() for warning in reading.warnings],
        "flagged": [[one.start, one.end, one.flag.value] for one in reading.document.flagged],
    }


def _decide(
    suggestion: Suggestion,
    outcome: str,
    *,
    by: Actor,
    claim: uuid.UUID | None = None,
    made_with: uuid.UUID | None = None,
    reason: str = "",
) -> Decision:
    before = suggestion.decisions.order_by("-version").first()
    if before is not None and before.withdrawn:
        changes = {"outcome": outcome, "claim": claim, "made_with": made_with}
        return correct(before, changes, by=by, reason=reason or "Decided again after an undo.")
    if before is None:
        try:
            with transaction.atomic():
                return Decision.objects.create(
                    suggestion=suggestion,
                    outcome=outcome,
                    claim=claim,
                    made_with=made_with,
                    reason=reason,
                    compartment_id=suggestion.compartment_id,
                    made_by_id=by.pk,
                )
        except IntegrityError:
            before = suggestion.decisions.first()
            if before is None:
                raise
    raise Conflict(
        "Somebody decided about this suggestion already.",
        remedy="Look at their decision; you can undo it.",
    )
