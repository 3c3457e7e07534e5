"""How much does each answer weigh, when the pairs of each blocking rule are a world of their own?

The model of Fellegi and Sunter (1969) takes the answers of comparisons as independent among true
pairs and among others. Among all pairs they are not: brothers killed together share father,
surname, village and day. Within the pairs that one rule brings together they nearly are, because
what the rule demands no longer varies. So the chances among other pairs (u) and the share of true
pairs are learned rule by rule, and those among true pairs (m) from all rules together, by
expectation and maximisation (Dempster, Laird and Rubin 1977; Winkler 1988). Pairs of one list,
of which few are true, show what others look like; the search starts from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.linkage.blocking import BlockingRule
from onrecord.core.reconcile.linkage.columns import Columns
from onrecord.core.reconcile.linkage.comparison import Comparison

_FLOOR = 0.001
_ITERATIONS = 200
_CONVERGED = 1e-4
_POOLED = 20.0
_LEANING = 200.0
_ANCHORED = 0.02
_ANCHORED_ALONE = 3.0
_START_WITHIN = 0.01
_LINKS_A_RECORD = 0.6
_DRAWN = 6_000

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ComparedPairs:
    """Pairs with the rule that first chose them and the level of each comparison.

    ``left``, ``right``, ``rule`` have the shape (pairs,), as has each array of ``levels``;
    ``same_list`` tells whether both are of one list.
    """

    left: Ints
    right: Ints
    rule: Ints
    same_list: NDArray[np.bool_]
    levels: Mapping[str, NDArray[np.uint8]]

    def __len__(self) -> int:
        return len(self.left)


@dataclass(frozen=True, slots=True)
class LinkModel:
    """What was learned: chances of each level, and the share of true pairs.

    ``m`` and ``u`` hold for each comparison the chances of its levels among true pairs (levels,)
    and among others (rules, levels); level 0, which cannot be compared, has 1 in both. ``share``
    is that of true pairs (rules, 2), across lists and within one.
    """

    m: Mapping[str, Floats]
    u: Mapping[str, Floats]
    share: Floats

    def bits(self, comparison: str) -> Floats:
        """Return the weight in bits of each level under each rule, shape (rules, levels)."""
        return np.asarray(np.log2(self.m[comparison]) - np.log2(self.u[comparison]))

    def prior_bits(self) -> Floats:
        """Return the log-odds in bits before any comparison, shape (rules, 2)."""
        return np.asarray(np.log2(self.share) - np.log2(1.0 - self.share))

    def weights(self, pairs: ComparedPairs) -> Floats:
        """Return the log-odds in bits of each pair, shape (pairs,)."""
        total = self.prior_bits()[pairs.rule, pairs.same_list.astype(np.int64)]
        for name, levels in pairs.levels.items():
            total += self.bits(name)[pairs.rule, levels]
        return np.asarray(total)


def fit(
    pairs: ComparedPairs,
    comparisons: Sequence[Comparison],
    rules: Sequence[BlockingRule],
    strangers: Mapping[str, Floats],
    records: int,
) -> LinkModel:
    """Return the model that the pairs themselves support, without any label.

    ``strangers`` are the chances of each level among pairs drawn by chance (see
    :func:`chances_of_strangers`); ``records`` is how many records were to be compared. The search
    starts from the classical weights, with pairs of one list taken as false where there are
    several lists.
    """
    count = len(rules)
    patterns = _Patterns.of(pairs, comparisons, rules)
    m = {
        one.name: np.tile(_chances(np.array([level.start for level in one.levels])), (count, 1))
        for one in comparisons
    }
    u = {name: np.tile(chances, (count, 1)) for name, chances in strangers.items()}
    expected = _LINKS_A_RECORD / max(records, 2)
    model = LinkModel(m, u, np.full((count, 2), expected))
    before = patterns.true(model)
    several = not pairs.same_list.all()
    if several:
        before = np.where(patterns.within, 0.0, before)
    model = patterns.learned(before, model, strangers)
    if several:
        model.share[:, 1] = np.maximum(model.share[:, 1], _START_WITHIN)
    for _ in range(_ITERATIONS):
        true = patterns.true(model)
        if np.abs(true - before).max(initial=0.0) < _CONVERGED:
            break
        model = patterns.learned(true, model, strangers)
        before = true
    return model


def chances_of_strangers(
    columns: Columns, comparisons: Sequence[Comparison], chance: np.random.Generator
) -> dict[str, Floats]:
    """Return the chances of each level (levels,) among pairs of records drawn by chance.

    Level 0 has 1. Few of so many pairs are one person, so all are taken as strangers.
    """
    drawn = chance.integers(0, max(len(columns), 1), size=(_DRAWN, 2))
    drawn = drawn[drawn[:, 0] != drawn[:, 1]]
    counts = {one.name: np.full(len(one.levels), 0.5) for one in comparisons}
    rows = {place: columns.row(place) for place in np.unique(drawn).tolist()}
    for left, right in drawn.tolist():
        for one in comparisons:
            counts[one.name][one.level(rows[left], rows[right])] += 1.0
    return {name: _chances(found, floor=0.0) for name, found in counts.items()}


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The distinct combinations of rule, list and levels, and how many pairs show each."""

    rule: Ints
    within: NDArray[np.bool_]
    levels: dict[str, Ints]
    count: Floats
    rules: int
    possible: dict[str, Floats]
    """For each comparison (rules, levels): 0 for levels that a rule rules out, else 1."""
    bound: dict[str, NDArray[np.bool_]]
    alone: bool
    """Whether all records are of one list, so that none of the pairs is known to be false."""

    @classmethod
    def of(
        cls,
        pairs: ComparedPairs,
        comparisons: Sequence[Comparison],
        rules: Sequence[BlockingRule],
    ) -> _Patterns:
        code = pairs.rule * 2 + pairs.same_list
        for one in comparisons:
            code = code * len(one.levels) + pairs.levels[one.name]
        _, first, count = np.unique(code, return_index=True, return_counts=True)
        levels = {one.name: pairs.levels[one.name][first].astype(np.int64) for one in comparisons}
        rule, within = pairs.rule[first], pairs.same_list[first]
        possible = {}
        for one in comparisons:
            seen = np.ones((len(rules), len(one.levels)))
            for place, each in enumerate(rules):
                if set(each.columns) & set(one.columns):
                    here = levels[one.name][rule == place]
                    seen[place] = np.bincount(here, minlength=len(one.levels)) > 0
            seen[:, 1:] += 1e-9
            possible[one.name] = seen
        counts = count.astype(np.float64)
        bound = {
            one.name: np.array([bool(set(r.columns) & set(one.columns)) for r in rules])
            for one in comparisons
        }
        return cls(rule, within, levels, counts, len(rules), possible, bound, bool(within.all()))

    def true(self, model: LinkModel) -> Floats:
        """Return the probability of being one person for each pattern."""
        odds = model.prior_bits()[self.rule, self.within.astype(np.int64)]
        for name, levels in self.levels.items():
            odds += model.bits(name)[self.rule, levels]
        return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(odds, -1000.0, 1000.0))))

    def learned(self, true: Floats, model: LinkModel, strangers: Mapping[str, Floats]) -> LinkModel:
        """Return the model that fits best when each pattern is true with this probability."""
        weight = true * self.count
        m = {}
        for name, levels in self.levels.items():
            size = len(strangers[name])
            cells = np.bincount(self.rule * size + levels, weight, self.rules * size)
            counts = cells.reshape(self.rules, size)
            everywhere = _chances(counts.sum(axis=0) + model.m[name].mean(axis=0))
            likely = _chances(everywhere * self.possible[name], floor=0.0)
            m[name] = _chances(counts + _LEANING * likely)
        return LinkModel(m, self.others(self.count - weight, strangers), self._shares(weight))

    def others(self, weight: Floats, strangers: Mapping[str, Floats]) -> dict[str, Floats]:
        """Return the chances of levels among other pairs, rule by rule.

        To the pairs of each rule some are added: half look like the others of all rules, half
        like strangers who agree in what the rule demands. So a rule that brings together true
        pairs alone still knows what a false one would look like. Within one list, where no pair
        is known to be false, strangers weigh as much as the pairs themselves.
        """
        pairs = np.bincount(self.rule, self.count, self.rules)
        added = (_POOLED + (_ANCHORED_ALONE if self.alone else _ANCHORED) * pairs)[:, None]
        found = {}
        for name, levels in self.levels.items():
            size = len(strangers[name])
            cells = np.bincount(self.rule * size + levels, weight, self.rules * size)
            counts = cells.reshape(self.rules, size)
            anchor = _chances(strangers[name] * self.possible[name], floor=0.0)
            if not self.alone:
                pooled = counts.sum(axis=0) + strangers[name]
                elsewhere = _chances(pooled * self.possible[name], floor=0.0)
                anchor = (anchor + elsewhere) / 2
                found[name] = _chances(counts + added * anchor, floor=0.0)
                continue
            w = np.where(self.bound[name][:, None], _POOLED, added)
            found[name] = _chances(counts + w * anchor, floor=0.0)
        return found

    def _shares(self, weight: Floats) -> Floats:
        shares = np.empty((self.rules, 2))
        for within in (False, True):
            chosen = self.within == within
            true = np.bincount(self.rule[chosen], weight[chosen], self.rules)
            pairs = np.bincount(self.rule[chosen], self.count[chosen], self.rules)
            overall = (true.sum() + 0.5) / (pairs.sum() + 1.0)
            shares[:, int(within)] = (true + _POOLED * overall) / (pairs + _POOLED)
        return np.clip(shares, 1e-9, 1.0 - 1e-9)


def _chances(counts: Floats, floor: float = _FLOOR) -> Floats:
    """Return chances that sum to 1 over the levels beyond the first, none below a floor.

    The floor keeps one field from vetoing a pair alone: of true pairs, one in a thousand may say
    anything anywhere.
    """
    found = np.array(counts, dtype=np.float64)
    for _ in range(2):
        found[..., 1:] /= found[..., 1:].sum(axis=-1, keepdims=True)
        found[..., 1:] = np.maximum(found[..., 1:], floor)
    found[..., 1:] /= found[..., 1:].sum(axis=-1, keepdims=True)
    found[..., 0] = 1.0
    return found
