"""How are the core's sentences, quantities, dates and numbers said in the reader's language?

The core writes English only. Pages say it through here; exports keep the plain English form, so
that a file does not change with the language of whoever made it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from onrecord.core.kernel.errors import InputError, UserError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import SHARE, YEAR, Bound, Quantity
from onrecord.core.kernel.remark import Remark
from onrecord.vocab import schemes
from onrecord.web.site import languages
from onrecord.web.site.choices import concept_label
from onrecord.web.site.units import UNITS


def said(remark: Remark) -> str:
    """Return a sentence of the core in the language of the request."""
    return _(remark.template).format(**{name: shown(value) for name, value in remark.params})


def said_error(error: UserError) -> str:
    """Return what is wrong and what to do next, in the language of the request."""
    return sentences(error.template, error.params, error.remedy)


def said_error_in_place(error: UserError) -> str:
    """Return what is wrong in a file: where, which value, and what to do next."""
    line = None if error.line is None else _("line {number}").format(number=error.line)
    column = None if error.column is None else _("column {name}").format(name=error.column)
    place = ", ".join(part for part in (error.file, line, column) if part)
    value = None if error.value is None else _("value: {value}").format(value=str(error.value)[:80])
    found = (f"{place}:" if place else "", said_error(error), f"({value})" if value else "")
    return " ".join(part for part in found if part)


def sentences(template: str, values: Mapping[str, object], remedy: str | None) -> str:
    """Return an error that was kept as its parts, in the language of the request."""
    message = _(template)
    if values:
        message = message.format(**{name: shown(value) for name, value in values.items()})
    if not remedy:
        return message
    stop = "" if message.endswith((".", "?", "!", ":")) else "."
    return f"{message}{stop} {_(remedy)}"


def quantity_text(quantity: Quantity) -> str:
    """Return a quantity as a reader says it: "at least 230,000 persons".

    A quantity that its source states only in words stands in quotation marks, in those words.
    """
    words = said(quantity.remark(number_text))
    if quantity.bound is Bound.worded:
        words = _("“{wording}”").format(wording=words)
    elif quantity.unit not in (SHARE, YEAR):
        words = f"{words} {_unit(quantity)}"
    if quantity.base is not None:
        return _("{share} of {base}").format(share=words, base=quantity_text(quantity.base))
    return words


def period_text(edtf: str) -> str:
    """Return a stored period in words; what is no period stays as it is."""
    if not edtf:
        return ""
    try:
        return Period.from_edtf(edtf).text(languages.code())
    except InputError:
        return edtf


def number_text(number: float) -> str:
    """Return a number with the separators of the language: 10,356.5 or 10.356,5."""
    plain = int(number) if float(number).is_integer() else float(f"{number:.10g}")
    return number_format(plain, use_l10n=True, force_grouping=True)


def shown(value: object) -> str:
    """Return any value that the core puts into a sentence, in the language of the request."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    return "–" if value is None else str(value)


def stored(value: object) -> str:
    """Return the stored value of any field as a reader says it: concepts, dates and numbers too."""
    if not isinstance(value, str):
        return shown(value)
    label = next((text for name in schemes() if (text := concept_label(name, value)) != value), "")
    return label or period_text(value) or "–"


def _short(number: float) -> str:
    """Return a measured number as a sentence gives it: whole, or with three digits that count."""
    return number_text(float(f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"))


_WRITERS: dict[type, Callable[[Any], str]] = {
    Remark: said,
    Quantity: quantity_text,
    Period: lambda period: period.text(languages.code()),
    int: number_text,
    float: _short,
}


def _unit(quantity: Quantity) -> str:
    stated = quantity.high if quantity.bound is Bound.range else quantity.stated
    # Part of one takes the form of two in every language that we speak.
    count = int(stated) if stated is not None and stated == int(stated) else 2
    unit = UNITS.get(quantity.unit)
    return quantity.unit if unit is None else str(unit % {"count": count})
