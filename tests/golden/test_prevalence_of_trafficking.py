"""On the lists of trafficking in the United Kingdom the methods disagree, and no rate is given.

The lists of the National Crime Agency for 2013 (Silverman 2014): five lists, 2,744 people. The
two leading models of pairs differ by one unit of BIC and by a factor of two, so that a rate per
100,000 of a population of about 64 million cannot be one number. In Kosovo, where models up to
three lists count, methods disagree as well (7,400 to 18,400).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.core.estimate import method_named
from onrecord.core.estimate.beyond import prevalence
from onrecord.core.estimate.beyond import sentences as beyond_sentences

POPULATION = 64_100_000


def test_the_uk_has_no_single_rate(shared_data: Callable[[str], Path]) -> None:
    (table,) = read_capture_table(shared_data("mse/UKdat_5.csv"))
    answers = [
        answer
        for name in ("independence", "loglinear-bic", "chao-mth")
        for answer in method_named(name).estimate(table)
    ]
    found = prevalence(answers, POPULATION)
    assert found.refused is not None
    assert found.refused.template == beyond_sentences.METHODS_DISAGREE
    assert found.spread == pytest.approx(2.434, abs=0.001)
    by_name = {one.method: one for one in found.methods}
    assert by_name["loglinear-bic"].rate == pytest.approx(22_991 / 641, rel=1e-3)
    assert by_name["chao-mth"].lower_bound
    assert not by_name["independence"].near_best
    assert found.observed == pytest.approx(2744 / 641)


def test_one_method_alone_would_have_had_a_rate(shared_data: Callable[[str], Path]) -> None:
    (table,) = read_capture_table(shared_data("mse/UKdat_5.csv"))
    found = prevalence(method_named("independence").estimate(table), POPULATION)
    assert found.rate == pytest.approx(13_435 / 641, rel=1e-3)
    assert [one.template for one in found.warnings] == [beyond_sentences.ONE_METHOD]
