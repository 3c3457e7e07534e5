"""By which fields are the codings of two people compared, and what is chosen together?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.agreement import Metric
from onrecord.core.reconcile.names.fold import fold
from onrecord.web.coding.models import Account, Coding
from onrecord.web.coding.where import name_of
from onrecord.web.coding.words import alleged, victim_words
from onrecord.web.figures.models import Figure
from onrecord.web.site.choices import concept_label
from onrecord.web.site.words import number_text, period_text, quantity_text

Values = Mapping[str, Any]
NOT_STATED = ""
"""The value of a field that a coder left empty: that the document does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field by which agreement is computed: ``of`` is what two codings must share in it."""

    key: str
    kind: str
    label: Promise
    of: Callable[[Values], str | float | None]
    metric: Metric = Metric.nominal


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a judge chooses as one: the fields of a claim, and how a coding shows them."""

    key: str
    kind: str
    label: Promise
    fields: tuple[str, ...]
    shown: Callable[[Values], str]
    compared: tuple[str, ...]


def choices_of(kind: str) -> tuple[Choice, ...]:
    """Return what is chosen of a figure or of an account, in the order of the page."""
    return tuple(choice for choice in CHOICES if choice.kind == kind)


def same(choice: Choice, one: Values, other: Values) -> bool:
    """Tell whether two codings say the same where this is chosen."""
    return _said(choice, one) == _said(choice, other)


def shown_coding(coding: Coding) -> str:
    """Return a coding in a few words: the quantity, or the act and who suffered it."""
    values = coding.values_coded
    if coding.kind == "figure":
        return _quantity(values)
    done = concept_label("acts", values.get("act_type") or "")
    return ", ".join(part for part in (done, _victims(values)) if part)


def _said(choice: Choice, values: Values) -> list[object]:
    by_key = {field.key: field for field in FIELDS}
    return [by_key[key].of(values) for key in choice.compared]


def _text(name: str) -> Callable[[Values], str]:
    return lambda values: fold(str(values.get(name) or NOT_STATED))


def _code(name: str) -> Callable[[Values], str]:
    return lambda values: str(values.get(name) or NOT_STATED)


def _number(values: Values) -> float | None:
    """Return the number of a figure: the one stated, else the lower, else the upper end."""
    found = (values.get(name) for name in ("value", "low", "high"))
    return next((float(number) for number in found if number is not None), None)


def _end(values: Values) -> str:
    """Return the upper end of a range; of anything else nothing."""
    high = values.get("high")
    return str(float(high)) if values.get("bound") == "range" and high is not None else NOT_STATED


def _victim_number(values: Values) -> str:
    names = ("victim_bound", "victim_value", "victim_low", "victim_high")
    return "/".join(str(values.get(name) or NOT_STATED) for name in names)


def _place(values: Values) -> str:
    return str(values.get("place_id") or fold(str(values.get("place_text") or NOT_STATED)))


def _quantity(values: Values) -> str:
    names = ("bound", "value", "low", "high", "unit", "wording", "base")
    kept = {name: values[name] for name in names if values.get(name) not in (None, "")}
    try:
        return quantity_text(Figure(**kept).quantity())
    except InputError:
        return number_text(_number(values) or 0)


def _victims(values: Values) -> str:
    return victim_words(Account(**{name: values[name] for name in _VICTIM if name in values}))


def _where(values: Values) -> str:
    known, text = name_of(values.get("place_id") or ""), values.get("place_text") or ""
    return " · ".join(dict.fromkeys(part for part in (text, known) if part))


def _doer(values: Values) -> str:
    name = values.get("perpetrator_text") or ""
    kind = concept_label("perpetrator_kinds", values.get("perpetrator_kind") or "")
    return " · ".join(part for part in (alleged(name), kind) if part)


def _measure(values: Values) -> str:
    said = (concept_label("figure_measures", values.get("measure") or ""), values.get("counted"))
    return " · ".join(part for part in said if part)


def _plain(name: str) -> Callable[[Values], str]:
    return lambda values: str(values.get(name) or "")


def _when(name: str) -> Callable[[Values], str]:
    return lambda values: period_text(values.get(name) or "")


_VICTIM = (
    "victim_name",
    "victim_group",
    "victim_bound",
    "victim_value",
    "victim_low",
    "victim_high",
)


def _field(
    key: str,
    label: Promise,
    of: Callable[[Values], str | float | None],
    metric: Metric = Metric.nominal,
) -> Compared:
    return Compared(key=key, kind=key.partition(".")[0], label=label, of=of, metric=metric)


FIELDS: tuple[Compared, ...] = (
    _field("figure.value", _("Value"), _number, Metric.ratio),
    _field("figure.end", _("End of a range"), _end),
    _field("figure.bound", _("Kind of figure"), _code("bound")),
    _field("figure.unit", _("Unit"), _code("unit")),
    _field("figure.measure", _("What is counted"), _code("measure")),
    _field("figure.group", _("Group"), _text("group")),
    _field("figure.place", _("Place"), _text("place")),
    _field("figure.period", _("Period"), _code("period")),
    _field("figure.as_of", _("As of"), _code("as_of")),
    _field("figure.attributed_to", _("Attributed to"), _text("attributed_to")),
    _field("account.act_type", _("What was done"), _code("act_type")),
    _field("account.victim_name", _("Victim's name"), _text("victim_name")),
    _field("account.victim_group", _("Victim's group"), _code("victim_group")),
    _field("account.victims", _("Number of victims"), _victim_number),
    _field("account.perpetrator_kind", _("Kind of perpetrator"), _code("perpetrator_kind")),
    _field("account.perpetrator_text", _("Alleged perpetrator"), _text("perpetrator_text")),
    _field("account.place", _("Place"), _place),
    _field("account.period", _("When"), _code("period")),
    _field("account.attributed_to", _("Attributed to"), _text("attributed_to")),
)
"""Every field by which codings can be compared; a round may take fewer."""

CHOICES: tuple[Choice, ...] = (
    Choice(
        key="quantity",
        kind="figure",
        label=_("Figure"),
        fields=("bound", "value", "low", "high", "unit", "wording", "base"),
        shown=_quantity,
        compared=("figure.value", "figure.end", "figure.bound", "figure.unit"),
    ),
    Choice(
        key="measure",
        kind="figure",
        label=_("What is counted"),
        fields=("measure", "counted"),
        shown=_measure,
        compared=("figure.measure",),
    ),
    *(
        Choice(
            key=name,
            kind="figure",
            label=label,
            fields=(name,),
            shown=shown,
            compared=(f"figure.{name}",),
        )
        for name, label, shown in (
            ("group", _("Group"), _plain("group")),
            ("place", _("Place"), _plain("place")),
            ("period", _("Period"), _when("period")),
            ("as_of", _("As of"), _when("as_of")),
            ("attributed_to", _("Attributed to"), _plain("attributed_to")),
        )
    ),
    Choice(
        key="act",
        kind="account",
        label=_("What was done"),
        fields=("act_type",),
        shown=lambda values: concept_label("acts", values.get("act_type") or ""),
        compared=("account.act_type",),
    ),
    Choice(
        key="victim",
        kind="account",
        label=_("Victim"),
        fields=_VICTIM,
        shown=_victims,
        compared=("account.victim_name", "account.victim_group", "account.victims"),
    ),
    Choice(
        key="perpetrator",
        kind="account",
        label=_("By whom, as the source words it"),
        fields=("perpetrator_text", "perpetrator_kind"),
        shown=_doer,
        compared=("account.perpetrator_kind", "account.perpetrator_text"),
    ),
    Choice(
        key="where",
        kind="account",
        label=_("Where"),
        fields=("place_text", "place_id"),
        shown=_where,
        compared=("account.place",),
    ),
    Choice(
        key="when",
        kind="account",
        label=_("When"),
        fields=("period",),
        shown=_when("period"),
        compared=("account.period",),
    ),
    Choice(
        key="said_by",
        kind="account",
        label=_("Attributed to"),
        fields=("attributed_to",),
        shown=_plain("attributed_to"),
        compared=("account.attributed_to",),
    ),
)
"""What a judge chooses as one. What is compared in no field is taken with the first coder."""
