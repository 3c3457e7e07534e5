from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.quantity import SHARE, Bound, Quantity


@pytest.mark.parametrize(
    ("quantity", "interval", "words"),
    [
        (Quantity(bound=Bound.exact, value=1303), (1303, 1303), "1,303 persons"),
        (Quantity(bound=Bound.exact, value=1 / 3, unit="records"), (1 / 3, 1 / 3), None),
        (
            Quantity(bound=Bound.range, low=10_000, high=15_000),
            (10_000, 15_000),
            "10,000 to 15,000 persons",
        ),
        (
            Quantity(bound=Bound.at_least, value=230_000, low=230_000),
            (230_000, None),
            "at least 230,000 persons",
        ),
        (Quantity(bound=Bound.at_least, value=5), (5, None), "at least 5 persons"),
        (Quantity(bound=Bound.at_most, high=0.08, unit=SHARE), (None, 0.08), "at most 8 %"),
        (Quantity(bound=Bound.nearly, value=1e6), (None, 1e6), "nearly 1,000,000 persons"),
        (Quantity(bound=Bound.approximate, value=0.36, unit=SHARE), (None, None), "about 36 %"),
        (Quantity(bound=Bound.share, value=0.8, unit=SHARE), (0.8, 0.8), "80 %"),
        (Quantity(bound=Bound.share, low=0.6, high=0.7, unit=SHARE), (0.6, 0.7), None),
        (Quantity(bound=Bound.worded, wording="thousands"), (None, None), "thousands persons"),
        (
            Quantity(bound=Bound.worded, wording="the majority", low=0.5, high=1, unit=SHARE),
            (0.5, 1),
            "the majority",
        ),
    ],
)
def test_the_interval_is_what_the_wording_allows(
    quantity: Quantity, interval: tuple[float | None, float | None], words: str | None
) -> None:
    assert quantity.interval() == interval
    assert words is None or str(quantity) == words


def test_a_share_keeps_its_base() -> None:
    base = Quantity(bound=Bound.exact, value=100_000)
    share = Quantity(
        bound=Bound.approximate, value=0.25, unit=SHARE, base=base, base_text="the 100,000"
    )
    assert share.base == base
    assert str(share) == "about 25 % of 100,000 persons"


def test_unknown_is_never_zero() -> None:
    worded = Quantity(bound=Bound.worded, wording="thousands")
    assert (worded.value, worded.low, worded.high) == (None, None, None)
    assert not worded.is_known
    assert Quantity(bound=Bound.exact, value=0).is_known


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"bound": Bound.exact}, "needs a value"),
        ({"bound": Bound.range, "low": 1.0}, "a low and a high"),
        ({"bound": Bound.range, "low": 2.0, "high": 1.0}, "above its high end"),
        ({"bound": Bound.at_least, "high": 3.0}, "a value or a low"),
        ({"bound": Bound.at_most, "low": 3.0}, "a value or a high"),
        ({"bound": Bound.share, "value": 0.5}, "needs the unit share"),
        ({"bound": Bound.share, "value": 36.0, "unit": SHARE}, "between 0 and 1"),
        ({"bound": Bound.at_most, "value": 90.0, "unit": SHARE}, "between 0 and 1"),
        ({"bound": Bound.worded}, "its wording"),
        ({"bound": Bound.worded, "wording": "some", "value": 3.0}, "no value"),
        ({"bound": Bound.exact, "value": float("nan")}, "finite"),
        (
            {"bound": Bound.exact, "value": 1.0, "base": Quantity(bound=Bound.exact, value=2)},
            "Only a share",
        ),
    ],
)
def test_a_quantity_that_contradicts_itself_is_refused(
    wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        Quantity(**wrong)  # type: ignore[arg-type]  # wrong on purpose


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(list(Bound)))
def test_every_quantity_that_can_be_built_can_be_said(value: float, bound: Bound) -> None:
    try:
        quantity = Quantity(bound=bound, value=value, low=value, high=value)
    except InputError:
        return
    assert str(quantity)
    assert quantity.is_known
