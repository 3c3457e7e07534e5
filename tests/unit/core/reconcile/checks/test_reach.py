from __future__ import annotations

import pytest

from onrecord.core.kernel.quantity import SHARE, Bound, Quantity
from onrecord.core.reconcile.checks.reach import magnitude, reach, rounding_unit


@pytest.mark.parametrize(
    ("quantity", "low", "high"),
    [
        (Quantity(bound=Bound.exact, value=40), 40, 40),
        (Quantity(bound=Bound.share, value=0.03, unit=SHARE), 0.025, 0.035),
        (Quantity(bound=Bound.share, value=0.125, unit=SHARE), 0.1245, 0.1255),
        (Quantity(bound=Bound.approximate, value=0.03, unit=SHARE), 0.025, 0.035),
        (Quantity(bound=Bound.approximate, value=200), 180, 220),
        (Quantity(bound=Bound.nearly, value=1_000_000), 900_000, 1_000_000),
        (Quantity(bound=Bound.at_least, value=230_000), 230_000, None),
        (Quantity(bound=Bound.at_most, value=0.08, unit=SHARE), None, 0.08),
        (Quantity(bound=Bound.range, low=10, high=15), 10, 15),
        (Quantity(bound=Bound.worded, wording="thousands"), 1_000, 20_000),
        (Quantity(bound=Bound.worded, wording="the majority", unit=SHARE), None, None),
    ],
)
def test_words_and_rounding_leave_room(
    quantity: Quantity, low: float | None, high: float | None
) -> None:
    expected = [one if one is None else pytest.approx(one) for one in (low, high)]
    assert list(reach(quantity)) == expected


def test_the_longest_word_counts() -> None:
    assert magnitude("tens of thousands")[0] == 10_000
    assert magnitude("hundreds of thousands")[0] == 100_000
    assert magnitude("many") == (None, None)


@pytest.mark.parametrize(("number", "unit"), [(233_000, 1000), (2987, 1), (150_100, 100), (0, 1)])
def test_the_unit_of_rounding_is_read_from_the_zeros(number: float, unit: float) -> None:
    assert rounding_unit(number) == unit
