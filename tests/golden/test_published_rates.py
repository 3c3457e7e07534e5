"""Limits of rates come out as published.

Shares: Newcombe, Statistics in Medicine 17 (1998), 857-872, table I. Differences: the same volume,
873-890, table II, method 10. Ratio: Koopman, Biometrics 40 (1984). Counts: Garwood (1936), as in
the tables of Ulm (1990). Standardised rates: Fleiss (1981), p. 249, with the limits of Fay and
Feuer (1997) as the R package epitools prints them. Mantel-Haenszel: Rothman, Greenland and Lash
(2008), table 15-1 (trial of tolbutamide), as the R package metafor checks it. Beta-binomial: the
tumours of Tarone (1982), shape as fitted by the R package BayesGOF.
"""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate.beyond import directly_standardised, mantel_haenszel
from onrecord.core.estimate.beyond.beta_binomial import fit_beta_binomial
from onrecord.core.estimate.beyond.rate_intervals import (
    clopper_pearson,
    garwood,
    koopman,
    newcombe,
    wilson,
)


@pytest.mark.parametrize(
    ("events", "people", "exact", "score"),
    [
        (81, 263, (0.2527, 0.3676), (0.2553, 0.3662)),
        (15, 148, (0.0578, 0.1617), (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1684), (0.0, 0.1611)),
        (1, 29, (0.0009, 0.1776), (0.0061, 0.1718)),
    ],
)
def test_shares(
    events: int, people: int, exact: tuple[float, float], score: tuple[float, float]
) -> None:
    limits = clopper_pearson(events, people)
    assert (limits.low, limits.high) == pytest.approx(exact, abs=6e-5)
    limits = wilson(events, people)
    assert (limits.low, limits.high) == pytest.approx(score, abs=6e-5)


@pytest.mark.parametrize(
    ("events", "people", "limits"),
    [
        ((56, 48), (70, 80), (0.0524, 0.3339)),
        ((9, 3), (10, 10), (0.1705, 0.8090)),
        ((6, 2), (7, 7), (0.0582, 0.8062)),
        ((5, 0), (56, 29), (-0.0381, 0.1926)),
        ((0, 0), (10, 20), (-0.1611, 0.2775)),
        ((0, 0), (10, 10), (-0.2775, 0.2775)),
        ((10, 0), (10, 20), (0.6791, 1.0)),
        ((10, 0), (10, 10), (0.6075, 1.0)),
    ],
)
def test_differences(
    events: tuple[int, int], people: tuple[int, int], limits: tuple[float, float]
) -> None:
    found = newcombe(events, people)
    assert (found.low, found.high) == pytest.approx(limits, abs=6e-5)


def test_a_ratio() -> None:
    found = koopman((36, 16), (40, 80))
    assert (found.low, found.high) == pytest.approx((2.94, 7.15), abs=0.005)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [
        (0, 0.0, 3.689),
        (1, 0.0253, 5.572),
        (2, 0.242, 7.225),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (20, 12.217, 30.888),
        (50, 37.111, 65.919),
        (100, 81.364, 121.627),
    ],
)
def test_counts(events: int, low: float, high: float) -> None:
    limits = garwood(events)
    assert (limits.low, limits.high) == pytest.approx((low, high), abs=6e-4)


AGES = ("under 20", "20-24", "25-29", "30-34", "35-39", "40 and over")
STANDARD = (63986.6, 186263.6, 157302.2, 97647.0, 47572.6, 12262.6)
BIRTHS = (
    (230061, 329449, 114920, 39487, 14208, 3052),
    (72202, 326701, 208667, 83228, 28466, 5375),
    (15050, 175702, 207081, 117300, 45026, 8660),
    (2293, 68800, 132424, 98301, 46075, 9834),
    (327, 30666, 123419, 149919, 104088, 34392),
)
CASES = (
    (107, 141, 60, 40, 39, 25),
    (25, 150, 110, 84, 82, 39),
    (3, 71, 114, 103, 108, 75),
    (1, 26, 64, 89, 137, 96),
    (0, 8, 63, 112, 262, 295),
)
PRINTED = (
    (0.000563, 0.000923, 0.000804, 0.00106),
    (0.000676, 0.000912, 0.000824, 0.00101),
    (0.000833, 0.000851, 0.000772, 0.000942),
    (0.00115, 0.000927, 0.000800, 0.00115),
    (0.00167, 0.000755, 0.000677, 0.00188),
)


@pytest.mark.parametrize("order", range(5))
def test_standardised_rates(order: int) -> None:
    found = directly_standardised(AGES, CASES[order], BIRTHS[order], STANDARD)
    assert found.limits is not None
    numbers = (found.plain, found.rate, found.limits.low, found.limits.high)
    assert [float(f"{number:.3g}") for number in numbers if number] == list(PRINTED[order])


def test_mantel_haenszel() -> None:
    deaths, people = np.array([[8, 5], [22, 16]]), np.array([[106, 120], [98, 85]])
    found = mantel_haenszel(("under 55", "55 and over"), deaths, people, level=0.9)
    assert found.difference == pytest.approx(0.035, abs=5e-4)
    assert found.difference_limits is not None
    assert found.difference_limits.low == pytest.approx(-0.018, abs=5e-4)
    assert found.difference_limits.high == pytest.approx(0.087, abs=5e-4)
    assert found.ratio == pytest.approx(1.33, abs=0.005)
    assert found.ratio_limits is not None
    assert found.ratio_limits.low == pytest.approx(0.87, abs=0.005)
    assert found.ratio_limits.high == pytest.approx(2.03, abs=0.005)
    # Around the Mantel-Haenszel ratio metafor has 0.504; around the weighted mean it is 0.505.
    assert found.homogeneity == pytest.approx(0.504, abs=2e-3)


TUMOURS = [0] * 14 + [1] * 8 + [2] * 9 + [1, 5, 2, 5, 3, 2, 7, 7, 3, 3, 2, 9, 10]
TUMOURS += [4] * 7 + [10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9]
RATS = [20] * 7 + [19] * 4 + [18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24, 23]
RATS += [20] * 6 + [10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50] + [20] * 7
RATS += [48, 19, 19, 19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24]


def test_the_shape_of_a_beta_binomial() -> None:
    assert len(TUMOURS) == len(RATS) == 70
    shape = fit_beta_binomial(TUMOURS, RATS)
    assert shape is not None
    assert (shape.alpha, shape.beta) == pytest.approx((2.304768, 14.079707), rel=1e-4)
