"""Each reason for having no number, one by one: a result, never an exception, never a number."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.core.estimate import (
    Estimate,
    Interval,
    IntervalMethod,
    Method,
    Options,
    all_methods,
    method_named,
    methods_for,
    sentences,
)
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.selection import model_estimate, model_fits
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError

NAMES = ("court", "hospital", "press", "union", "school", "mosque", "church")


def _table(cells: dict[tuple[int, ...], float]) -> CaptureHistories:
    lists = NAMES[: len(next(iter(cells)))]
    return CaptureHistories(lists, np.array(list(cells)), np.array(list(cells.values())))


DENSE = _table({(1, 0, 0): 50, (0, 1, 0): 40, (0, 0, 1): 30, (1, 1, 0): 9, (1, 0, 1): 8,
                (0, 1, 1): 7, (1, 1, 1): 3})  # fmt: skip


def _reason(name: str, table: CaptureHistories, options: Options | None = None) -> str:
    (answer,) = method_named(name).estimate(table, options)
    assert answer.N is None
    assert answer.low is None
    assert answer.high is None
    assert answer.undocumented is None
    assert answer.refused is not None
    return answer.refused.template


def test_nothing_observed() -> None:
    assert _reason("loglinear-bic", _table({(1, 0): 0, (1, 1): 0})) == sentences.NOTHING_OBSERVED


def test_one_list() -> None:
    assert _reason("loglinear-bic", _table({(1,): 40})) == sentences.TOO_FEW_LISTS


def test_one_list_that_names_somebody() -> None:
    table = _table({(1, 0, 0): 40, (1, 1, 0): 0})
    assert _reason("loglinear-bic", table) == sentences.TOO_FEW_LISTS


def test_too_many_lists_for_two_list_methods() -> None:
    assert _reason("petersen", DENSE) == sentences.TOO_MANY_LISTS


def test_seven_lists_point_to_other_methods() -> None:
    table = _table({(1, 0, 0, 0, 0, 0, 0): 9, (1, 1, 1, 1, 1, 1, 1): 9})
    (answer,) = method_named("loglinear-aic").estimate(table)
    assert answer.refused is not None
    assert answer.refused.template == sentences.TOO_MANY_LISTS_FOR_MODELS
    assert "chao-mth" in str(answer.refused)
    assert model_fits(table, Options()) == ()


def test_six_lists_are_modelled_by_pairs_alone() -> None:
    table = _table({(1, 0, 0, 0, 0, 0): 9, (1, 1, 1, 1, 1, 1): 9})
    for name in ("loglinear-bic", "loglinear-aic", "loglinear-bic-bca"):
        assert _reason(name, table, Options(order=3)) == sentences.TOO_HIGH_ORDER
    assert model_fits(table, Options(order=3)) == ()


def test_lists_that_do_not_cover_everybody() -> None:
    table = _table({(1, 0, -1): 9, (1, 1, 0): 9, (0, 1, 1): 5})
    (answer,) = method_named("loglinear-bic").estimate(table)
    assert answer.refused is not None
    assert answer.refused.template == sentences.NOT_FULLY_COVERED
    assert "press" in str(answer.refused)


def test_no_overlap() -> None:
    assert _reason("chapman", _table({(1, 0): 9, (0, 1): 9})) == sentences.NO_OVERLAP


def test_no_model_has_an_estimate() -> None:
    table = _table({(1, 0, 0): 9, (0, 1, 0): 9, (1, 1, 1): 4})
    answers = {name: method_named(name).estimate(table)[0] for name in ("loglinear-bic",)}
    assert answers["loglinear-bic"].N is not None
    only_all = _table({(1, 1, 1): 4, (1, 1, 0): 0, (0, 0, 1): 3})
    assert _reason("loglinear-bic", only_all) == sentences.NO_MODEL


def test_a_model_chosen_beforehand_without_an_estimate() -> None:
    table = _table({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6})
    pair = HierarchicalModel.of([["court", "hospital"]], table.lists)
    all_pairs = HierarchicalModel.of(
        [["court", "hospital"], ["court", "press"], ["hospital", "press"]], table.lists
    )
    reasons = [
        model_estimate("given", table, model, Options()).refused for model in (pair, all_pairs)
    ]
    assert [reason.template for reason in reasons if reason] == [
        sentences.NOT_ESTIMABLE,
        sentences.NOT_IDENTIFIED,
    ]


def test_bound_without_an_estimate() -> None:
    assert _reason("chao-mth", _table({(1, 1, 1): 4, (0, 0, 1): 3})) == sentences.NOT_ESTIMABLE


def test_lists_that_name_nobody_are_left_out_with_a_warning() -> None:
    wider = CaptureHistories(
        ("empty", *DENSE.lists),
        np.column_stack([np.zeros(7, dtype=np.int8), DENSE.histories]),
        DENSE.counts,
    )
    (alone,), (answer,) = (method_named("loglinear-bic").estimate(t) for t in (DENSE, wider))
    assert pytest.approx(alone.N) == answer.N
    assert answer.lists == wider.lists
    assert answer.model_by_lists() == alone.model_by_lists()
    assert answer.model_by_numbers() != alone.model_by_numbers()
    assert "empty" in str(answer.warnings[0])
    assert len(model_fits(wider, Options())) == 8


def test_copied_lists_are_announced() -> None:
    table = _table({(1, 1, 0): 40, (0, 0, 1): 30, (1, 1, 1): 20})
    (answer,) = method_named("chao-mh").estimate(table)
    assert any(remark.template == sentences.SAME_LISTS for remark in answer.warnings)


def test_two_lists_are_announced() -> None:
    table = _table({(1, 0): 40, (0, 1): 30, (1, 1): 20})
    for method in methods_for(2):
        (answer,) = method.estimate(table)
        assert answer.warnings[0].template == sentences.TWO_LISTS


def test_a_bad_fit_is_announced() -> None:
    table = _table({(1, 0, 0): 500, (0, 1, 0): 400, (0, 0, 1): 300, (1, 1, 0): 9, (1, 1, 1): 90})
    (answer,) = method_named("independence").estimate(table)
    assert any(remark.template == sentences.POOR_FIT for remark in answer.warnings)


def test_a_number_far_from_the_records_is_announced() -> None:
    table = _table({(1, 0): 400, (0, 1): 300, (1, 1): 2})
    (answer,) = method_named("petersen").estimate(table)
    assert any("86.5 times what was observed" in str(remark) for remark in answer.warnings)


def test_an_interval_beside_its_number_is_left_out() -> None:
    beside = Interval(low=1e6, high=2e6, level=0.95, method=IntervalMethod.LOG_NORMAL)
    method = Method(
        name="beside",
        title="Control",
        assumption="None.",
        minimum_lists=1,
        compute=lambda table, _: [
            Estimate(
                method="beside",
                lists=table.lists,
                observed=table.observed,
                N=table.observed,
                interval=beside,
            )
        ],
    )
    (answer,) = method.estimate(DENSE)
    assert answer.interval is None
    assert answer.warnings[0].template == sentences.NO_INTERVAL


def test_a_saturated_model_is_announced() -> None:
    table = _table({(1, 0): 40, (0, 1): 30, (1, 1): 20})
    (answer,) = method_named("petersen").estimate(table)
    assert any(remark.template == sentences.NO_FREEDOM for remark in answer.warnings)


def test_an_estimate_has_a_number_or_a_reason() -> None:
    with pytest.raises(ValueError, match="either a number or a reason"):
        Estimate(method="none", lists=("a",), observed=1.0)


def test_options_are_checked() -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        Options(level=95)
    with pytest.raises(UsageError, match="1 or more"):
        Options(order=0)
    with pytest.raises(UsageError, match="0 or more"):
        Options(seed=-1)
    assert Options(seed=0).seed == 0


@pytest.mark.parametrize("weight", [0.0, -1.0, float("inf"), float("nan")])
def test_a_weight_that_is_no_weight_is_refused(weight: float) -> None:
    with pytest.raises(UsageError, match="above 0 and finite"):
        Options(delta=weight)
    with pytest.raises(UsageError, match="finite numbers above 1"):
        Options(expansion=(1.5, weight))


def test_a_method_for_lists_that_cover_part_runs_only_where_lists_cover_part() -> None:
    usual = {method.name for method in methods_for(3)}
    partly = {method.name for method in methods_for(3, fully_covered=False)}
    assert partly - usual == {"partly-covered"}


def test_an_unknown_method_is_told_the_names() -> None:
    with pytest.raises(UsageError, match="loglinear-bic"):
        method_named("guess")


def test_methods_for_more_lists_leave_out_those_for_two() -> None:
    assert {method.name for method in methods_for(2)} - {m.name for m in methods_for(3)} == {
        "petersen",
        "chapman",
    }


@pytest.mark.parametrize("method", all_methods(), ids=lambda method: method.name)
def test_what_a_method_must_not_answer_it_says_beforehand(method: Method) -> None:
    reason = method.applies(_table({(1,): 40}))
    assert reason is not None
    assert reason.template == sentences.TOO_FEW_LISTS


def test_every_template_is_a_sentence() -> None:
    templates = {name: text for name, text in vars(sentences).items() if name.isupper()}
    assert len(templates) >= 15
    assert [
        name for name, text in templates.items() if not text.endswith((".", ").", "{reason}"))
    ] == []
