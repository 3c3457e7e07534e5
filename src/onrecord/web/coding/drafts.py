"""What can a form of an account be filled with beforehand, from the words that were selected?"""

from __future__ import annotations

from typing import Any

from onrecord.core.document.dates import DateRole, find_dates
from onrecord.core.document.figures import find_figures
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.web.coding.forms.fields import plain
from onrecord.web.coding.where import typed

_COUNTS = {Bound.exact, Bound.at_least, Bound.at_most, Bound.nearly, Bound.approximate}


def drafted(words: str) -> dict[str, Any]:
    """Return initial values of the form: the first place, date and number of persons.

    The coder sees them before anything is kept, and changes what the source does not say.
    Dates and numbers are found in English only.
    """
    return {**_place(words), **_period(words), **_victims(words)}


def _place(words: str) -> dict[str, str]:
    span = next(iter(Gazetteer.default().find_all(words)), None)
    if span is None:
        return {}
    known = typed(span.ids[0]) if len(span.ids) == 1 else ""
    return {"place_text": span.text, "place": known}


def _period(words: str) -> dict[str, str]:
    for mention in find_dates(words):
        if mention.role is not DateRole.stated:
            continue
        try:
            return {"period": Period.from_edtf(mention.edtf).edtf()}
        except InputError:
            continue
    return {}


def _victims(words: str) -> dict[str, Any]:
    for figure in find_figures(words):
        quantity = figure.quantity
        if quantity.unit == "persons" and quantity.bound in _COUNTS:
            return {"victims_how": quantity.bound.value, "victims_number": plain(quantity.value)}
    return {}
