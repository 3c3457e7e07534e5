"""How does what a rule found in a text become a suggestion, and the fields of a figure?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.core.document.totals import CHECK, TotalWithParts
from onrecord.core.kernel.quantity import SHARE
from onrecord.vocab import load_scheme
from onrecord.web.coding.models import Account
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


def account_values(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of Account for an account that the rules put together.

    What is not stated is left out. ``payload`` has ``concept`` (an act type, or None), ``victims``
    (each with ``text``, ``start``, ``end`` and, where known, ``name``, ``group``, ``bound``,
    ``value``, ``low``, ``high``), and ``alleged_perpetrator`` (``text``, ``kind``), ``place``
    (``text``, ``id``), ``period`` (``edtf``), ``attribution`` (``text``), each with ``start`` and
    ``end`` or None; ``quotes`` are the spans [start, end] of the clause. An account is of one
    victim: of several the first is taken, and a person looks at it before anything is kept.
    """
    victim: Mapping[str, Any] = next(iter(payload.get("victims") or ()), {})
    doer, place = payload.get("alleged_perpetrator") or {}, payload.get("place") or {}
    found = {
        "act_type": payload.get("concept"),
        "victim_name": victim.get("name"),
        "victim_group": victim.get("group"),
        "victim_bound": victim.get("bound"),
        "victim_value": victim.get("value"),
        "victim_low": victim.get("low"),
        "victim_high": victim.get("high"),
        "place_text": place.get("text"),
        "place_id": place.get("id"),
        "period": (payload.get("period") or {}).get("edtf"),
        "perpetrator_text": doer.get("text"),
        "perpetrator_kind": doer.get("kind"),
        "attributed_to": (payload.get("attribution") or {}).get("text"),
    }
    return {
        name: _fitting(name, value, Account)
        for name, value in found.items()
        if value not in (None, "")
    }


def account_cites(
    payload: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, list[tuple[int, int]]]:
    """Return for each coded value of an account the words that it rests on.

    A value whose own words the rules did not find rests on the whole clause.
    """
    clause = [(int(start), int(end)) for start, end in payload.get("quotes") or ()]
    clause = clause or [(int(payload["start"]), int(payload["end"]))]
    own = {field: [span] for field, _role, span in account_roles(payload)}
    return {name: own.get(name, clause) for name in _ROLES if values.get(name)}


def account_roles(payload: Mapping[str, Any]) -> list[tuple[str, str, tuple[int, int]]]:
    """Return the words of an account by what they say: field, role and span of each."""
    found = []
    for field, role in _ROLES.items():
        said = payload.get(role)
        said = next(iter(said), None) if isinstance(said, list) else said
        if isinstance(said, Mapping) and said.get("start") is not None:
            found.append((field, role, (int(said["start"]), int(said["end"]))))
    return found


def is_ready(payload: Mapping[str, Any]) -> bool:
    """Tell whether an account can be accepted without a look: its act is said, of one victim."""
    return bool(payload.get("concept")) and len(payload.get("victims") or ()) < 2


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


_ROLES = {
    "act_type": "act",
    "victim_name": "victims",
    "victim_group": "victims",
    "victim_bound": "victims",
    "place_text": "place",
    "period": "period",
    "perpetrator_kind": "alleged_perpetrator",
    "perpetrator_text": "alleged_perpetrator",
    "method": "method",
    "attributed_to": "attribution",
}
"""Where the payload of an account says what each coded field rests on."""

_OTHER_WORDS = {
    "injured": "wounded",
    "trafficked": "trafficking-victims",
    "denied medical care": "care-denied",
}
_SHARES_THEMSELVES = {"unemployment", "mortality"}


def _fitting(name: str, value: Any, shape: type[Figure] | type[Account] = Figure) -> Any:
    """Cut words that are longer than their field; the passage keeps them whole."""
    longest = getattr(shape._meta.get_field(name), "max_length", None)
    return value[:longest] if isinstance(value, str) and longest else value
