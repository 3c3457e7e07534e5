"""How does a suggestion or a coded claim show beside the text that it stands in?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from onrecord.core.kernel.errors import InputError
from onrecord.web.coding.facts import account_facts
from onrecord.web.coding.forms.reading import field_labels
from onrecord.web.coding.models import Account, Coding, Decision, Suggestion
from onrecord.web.coding.phenomena import phenomenon_words
from onrecord.web.coding.room import Marked
from onrecord.web.coding.selectors.reading import CodedPassage, decision_of
from onrecord.web.coding.suggested import account_roles, account_values, figure_values
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
    parts: tuple[tuple[int, int, str], ...] = ()
    suggestion: Suggestion | None = None
    decision: Decision | None = None
    url: str = ""
    address: str = ""
    """Where its suggestion is; the addresses of what can be done with it begin so."""

    def marks(self) -> list[Marked]:
        """Return the spans of this entry in the text, and those of what it is made of."""
        whole = (self.start, self.end, f"{self.state_label}: {self.value}")
        return [
            Marked(key=self.key, start=start, end=end, state=self.state, label=label)
            for start, end, label in (whole, *self.parts)
        ]

    @property
    def may_be_cut(self) -> bool:
        """Whether it can be split, joined and moved."""
        return self.suggestion is not None and self.suggestion.kind == "figure"

    @property
    def may_be_edited(self) -> bool:
        """Whether it can be accepted with corrections."""
        return self.suggestion is not None and self.suggestion.kind != "total"


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
    value, facts, note, parts = _DESCRIBED[suggestion.kind](suggestion.payload)
    return Item(
        key=f"s{suggestion.pk}",
        kind=str(suggestion.get_kind_display()),
        state=decision.outcome if decision else UNDECIDED,
        state_label=str(decision.get_outcome_display()) if decision else _("not decided"),
        start=suggestion.start,
        end=suggestion.end,
        quote=str(suggestion.payload.get("quote", "")),
        value=value,
        facts=facts,
        note=note,
        parts=parts,
        rule=suggestion.rule,
        suggestion=suggestion,
        decision=decision,
        url=_claim_address(suggestion, decision),
        address=reverse("coding:suggestion", args=[suggestion.pk]),
    )


Described = tuple[str, tuple[Fact, ...], str, tuple[tuple[int, int, str], ...]]
"""The value in words, the facts, a note, and the words that the suggestion is made of."""


def _figure(payload: Mapping[str, Any]) -> Described:
    return _value(payload), _facts(payload), "", ()


def _total(payload: Mapping[str, Any]) -> Described:
    return _equation(payload), _facts(payload["total"]), _sum_note(payload), ()


def _account(payload: Mapping[str, Any]) -> Described:
    account = Account(**account_values(payload))
    done = concept_label("acts", account.act_type) or _("what was done is not stated")
    victim = victim_words(account)
    title = ", ".join(part for part in (done, victim) if part)
    facts = tuple(
        Fact(label=label, value=value)
        for label, value in account_facts(account)
        if value not in title
    )
    others = [str(one.get("text", "")) for one in (payload.get("victims") or ())[1:]]
    note = ""
    if others:
        note = _("It names others as well: {names}. Each victim is an account of its own.").format(
            names=", ".join(others)
        )
    roles = field_labels()
    parts = tuple(
        {span: (*span, roles[field]) for field, _role, span in account_roles(payload)}.values()
    )
    return title, facts, note, parts


_DESCRIBED: dict[str, Callable[[Mapping[str, Any]], Described]] = {
    "figure": _figure,
    "total": _total,
    "account": _account,
}


def _coded_item(coded: CodedPassage, text: str) -> Item:
    kind, value, facts, address = _claimed(coded.claim)
    return Item(
        key=f"{coded.kind[0]}{coded.claim.pk}-{coded.start}",
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


def _claimed(claim: Account | Figure | Coding) -> tuple[str, str, list[tuple[str, str]], str]:
    """Return kind, value, facts and address of a claim, or of a coding of a round."""
    if isinstance(claim, Coding):
        values = claim.values_coded
        shape = Figure(**values) if claim.kind == "figure" else Account(**values)
        return (*_claimed(shape)[:3], "coding:coding")
    if isinstance(claim, Account):
        facts = [(_("Victim"), victim_words(claim)), (_("When"), period_text(claim.period))]
        facts.append((_("Where"), claim.place_text))
        done = concept_label("acts", claim.act_type)
        return _("account of an act"), done, facts, "coding:account"
    facts = [(_("Counted"), claim.counted), (_("Group"), claim.group)]
    return _("figure"), quantity_text(claim.quantity()), facts, "figures:figure"


def _claim_address(suggestion: Suggestion, decision: Decision | None) -> str:
    if decision is None or decision.claim is None:
        return ""
    if decision.round is not None:
        return reverse("coding:coding", args=[decision.claim])
    address = "coding:account" if suggestion.kind == "account" else "figures:figure"
    return reverse(address, args=[decision.claim])


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
