"""How many in all, when it is not certain which records are one person?

Whole linkages are drawn, each becomes a table of capture histories, each table is estimated, and
the answers are pooled as a mixture (linkage averaging, Sadinle 2018; Rubin's variances are in
the diagnostics). An audit of pairs lets the draws be mended for missed and wrong links. What
clusters at one threshold would have said stands beside the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.combination import Pooling, pool_replicates
from onrecord.core.estimate.method import Options
from onrecord.core.estimate.registry import method_named
from onrecord.core.estimate.result import Estimate, Json
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.linkage.audit import Answers, ListPairQuality, Rate, quality
from onrecord.core.reconcile.linkage.clustering import cluster
from onrecord.core.reconcile.linkage.draws import draw_linkages
from onrecord.core.reconcile.linkage.missed_links import (
    Material,
    corrected_histories,
    falling_off,
    recalibrated_draws,
    restored_links,
)
from onrecord.core.reconcile.linkage.rules import ListRule, RuleKind

METHOD: Final = "loglinear-averaging"
"""Method where nobody names one: of those measured it covers best when the links are true."""

DRAWS: Final = 20
THRESHOLDS: Final = (0.5, 0.9, 0.99)
LEAST: Final = 0.05
"""Pairs that score lower are neither drawn nor audited: too many, and hardly one is true."""

PROVISIONAL: Final = (
    "Nobody has looked at a sample of pairs, so how many true links are missing is not known. "
    "Every missed link makes two people of one, and the number too high. The number is "
    "provisional; audit a sample of pairs before publishing it."
)
FEW_AUDITED: Final = (
    "Only {audited} pairs were looked at; the coverage that was measured rests on {wanted}."
)
MEASURED: Final = (
    "On {worlds} invented worlds of five lists, the interval of this method with links mended in "
    "this way held the true number in {inside}; with perfect links it would have in {ceiling}."
)
AUDITED_SCORED: Final = (
    "Recall is measured among pairs that a blocking rule brought together. True links that no "
    "rule saw are not counted; where there are many, the number is too high."
)
_ENOUGH_AUDITED: Final = 500


class Correction(StrEnum):
    """What is done about links that were missed, or are wrong."""

    NONE = "none"
    """Linkages are drawn as the pairs were scored, from the standard rules alone."""
    WIDE = "wide"
    """The same, with the pairs that wider blocking rules brought together and scored."""
    RECALIBRATED = "recalibrated"
    """Wide, shifted until the draws hold as many pairs as the audit found true."""
    RESTORED = "restored"
    """None, with links added by pair of lists until there are as many as the audit says."""
    HISTORIES = "histories"
    """None, with the table taken back through the chances of a broken link."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of how many invented worlds an interval held the truth."""

    inside: int
    worlds: int


MEASURED_COVERAGE: Final[dict[Correction, Coverage]] = {
    Correction.NONE: Coverage(0, 20),
    Correction.WIDE: Coverage(19, 20),
    Correction.RECALIBRATED: Coverage(20, 20),
    Correction.RESTORED: Coverage(14, 20),
    Correction.HISTORIES: Coverage(20, 20),
}
"""From ``benchmarks/linkage_to_estimate.py``; the table is in the explanation of this flow."""
CEILING: Final = Coverage(19, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedEstimate:
    """The number over all linkages drawn, with what it rests on."""

    estimate: Estimate
    correction: Correction
    draws: int
    clusters: tuple[int, int]
    """Fewest and most people that a linkage drawn makes of the records."""
    linkage_share: float | None
    """Share of the variance that is due to not knowing the links."""
    thresholds: tuple[tuple[float, Estimate], ...]
    """What one linkage at each threshold would have said: a band of sensitivity, no interval."""
    overall: ListPairQuality | None
    """Recall and precision of the last linkage drawn, over all pairs of lists."""
    by_lists: tuple[ListPairQuality, ...]
    list_names: tuple[str, ...]
    audited: int
    warnings: tuple[Remark, ...]

    @property
    def provisional(self) -> bool:
        """Whether no recall stands behind the number."""
        return self.overall is None

    def to_dict(self) -> dict[str, Json]:
        """Return the answer as a JSON object."""
        return {
            **self.estimate.to_dict(),
            "warnings": [str(one) for one in (*self.warnings, *self.estimate.warnings)],
            "provisional": self.provisional,
            "correction": str(self.correction),
            "linkages_drawn": self.draws,
            "clusters": list(self.clusters),
            "linkage_share_of_variance": self.linkage_share,
            "thresholds": [
                {"threshold": at, "N": one.N, "low": one.low, "high": one.high,
                 "observed": one.observed, "refused": str(one.refused) if one.refused else None}
                for at, one in self.thresholds
            ],
            "audited": self.audited,
            "recall": None if self.overall is None else _rate(self.overall.recall),
            "precision": None if self.overall is None else _rate(self.overall.precision),
            "by_lists": [self._lists(one) for one in self.by_lists],
        }  # fmt: skip

    def _lists(self, one: ListPairQuality) -> dict[str, Json]:
        return {
            "lists": [self.list_names[one.left], self.list_names[one.right]],
            "audited": one.audited,
            "recall": _rate(one.recall),
            "precision": _rate(one.precision),
        }


def linked_estimate(
    material: Material,
    names: Sequence[str],
    chance: np.random.Generator,
    *,
    wide: NDArray[np.bool_] | None = None,
    answers: Answers | None = None,
    correction: Correction | None = None,
    method: str = METHOD,
    draws: int = DRAWS,
    options: Options | None = None,
) -> LinkedEstimate:
    """Draw linkages, estimate each, and pool.

    ``names`` are the lists in the order of ``material.penalty``. ``wide`` (pairs,) marks pairs
    that only the wider blocking rules brought together; ``answers`` are of an audit of
    ``material.pairs``. Without a named correction it is *recalibrated* where there is an audit
    and *wide* where there is none.

    Raises UsageError for an unknown method, and for a correction that needs an audit without one.
    """
    way = _way(correction, answers)
    chosen = options or Options()
    job = _Job(material, tuple(names), _mask(material, wide), answers, draws, chance)
    linkages, tables = _WAYS[way](job)
    answer = method_named(method)
    pooled = pool_replicates(
        [answer.estimate(table, chosen)[0] for table in tables],
        pooling=Pooling.MIXTURE,
        level=chosen.level,
        seed=chosen.seed,
    )
    by_lists, overall = _quality(job, linkages[-1])
    people = [len(np.unique(one)) for one in linkages]
    share = pooled.diagnostics.get("missing_information")
    return LinkedEstimate(
        estimate=pooled,
        correction=way,
        draws=draws,
        clusters=(min(people), max(people)),
        linkage_share=share if isinstance(share, float) else None,
        thresholds=tuple(
            (at, answer.estimate(job.table(job.clustered(at)), chosen)[0]) for at in THRESHOLDS
        ),
        overall=overall,
        by_lists=by_lists,
        list_names=tuple(names),
        audited=0 if answers is None else int(answers.sure.sum()),
        warnings=_warnings(way, method, answers),
    )


def _way(correction: Correction | None, answers: Answers | None) -> Correction:
    way = correction or (Correction.WIDE if answers is None else Correction.RECALIBRATED)
    if answers is None and way not in {Correction.NONE, Correction.WIDE}:
        raise UsageError(
            "This correction needs the answers of an audit.",
            value=str(way),
            remedy="Draw a sample of pairs, look at them, and give the answers.",
        )
    return way


@dataclass(frozen=True, slots=True)
class _Job:
    """What a way of drawing needs."""

    material: Material
    names: tuple[str, ...]
    wide: NDArray[np.bool_]
    answers: Answers | None
    draws: int
    chance: np.random.Generator

    @property
    def standard(self) -> Material:
        """The material without the pairs of the wider rules."""
        return replace(self.material, pairs=self.material.pairs.kept(~self.wide))

    @property
    def looked(self) -> Answers:
        """The answers of the audit."""
        if self.answers is None:
            raise ValueError("this way needs an audit")
        return self.answers

    def clustered(self, threshold: float) -> NDArray[np.int64]:
        """Return the one linkage of the standard pairs at a threshold."""
        rules = [
            ListRule(RuleKind.UNIQUE if np.isinf(bits) else RuleKind.NEARLY_UNIQUE, float(bits))
            for bits in self.material.penalty
        ]
        held = self.standard
        return cluster(held.pairs, held.lists, rules, held.constraints, threshold)

    def table(self, clusters: NDArray[np.int64]) -> CaptureHistories:
        """Return the capture histories of a linkage."""
        people, place = np.unique(clusters, return_inverse=True)
        named = np.zeros((len(people), len(self.names)), dtype=np.int8)
        named[place.reshape(-1), self.material.lists] = 1
        return CaptureHistories.from_records(self.names, named)


_Drawn = tuple[NDArray[np.int64], list[CaptureHistories]]


def _plain(job: _Job) -> _Drawn:
    drawn = draw_linkages(job.standard.field(), job.draws, job.chance)
    return drawn, [job.table(one) for one in drawn]


def _wide(job: _Job) -> _Drawn:
    drawn = draw_linkages(job.material.field(), job.draws, job.chance)
    return drawn, [job.table(one) for one in drawn]


def _recalibrated(job: _Job) -> _Drawn:
    drawn = recalibrated_draws(job.material, job.looked, job.draws, job.chance)
    return drawn, [job.table(one) for one in drawn]


def _restored(job: _Job) -> _Drawn:
    drawn = draw_linkages(job.standard.field(), job.draws, job.chance)
    rates = job.looked.rates(job.material.pairs.probability, job.chance, job.draws)
    stratum = job.looked.plan.stratum
    mended = np.array(
        [
            restored_links(one, job.material, rate[stratum], job.chance)
            for one, rate in zip(drawn, rates, strict=True)
        ]
    )
    return mended, [job.table(one) for one in mended]


def _histories(job: _Job) -> _Drawn:
    drawn = draw_linkages(job.standard.field(), job.draws, job.chance)
    rates = job.looked.rates(job.material.pairs.probability, job.chance, job.draws)
    tables = []
    for one, rate in zip(drawn, rates, strict=True):
        table = job.table(one)
        off = falling_off(_recall(job, one, rate[job.looked.plan.stratum]))
        persons = corrected_histories(table.histories, table.counts, off)
        marks = (np.arange(len(persons))[:, None] >> np.arange(len(job.names))) & 1
        tables.append(CaptureHistories(job.names, marks[1:].astype(np.int8), persons[1:]))
    return drawn, tables


def _recall(
    job: _Job, clusters: NDArray[np.int64], rate: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return by two lists the share of the expected true pairs that a linkage joins."""
    pairs, lists, count = job.material.pairs, job.material.lists, len(job.names)
    one, two = lists[pairs.left], lists[pairs.right]
    key = np.minimum(one, two) * count + np.maximum(one, two)
    joined = clusters[pairs.left] == clusters[pairs.right]
    shown = job.looked.plan.chosen[job.looked.sure]
    true = job.looked.verdict[job.looked.sure] == 1
    weight = job.looked.plan.weight[job.looked.sure]
    hold = weight[joined[shown] & true].sum() / max(weight[joined[shown]].sum(), 1.0)
    expected = np.bincount(key, rate, minlength=count * count)
    found = np.bincount(key[joined], minlength=count * count) * hold
    share = np.divide(found, expected, out=np.full(len(found), np.nan), where=expected >= 1)
    return np.asarray(np.minimum(share, 1).reshape(count, count))


_WAYS: Final[dict[Correction, Callable[[_Job], _Drawn]]] = {
    Correction.NONE: _plain,
    Correction.WIDE: _wide,
    Correction.RECALIBRATED: _recalibrated,
    Correction.RESTORED: _restored,
    Correction.HISTORIES: _histories,
}


def _mask(material: Material, wide: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    return np.zeros(len(material.pairs), dtype=bool) if wide is None else wide


def _quality(
    job: _Job, clusters: NDArray[np.int64]
) -> tuple[tuple[ListPairQuality, ...], ListPairQuality | None]:
    if job.answers is None or not job.answers.sure.any():
        return (), None
    return quality(job.answers, job.material.pairs, job.material.lists, clusters, job.chance)


def _warnings(way: Correction, method: str, answers: Answers | None) -> tuple[Remark, ...]:
    audited = 0 if answers is None else int(answers.sure.sum())
    said = [Remark.of(PROVISIONAL if audited == 0 else AUDITED_SCORED)]
    if 0 < audited < _ENOUGH_AUDITED:
        said.append(Remark.of(FEW_AUDITED, audited=audited, wanted=600))
    measured = MEASURED_COVERAGE.get(way)
    if measured is not None and method == METHOD:
        said.append(
            Remark.of(
                MEASURED,
                worlds=measured.worlds,
                inside=measured.inside,
                ceiling=CEILING.inside,
            )
        )
    return tuple(said)


def _rate(one: Rate | None) -> Json:
    return None if one is None else {"share": one.share, "low": one.low, "high": one.high}
