from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from onrecord.core.estimate.method import Options
from onrecord.core.estimate.profile import IntervalMethod
from onrecord.core.kernel.errors import UsageError
from onrecord.notebook.settings import Settings, options_of


def test_every_option_of_the_methods_is_a_setting() -> None:
    assert set(Settings.__annotations__) == {field.name for field in fields(Options)}


def test_what_is_not_named_is_as_usual() -> None:
    assert options_of({}) == Options()


def test_numbers_of_every_kind_are_taken() -> None:
    made = options_of({"seed": np.int64(3), "samples": 50.0, "expansion": [1.5, 4], "top": None})
    assert made == Options(seed=3, samples=50, expansion=(1.5, 4.0), top=None)
    assert type(made.seed) is int
    assert options_of({"interval": "poisson-profile"}).interval is IntervalMethod.POISSON_PROFILE


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"sede": 1}, "no setting of this name.*'sede'.*The settings are: level, "),
        ({"seed": -1}, "The seed is 0 or more"),
        ({"seed": "one"}, "seed is a whole number"),
        ({"samples": 10.5}, "samples is a whole number"),
        ({"samples": True}, "samples is a whole number"),
        ({"classes": None}, "classes is a whole number"),
        ({"samples": 0}, "too small"),
        ({"level": float("nan")}, "level is a number"),
        ({"level": 95}, "between 0 and 1"),
        ({"delta": float("inf")}, "delta is a number"),
        ({"expansion": 2.0}, "expansion is a pair"),
        ({"expansion": (2.0, float("inf"))}, "expansion is a pair"),
        ({"expansion": (3.0, 2.0)}, "the smaller first"),
        ({"interval": "bca"}, "no interval of this name.*multinomial-profile, poisson-profile"),
    ],
)
def test_what_cannot_be_a_setting_is_refused(settings: dict[str, object], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        options_of(settings)
