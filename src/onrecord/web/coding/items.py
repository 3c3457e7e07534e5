"""How does a suggestion or a coded claim show beside the text that it stands in?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from onrecord.core.kernel.errors import InputError
from onrecord.web.coding.models import Account, Decision, Suggestion
from onrecord.web.coding.phenomena import phenomenon_words
from onrecord.web.coding.room import Marked
from onrecord.web.coding.selectors.reading import CodedPassage, decision_of
from onrecord.web.coding.suggested import figure_values
from onrecord.web.coding.words import victim_words
from onrecord.web.figures.models import Figure
from onrecord.web.site.choices import concept_label
from onrecord.web.site.words import number_text, period_text, quantity_text

UNDECIDED = "undecided"
CODED = "coded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a rule or a coder says of a passage."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of the list beside the text."""

    key: str
    kind: str
    state: str
    state_label: str
    start: int
    end: int
    quote: str
    value: str
    facts: tuple[Fact, ...] = ()
    rule: str = ""
    note: str = ""
    suggestion: Suggestion | None = None
    decision: Decision | None = None
    url: str = ""

    def mark(self) -> Marked:
        """Return the span of this entry in the text."""
        return Marked(
            key=self.key,
            start=self.start,
            end=self.end,
            state=self.state,
            label=f"{self.state_label}: {self.value}",
        )


def items_of(
    suggestions: Iterable[Suggestion], coded: Iterable[CodedPassage], text: str
) -> list[Item]:
    """Return suggestions and claims of a span as one list in text order."""
    found = [item_of(one) for one in suggestions]
    found += [_coded_item(one, text) for one in coded]
    return sorted(found, key=lambda item: (item.start, -item.end, item.key))


def item_of(suggestion: Suggestion) -> Item:
    """Return one suggestion as an entry, with its decision."""
    decision = decision_of(suggestion)
    is_total = suggestion.kind == "total"
    return Item(
        key=f"s{suggestion.pk}",
        kind=str(suggestion.get_kind_display()),
        state=decision.outcome if decision else UNDECIDED,
        state_label=str(decision.get_outcome_display()) if decision else _("not decided"),
        start=suggestion.start,
        end=suggestion.end,
        quote=str(suggestion.payload.get("quote", "")),
        value=_equation(suggestion.payload) if is_total else _value(suggestion.payload),
        facts=_facts(suggestion.payload["total"] if is_total else suggestion.payload),
        note=_sum_note(suggestion.payload) if is_total else "",
        rule=suggestion.rule,
        suggestion=suggestion,
        decision=decision,
        url=_claim_address(decision),
    )


def _coded_item(coded: CodedPassage, text: str) -> Item:
    claim = coded.claim
    if isinstance(claim, Account):
        kind, value = _("account of an act"), concept_label("acts", claim.act_type)
        facts = [(_("Victim"), victim_words(claim)), (_("When"), period_text(claim.period))]
        facts.append((_("Where"), claim.place_text))
    else:
        kind, value = _("figure"), quantity_text(claim.quantity())
        facts = [(_("Counted"), claim.counted), (_("Group"), claim.group)]
    address = "coding:account" if coded.kind == "account" else "figures:figure"
    return Item(
        key=f"{coded.kind[0]}{claim.pk}-{coded.start}",
        kind=kind,
        state=CODED,
        state_label=_("coded by hand"),
        start=coded.start,
        end=coded.end,
        quote=text[coded.start : coded.end],
        value=value,
        facts=tuple(Fact(label=label, value=value) for label, value in facts if value),
        url=reverse(address, args=[coded.stem]),
    )


def _claim_address(decision: Decision | None) -> str:
    if decision is None or decision.claim is None:
        return ""
    return reverse("figures:figure", args=[decision.claim])


def _value(payload: Mapping[str, Any]) -> str:
    try:
        return quantity_text(Figure(**figure_values(payload)).quantity())
    except InputError:
        return str(payload.get("quote", ""))


def _equation(payload: Mapping[str, Any]) -> str:
    parts = " + ".join(_plain_number(part["value"]) for part in payload["parts"])
    sign = "=" if not payload["difference"] else "≠"
    return f"{_plain_number(payload['total']['value'])} {sign} {parts}"


def _sum_note(payload: Mapping[str, Any]) -> str:
    difference = payload["difference"]
    if not difference:
        return _("The parts sum to the total. Accepting it accepts its figures.")
    if difference > 0:
        return _("The parts exceed the total by {number}.").format(number=_plain_number(difference))
    return _("The parts fall short of the total by {number}.").format(
        number=_plain_number(-difference)
    )


def _plain_number(number: float | None) -> str:
    return "?" if number is None else number_text(number)


def _facts(payload: Mapping[str, Any]) -> tuple[Fact, ...]:
    shown = (
        (_("Counted"), payload.get("counted")),
        (_("What happened"), phenomenon_words(str(payload.get("phenomenon") or ""))),
        (_("Group"), payload.get("group")),
        (_("Place"), payload.get("place")),
        (_("Period"), period_text(str(payload.get("period") or ""))),
        (_("As of"), period_text(str(payload.get("as_of") or ""))),
        (_("Share of"), payload.get("base")),
        (_("According to"), payload.get("attribution")),
    )
    return tuple(Fact(label=label, value=str(value)) for label, value in shown if value)
