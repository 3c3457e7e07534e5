"""How does what a rule found in a text become a suggestion, and the fields of a figure?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.core.document.totals import CHECK, TotalWithParts
from onrecord.vocab import load_scheme
from onrecord.web.figures.models import Figure

_SAME = ("bound", "value", "low", "high", "unit", "counted", "group", "place", "period", "as_of")


def figure_values(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of Figure for a figure as ``onrecord read`` words it.

    What the rule did not find is left out, so that it stays unknown and never becomes zero.
    """
    found = {name: payload.get(name) for name in _SAME}
    found["attributed_to"] = payload.get("attribution")
    found["measure"] = _measure(payload.get("phenomenon"))
    found["base"] = payload.get("base_value")
    if payload.get("bound") == "worded":
        found["wording"] = payload.get("wording") or payload.get("quote")
    return {name: _fitting(name, value) for name, value in found.items() if value not in (None, "")}


def total_row(total: TotalWithParts) -> dict[str, Any]:
    """Return a total with its parts as the payload of a suggestion."""
    figures = (total.total, *total.parts)
    return {
        **total.as_row(),
        "start": min(figure.start for figure in figures),
        "end": max(figure.end for figure in figures),
        "rule": CHECK,
        "quote": total.total.quote,
    }


def _measure(phenomenon: object) -> str:
    scheme = load_scheme("figure_measures")
    if not isinstance(phenomenon, str) or not phenomenon:
        return ""
    if phenomenon in scheme:
        return phenomenon
    matches = scheme.find(phenomenon)
    return matches[0].id if len(matches) == 1 else ""


def _fitting(name: str, value: Any) -> Any:
    """Cut words that are longer than their field; the passage keeps them whole."""
    longest = getattr(Figure._meta.get_field(name), "max_length", None)
    return value[:longest] if isinstance(value, str) and longest else value
