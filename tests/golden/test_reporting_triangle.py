"""The chain ladder of Taylor and Ashe (1983) gives the published reserves and standard errors.

Factors, reserves and Mack's standard errors: Mack, ASTIN Bulletin 23 (1993), tables of his first
example. Prediction errors of the over-dispersed Poisson model and of its bootstrap: England and
Verrall, British Actuarial Journal 8 (2002); the former to the unit as glmReserve of the R package
ChainLadder prints them. The triangle counts money, not persons; the arithmetic is the same.
"""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate.beyond import (
    Doubt,
    NowcastOptions,
    ReportingTriangle,
    nowcast,
)

CUMULATIVE = (
    (357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463),
    (352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085),
    (290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315),
    (310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268),
    (443160, 1136350, 2128333, 2897821, 3402672, 3873311),
    (396132, 1333217, 2180715, 2985752, 3691712),
    (440832, 1288463, 2419861, 3483130),
    (359480, 1421128, 2864498),
    (376686, 1363294),
    (344014,),
)
RESERVES = (0, 94634, 469511, 709638, 984889, 1419459, 2177641, 3920301, 4278972, 4625811)
FACTORS = (3.4906, 1.7473, 1.4574, 1.1739, 1.1038, 1.0863, 1.0539, 1.0766, 1.0177)
MACK = (0, 75535, 121699, 133549, 261406, 411010, 558317, 875328, 971258, 1363155)
POISSON = (0, 110099, 216042, 260871, 303549, 375012, 495376, 789957, 1046508, 1980091)
BOOTSTRAP = (0, 112552, 217547, 262934, 306595, 375745, 500332, 791481, 1060473, 2025898)


@pytest.fixture(scope="module")
def triangle() -> ReportingTriangle:
    rows = [[*row, *[np.nan] * (10 - len(row))] for row in CUMULATIVE]
    return ReportingTriangle.of_cumulative(np.array(rows, dtype=np.float64))


def test_factors_and_reserves(triangle: ReportingTriangle) -> None:
    answer = nowcast(triangle)
    assert answer.factors == pytest.approx(FACTORS, abs=5e-5)
    assert [round(one.unreported or 0) for one in answer.periods] == list(RESERVES)
    assert round(answer.total.unreported or 0) == 18_680_856
    assert answer.dispersion == pytest.approx(52_601, abs=1)


@pytest.mark.parametrize(
    ("doubt", "rows", "total"),
    [
        (Doubt.MACK, MACK, 2_447_095),
        (Doubt.OVER_DISPERSED_POISSON, POISSON, 2_945_646),
    ],
)
def test_standard_errors(
    triangle: ReportingTriangle, doubt: Doubt, rows: tuple[int, ...], total: int
) -> None:
    answer = nowcast(triangle, NowcastOptions(doubt=doubt))
    errors = [one.standard_error for one in answer.periods]
    assert [round(error or 0) for error in errors] == list(rows)
    assert round(answer.total.standard_error or 0) == total


def test_the_bootstrap_comes_near_the_published_one(triangle: ReportingTriangle) -> None:
    answer = nowcast(triangle, NowcastOptions(doubt=Doubt.BOOTSTRAP, samples=2000))
    errors = np.array([one.standard_error for one in answer.periods[2:]])
    # Two runs of 1,000 draws differ by some per cent.
    assert errors == pytest.approx(np.array(BOOTSTRAP[2:]), rel=0.05)
    assert answer.total.standard_error == pytest.approx(2_992_296, rel=0.03)


def test_the_newest_cell_matters(triangle: ReportingTriangle) -> None:
    counts = triangle.counts.copy()
    counts[9, 0] += 1000
    moved = nowcast(ReportingTriangle(counts, triangle.observed, triangle.periods))
    assert round(moved.total.unreported or 0) != 18_680_856
