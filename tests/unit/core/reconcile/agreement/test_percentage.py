"""The share of agreeing pairs, for any number of coders."""

from __future__ import annotations

import pytest

from onrecord.core.reconcile.agreement import percentage_agreement


def test_pairs_that_agree_are_counted_within_each_unit() -> None:
    found = percentage_agreement([["a", "a"], ["a", "b"], ["a", "a", "b"], ["a", None]])
    assert found.value == pytest.approx((1 + 0 + 1 / 3) / 3)
    assert found.units == 3


def test_one_value_throughout_is_full_agreement_here() -> None:
    assert percentage_agreement([["a", "a"], ["a", "a"]]).value == 1


def test_nothing_to_compare_is_a_reason() -> None:
    assert percentage_agreement([]).reason is not None
