"""Which settings may a person choose, and is each of a kind that can be one?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from numbers import Real
from typing import Any, Final, TypedDict

from onrecord.core.estimate.method import Options
from onrecord.core.estimate.profile import IntervalMethod
from onrecord.core.kernel.errors import UsageError

INTERVALS: Final = (IntervalMethod.MULTINOMIAL_PROFILE, IntervalMethod.POISSON_PROFILE)
"""Profiles among which the interval of a log-linear model is chosen."""

_WHOLE: Final = frozenset({"order", "seed", "samples", "top", "classes", "chains", "threads"})
_MAY_BE_NONE: Final = frozenset({"samples", "order", "seed", "top", "delta", "expansion"})


class Settings(TypedDict, total=False):
    """What is passed on to the methods: the fields of ``core.estimate.Options``."""

    level: float
    order: int | None
    interval: IntervalMethod | str
    seed: int | None
    samples: int | None
    top: int | None
    delta: float | None
    classes: int
    expansion: tuple[float, float] | None
    chains: int
    threads: int


def options_of(settings: Mapping[str, Any]) -> Options:
    """Return the settings as the methods take them; what is not named is as usual.

    Raises UsageError for a setting that does not exist and for a value that cannot be one.
    """
    known = [field.name for field in fields(Options)]
    for name in settings:
        if name not in known:
            raise UsageError(
                "There is no setting of this name.",
                value=name,
                remedy=f"The settings are: {', '.join(known)}.",
            )
    return Options(**{name: _checked(name, value) for name, value in settings.items()})


def _checked(name: str, value: Any) -> Any:
    """Refuse what cannot be compared with numbers; most limits are checked by Options."""
    if value is None and name in _MAY_BE_NONE:
        return None
    if name == "interval":
        return _interval(value)
    if name == "expansion":
        return _pair(name, value)
    whole = name in _WHOLE
    if not _is_number(value) or (whole and value != int(value)):
        raise UsageError(
            "The setting {name} is a whole number." if whole else "The setting {name} is a number.",
            name=name,
            value=value,
        )
    return int(value) if whole else float(value)


def _pair(name: str, value: Any) -> tuple[float, float]:
    if isinstance(value, list | tuple) and len(value) == 2 and all(map(_is_number, value)):
        return float(value[0]), float(value[1])
    raise UsageError(
        "The setting {name} is a pair of numbers.",
        name=name,
        value=value,
        remedy="Give the smaller first, such as 1.2 and 5.",
    )


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    return math.isfinite(value)


def _interval(name: object) -> IntervalMethod:
    for kind in INTERVALS:
        if name == kind:
            return kind
    raise UsageError(
        "Log-linear models have no interval of this name.",
        value=name,
        remedy=f"The intervals are: {', '.join(INTERVALS)}.",
    )
