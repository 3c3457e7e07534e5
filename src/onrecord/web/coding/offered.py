"""How is a whole account that the rules put together kept as a suggestion?

What the sentence does not state stays None: nothing is filled from what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.core.document.accounts import AccountSuggestion
from onrecord.core.document.figures import FigureSuggestion
from onrecord.core.document.spans import Spanned, Spans
from onrecord.flows.read import Reading
from onrecord.vocab import load_scheme

Span = tuple[int, int]


def account_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the payload of a suggestion for each account: see ``suggested.account_values``.

    It reaches from the first to the last of its own words; ``quotes`` is the sentence.
    """
    within = _Within(reading)
    for account in reading.accounts:
        act, sentence = account.act, (account.start, account.end)
        said: dict[str, dict[str, Any] | None] = {
            "act": {"text": act.quote, "start": act.start, "end": act.end},
            "alleged_perpetrator": within.perpetrator(account),
            "place": within.place(act.place, sentence),
            "period": within.period(act.period, sentence),
        }
        victims = within.victims(account)
        spans = [one for one in (*said.values(), *victims) if one and "start" in one]
        start, end = min(one["start"] for one in spans), max(one["end"] for one in spans)
        yield {
            **said,
            "concept": act.concept,
            "victims": victims,
            "attribution": None if act.attribution is None else {"text": act.attribution},
            "quotes": [list(sentence)],
            "quote": reading.text[start:end],
            "start": start,
            "end": end,
            "rule": account.rule,
        }


class _Within:
    """What else was found within a part of the text."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        self._actors = Spans(reading.actors)
        self._places = Spans(reading.places)
        self._dates = Spans(reading.dates)

    def victims(self, account: AccountSuggestion) -> list[dict[str, Any]]:
        span = account.act.victims_span
        if span is None:
            return []
        names = [person.name for person in account.people if _meet(person, span)]
        groups = [one.concept for one in self._actors.meeting(*span) if _is_group(one.concept)]
        return [
            {
                **self._said(span),
                "name": names[0] if names else None,
                "group": groups[0] if len(set(groups)) == 1 else None,
                **_number(account.figure),
            }
        ]

    def perpetrator(self, account: AccountSuggestion) -> dict[str, Any] | None:
        span = account.act.perpetrator_span
        if span is None:
            return None
        concepts = [one.concept for one in self._actors.meeting(*span)]
        kinds = [one for one in concepts if one in load_scheme("perpetrator_kinds")]
        return {**self._said(span), "kind": kinds[0] if kinds else None}

    def place(self, words: str | None, sentence: Span) -> dict[str, Any] | None:
        if words is None:
            return None
        for place in self._places.within(*sentence):
            if place.quote == words:
                return {**self._said((place.start, place.end)), "id": place.concept}
        return {"text": words, "id": None}

    def period(self, edtf: str | None, sentence: Span) -> dict[str, Any] | None:
        if edtf is None:
            return None
        for date in self._dates.within(*sentence):
            if date.edtf == edtf:
                return {"edtf": edtf, "start": date.start, "end": date.end}
        return {"edtf": edtf}

    def _said(self, span: Span) -> dict[str, Any]:
        return {"text": self._text[slice(*span)], "start": span[0], "end": span[1]}


def _meet(one: Spanned, span: Span) -> bool:
    return one.start < span[1] and span[0] < one.end


def _is_group(concept: str | None) -> bool:
    return concept is not None and concept in load_scheme("groups")


def _number(figure: object) -> dict[str, Any]:
    """Return how many victims there are; a share or a word alone counts nobody."""
    if not isinstance(figure, FigureSuggestion) or figure.quantity.is_share:
        return {}
    row = figure.as_row()
    return {name: row[name] for name in ("bound", "value", "low", "high")}
