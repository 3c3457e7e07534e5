"""How does what a rule found in a text become a suggestion, and the fields of a figure?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.core.document.totals import CHECK, TotalWithParts
from onrecord.core.kernel.quantity import SHARE
from onrecord.vocab import load_scheme
from onrecord.web.figures.models import Figure

_SAME = ("bound", "value", "low", "high", "unit", "counted", "group", "place", "period", "as_of")


def figure_values(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of Figure for a figure as ``onrecord read`` words it.

    What the rule did not find is left out, so that it stays unknown and never becomes zero.
    """
    found = {name: payload.get(name) for name in _SAME}
    found["attributed_to"] = payload.get("attribution")
    found["measure"] = _measure(payload.get("phenomenon"), payload.get("unit"))
    found["base"] = payload.get("base_value")
    if payload.get("bound") == "worded":
        found["wording"] = payload.get("wording") or payload.get("quote")
    return {name: _fitting(name, value) for name, value in found.items() if value not in (None, "")}


def total_row(total: TotalWithParts, text: str) -> dict[str, Any]:
    """Return a total with its parts, found in ``text``, as the payload of a suggestion."""
    figures = (total.total, *total.parts)
    start = min(figure.start for figure in figures)
    end = max(figure.end for figure in figures)
    return {
        **total.as_row(),
        "start": start,
        "end": end,
        "rule": CHECK,
        "quote": text[start:end],
    }


def _measure(phenomenon: object, unit: object) -> str:
    """Return what the phenomenon of a rule counts, where one measure alone can be meant.

    "Missing" stays open: the coder knows whether cases are open, reported or closed.
    """
    scheme = load_scheme("figure_measures")
    word = _OTHER_WORDS.get(str(phenomenon), str(phenomenon).replace(" ", "-"))
    wanted = f"figure/{word}-share" if unit == SHARE else f"figure/{word}"
    kept_in_words = f"figure/{word}" if word in _SHARES_THEMSELVES else wanted
    return next((one for one in (wanted, kept_in_words) if one in scheme), "")


_OTHER_WORDS = {
    "injured": "wounded",
    "trafficked": "trafficking-victims",
    "denied medical care": "care-denied",
}
_SHARES_THEMSELVES = {"unemployment", "mortality"}


def _fitting(name: str, value: Any) -> Any:
    """Cut words that are longer than their field; the passage keeps them whole."""
    longest = getattr(Figure._meta.get_field(name), "max_length", None)
    return value[:longest] if isinstance(value, str) and longest else value
