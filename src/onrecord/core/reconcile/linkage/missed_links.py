"""How are linkages mended for links that the rules and the model missed, and wrong ones?

Three ways, all fed by an audit of pairs:

- **recalibrated draws**: the scores of wide pairs come in, and every stratum of the audit is
  shifted until linkages drawn hold as many of its pairs as the audit found true. Each draw takes
  rates of its own from the doubt of the audit, so that this doubt reaches the number;
- **restored links**: to each linkage drawn from the standard pairs, links are added by pair of
  lists until there are as many as the audit says, the plausible ones first by chance;
- **corrected histories**: the table itself is taken back through the chances with which a record
  falls off its person (a misclassification of histories; Ding & Fienberg 1994 for two lists).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.linkage.audit import Answers
from onrecord.core.reconcile.linkage.decisions import Constraints
from onrecord.core.reconcile.linkage.draws import Field, draw_linkages, field_of
from onrecord.core.reconcile.linkage.pairs import ScoredPairs

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_ROUNDS: Final = 6
_LOOKS: Final = 4
"""Linkages drawn in a round, over which the rates of strata are averaged."""
_FARTHEST: Final = 25.0
"""Most bits by which a stratum is shifted."""
_STEPS: Final = 500
"""Rounds of expectation and maximisation by which histories are taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What linkages are drawn from: pairs, the list of each record, penalties, decisions.

    ``lists`` has the shape (records,) and holds indexes into ``penalty``.
    """

    pairs: ScoredPairs
    lists: Ints
    penalty: Floats
    """Bits by list that a further record of one person costs."""
    constraints: Constraints | None = None

    def field(self, shift: Floats | None = None) -> Field:
        """Return the field of the draws, each pair shifted by so many bits."""
        held = self.pairs
        if shift is not None:
            held = ScoredPairs(held.left, held.right, held.probability, held.weight + shift)
        return field_of(held, self.lists, self.penalty, self.constraints)


def recalibrated_draws(
    material: Material,
    answers: Answers,
    draws: int,
    chance: np.random.Generator,
    *,
    compiled: bool | None = None,
) -> Ints:
    """Return linkages that hold as many pairs of each stratum as the audit found true.

    Shape (draws, records). ``answers`` are of an audit of ``material.pairs``.
    """
    pairs, stratum = material.pairs, answers.plan.stratum
    if len(stratum) != len(pairs):
        raise UsageError("The audit is of other pairs than those to draw from.")
    rates = answers.rates(pairs.probability, chance, draws)
    wanted = _log_odds(rates.mean(axis=0))
    shift = np.zeros(len(wanted))
    last: Ints | None = None
    for _round in range(_ROUNDS):
        drawn = draw_linkages(
            material.field(shift[stratum]), _LOOKS, chance,
            settle=15 if last is None else 4, between=2, begin=last, compiled=compiled,
        )  # fmt: skip
        last = drawn[-1]
        shift = np.clip(
            shift + wanted - _log_odds(_held(drawn, pairs, answers)), -_FARTHEST, _FARTHEST
        )
    found = np.empty((draws, len(material.lists)), dtype=np.int64)
    for draw in range(draws):
        own = shift + _log_odds(rates[draw]) - wanted
        last = draw_linkages(
            material.field(own[stratum]), 1, chance, settle=8, begin=last, compiled=compiled
        )[0]
        found[draw] = last
    return found


def _held(drawn: Ints, pairs: ScoredPairs, answers: Answers) -> Floats:
    """Return the share of each stratum's pairs that the linkages join."""
    joined = np.mean([one[pairs.left] == one[pairs.right] for one in drawn], axis=0)
    sizes = answers.plan.size
    held = np.bincount(answers.plan.stratum, joined, minlength=len(sizes))
    # Half a pair either way, so that a stratum of which none or all is held can still move.
    return np.asarray((held + 0.25) / (sizes + 0.5))


def _log_odds(share: Floats) -> Floats:
    return np.asarray(np.log2(share) - np.log2(1 - share))


def restored_links(
    cluster: Ints, material: Material, rate: Floats, chance: np.random.Generator
) -> Ints:
    """Return a linkage with links added until each pair of lists has as many as expected.

    ``rate`` (pairs,) is the chance of each pair by the audit; expected are by pair of lists the
    summed rates. Pairs that the linkage does not join are tried in a random order in which a
    plausible one comes early (Efraimidis & Spirakis 2006), and join whole clusters that share no
    list of which a further record costs infinitely much. Pairs that decisions keep apart are
    never joined directly.
    """
    pairs, lists, unique = material.pairs, material.lists, np.isinf(material.penalty)
    count = len(unique)
    rate = _undecided(material, rate)
    key = lists[pairs.left] * count + lists[pairs.right]
    expected = np.bincount(key, rate, minlength=count * count)
    root = cluster.copy()
    members = _members(root)
    joined = root[pairs.left] == root[pairs.right]
    lacking = expected - np.bincount(key[joined], minlength=count * count)
    apart = np.flatnonzero(~joined)
    turn = np.argsort(-np.log(chance.random(len(apart))) * (1 - rate[apart]) / rate[apart])
    for pair in apart[turn].tolist():
        one, other = int(root[pairs.left[pair]]), int(root[pairs.right[pair]])
        if lacking[key[pair]] < 0.5 or one == other:
            continue
        if np.any(unique[np.intersect1d(lists[members[one]], lists[members[other]])]):
            continue
        for a in members[one]:
            for b in members[other]:
                low, high = min(a, b), max(a, b)
                lacking[lists[low] * count + lists[high]] -= 1
        members[one] += members.pop(other)
        root[members[one]] = one
    return root


def _undecided(material: Material, rate: Floats) -> Floats:
    """Return the chances, next to none for pairs that decisions keep apart."""
    if material.constraints is None or not len(material.constraints.different):
        return rate
    records = len(material.lists)
    apart = np.sort(material.constraints.different, axis=1)
    keys = apart[:, 0] * records + apart[:, 1]
    held = np.isin(material.pairs.left * records + material.pairs.right, keys)
    return np.where(held, 1e-12, rate)


def _members(cluster: Ints) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for record, at in enumerate(cluster.tolist()):
        found.setdefault(at, []).append(record)
    return found


def falling_off(recall: Floats) -> Floats:
    """Return for each list the chance that its record falls off its person.

    ``recall`` (lists, lists) is the share of true pairs of two lists that are joined, NaN where
    none was seen. A pair is joined when neither of its records falls off, so that the logarithms
    of recall are sums of two terms, fitted by least squares.
    """
    lists = len(recall)
    rows, target = [], []
    for a in range(lists):
        for b in range(a + 1, lists):
            if np.isfinite(recall[a, b]):
                row = np.zeros(lists)
                row[[a, b]] = 1
                rows.append(row)
                target.append(np.log(max(float(recall[a, b]), 0.05)))
    if not rows:
        return np.zeros(lists)
    fitted = np.linalg.lstsq(np.array(rows), np.array(target), rcond=None)[0]
    return np.asarray(np.clip(1 - np.exp(np.minimum(fitted, 0)), 0, 0.9))


def corrected_histories(histories: NDArray[np.int8], counts: Floats, off: Floats) -> Floats:
    """Return the persons by history, 2^K numbers, that best explain a table of broken links.

    ``histories`` (cells, K) and ``counts`` (cells,) are the table as linked. List k falls off a
    person on several lists with chance ``off[k]`` and stands alone then; what is left stays
    together. The persons are found by expectation and maximisation (Dempster, Laird & Rubin
    1977); bit k of the index of a history is list k, and history 0 stays at 0.
    """
    lists = len(off)
    broken = _broken(lists, off)
    seen = np.bincount(histories @ (1 << np.arange(lists)), counts, minlength=1 << lists)
    persons = seen.copy()
    made = broken.sum(axis=1)
    for _step in range(_STEPS):
        expected = persons @ broken
        share = np.divide(seen, expected, out=np.zeros_like(seen), where=expected > 0)
        persons = persons * (broken @ share) / np.maximum(made, 1e-12)
    return np.asarray(persons)


def _broken(lists: int, off: Floats) -> Floats:
    """Return how many clusters of each history (columns) come of one person of each (rows)."""
    made = np.zeros((1 << lists, 1 << lists))
    for person in range(1, 1 << lists):
        on = [k for k in range(lists) if person >> k & 1]
        for fallen in range(1 << len(on)):
            gone = [k for place, k in enumerate(on) if fallen >> place & 1]
            left = [k for k in on if k not in gone]
            chance = float(np.prod(off[gone]) * np.prod(1 - off[left]))
            for k in gone:
                made[person, 1 << k] += chance
            if left:
                made[person, sum(1 << k for k in left)] += chance
    return made
