"""Groups and their rates: minimum counts, rates drawn together, comparisons."""

from __future__ import annotations

import json

import numpy as np
import pytest

from onrecord.core.estimate.beyond import (
    ONLY_A_DIFFERENCE,
    Disparity,
    GroupRate,
    disparity,
    disparity_of_counts,
    group_counts,
    group_shares,
    shared_shares,
)
from onrecord.core.estimate.beyond import sentences as beyond_sentences
from onrecord.core.estimate.beyond.beta_binomial import (
    BetaBinomial,
    fit_beta_binomial,
    log_likelihood,
)
from onrecord.core.kernel.errors import UsageError

GROUPS = ("A", "B", "C", "D")


def test_each_group_has_its_rate_and_exact_limits() -> None:
    rates = group_shares(GROUPS, (10, 0, 50, 30), (100, 40, 50, 300))
    assert [one.rate for one in rates] == [0.1, 0.0, 1.0, 0.1]
    assert rates[0].limits is not None
    assert rates[3].limits is not None
    assert rates[3].limits.low > rates[0].limits.low
    for one in rates:
        json.dumps(one.to_dict(), allow_nan=False)


def test_a_small_group_is_not_shown() -> None:
    shown, hidden = group_shares(("A", "B"), (5, 1), (10, 9))
    assert shown.rate == 0.5
    assert hidden.events is None
    assert hidden.refused is not None
    assert hidden.refused.template == beyond_sentences.GROUP_TOO_SMALL
    assert group_shares(("B",), (1,), (9,), least=5)[0].rate == pytest.approx(1 / 9)
    (few,) = group_counts(("B",), (1,), (9.0,))
    assert few.refused is not None


def test_counts_over_exposure() -> None:
    (one,) = group_counts(("A",), (30,), (12.5,))
    assert one.rate == pytest.approx(2.4)
    assert one.limits is not None
    assert one.limits.low < 2.4
    json.dumps(one.to_dict(), allow_nan=False)


def test_small_groups_are_drawn_further() -> None:
    events, people = (2, 20, 60, 90), (10, 100, 100, 300)
    alone = group_shares(GROUPS, events, people)
    together = shared_shares(GROUPS, events, people)
    assert together.shape is not None
    middle = together.shape.mean
    for one, drawn in zip(alone, together.groups, strict=True):
        assert drawn.rate is not None
        assert one.rate is not None
        assert min(one.rate, middle) <= drawn.rate <= max(one.rate, middle)
        assert drawn.warnings == ()
    moved = [
        abs(drawn.rate - one.rate) / abs(middle - one.rate)  # type: ignore[operator]
        for one, drawn in zip(alone, together.groups, strict=True)
    ]
    assert moved[0] == max(moved)
    assert moved[3] == min(moved)
    first, first_alone = together.groups[0].limits, alone[0].limits
    assert first is not None
    assert first_alone is not None
    assert first.high - first.low < first_alone.high - first_alone.low  # type: ignore[operator]
    json.dumps(together.to_dict(), allow_nan=False)


def test_equal_groups_are_drawn_all_the_way() -> None:
    together = shared_shares(GROUPS, (10, 20, 30, 40), (100, 200, 300, 400))
    assert together.shape is None
    for one in together.groups:
        assert one.rate == pytest.approx(0.1, abs=0.01)
        assert [remark.template for remark in one.warnings] == [beyond_sentences.GROUPS_ALIKE]
    nobody = shared_shares(GROUPS, (0, 0, 0, 0), (100, 200, 300, 400))
    assert all(one.rate is not None and one.rate < 0.003 for one in nobody.groups)
    json.dumps(nobody.to_dict(), allow_nan=False)


def test_two_groups_are_not_drawn_together() -> None:
    together = shared_shares(("A", "B"), (1, 2), (30, 40))
    reasons = {one.refused.template for one in together.groups if one.refused}
    assert reasons == {beyond_sentences.TOO_FEW_GROUPS}
    with pytest.raises(UsageError):
        shared_shares(GROUPS, (1, 2, 3, 9), (9, 9, 9, 8))


def test_small_groups_count_in_the_spread_but_are_not_shown() -> None:
    together = shared_shares(GROUPS, (1, 20, 60, 90), (5, 100, 100, 300))
    assert together.groups[0].refused is not None
    assert together.shape == fit_beta_binomial((1, 20, 60, 90), (5, 100, 100, 300))


def test_the_fitted_shape_is_the_top_of_the_likelihood() -> None:
    events, people = (2, 20, 60, 90, 5), (10, 100, 100, 300, 50)
    shape = fit_beta_binomial(events, people)
    assert shape is not None
    top = log_likelihood(shape, events, people)
    for up in (0.98, 1.02):
        for way in (1.0, 1 / up):
            other = BetaBinomial(alpha=shape.alpha * up, beta=shape.beta * up * way)
            assert log_likelihood(other, events, people) < top


def test_drawn_limits_hold_the_truth_over_groups() -> None:
    chance = np.random.default_rng(11)
    held = halved = total = 0
    for _ in range(15):
        truth = chance.beta(4, 16, size=30)
        people = chance.integers(10, 60, size=30)
        events = chance.binomial(people, truth)
        names = [str(place) for place in range(30)]
        together = shared_shares(names, events.tolist(), people.tolist())
        for one, true in zip(together.groups, truth, strict=True):
            assert one.limits is not None
            assert one.limits.high is not None
            held += one.limits.low <= true <= one.limits.high
            # The negative control: half as wide.
            middle = (one.limits.high + one.limits.low) / 2
            halved += abs(true - middle) <= (one.limits.high - middle) / 2
            total += 1
    assert 0.92 <= held / total <= 0.98
    assert halved / total < 0.8


def test_two_groups_compared() -> None:
    compared = disparity(("A", "B"), (36, 16), (40, 80))
    assert compared.ratio == pytest.approx(4.5)
    assert compared.difference == pytest.approx(0.7)
    assert compared.does_not_show is ONLY_A_DIFFERENCE
    assert "does not show discrimination" in str(compared.to_dict()["does_not_show"])
    json.dumps(compared.to_dict(), allow_nan=False)


def test_two_groups_over_exposure() -> None:
    compared = disparity_of_counts(("A", "B"), (30, 10), (10.0, 20.0))
    assert compared.ratio == pytest.approx(6.0)
    assert compared.difference == pytest.approx(2.5)
    assert compared.ratio_limits is not None
    assert compared.ratio_limits.low > 1
    with pytest.raises(UsageError):
        disparity_of_counts(("A", "B"), (1, 1), (0.0, 20.0))


def test_comparisons_without_events() -> None:
    for compared in (
        disparity(("A", "B"), (0, 0), (40, 80)),
        disparity_of_counts(("A", "B"), (0, 0), (40.0, 80.0)),
    ):
        assert compared.ratio is None
        assert compared.ratio_limits is None
        assert compared.difference == 0.0
        assert [one.template for one in compared.warnings] == [beyond_sentences.NO_EVENT_IN_EITHER]
        json.dumps(compared.to_dict(), allow_nan=False)
    one_sided = disparity(("A", "B"), (5, 0), (40, 80))
    assert one_sided.ratio is None
    assert one_sided.ratio_limits is not None
    assert one_sided.ratio_limits.high is None


def test_comparisons_of_small_groups_are_refused() -> None:
    for compared in (
        disparity(("A", "B"), (1, 1), (40, 8)),
        disparity_of_counts(("A", "B"), (1, 1), (40.0, 8.0)),
    ):
        assert compared.refused is not None
        assert compared.refused.template == beyond_sentences.GROUP_TOO_SMALL
        assert "B" in str(compared.refused)
        json.dumps(compared.to_dict(), allow_nan=False)


def test_an_answer_is_a_number_or_a_reason() -> None:
    with pytest.raises(ValueError, match="either"):
        GroupRate(group="A", events=1, people=2)
    with pytest.raises(ValueError, match="either"):
        Disparity(groups=("A", "B"))
