"""How is a sentence of a check kept, so that every reader gets it in their own language?

Sentences hold quantities and periods as values; JSON knows neither, so each is kept as what it
is made again from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from onrecord.core.kernel.period import Period
from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.core.kernel.remark import Remark


def kept(remark: Remark) -> dict[str, Any]:
    """Return a sentence as JSON can hold it."""
    return {"template": remark.template, "params": [[n, _kept(v)] for n, v in remark.params]}


def remade(plain: Mapping[str, Any]) -> Remark:
    """Return the sentence that ``kept`` took apart."""
    return Remark(
        plain["template"], tuple((name, _remade(value)) for name, value in plain["params"])
    )


def _kept(value: object) -> object:
    match value:
        case Remark():
            return {"remark": kept(value)}
        case Quantity():
            return {"quantity": asdict(value)}
        case Period():
            return {"period": value.edtf()}
        case tuple():
            return [_kept(part) for part in value]
        case bool() | int() | float() | str() | None:
            return value
        case _:
            return str(value)


def _remade(value: Any) -> object:
    match value:
        case {"remark": plain}:
            return remade(plain)
        case {"quantity": plain}:
            return _quantity(plain)
        case {"period": edtf}:
            return Period.from_edtf(edtf)
        case list():
            return tuple(map(_remade, value))
        case _:
            return value


def _quantity(plain: Mapping[str, Any]) -> Quantity:
    base = plain["base"]
    return Quantity(
        **{
            **plain,
            "bound": Bound(plain["bound"]),
            "base": None if base is None else _quantity(base),
        }
    )
