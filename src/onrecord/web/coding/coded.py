"""How do coded values become fields that can be sorted, found and compared?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.vocab import load_scheme
from onrecord.web.coding.models import OPEN_END, Suffered
from onrecord.web.coding.where import municipality_of

_SCHEMES = {
    "act_type": "acts",
    "victim_group": "groups",
    "perpetrator_kind": "perpetrator_kinds",
    "mode": "involvement",
    "evidential_status": "evidential_status",
}


def coded(values: Mapping[str, Any], shape: type[Any]) -> dict[str, Any]:
    """Return the values as fields of ``shape``, checked, with what follows from them.

    ``period`` is EDTF. Raises InputError for a concept, place, date or number that cannot be.
    """
    fields = dict(values)
    for name, scheme in _SCHEMES.items():
        if fields.get(name):
            load_scheme(scheme).concept(fields[name])
    if "period" in fields:
        fields |= dated(fields["period"])
    if "place_id" in fields:
        fields["municipality"] = municipality_of(fields["place_id"])
    if issubclass(shape, Suffered):
        _check_victims(fields, shape)
    return fields


def dated(edtf: str) -> dict[str, str]:
    """Return the fields of Dated for an EDTF period; all empty where no date is known."""
    if not edtf:
        return {"period": "", "sort_date": "", "first_day": "", "last_day": OPEN_END}
    period = Period.from_edtf(edtf)
    first, last = _iso(period.earliest), _iso(period.latest)
    return {
        "period": period.edtf(),
        "sort_date": first or last,
        "first_day": first,
        "last_day": last or OPEN_END,
    }


def _check_victims(fields: Mapping[str, Any], shape: type[Suffered]) -> None:
    names = ("victim_bound", "victim_value", "victim_low", "victim_high")
    given = {name: fields[name] for name in names if name in fields}
    if not given.get("victim_bound"):
        if any(given.get(name) is not None for name in names[1:]):
            raise InputError(
                "A number of victims needs to say how it is meant.",
                remedy="Choose exactly, at least, at most, about, or a range.",
            )
        return
    # The record is not kept here: a quantity that contradicts itself refuses to be made.
    shape(**given).victims()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
