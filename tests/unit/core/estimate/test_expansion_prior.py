"""What the prior says of N/n: the measured table for uniform rates, and the rule that sets it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import polygamma, psi
from scipy.stats import gamma

from onrecord.core.estimate.expansion_prior import CLASSICAL, implied_prior, rates_for_expansion

# Median, 95 % and 99 % quantile, P(N > 2n) of LCMCR's prior, from 40,000 draws.
MEASURED = {
    3: (1.097, 1.63, 2.48, 0.021),
    4: (1.038, 1.28, 1.62, 0.003),
    5: (1.015, 1.13, 1.32, 0.0005),
}


@pytest.mark.parametrize("lists", MEASURED)
def test_uniform_rates_as_measured(lists: int) -> None:
    prior = implied_prior(lists, 10, CLASSICAL).to_dict()
    half, most, nearly_all, above = MEASURED[lists]
    assert prior["0.5"] == pytest.approx(half, abs=0.006)
    assert prior["0.95"] == pytest.approx(most, rel=0.03)
    assert prior["0.99"] == pytest.approx(nearly_all, rel=0.08)
    assert prior["share_above_2"] == pytest.approx(above, abs=0.003)


def test_other_rates_give_another_prior() -> None:
    """The control of the table above."""
    assert implied_prior(4, 10, (1.0, 1.3)).to_dict()["0.95"] != pytest.approx(1.28, rel=0.03)


@pytest.mark.parametrize("expansion", [(1.1, 3.0), (1.01, 5.0), (1.1, 1.5), (1.5, 40.0)])
@pytest.mark.parametrize("lists", [3, 5, 12])
def test_rates_give_the_moments_of_the_gamma_curve(
    expansion: tuple[float, float], lists: int
) -> None:
    seen, unseen = rates_for_expansion(expansion, lists)
    mean = lists * float(psi(seen + unseen) - psi(unseen))
    variance = lists * float(polygamma(1, unseen) - polygamma(1, seen + unseen))
    curve = gamma(mean**2 / variance, scale=variance / mean)
    ends = [np.log(end) - np.log(end - 1) for end in reversed(expansion)]
    assert curve.ppf([0.025, 0.975]) == pytest.approx(ends, rel=1e-6)


def test_in_one_class_the_prior_is_what_was_asked_for() -> None:
    drawn = implied_prior(5, 1, rates_for_expansion((1.1, 3.0), 5)).draws
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx([1.1, 3.0], rel=0.04)


def test_the_rule_moves_the_prior_away_from_nothing_missing() -> None:
    classical = implied_prior(5, 10, CLASSICAL).to_dict()
    chosen = implied_prior(5, 10, rates_for_expansion((1.1, 5.0), 5)).to_dict()
    assert chosen["share_above_2"] > 20 * classical["share_above_2"]  # type: ignore[operator]


def test_distance_is_nothing_for_itself_and_all_for_elsewhere() -> None:
    prior = implied_prior(4, 10, CLASSICAL)
    assert prior.distance(prior.draws) == 0.0
    assert prior.distance(np.full(100, 50.0)) > 0.99


def test_found_once() -> None:
    assert implied_prior(4, 10, CLASSICAL) is implied_prior(4, 10, CLASSICAL)
