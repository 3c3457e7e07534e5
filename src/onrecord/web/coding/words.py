"""How are quantities, victims and dates said in the language of the request?"""

from __future__ import annotations

import math

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.web.coding.models import Suffered
from onrecord.web.site import languages
from onrecord.web.site.choices import concept_label

_SENTENCES = {
    Bound.exact: gettext_lazy("{number}"),
    Bound.range: gettext_lazy("{low} to {high}"),
    Bound.at_least: gettext_lazy("at least {number}"),
    Bound.at_most: gettext_lazy("at most {number}"),
    Bound.nearly: gettext_lazy("nearly {number}"),
    Bound.approximate: gettext_lazy("about {number}"),
    Bound.share: gettext_lazy("{number}"),
    Bound.worded: gettext_lazy("“{wording}”"),
}
_UNITS = {
    "cases": gettext_lazy("cases"),
    "households": gettext_lazy("households"),
    "houses": gettext_lazy("houses"),
    "families": gettext_lazy("families"),
}


def quantity_words(quantity: Quantity) -> str:
    """Return a quantity as a reader says it: "at least 230,000 persons"."""
    stated = next((n for n in (quantity.value, quantity.low, quantity.high) if n is not None), None)
    sentence = str(_SENTENCES[quantity.bound]).format(
        number=_number(stated, quantity),
        low=_number(quantity.low, quantity),
        high=_number(quantity.high, quantity),
        wording=quantity.wording or "",
    )
    if quantity.is_share or quantity.bound is Bound.worded:
        return sentence
    return f"{sentence} {_unit(quantity, stated)}"


def victim_words(row: Suffered) -> str:
    """Return who suffered an act: name, number and group, as far as they are known."""
    quantity = row.victims()
    parts = (
        row.victim_name,
        quantity_words(quantity) if quantity else "",
        concept_label("groups", row.victim_group),
    )
    return ", ".join(part for part in parts if part)


def period_words(edtf: str) -> str:
    """Return a stored period in the language of the request; what it is not stays as it is."""
    if not edtf:
        return ""
    try:
        return Period.from_edtf(edtf).text(languages.code())
    except InputError:
        return edtf


def grouped(number: float) -> str:
    """Return a number with the grouping of the language: 230,000."""
    shown = int(number) if number == int(number) else float(f"{number:.6g}")
    return number_format(shown, use_l10n=True, force_grouping=True)


def alleged(name: str) -> str:
    """Return a perpetrator's name as it may be shown: never without "alleged"."""
    return _("alleged: {name}").format(name=name) if name else ""


def _unit(quantity: Quantity, stated: float | None) -> str:
    if quantity.unit != "persons":
        return str(_UNITS.get(quantity.unit, quantity.unit))
    most = quantity.high if quantity.bound is Bound.range else stated
    return ngettext("person", "persons", 2 if most is None else math.ceil(most))


def _number(number: float | None, quantity: Quantity) -> str:
    if number is None:
        return _("unknown")
    if quantity.is_share:
        return _("{number} per cent").format(number=grouped(number * 100))
    return grouped(number)
