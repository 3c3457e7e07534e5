"""Where does what a person codes from a text go: to the claims, or blind into a round?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.web.coding.coded import coded
from onrecord.web.coding.models import Account, Coding, Round, Seat
from onrecord.web.coding.services.accounts import CODED_FIELDS, code_account
from onrecord.web.figures.models import Figure
from onrecord.web.figures.services import add_figure
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.models import Exhibit, Passage
from onrecord.web.sources.selectors import text_of
from onrecord.web.sources.services import mark_passage, note_custody

LONGEST_PASSAGE = 4000
"""Characters of the longest passage that one claim can cite."""

Span = tuple[int, int]


@transaction.atomic
def code_figure(
    text: Exhibit, start: int, end: int, *, values: Mapping[str, Any], by: Actor
) -> Figure | Coding:
    """Record a figure that a person found in a text between two offsets.

    While the text is coded blind it becomes a coding of this coder, else a claim.
    """
    require(by, Right.CODE)
    blind = coding_round(text, by=by)
    if blind is None:
        passage = passage_of(text, start, end, by=by)
        return add_figure(source=text.source, passage=passage, values=dict(values), by=by)
    check_span(text, start, end)
    Figure(**values).quantity()
    return _code(blind, "figure", values, {}, (start, end), by=by)


@transaction.atomic
def code_act(
    text: Exhibit, values: Mapping[str, Any], *, cites: Mapping[str, Sequence[Span]], by: Actor
) -> Account | Coding:
    """Record what a text says of one act; ``cites`` gives the words of each coded field.

    While the text is coded blind it becomes a coding of this coder, else a claim. Raises
    UsageError without an act type, and for a value without words that it rests on.
    """
    require(by, Right.CODE)
    blind = coding_round(text, by=by)
    if not values.get("act_type"):
        raise UsageError(
            "An account says what was done.",
            remedy="Choose the type of act, a wide one if need be.",
        )
    kept = {name: spans for name, spans in cites.items() if spans and values.get(name)}
    if blind is None:
        passages = {
            name: [passage_of(text, *span, by=by) for span in spans] for name, spans in kept.items()
        }
        return code_account(text.source, values, passages=passages, by=by)
    whole = check_account(text, values, kept)
    return _code(blind, "account", values, kept, whole, by=by)


def coding_round(text: Exhibit, *, by: Actor) -> Round | None:
    """Return the open round in which this person codes a text; None where there is no round.

    Raises UsageError for whoever has no part in it, and for a coder who is done: a claim made
    beside the round would show the coders what others read.
    """
    found = Round.objects.current().filter(exhibit=text, state="open").first()
    if found is None:
        return None
    seat = Seat.objects.current().filter(round=found.stem, coder=by.pk).first()
    if seat is None:
        raise UsageError(
            "This document is coded by people who may not see one another's work.",
            remedy="Wait until their round is closed.",
        )
    if seat.done:
        raise UsageError(
            "You said that you are done with this document.",
            remedy="Take that back on the page of the round.",
        )
    return found


def passage_of(text: Exhibit, start: int, end: int, *, by: Actor) -> Passage:
    """Mark a span of a stored text; InputError where it is none. Custody says who coded."""
    check_span(text, start, end)
    original = text.derived_from or text
    if not original.custody.filter(kind="code", made_by_id=by.pk).exists():
        note_custody(original, "code", by=by)
    return mark_passage(text, by=by, start=start, end=end)


def check_span(text: Exhibit, start: int, end: int) -> None:
    """Raise InputError unless a span lies within a text and is not too long for a passage."""
    if not 0 <= start < end <= start + LONGEST_PASSAGE or end > len(text_of(text)):
        raise InputError(
            "A passage lies within the text and is at most {longest} characters long.",
            longest=LONGEST_PASSAGE,
            value=f"{start}–{end}",
            remedy="Select the words again.",
        )


def check_account(
    text: Exhibit, values: Mapping[str, Any], cites: Mapping[str, Sequence[Span]]
) -> Span:
    """Raise InputError or UsageError for an account that cannot be; return the span of it all."""
    fields = coded(values, Account)
    without = [name for name in CODED_FIELDS if fields.get(name) and not cites.get(name)]
    if without:
        raise UsageError(
            "Each coded value cites the words that it rests on.",
            value=without[0],
            remedy="Mark the passage in the reading room.",
        )
    spans = [span for many in cites.values() for span in many]
    for span in spans:
        check_span(text, *span)
    return min(start for start, _end in spans), max(end for _start, end in spans)


def _code(
    blind: Round,
    kind: str,
    values: Mapping[str, Any],
    cites: Mapping[str, Sequence[Span]],
    span: Span,
    *,
    by: Actor,
) -> Coding:
    return Coding.objects.create(
        round=blind.stem,
        coder_id=by.pk,
        kind=kind,
        values_coded=dict(values),
        cites={name: [list(one) for one in spans] for name, spans in cites.items()},
        start=span[0],
        end=span[1],
        compartment_id=blind.compartment_id,
        made_by_id=by.pk,
    )
