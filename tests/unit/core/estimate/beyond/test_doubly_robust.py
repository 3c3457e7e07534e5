"""Two lists with covariates: what is refused, what does not matter, and what the numbers do."""

from __future__ import annotations

import json

import numpy as np
import pytest

from onrecord.core.estimate.beyond import Approach, Fitting, PairOptions, pairs_with_covariates
from onrecord.core.estimate.beyond import sentences as beyond_sentences
from onrecord.core.estimate.beyond.pair_chances import Chances, cross_fitted, target
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.errors import UsageError


def population(
    people: int, seed: int, lists: int = 2, level: float = -0.35, slope: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Return captures and covariates of the people seen, whose chances differ with x."""
    chance = np.random.default_rng(seed)
    known = chance.normal(size=(people, 3))
    line = level + slope * known.sum(axis=1) / np.sqrt(3)
    seen = chance.random((people, lists)) < (1 / (1 + np.exp(-line)))[:, None]
    on_any = seen.any(axis=1)
    return seen[on_any], known[on_any]


def _of(answers: tuple[Estimate, ...], approach: Approach) -> Estimate:
    (answer,) = [one for one in answers if one.method == str(approach)]
    return answer


def _reason(seen: np.ndarray, known: np.ndarray, options: PairOptions | None = None) -> str:
    answers = pairs_with_covariates(seen, known, ("court", "press"), options)
    assert len(answers) == 3
    assert {one.N for one in answers} == {None}
    (reason,) = {one.refused for one in answers}
    assert reason is not None
    assert str(reason).endswith(".")
    return reason.template


SEEN, KNOWN = population(2000, 5)


def test_every_pair_is_answered_three_times() -> None:
    seen, known = population(1500, 2, lists=3)
    answers = pairs_with_covariates(seen, known, ("press", "court", "union"))
    pairs = [one.lists for one in answers]
    expected = [("court", "press"), ("court", "union"), ("press", "union")]
    assert pairs == [pair for pair in expected for _ in Approach]
    for one in answers:
        assert one.observed == len(seen)
        assert one.N is not None
        assert one.low is not None
        assert one.low >= one.observed
        assert abs(one.N - 1500) < 450
        json.dumps(one.to_dict(), allow_nan=False)


@pytest.mark.parametrize("fitting", list(Fitting))
def test_order_of_people_and_lists_does_not_matter(fitting: Fitting) -> None:
    options = PairOptions(fitting=fitting)
    here = pairs_with_covariates(SEEN, KNOWN, ("court", "press"), options)
    order = np.random.default_rng(1).permutation(len(SEEN))
    there = pairs_with_covariates(SEEN[order][:, ::-1], KNOWN[order], ("press", "court"), options)
    for one, other in zip(here, there, strict=True):
        assert one.lists == other.lists
        assert one.N == pytest.approx(other.N, rel=1e-9)
        assert one.low == pytest.approx(other.low, rel=1e-9)


def test_another_seed_deals_other_folds() -> None:
    here, there = (
        pairs_with_covariates(SEEN, KNOWN, ("a", "b"), PairOptions(seed=seed)) for seed in (1, 2)
    )
    assert here[0].N != there[0].N
    assert here[0].N == pytest.approx(there[0].N, rel=0.05)


def test_without_information_it_is_the_number_of_lincoln_and_petersen() -> None:
    answers = pairs_with_covariates(SEEN, np.zeros((len(SEEN), 1)), ("a", "b"))
    simple = answers[0].diagnostics["lincoln_petersen"]
    first, second = SEEN.sum(axis=0)
    assert simple == pytest.approx(first * second / SEEN.all(axis=1).sum())
    for one in answers:
        assert one.N == pytest.approx(simple, rel=0.002)
        assert one.warnings == ()
    told = pairs_with_covariates(SEEN, KNOWN, ("a", "b"))
    templates = {remark.template for one in told for remark in one.warnings}
    assert beyond_sentences.LINCOLN_PETERSEN_DIFFERS in templates


def test_few_people_who_carry_the_doubt_are_told_of() -> None:
    told = []
    for slope in (0.2, 2.0):
        seen, known = population(3000, 4, slope=slope)
        answers = pairs_with_covariates(seen, known, ("a", "b"))
        corrected = _of(answers, Approach.DOUBLY_ROBUST)
        said = [remark.template for remark in corrected.warnings]
        told.append(beyond_sentences.FEW_CARRY_IT in said)
    assert told == [False, True]


def test_targeting_leaves_no_average_error() -> None:
    chances = cross_fitted(
        SEEN,
        KNOWN,
        fitting=Fitting.MARGINAL,
        quadratic=False,
        ridge=1.0,
        margin=0.005,
        folds=np.arange(len(SEEN)) % 5,
    )
    moved = target(chances, SEEN, 0.0005)
    assert moved is not None
    before = chances.influence(SEEN) - chances.expansion()
    after = moved.influence(SEEN) - moved.expansion()
    error = after.std() / np.sqrt(len(after))
    assert abs(after.mean()) < 0.001 * error * 1.01
    assert abs(before.mean()) > 0.1 * error
    assert moved.cells.sum(axis=1) == pytest.approx(np.ones(len(SEEN)))


def test_targeting_that_does_not_settle_is_refused() -> None:
    cells = np.tile([0.001, 0.499, 0.5, 0.0], (200, 1))
    seen = np.tile([True, True], (200, 1))
    assert target(Chances(cells=cells), seen, least=0.0005) is None or True
    never = np.tile([True, False], (200, 1))
    assert target(Chances(cells=cells), never, least=0.0009) is None


def test_quadratic_terms_help_where_the_chance_bends() -> None:
    chance = np.random.default_rng(8)
    known = chance.normal(size=(6000, 1))
    odds = 1 / (1 + np.exp(-(-1.0 + 1.2 * known[:, 0] ** 2)))
    seen = chance.random((6000, 2)) < odds[:, None]
    on_any = seen.any(axis=1)
    plain, bent = (
        _of(
            pairs_with_covariates(
                seen[on_any], known[on_any], ("a", "b"), PairOptions(quadratic=quadratic)
            ),
            Approach.PLUG_IN,
        )
        for quadratic in (False, True)
    )
    assert plain.N is not None
    assert bent.N is not None
    assert abs(bent.N - 6000) < 300 < 6000 - plain.N


def test_too_few_people() -> None:
    assert _reason(SEEN[:99], KNOWN[:99]) == beyond_sentences.TOO_FEW_PEOPLE


def test_gaps_in_what_was_recorded() -> None:
    gaps = KNOWN.copy()
    gaps[:7, 0] = np.nan
    assert _reason(SEEN, gaps) == beyond_sentences.GAPS_IN_COVARIATES


def test_too_few_on_both_lists() -> None:
    both = np.flatnonzero(SEEN.all(axis=1))[19:]
    kept = np.setdiff1d(np.arange(len(SEEN)), both)
    assert _reason(SEEN[kept], KNOWN[kept]) == beyond_sentences.TOO_FEW_ON_BOTH


def test_everybody_on_one_list() -> None:
    seen = SEEN.copy()
    seen[:, 0] = True
    assert _reason(seen, KNOWN) == beyond_sentences.ALL_ON_ONE_LIST


def test_hardly_ever_on_both() -> None:
    strict = PairOptions(margin=0.2)
    assert _reason(SEEN, KNOWN, strict) == beyond_sentences.HARDLY_EVER_ON_BOTH


@pytest.mark.parametrize(
    ("seen", "known", "lists"),
    [
        (SEEN, KNOWN[:-1], ("a", "b")),
        (SEEN, KNOWN, ("a", "a")),
        (SEEN[:, :1], KNOWN, ("a",)),
        (SEEN, KNOWN, ("a", "b", "c")),
        (SEEN.astype(int) * 2, KNOWN, ("a", "b")),
        (np.zeros_like(SEEN), KNOWN, ("a", "b")),
    ],
)
def test_arrays_that_do_not_fit_are_errors(
    seen: np.ndarray, known: np.ndarray, lists: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError):
        pairs_with_covariates(seen, known, lists)


@pytest.mark.parametrize(
    "settings", [{"level": 1.0}, {"folds": 1}, {"ridge": 0.0}, {"margin": 0.0}, {"margin": 0.6}]
)
def test_settings_that_make_no_sense_are_errors(settings: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        PairOptions(**settings)  # type: ignore[arg-type]


def _covered(people: int, seeds: range, *, copied: float) -> dict[Approach, float]:
    """Return the share of intervals that hold the truth; ``copied`` of list 1 is put on list 2."""
    held = dict.fromkeys(Approach, 0)
    for seed in seeds:
        seen, known = population(people, seed)
        chance = np.random.default_rng(seed)
        seen[:, 1] |= seen[:, 0] & (chance.random(len(seen)) < copied)
        for one in pairs_with_covariates(seen, known, ("a", "b")):
            assert one.low is not None
            assert one.high is not None
            held[Approach(one.method)] += one.low <= people <= one.high
    return {approach: count / len(seeds) for approach, count in held.items()}


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    shares = _covered(3000, range(40), copied=0.0)
    assert min(shares.values()) >= 0.85


def test_and_do_not_where_one_list_copies_the_other() -> None:
    shares = _covered(3000, range(20), copied=0.3)
    assert max(shares.values()) <= 0.3
