"""How is a file read, and how do its suggestions become claims?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

import onrecord
from onrecord.core.document.figures.rules import calendar
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.read import Reading, default_names, read_document
from onrecord.web.coding.models import Coding, Decision, Round, Suggestion
from onrecord.web.coding.offered import account_rows
from onrecord.web.coding.selectors.reading import decision_of, figures_of
from onrecord.web.coding.services.claims import (
    code_act,
    code_figure,
    coding_round,
    passage_of,
)
from onrecord.web.coding.services.decisions import decide
from onrecord.web.coding.suggested import account_cites, account_values, figure_values, total_row
from onrecord.web.figures.models import Figure
from onrecord.web.site import register
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.layout import keep_layout
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import is_document
from onrecord.web.sources.services import keep_text

__all__ = ["accept", "passage_of", "read_exhibit"]


def read_exhibit(exhibit: Exhibit, *, by: Actor) -> Exhibit:
    """Read a preserved file: keep its text and what the rules suggest; return the text.

    A file that was read before with the same result changes nothing. Raises InputError for a
    file that no reader understands.
    """
    require(by, Right.CODE)
    if not is_document(exhibit):
        raise UsageError("This is a text that was read already.")
    content = register.archive().read(exhibit.sha256)
    reading = read_document(content, exhibit.name, names=default_names())
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
        keep_layout(text, reading.document, by=by)
        # A year is no quantity of anything: it is for checks to compare, not for coders to claim.
        counted = [f.as_row() for f in reading.figures if f.rule != calendar.NAME]
        _keep(text, "figure", counted, tool=tool, by=by)
        totals = [total_row(total, reading.text) for total in reading.totals]
        _keep(text, "total", totals, tool=tool, by=by)
        _keep(text, "account", account_rows(reading), tool=tool, by=by)
    return text


@transaction.atomic
def accept(
    suggestion: Suggestion, *, by: Actor, corrections: Mapping[str, Any] | None = None
) -> Decision:
    """Accept a suggestion, as it is or with corrections: its figure or account becomes a claim.

    ``corrections`` are fields of Figure or of Account. Accepting a total accepts the figures that
    it is made of, as far as nobody decided about them. Raises Conflict where somebody decided
    already. Where the text is coded blind the decision and what comes of it are this coder's.
    """
    require(by, Right.CODE)
    blind = coding_round(suggestion.exhibit, by=by)
    if suggestion.kind == "total":
        return _accept_total(suggestion, blind, by=by)
    is_account = suggestion.kind == "account"
    suggested = (account_values if is_account else figure_values)(suggestion.payload)
    values = {**suggested, **(corrections or {})}
    if is_account:
        cites = account_cites(suggestion.payload, values)
        claim = code_act(suggestion.exhibit, values, cites=cites, by=by).stem
    else:
        claim = _figure(suggestion, values, by=by).stem
    changed = any(_said(values, name) != _said(suggested, name) for name in corrections or ())
    outcome = "corrected" if changed else "accepted"
    return decide(suggestion, outcome, by=by, blind=blind, claim=claim)


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


def _accept_total(suggestion: Suggestion, blind: Round | None, *, by: Actor) -> Decision:
    decision = decide(suggestion, "accepted", by=by, blind=blind)
    for one in figures_of(by, suggestion):
        if decision_of(one) is not None:
            continue
        figure = _figure(one, figure_values(one.payload), by=by)
        decide(one, "accepted", by=by, blind=blind, claim=figure.stem, made_with=decision.stem)
    return decision


def _figure(suggestion: Suggestion, values: Mapping[str, Any], *, by: Actor) -> Figure | Coding:
    return code_figure(suggestion.exhibit, suggestion.start, suggestion.end, values=values, by=by)


def _doubts(reading: Reading) -> dict[str, Any]:
    """Return what a coder must know of a text beside its words."""
    return {
        "language": reading.language,
        "warnings": [warning.to_plain() for warning in reading.warnings],
        "flagged": [[one.start, one.end, one.flag.value] for one in reading.document.flagged],
        "parts": [[one.start, one.end, one.name, one.sha256] for one in reading.document.parts],
    }
