"""One number or several side by side: when methods agree, and when they do not."""

from __future__ import annotations

import json

import pytest

from onrecord.core.estimate import Estimate, Interval, IntervalMethod, Remark
from onrecord.core.estimate.beyond import Prevalence, prevalence
from onrecord.core.estimate.beyond import sentences as beyond_sentences
from onrecord.core.kernel.errors import UsageError


def _answer(
    method: str,
    number: float | None,
    *,
    high: float | None = None,
    bic: float | None = None,
    lower_bound: bool = False,
    near: tuple[float, ...] = (),
) -> Estimate:
    interval = None
    if number is not None:
        interval = Interval(
            low=0.8 * number,
            high=1.3 * number if high is None else high,
            level=0.95,
            method=IntervalMethod.LOG_NORMAL,
        )
    return Estimate(
        method=method,
        lists=("court", "police", "shelter"),
        observed=200.0,
        N=number,
        interval=interval,
        bic=bic,
        lower_bound=lower_bound,
        diagnostics={"near_best": [{"model": "x", "N": total} for total in near]} if near else {},
        refused=Remark.of("No.") if number is None else None,
    )


def _templates(answer: Prevalence) -> list[str]:
    return [remark.template for remark in answer.warnings]


def test_methods_that_agree_give_a_rate() -> None:
    answer = prevalence([_answer("a", 1000), _answer("b", 1200), _answer("c", 1300)], 2_000_000)
    assert answer.rate == pytest.approx(60)
    assert answer.low == pytest.approx(40)
    assert answer.high == pytest.approx(1.3 * 65)
    assert answer.spread == pytest.approx(1.3)
    assert answer.observed == pytest.approx(10)
    assert [one.rate for one in answer.methods] == pytest.approx([50, 60, 65])
    assert answer.warnings == ()
    json.dumps(answer.to_dict(), allow_nan=False)


def test_methods_that_disagree_give_none() -> None:
    answer = prevalence([_answer("a", 1000), _answer("b", 1510)], 2_000_000)
    assert answer.rate is None
    assert answer.low is None
    assert answer.refused is not None
    assert answer.refused.template == beyond_sentences.METHODS_DISAGREE
    assert answer.spread == pytest.approx(1.51)
    assert [one.rate for one in answer.methods] == pytest.approx([50, 75.5])
    json.dumps(answer.to_dict(), allow_nan=False)
    assert prevalence([_answer("a", 1000), _answer("b", 1500)], 2_000_000).rate is not None
    wider = prevalence([_answer("a", 1000), _answer("b", 1510)], 2_000_000, most_apart=2)
    assert wider.rate == pytest.approx(62.75)


def test_models_that_a_method_holds_near_its_best_count() -> None:
    answer = prevalence([_answer("bic", 1000, near=(1000, 1900)), _answer("b", 1100)], 2_000_000)
    assert answer.refused is not None
    assert answer.spread == pytest.approx(1.9)


def test_a_method_that_fits_worse_does_not_count() -> None:
    answers = [
        _answer("independence", 300, bic=90),
        _answer("bic", 1000, bic=50),
        _answer("b", 1100),
    ]
    answer = prevalence(answers, 2_000_000)
    assert answer.rate == pytest.approx(52.5)
    assert _templates(answer) == [beyond_sentences.FITS_WORSE]
    assert [one.near_best for one in answer.methods] == [False, True, True]
    near = prevalence([_answer("independence", 300, bic=55), *answers[1:]], 2_000_000)
    assert near.refused is not None


def test_lower_bounds_stand_beside() -> None:
    answer = prevalence([_answer("chao", 1250, lower_bound=True), _answer("a", 1000)], 2_000_000)
    assert answer.rate == pytest.approx(50)
    assert _templates(answer) == [
        beyond_sentences.ONE_METHOD,
        beyond_sentences.BELOW_A_LOWER_BOUND,
    ]
    only = prevalence([_answer("chao", 1250, lower_bound=True)], 2_000_000)
    assert only.refused is not None
    assert only.refused.template == beyond_sentences.ONLY_LOWER_BOUNDS


def test_no_method_answers() -> None:
    answer = prevalence([_answer("a", None)], 2_000_000)
    assert answer.refused is not None
    assert answer.refused.template == beyond_sentences.NO_METHOD_ANSWERS
    assert answer.methods[0].refused is not None
    assert answer.spread is None
    json.dumps(answer.to_dict(), allow_nan=False)


def test_more_people_than_there_are() -> None:
    answer = prevalence([_answer("a", 1000), _answer("b", 1100)], 1050)
    assert answer.refused is not None
    assert answer.refused.template == beyond_sentences.MORE_THAN_THE_POPULATION


def test_an_interval_without_an_end_has_none_here() -> None:
    endless = Estimate(
        method="b",
        lists=("court", "police", "shelter"),
        observed=200.0,
        N=1000,
        interval=Interval(low=700, high=None, level=0.95, method=IntervalMethod.NORMAL),
    )
    answer = prevalence([_answer("a", 1000), endless], 2_000_000)
    assert answer.low == pytest.approx(35)
    assert answer.high is None


def test_errors() -> None:
    other = Estimate(method="b", lists=("x", "y"), observed=3.0, N=4.0)
    for answers, population in (
        ([], 1.0),
        ([_answer("a", 1000)], 0.0),
        ([_answer("a", 1000), other], 1e6),
    ):
        with pytest.raises(UsageError):
            prevalence(answers, population)
    with pytest.raises(ValueError, match="either"):
        Prevalence(population=1, per=1, observed=0, methods=(), spread=None)
