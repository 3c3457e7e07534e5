"""How is a suggestion that a rule cut wrongly split, joined with the next, or moved?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.db import transaction

from onrecord.core.document.figures import find_figures
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.web.coding.models import Decision, Suggestion
from onrecord.web.coding.services.claims import check_span, coding_round
from onrecord.web.coding.services.decisions import decide
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.selectors import text_of

Span = tuple[int, int]
_FROM_NUMBER = re.compile(r"\d.*", re.DOTALL)
_QUANTITY = ("bound", "value", "low", "high", "unit", "wording", "base", "base_value")


@transaction.atomic
def split(suggestion: Suggestion, spans: Sequence[Span], *, by: Actor) -> list[Suggestion]:
    """Put two or more suggestions in the place of one: each on its own words.

    Each is read anew by the rules; what they do not find there, such as group, place and period,
    is kept from the suggestion. Raises UsageError for fewer than two spans or overlapping ones.
    """
    ordered = sorted(spans)
    if len(ordered) < 2 or any(first[1] > second[0] for first, second in pairwise(ordered)):
        raise UsageError(
            "A suggestion is split into two or more parts that do not overlap.",
            remedy="Give each part the words that are its own.",
        )
    return _replace([suggestion], ordered, "split by hand", by=by)


@transaction.atomic
def join(first: Suggestion, second: Suggestion, *, by: Actor) -> Suggestion:
    """Put one suggestion in the place of two that belong together: "10,000" "to 15,000"."""
    if first.exhibit_id != second.exhibit_id or first.pk == second.pk:
        raise UsageError("Two suggestions of one document can be joined.")
    span = (min(first.start, second.start), max(first.end, second.end))
    return _replace([first, second], [span], "joined by hand", by=by)[0]


@transaction.atomic
def move(suggestion: Suggestion, start: int, end: int, *, by: Actor) -> Suggestion:
    """Let a suggestion stand on other words, with its values kept as they are."""
    if (start, end) == (suggestion.start, suggestion.end):
        raise UsageError("The suggestion stands on these words already.")
    return _replace([suggestion], [(start, end)], "moved by hand", by=by, keep=True)[0]


def parts_of(words: str, language: str | None = None) -> list[str]:
    """Return the numbers that stand in the words of a suggestion, as a first cut."""
    found = [(figure.start, figure.end) for figure in find_figures(words, language=language)]
    if len(found) > 1:
        return [words[start:end] for start, end in found]
    parts = [part for part in (one.strip(" .,;:()") for one in _cut(words)) if part]
    numbers = [_FROM_NUMBER.search(part) for part in parts]
    return [
        found[0] if all(numbers) and found else part
        for found, part in zip(numbers, parts, strict=True)
    ]


def spans_of(suggestion: Suggestion, parts: Sequence[str], content: str) -> list[Span]:
    """Return where parts stand in the words of a suggestion, in their order; InputError if not."""
    at, found = suggestion.start, []
    for part in parts:
        start = content.find(part, at, suggestion.end)
        if start < 0:
            raise InputError(
                "These words do not stand there.",
                value=part,
                remedy="Write each part as it stands in the text, in the same order.",
            )
        at = start + len(part)
        found.append((start, at))
    return found


def _replace(
    old: Sequence[Suggestion], spans: Sequence[Span], rule: str, *, by: Actor, keep: bool = False
) -> list[Suggestion]:
    require(by, Right.CODE)
    if any(one.kind != "figure" for one in old):
        raise UsageError(
            "Only figures are split, joined and moved.", remedy="Reject it, and code it by hand."
        )
    text = old[0].exhibit
    for span in spans:
        check_span(text, *span)
    blind = coding_round(text, by=by)
    first = decide(old[0], "replaced", by=by, blind=blind)
    for other in old[1:]:
        decide(other, "replaced", by=by, blind=blind, made_with=first.stem)
    content = text_of(text)
    pieces = [_piece(old[0], span, content, rule, first, by=by, keep=keep) for span in spans]
    return Suggestion.objects.bulk_create(pieces)


def _piece(
    origin: Suggestion,
    span: Span,
    content: str,
    rule: str,
    decision: Decision,
    *,
    by: Actor,
    keep: bool,
) -> Suggestion:
    words = content[slice(*span)]
    payload = {**origin.payload, "quote": words, "start": span[0], "end": span[1], "rule": rule}
    if not keep:
        payload |= _read(words, origin.payload.get("language"))
    return Suggestion(
        exhibit=origin.exhibit,
        kind=origin.kind,
        payload=payload,
        start=span[0],
        end=span[1],
        rule=rule,
        tool=origin.tool,
        made_in=decision,
        compartment_id=origin.compartment_id,
        made_by_id=by.pk,
    )


def _read(words: str, language: str | None) -> dict[str, Any]:
    """Return the quantity that the rules read in the words, else the words themselves."""
    found = [figure.as_row() for figure in find_figures(words, language=language)]
    if len(found) != 1:
        nothing = dict.fromkeys(("value", "low", "high", "base", "base_value"))
        return {**nothing, "bound": "worded", "wording": words}
    return {
        name: found[0][name] for name in _QUANTITY if found[0][name] is not None or name != "unit"
    }


def _cut(words: str) -> list[str]:
    for mark in (" and ", " to ", " or ", ",", "–", "-"):
        if mark in words:
            return words.split(mark)
    return [words]
