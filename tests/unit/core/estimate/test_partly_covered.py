"""Tables in which some lists could not have named everybody: groups, totals, refusals.

The truth is known in simulated populations of two regions, of which the press covers only the
first. The control: who reads "could not have named" as "did not name" is far off.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.core.estimate import Estimate, Options, all_methods, method_named, sentences
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear import fit_all_models
from onrecord.core.estimate.numbered_lists import numbered_lists
from onrecord.core.estimate.partly_covered import fit_grouped_models, groups_of
from onrecord.core.kernel.capture_histories import CaptureHistories

LISTS = ("court", "hospital", "press", "union")
METHOD = method_named("partly-covered")


def _table(cells: dict[tuple[int, ...], float]) -> CaptureHistories:
    lists = LISTS[: len(next(iter(cells)))]
    return CaptureHistories(lists, np.array(list(cells)), np.array(list(cells.values())))


def _people(
    size: int,
    rates: Sequence[float],
    chance: np.random.Generator,
    dependence: float = 0.0,
    uncovered: Sequence[int] = (),
) -> NDArray[np.int8]:
    """Return the marks of people in one region; the second list depends on the first."""
    odds = np.log(np.array(rates) / (1 - np.array(rates)))
    marks = (chance.random((size, len(rates))) < 1 / (1 + np.exp(-odds))).astype(np.int8)
    second = odds[1] + dependence * (marks[:, 0] - rates[0])
    marks[:, 1] = chance.random(size) < 1 / (1 + np.exp(-second))
    marks[:, list(uncovered)] = -1
    return marks[np.any(marks == 1, axis=1)]


def _two_regions(
    chance: np.random.Generator,
    second: Sequence[float] = (0.3, 0.25, 0.4),
    dependence: float = 1.0,
) -> CaptureHistories:
    """Return 3,000 people whom all lists cover and 2,000 whom the press does not."""
    first = _people(3_000, (0.3, 0.25, 0.4), chance, dependence)
    rest = _people(2_000, second, chance, dependence, uncovered=[2])
    return CaptureHistories.from_records(LISTS[:3], np.vstack([first, rest]))


def _answer(table: CaptureHistories, options: Options | None = None) -> Estimate:
    (answer,) = METHOD.estimate(table, options)
    return answer


def _refused(table: CaptureHistories, options: Options | None = None) -> str:
    answer = _answer(table, options)
    assert answer.N is None
    assert answer.refused is not None
    return answer.refused.template


def test_people_whom_the_same_lists_cover_make_a_group() -> None:
    table = _table({(1, 0, -1): 9, (1, 1, -1): 4, (1, 1, 0): 5, (0, -1, 1): 6, (0, 0, 1): 7})
    groups = groups_of(table)
    assert [(group.covered, group.observed) for group in groups] == [
        (0b111, 12.0),
        (0b011, 13.0),
        (0b101, 6.0),
    ]
    assert groups[1].counts.tolist() == [0, 9, 0, 4, 0, 0, 0, 0]


def test_with_one_group_the_models_are_those_of_lists_that_cover_everybody() -> None:
    chance = np.random.default_rng(2)
    table = CaptureHistories.from_records(LISTS, _people(2_000, (0.3, 0.2, 0.4, 0.25), chance))
    grouped, considered = fit_grouped_models(table, 2)
    plain = {fit.model: fit for fit in fit_all_models(table, 2).fits}
    assert considered == len(plain) == len(grouped) == 64
    for fit in grouped:
        twin = plain[fit.model]
        assert pytest.approx(twin.N, rel=1e-7) == fit.N
        assert fit.bic == pytest.approx(twin.bic, abs=1e-7)
        assert fit.deviance == pytest.approx(twin.deviance, abs=1e-7)
        assert (fit.df, fit.parameters) == (twin.df, twin.parameters)


@pytest.mark.parametrize("second", [(0.3, 0.25, 0.4), (0.15, 0.5, 0.4)], ids=["same", "own"])
@pytest.mark.parametrize("dependence", [0.0, 1.0])
def test_a_known_truth_is_found_and_covered(second: Sequence[float], dependence: float) -> None:
    chance = np.random.default_rng(17)
    answers = [_answer(_two_regions(chance, second, dependence)) for _ in range(60)]
    totals = np.array([answer.N for answer in answers], dtype=float)
    covered = [(answer.low or 0) <= 5_000 <= (answer.high or np.inf) for answer in answers]
    assert totals.mean() == pytest.approx(5_000, rel=0.02)
    assert np.mean(covered) >= 0.85
    reaches = [answer.diagnostics["reach"] for answer in answers]
    expected = "same in all groups" if second[0] == 0.3 else "own in each group"
    assert reaches.count(expected) >= 55


def test_who_takes_not_covered_for_not_named_is_far_off() -> None:
    chance = np.random.default_rng(17)
    tables = [_two_regions(chance, (0.1, 0.1, 0.4)) for _ in range(20)]
    right = np.array([_answer(table).N for table in tables], dtype=float)
    wrong = [
        method_named("loglinear-bic").estimate(
            CaptureHistories(table.lists, np.maximum(table.histories, 0), table.counts)
        )[0]
        for table in tables
    ]
    totals = np.array([answer.N for answer in wrong], dtype=float)
    assert right.mean() == pytest.approx(5_000, rel=0.02)
    assert totals.mean() < 4_200
    assert np.mean([not a.low <= 5_000 <= a.high for a in wrong if a.low and a.high]) > 0.5


def test_lists_that_pairwise_cover_three_regions_are_estimated_together() -> None:
    chance = np.random.default_rng(4)
    regions = [_people(2_000, (0.3, 0.25, 0.4), chance, uncovered=[index]) for index in range(3)]
    answer = _answer(CaptureHistories.from_records(LISTS[:3], np.vstack(regions)))
    assert pytest.approx(6_000, rel=0.06) == answer.N
    groups = answer.diagnostics["groups"]
    assert isinstance(groups, list)
    assert sorted(sorted(group["covered_by"]) for group in groups) == [
        ["court", "hospital"],
        ["court", "press"],
        ["hospital", "press"],
    ]
    assert sum(group["N"] for group in groups) == pytest.approx(answer.N)


def test_four_lists_of_which_two_cover_part() -> None:
    chance = np.random.default_rng(6)
    rates = (0.3, 0.25, 0.4, 0.2)
    parts = [
        _people(2_000, rates, chance, 0.8),
        _people(1_500, rates, chance, 0.8, uncovered=[2]),
        _people(1_000, rates, chance, 0.8, uncovered=[2, 3]),
    ]
    answer = _answer(CaptureHistories.from_records(LISTS, np.vstack(parts)))
    assert answer.model == HierarchicalModel.of([["court", "hospital"]], LISTS)
    assert pytest.approx(4_500, rel=0.08) == answer.N
    assert answer.interval is not None


def test_the_reader_is_told_what_the_number_supposes() -> None:
    chance = np.random.default_rng(17)
    same, own = (
        _answer(_two_regions(chance, second)) for second in ((0.3, 0.25, 0.4), (0.15, 0.5, 0.4))
    )
    assert same.warnings[0].template == sentences.SAME_REACH
    assert own.warnings[0].template == sentences.OWN_REACH
    assert "could not have named everybody" in str(same.warnings[0])


def test_answers_carry_the_names_of_the_lists_back() -> None:
    table = _two_regions(np.random.default_rng(3))
    numbered = numbered_lists(table)
    (hidden,) = METHOD.estimate(numbered.table)
    named = numbered.named(hidden)
    groups = named.diagnostics["groups"]
    assert isinstance(groups, list)
    assert sorted(groups[0]["covered_by"]) == sorted(table.lists)
    assert named.N == pytest.approx(_answer(table).N)


def test_a_table_that_every_list_covers_is_sent_to_another_method() -> None:
    table = _table({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 1): 6, (1, 0, -1): 0})
    answer = _answer(table)
    assert answer.refused is not None
    assert answer.refused.template == sentences.EVERY_LIST_COVERS
    assert "loglinear-bic" in str(answer.refused)


def test_people_whom_one_list_covers_cannot_be_estimated() -> None:
    table = _table({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 1): 6, (-1, -1, 1): 8})
    answer = _answer(table)
    assert answer.refused is not None
    assert answer.refused.template == sentences.COVERED_BY_ONE_LIST
    assert str(answer.refused).startswith("8 people could have been named by one list only (press)")


def test_lists_that_no_group_shares_give_no_number() -> None:
    # The overlap lies in a part of its own, whose lists meet nobody else.
    table = _table({(1, 1, -1): 12, (1, -1, 0): 30, (0, -1, 1): 20})
    assert _refused(table) == sentences.NO_MODEL


def test_interactions_that_nobody_shows_are_left_out() -> None:
    chance = np.random.default_rng(8)
    regions = [_people(2_000, (0.3, 0.25, 0.4), chance, uncovered=[index]) for index in (0, 2)]
    table = CaptureHistories.from_records(LISTS[:3], np.vstack(regions))
    fits, considered = fit_grouped_models(table, 2)
    assert considered == 16
    used = {pair for fit in fits for pair in fit.model.generators if len(pair) == 2}
    assert used == {("court", "hospital"), ("hospital", "press")}
    # A reach of the hospital's own in both regions leaves no dependence to be told.
    assert all(len(fit.model.generators) == 3 for fit in fits if fit.own_rates)


def test_a_list_too_many_is_refused() -> None:
    table = CaptureHistories(
        (*LISTS, "school"), np.array([[1, 1, 0, 0, -1], [1, 0, 1, 1, 1]]), np.array([9.0, 5])
    )
    assert _refused(table) == sentences.TOO_MANY_LISTS


def test_order_three_is_considered_when_asked_for() -> None:
    chance = np.random.default_rng(6)
    rates = (0.3, 0.25, 0.4, 0.2)
    parts = [_people(2_000, rates, chance), _people(1_500, rates, chance, uncovered=[3])]
    table = CaptureHistories.from_records(LISTS, np.vstack(parts))
    answer = _answer(table, Options(order=3))
    assert answer.diagnostics["models_considered"] == 226
    assert _answer(table).diagnostics["models_considered"] == 128


@pytest.mark.parametrize("method", all_methods(), ids=lambda method: method.name)
def test_every_other_method_says_which_list_does_not_cover_everybody(method: object) -> None:
    assert hasattr(method, "only_fully_covered")
    table = _two_regions(np.random.default_rng(3))
    table = table if method.minimum_lists > 2 else table.on_lists(["court", "press"])
    if not method.only_fully_covered:
        return
    reason = method.applies(table)
    assert reason is not None
    if method.maximum_lists is None or method.maximum_lists >= len(table.lists):
        assert reason.template == sentences.NOT_FULLY_COVERED
        assert "press" in str(reason)
