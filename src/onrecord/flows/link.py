"""Which records of several lists are one person, from their values to clusters that explain?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.adapters.engines.splink_engine import compare
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.linkage.blocking import BlockingRule, choose_rules
from onrecord.core.reconcile.linkage.clustering import cluster
from onrecord.core.reconcile.linkage.columns import Columns, columns_of
from onrecord.core.reconcile.linkage.comparison import Comparison
from onrecord.core.reconcile.linkage.comparisons import all_comparisons
from onrecord.core.reconcile.linkage.contradictions import Split, split_contradictions
from onrecord.core.reconcile.linkage.decisions import PairDecision, Standing, standing
from onrecord.core.reconcile.linkage.fit import ComparedPairs, LinkModel, chances_of_strangers, fit
from onrecord.core.reconcile.linkage.pairs import ScoredPairs, probability_of
from onrecord.core.reconcile.linkage.record import LinkRecord
from onrecord.core.reconcile.linkage.rules import ListRule, RuleKind

THRESHOLD = 0.5
SEED = 1
NO_RECALL = (
    "Nobody has measured how many true links are missing. Without a stated recall an estimate "
    "from these lists is provisional."
)
UNNAMED = "{records} records name nobody (empty, or a word for unknown) and are linked to none."
NOTHING_TO_COMPARE = "No two records share enough to be compared, so none are linked."
ABSENT = "{decisions} decisions are about records that these lists do not hold; they are kept."
SPLIT = "{clusters} clusters held records that contradict one another and were parted."

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """One run: records, what speaks for each pair, the clusters, and how they came about.

    ``lists`` holds the list of each record as an index into ``list_names``; ``clusters`` the
    smallest index in its cluster. ``compared`` and ``pairs`` are in the same order.
    """

    records: tuple[LinkRecord, ...]
    list_names: tuple[str, ...]
    lists: NDArray[np.int64]
    comparisons: tuple[Comparison, ...]
    rules: tuple[BlockingRule, ...]
    compared: ComparedPairs
    model: LinkModel | None
    pairs: ScoredPairs
    clusters: NDArray[np.int64]
    splits: tuple[Split, ...]
    standing: Standing
    warnings: tuple[Remark, ...]
    run: Mapping[str, Any] = field(default_factory=dict)

    @property
    def cluster_count(self) -> int:
        """How many people the records are judged to be."""
        return len(np.unique(self.clusters))

    def waterfall(self, pair: int) -> list[Step]:
        """Return what speaks for and against a pair, from the prior on; the bits add up."""
        if self.model is None:
            return []
        rule, within = int(self.compared.rule[pair]), int(self.compared.same_list[pair])
        share = float(self.model.share[rule, within])
        rule_name = self.rules[rule].name
        steps = [
            Step(
                "prior",
                0,
                float(self.model.prior_bits()[rule, within]),
                Remark.of(PRIOR, rule=rule_name, share=round(1000 * share, 1)),
            )
        ]
        for one in self.comparisons:
            level = int(self.compared.levels[one.name][pair])
            bits = float(self.model.bits(one.name)[rule, level])
            steps.append(Step(one.name, level, bits, Remark.of(one.levels[level].sentence)))
        return steps

    def blocking(self) -> list[dict[str, object]]:
        """Return each blocking rule with the pairs it chooses, and those it chose first."""
        first = np.bincount(self.compared.rule, minlength=len(self.rules))
        return [
            {"rule": rule.name, "pairs": rule.pairs, "first": int(count), "audited_share": None}
            for rule, count in zip(self.rules, first.tolist(), strict=True)
        ]

    def probability_of_records(self) -> NDArray[np.float64]:
        """Return how sure it is that each record is where it is, shape (records,).

        In a cluster of several: the probability of the record's best link there (1 where a
        decision made it). Alone: one minus the probability of its best link to anybody.
        """
        inside = np.zeros(len(self.records))
        outside = np.zeros(len(self.records))
        together = self.clusters[self.pairs.left] == self.clusters[self.pairs.right]
        for side in (self.pairs.left, self.pairs.right):
            np.maximum.at(inside, side[together], self.pairs.probability[together])
            np.maximum.at(outside, side[~together], self.pairs.probability[~together])
        decided = self.standing.on([one.key for one in self.records])
        inside[decided.same.ravel()] = 1.0
        sizes = np.bincount(self.clusters, minlength=len(self.records))[self.clusters]
        return np.where(sizes > 1, inside, 1.0 - outside)


PRIOR = (
    "Of 1,000 pairs that agree in {rule}, {share} are one person, before anything else is compared."
)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the weight of a pair: which comparison, at which level, how many bits, why."""

    comparison: str
    level: int
    bits: float
    remark: Remark


def link(
    records: Sequence[LinkRecord],
    *,
    engine: str = "duckdb",
    decisions: Sequence[PairDecision] = (),
    list_rules: Mapping[str, RuleKind] | None = None,
    threshold: float = THRESHOLD,
    seed: int = SEED,
    say: Progress = lambda _text: None,
) -> Linkage:
    """Link records: compare pairs, learn what the answers weigh, and make clusters of them.

    Settings follow from the data: the comparisons are those whose columns hold something, the
    blocking rules those that these records can afford. ``decisions`` come before any score.
    """
    names = tuple(sorted({one.list for one in records}))
    if not names:
        raise UsageError("There is no record to link.")
    lists = np.searchsorted(names, [one.list for one in records]).astype(np.int64)
    columns = columns_of(records)
    comparisons = usable_comparisons(columns)
    rules = tuple(choose_rules(columns)) if len(columns) else ()
    say(f"{len(columns):,} records, {len(rules)} blocking rules")
    compared, settings = _nothing(comparisons), {}
    if rules and comparisons:
        found = compare(columns, lists, comparisons, rules, engine)
        compared, settings = found.pairs, found.settings
    model = _learned(columns, compared, comparisons, rules, seed)
    pairs = _scored(compared, model)
    say(f"{len(pairs):,} pairs compared")
    held, kinds = standing(decisions), list_rules or {}
    by_list = [ListRule(kinds.get(name, RuleKind.NEARLY_UNIQUE), 0.0) for name in names]
    constraints = held.on([one.key for one in records])
    labels = cluster(pairs, lists, by_list, constraints, threshold)
    labels, splits = split_contradictions(labels, pairs, records, constraints)
    return Linkage(
        records=tuple(records),
        list_names=names,
        lists=lists,
        comparisons=comparisons,
        rules=rules,
        compared=compared,
        model=model,
        pairs=pairs,
        clusters=labels,
        splits=splits,
        standing=held,
        warnings=_warnings(records, columns, held, splits, len(pairs)),
        run=_run(engine, threshold, settings, kinds),
    )


def _scored(compared: ComparedPairs, model: LinkModel | None) -> ScoredPairs:
    weights = model.weights(compared) if model else np.zeros(0)
    return ScoredPairs(compared.left, compared.right, probability_of(weights), weights)


def _run(
    engine: str, threshold: float, settings: Mapping[str, object], kinds: Mapping[str, RuleKind]
) -> dict[str, object]:
    return {
        "engine": engine,
        "threshold": threshold,
        "settings": settings,
        "list_rules": dict(kinds),
    }


def _learned(
    columns: Columns,
    compared: ComparedPairs,
    comparisons: tuple[Comparison, ...],
    rules: tuple[BlockingRule, ...],
    seed: int,
) -> LinkModel | None:
    """Return what the answers weigh; None where no pair was compared."""
    if not len(compared):
        return None
    strangers = chances_of_strangers(columns, comparisons, np.random.default_rng(seed))
    return fit(compared, comparisons, rules, strangers, len(columns))


_AGE_BESIDE_BIRTH = 0.5


def usable_comparisons(columns: Columns) -> tuple[Comparison, ...]:
    """Return the comparisons whose columns hold something.

    Ages are left out where most records have a year of birth, which says the same.
    """
    found = [one for one in all_comparisons() if all(columns.filled(need) for need in one.needs)]
    years = columns.values["byear"]
    known = sum(year is not None for year in years)
    if known > _AGE_BESIDE_BIRTH * max(len(years), 1):
        found = [one for one in found if one.name != "age"]
    return tuple(found)


def _nothing(comparisons: Sequence[Comparison]) -> ComparedPairs:
    none = np.zeros(0, dtype=np.int64)
    levels = {one.name: np.zeros(0, dtype=np.uint8) for one in comparisons}
    return ComparedPairs(none, none, none, none.astype(bool), levels)


def _warnings(
    records: Sequence[LinkRecord],
    columns: Columns,
    held: Standing,
    splits: Sequence[Split],
    pairs: int,
) -> tuple[Remark, ...]:
    found = [Remark.of(NO_RECALL)]
    if len(columns) < len(records):
        found.append(Remark.of(UNNAMED, records=len(records) - len(columns)))
    if not pairs:
        found.append(Remark.of(NOTHING_TO_COMPARE))
    absent = held.absent_from(one.key for one in records)
    if absent:
        found.append(Remark.of(ABSENT, decisions=len(absent)))
    found += [conflict.remark for conflict in held.conflicts]
    if splits:
        found.append(Remark.of(SPLIT, clusters=len(splits)))
    return tuple(found)
