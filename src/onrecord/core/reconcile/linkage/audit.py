"""Which pairs should somebody look at, and what do the answers say of recall and precision?

Pairs are drawn at random within strata of *coverage* (did the standard blocking rules bring the
pair together, or only the wide ones) and *band* of score. Within a stratum they are taken at even
steps in the order of their lists and scores, so that every pair of lists has its share (implicit
stratification, Kish 1965). More are looked at where more doubt lies (Neyman 1934). Each answer
stands for the pairs of its stratum over those looked at there: its design weight.

What is said holds for the pairs that some rule brought together and that were kept. A link that
no rule saw is seen by no audit of pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.linkage.pairs import ScoredPairs

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST: Final = 600
"""Pairs that somebody can be asked to look at."""

BANDS: Final = (0.01, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999)
"""Probabilities between the bands of score."""

_DOUBT: Final = 0.01
"""Least variance of a pair by which looks are shared out: no score is beyond doubt."""

_LEAST: Final = 8
"""Least pairs looked at in a stratum that has so many."""

_SAMPLES: Final = 2000


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """Which pairs to show, and what each answer stands for."""

    stratum: Ints
    """Stratum of every scored pair: band, plus the number of bands where only wide rules saw it."""
    chosen: Ints
    """Indexes of the pairs to show, in the order of strata."""
    weight: Floats
    """Pairs that each chosen one stands for."""

    @property
    def size(self) -> Ints:
        """Scored pairs of each stratum."""
        return np.bincount(self.stratum, minlength=2 * (len(BANDS) + 1))


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95 per cent interval; None where nothing was looked at."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ListPairQuality:
    """What the audit says of a linkage between two lists (or within one)."""

    left: int
    right: int
    audited: int
    recall: Rate | None
    precision: Rate | None


def audit_plan(
    pairs: ScoredPairs,
    lists: Ints,
    wide: NDArray[np.bool_],
    chance: np.random.Generator,
    most: int = MOST,
) -> AuditPlan:
    """Return at most ``most`` pairs to show; ``wide`` marks pairs that only wide rules found."""
    if most < 1:
        raise UsageError("An audit looks at one pair at least.", value=most)
    stratum = _strata(pairs, wide)
    sizes = np.bincount(stratum, minlength=2 * (len(BANDS) + 1))
    looks = _shared_out(pairs.probability, stratum, sizes, most)
    low, high = (
        function(lists[pairs.left], lists[pairs.right]) for function in (np.minimum, np.maximum)
    )
    order = np.lexsort((pairs.probability, high, low, stratum))
    chosen, weight, begin = [], [], 0
    for size, number in zip(sizes.tolist(), looks.tolist(), strict=True):
        if number:
            steps = (np.arange(number) + chance.random()) * size / number
            chosen.append(order[begin + steps.astype(np.int64)])
            weight.append(np.full(number, size / number))
        begin += size
    if not chosen:
        return AuditPlan(stratum, np.empty(0, np.int64), np.empty(0))
    return AuditPlan(stratum, np.concatenate(chosen), np.concatenate(weight))


def plan_of(pairs: ScoredPairs, wide: NDArray[np.bool_], chosen: Ints) -> AuditPlan:
    """Return the plan behind an audit that was made: what each of its pairs stands for now.

    ``chosen`` are the pairs that were shown, by their place among ``pairs``. Within a stratum
    they count alike, also where scores have moved since.
    """
    stratum = _strata(pairs, wide)
    strata = 2 * (len(BANDS) + 1)
    looked = np.bincount(stratum[chosen], minlength=strata)
    each = np.bincount(stratum, minlength=strata) / np.maximum(looked, 1)
    return AuditPlan(stratum, chosen, each[stratum[chosen]])


def _strata(pairs: ScoredPairs, wide: NDArray[np.bool_]) -> Ints:
    return np.asarray(np.digitize(pairs.probability, BANDS) + (len(BANDS) + 1) * wide)


def _shared_out(probability: Floats, stratum: Ints, sizes: Ints, most: int) -> Ints:
    """Return how many pairs of each stratum to look at: as size times doubt, and a least."""
    mean = np.bincount(stratum, probability, minlength=len(sizes)) / np.maximum(sizes, 1)
    doubt = sizes * np.sqrt(np.maximum(mean * (1 - mean), _DOUBT))
    least = np.minimum(sizes, min(_LEAST, most // max(int((sizes > 0).sum()), 1)))
    room = most - int(least.sum())
    looks = least + np.floor(room * doubt / max(float(doubt.sum()), 1e-12)).astype(np.int64)
    return np.asarray(np.minimum(looks, sizes))


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody said of the chosen pairs: 1 same, 0 different, -1 unsure, in their order."""

    plan: AuditPlan
    verdict: Ints

    def __post_init__(self) -> None:
        if len(self.verdict) != len(self.plan.chosen):
            raise UsageError("An audit has one answer for each pair that was shown.")

    @property
    def sure(self) -> NDArray[np.bool_]:
        """Which answers say something."""
        return np.asarray(self.verdict >= 0)

    def counts(self) -> tuple[Ints, Ints]:
        """Return the pairs found the same, and those found different, by stratum."""
        where = self.plan.stratum[self.plan.chosen]
        strata = len(self.plan.size)
        same = np.bincount(where[self.verdict == 1], minlength=strata)
        return same, np.bincount(where[self.verdict == 0], minlength=strata)

    def rates(self, probability: Floats, chance: np.random.Generator, size: int) -> Floats:
        """Return draws of the share of true pairs in each stratum, shape (size, strata).

        The prior is a beta distribution worth ``PRIOR`` looks around the mean score, so that a
        stratum nobody looked at keeps its score.
        """
        same, different = self.counts()
        sizes = np.maximum(self.plan.size, 1)
        mean = np.bincount(self.plan.stratum, probability, minlength=len(sizes)) / sizes
        mean = np.clip(mean, 1e-4, 1 - 1e-4)
        drawn = chance.beta(PRIOR * mean + same, PRIOR * (1 - mean) + different, (size, len(sizes)))
        return np.asarray(np.clip(drawn, 1e-5, 1 - 1e-5))


PRIOR: Final = 2.0
"""Looks that the score of a stratum is worth before anybody looks."""


def quality(
    answers: Answers,
    pairs: ScoredPairs,
    lists: Ints,
    cluster: Ints,
    chance: np.random.Generator,
) -> tuple[tuple[ListPairQuality, ...], ListPairQuality]:
    """Return recall and precision of a linkage by pair of lists, and over all (lists -1).

    Recall is the share of true pairs that the linkage joins, precision the share of joined pairs
    that are true, both over scored pairs. Intervals are quantiles of the Bayesian bootstrap
    (Rubin 1981) within strata, with one half answer either way added to each side.
    """
    shown = answers.plan.chosen[answers.sure]
    true = answers.verdict[answers.sure] == 1
    joined = cluster[pairs.left[shown]] == cluster[pairs.right[shown]]
    one, two = lists[pairs.left[shown]], lists[pairs.right[shown]]
    low, high = np.minimum(one, two), np.maximum(one, two)
    weights = _bootstrap(answers, shown, chance)
    found = []
    for left, right in sorted(set(zip(low.tolist(), high.tolist(), strict=True))):
        here = (low == left) & (high == right)
        found.append(_quality((left, right), here, true & here, joined & here, weights))
    return tuple(found), _quality((-1, -1), np.ones(len(shown), bool), true, joined, weights)


def _bootstrap(answers: Answers, shown: Ints, chance: np.random.Generator) -> Floats:
    """Return weights of the sure answers, first as designed and then resampled."""
    where, sizes = answers.plan.stratum[shown], answers.plan.size
    drawn = chance.standard_exponential((_SAMPLES, len(shown)))
    weights = np.vstack([np.ones(len(shown)), drawn])
    for stratum in np.unique(where):
        here = where == stratum
        sums = weights[:, here].sum(axis=1, keepdims=True)
        weights[:, here] *= sizes[stratum] / np.where(sums > 0, sums, 1)
    return np.asarray(weights)


def _quality(
    lists: tuple[int, int],
    here: NDArray[np.bool_],
    true: NDArray[np.bool_],
    joined: NDArray[np.bool_],
    weights: Floats,
) -> ListPairQuality:
    return ListPairQuality(
        left=lists[0],
        right=lists[1],
        audited=int(here.sum()),
        recall=_rate(weights, true & joined, true),
        precision=_rate(weights, true & joined, joined),
    )


def _rate(weights: Floats, part: NDArray[np.bool_], whole: NDArray[np.bool_]) -> Rate | None:
    if not whole.any():
        return None
    number = max(int(whole.sum()), 1)
    half = 0.5 * weights[:, whole].sum(axis=1) / number
    most = weights @ whole
    yes = weights @ part
    share = yes[0] / most[0]
    spread = np.quantile((yes[1:] + half[1:]) / (most[1:] + 2 * half[1:]), (0.025, 0.975))
    return Rate(
        share=float(share), low=float(min(spread[0], share)), high=float(max(spread[1], share))
    )
