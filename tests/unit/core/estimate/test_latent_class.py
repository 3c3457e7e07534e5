"""When the latent-class method has no number and what it warns of, reason by reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.core.estimate import Estimate, Options, latent_class_run, method_named, sentences
from onrecord.core.estimate.latent_class import MOST_TIMES, Occupied, ladder, whole_persons
from onrecord.core.estimate.latent_class_run import Run, run_chains
from onrecord.core.estimate.methods import latent_class
from onrecord.core.kernel.capture_histories import CaptureHistories

NAMES = ("court", "hospital", "press", "union")
CELLS = {(1, 0, 0): 60, (0, 1, 0): 50, (0, 0, 1): 40, (1, 1, 0): 12, (1, 0, 1): 9,
         (0, 1, 1): 8, (1, 1, 1): 3}  # fmt: skip


def _table(cells: dict[tuple[int, ...], float]) -> CaptureHistories:
    lists = NAMES[: len(next(iter(cells)))]
    return CaptureHistories(lists, np.array(list(cells)), np.array(list(cells.values())))


TABLE = _table(CELLS)


def _answer(table: CaptureHistories = TABLE, **options: object) -> Estimate:
    (answer,) = method_named("latent-class").estimate(table, Options(**options))  # type: ignore[arg-type]
    return answer


def _said(answer: Estimate) -> set[str]:
    return {remark.template for remark in answer.warnings}


def _pretend(monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    """Let the chains find something else than they do."""

    def found(occupied: Occupied, *, chains: int, seed: int, threads: int) -> Run:
        return replace(run_chains(occupied, chains=chains, seed=seed, threads=threads), **changes)  # type: ignore[arg-type]

    monkeypatch.setattr(latent_class, "run_chains", found)


def test_a_plain_table_has_a_number_without_warnings() -> None:
    answer = _answer()
    assert answer.N is not None
    assert answer.low is not None
    assert answer.observed < answer.low < answer.N < (answer.high or 0)
    assert not answer.warnings
    assert answer.draws is not None
    assert np.median(answer.draws) == answer.N
    assert answer.diagnostics["classes"] == 7


def test_chains_that_disagree_give_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, rhat=1.06)
    answer = _answer()
    assert answer.N is None
    assert answer.refused is not None
    assert answer.refused.template == sentences.CHAINS_DISAGREE
    assert answer.diagnostics["rhat"] == 1.06


def test_chains_that_agree_roughly_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, rhat=1.04)
    assert sentences.CHAINS_UNSETTLED in _said(_answer())
    _pretend(monkeypatch, tail_ess=100.0)
    assert sentences.CHAINS_UNSETTLED in _said(_answer())


def test_too_few_sweeps_give_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latent_class_run, "FIRST_SWEEPS", 8)
    monkeypatch.setattr(latent_class_run, "MOST_SWEEPS", 8)
    monkeypatch.setattr(latent_class_run, "MOST_PLAIN_SWEEPS", 8)
    assert _answer().refused is not None


def test_a_prior_that_implies_the_answer_gives_no_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Three people move the belief by 0.13 to 0.16, by the twin and its chance.
    monkeypatch.setattr(latent_class, "_PRIOR_ANSWERS", 0.2)
    answer = _answer(_table({(1, 0, 0): 1, (1, 1, 0): 1, (1, 1, 1): 1}))
    assert answer.refused is not None
    assert answer.refused.template == sentences.PRIOR_IMPLIES_ANSWER


def test_a_prior_that_weighs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latent_class, "_PRIOR_WEIGHS", 2.0)
    assert sentences.PRIOR_WEIGHS in _said(_answer())


def test_draws_near_the_cap_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    occupied = latent_class._occupied(TABLE.canonical(), Options())
    assert occupied is not None
    run = run_chains(occupied, chains=2, seed=1, threads=1)
    far = run.unseen.copy()
    far[0, :10] = 0.9 * MOST_TIMES * TABLE.observed
    _pretend(monkeypatch, unseen=far, seen=run.seen)
    answer = _answer()
    assert sentences.NEAR_THE_CAP in _said(answer)
    assert answer.diagnostics["share_near_cap"] == 10 / far.size


def test_two_regions_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    apart = rng.poisson(rng.choice([300.0, 3_000.0], size=(4, 1_000))).astype(float)
    _pretend(monkeypatch, unseen=apart)
    assert sentences.SEVERAL_MODES in _said(_answer())


def test_chains_that_agree_early_in_several_regions_run_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control is the same table with one region, which stops at the usual fewest sweeps."""
    alone = _answer(chains=2).diagnostics["sweeps"]
    regions = [(300.0, 0.5), (3_000.0, 0.5)]
    monkeypatch.setattr(latent_class_run, "posterior_modes", lambda _draws: regions)
    monkeypatch.setattr(latent_class_run, "FEWEST_WITH_REGIONS", 4_000)
    apart = _answer(chains=2).diagnostics["sweeps"]
    assert alone == latent_class_run.FEWEST_SWEEPS
    assert apart == 4_000


def test_fractions_are_rounded_and_told() -> None:
    answer = _answer(_table({history: count + 1 / 3 for history, count in CELLS.items()}))
    (remark,) = (r for r in answer.warnings if r.template == sentences.ROUNDED_TO_PERSONS)
    # Two of seven cells go up by two thirds, five go down by one third.
    assert dict(remark.params)["moved"] == pytest.approx(1.5)
    assert "moved 1.5 of 184 persons" in str(remark)


def test_overlap_that_rounds_to_nobody_gives_no_number() -> None:
    answer = _answer(_table({(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 0.25}))
    assert answer.refused is not None
    assert answer.refused.template == sentences.ROUNDED_AWAY


def test_two_lists_are_too_few() -> None:
    answer = _answer(_table({(1, 0): 50, (0, 1): 40, (1, 1): 9}))
    assert answer.refused is not None
    assert answer.refused.template == sentences.TOO_FEW_LISTS


def test_the_number_of_threads_changes_nothing() -> None:
    assert _answer(threads=1).to_dict() == _answer(threads=3).to_dict()


def test_another_seed_gives_other_draws() -> None:
    assert _answer(seed=1).N != _answer(seed=2).N


def test_a_prior_of_more_unseen_gives_more_unseen() -> None:
    classical, wide = _answer(), _answer(expansion=(2.0, 20.0))
    assert wide.N is not None
    assert classical.N is not None
    assert wide.N > classical.N
    assert wide.diagnostics["prior_of_rates"] != [1.0, 1.0]


def test_without_compiled_loops_the_plain_twin_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = _answer(classes=3)
    monkeypatch.setattr(latent_class_run.fast, "available", lambda: False)
    monkeypatch.setattr(latent_class_run, "MOST_PLAIN_SWEEPS", 2_000)
    plain = _answer(classes=3)
    assert plain.diagnostics["compiled"] is False
    assert plain.N == pytest.approx(compiled.N, rel=0.05)


def test_rounding_keeps_the_sum_and_prefers_the_largest_remainder() -> None:
    assert whole_persons(np.array([1.7, 2.6, 0.7])).tolist() == [2, 2, 1]
    assert whole_persons(np.array([1 / 3, 1 / 3, 1 / 3])).tolist() == [1, 0, 0]
    assert whole_persons(np.array([4.0, 5.0])).tolist() == [4, 5]


def test_the_ladder_begins_with_the_table_and_does_not_grow_with_it() -> None:
    small, large = ladder(np.array([10.0, 5.0])), ladder(np.array([1e6, 2e6]))
    assert small.tolist() == [[10.0, 5.0]]
    assert large[0].tolist() == [1e6, 2e6]
    assert len(large) == len(ladder(np.array([1e8, 2e8]))) == 12
    assert np.all(np.diff(large.sum(axis=1)) < 0)
