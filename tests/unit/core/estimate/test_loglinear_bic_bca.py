"""The resampled choice by BIC says what it rests on, and gives no interval where it has none."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate import Estimate, IntervalMethod, Options, fast, method_named, sentences
from onrecord.core.estimate.loglinear import fit_all_models
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.testing.estimators import dense_table


def _answer(table: CaptureHistories, **options: object) -> Estimate:
    chosen = Options(**{"samples": 100, **options})  # type: ignore[arg-type]  # mixed settings
    (answer,) = method_named("loglinear-bic-bca").estimate(table, chosen)
    return answer


def _rows(answer: Estimate) -> list[dict[str, object]]:
    rows = answer.diagnostics["by_models"]
    assert isinstance(rows, list)
    return rows


def test_the_number_is_that_of_the_best_model() -> None:
    answer, (plain,) = _answer(dense_table()), method_named("loglinear-bic").estimate(dense_table())
    assert plain.N == answer.N
    assert answer.model == plain.model
    assert answer.interval is not None
    assert answer.interval.method is IntervalMethod.BCA
    assert answer.draws is not None
    assert len(answer.draws) == 100


def test_the_interval_is_shown_by_how_many_models_a_sample_chooses_among() -> None:
    answer = _answer(dense_table(), top=None)
    rows = _rows(answer)
    assert [row["models"] for row in rows] == [1, 5, 10, 50, 100, 113]
    shares = [row["share_of_samples"] for row in rows]
    assert shares == sorted(shares)  # type: ignore[type-var]  # numbers
    assert shares[-1] == 1.0
    assert (rows[-1]["low"], rows[-1]["high"]) == (answer.low, answer.high)
    assert [row["models"] for row in _rows(_answer(dense_table(), top=7))] == [1, 5, 7]


def test_the_choice_widens_the_interval() -> None:
    first, *_, last = _rows(_answer(dense_table(), top=None, samples=400))
    widths = [float(row["high"]) - float(row["low"]) for row in (first, last)]  # type: ignore[arg-type]
    assert widths[1] > widths[0]


def test_another_seed_gives_another_interval_and_threads_do_not() -> None:
    one, again = _answer(dense_table(), seed=7), _answer(dense_table(), seed=7, threads=2)
    assert one.to_dict() == again.to_dict()
    assert _answer(dense_table(), seed=8).interval != one.interval


@pytest.mark.skipif(not fast.available(), reason="numba is not installed")
def test_without_numba_the_answer_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = _answer(dense_table(), samples=20)
    monkeypatch.setattr(fast, "available", lambda: False)
    plain = _answer(dense_table(), samples=20)
    assert (plain.low, plain.high) == pytest.approx((compiled.low, compiled.high), rel=1e-9)
    assert plain.draws == pytest.approx(compiled.draws, rel=1e-9)


def test_weights_below_one_are_drawn_by_their_shares() -> None:
    table = dense_table()
    light = CaptureHistories(table.lists, table.histories, table.counts / 3)
    answer = _answer(light)
    assert answer.N is not None
    assert answer.low is not None
    assert answer.draws is not None
    assert np.all(answer.draws > round(light.observed) - 1)


def test_models_in_diagnostics_are_counted_by_the_lists_of_the_table() -> None:
    table = dense_table()
    turned = table.on_lists(tuple(reversed(table.lists)))
    for one in (table, turned):
        answer = _answer(one)
        near = answer.diagnostics["near_best"]
        assert isinstance(near, list)
        assert near[0]["model"] == answer.model_by_numbers()
        assert near[0]["terms"] == answer.model_by_lists()


def test_samples_on_which_no_model_has_an_estimate_are_counted() -> None:
    """One person joins the lists: most samples of so few records miss that person or a list."""
    histories = np.array([(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (0, 1, 1)])
    table = CaptureHistories(("A", "B", "C"), histories, np.array([6.0, 5.0, 4.0, 1.0, 1.0]))
    answer = _answer(table)
    assert answer.N is not None
    dropped = answer.diagnostics["samples_without_number"]
    assert isinstance(dropped, int)
    assert 0 < dropped < 100
    said = {remark.template for remark in answer.warnings}
    assert sentences.SAMPLES_LEFT_OUT in said
    assert sentences.SAMPLES_LEFT_OUT not in {
        remark.template for remark in _answer(dense_table()).warnings
    }


def test_samples_that_do_not_surround_the_number_give_no_interval() -> None:
    answer = _answer(dense_table(), samples=1)
    assert answer.N is not None
    assert answer.interval is None
    assert answer.diagnostics["bias"] is None
    assert sentences.NOT_SURROUNDED in {remark.template for remark in answer.warnings}


def test_control_the_best_model_alone_is_no_choice() -> None:
    models = fit_all_models(dense_table(), 3)
    best = models.best("bic")
    assert best is not None
    rows = _rows(_answer(dense_table(), top=1))
    assert [row["models"] for row in rows] == [1]
    assert rows[0]["share_of_samples"] == 1.0
