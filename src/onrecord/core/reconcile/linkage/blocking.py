"""Which pairs are worth comparing: the rules that choose them, and how many each chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.core.reconcile.linkage.columns import Columns

_PAIRS_A_RECORD = 12
_PAIRS_ALWAYS = 3_000_000
_SHARE_OF_ONE_RULE = 0.25
_WIDE_PAIRS_A_RECORD = 1.5


@dataclass(frozen=True, slots=True)
class BlockingRule:
    """Pairs that agree in all of ``columns``; ``pairs`` is how many those are."""

    columns: tuple[str, ...]
    pairs: int

    @property
    def sql(self) -> str:
        """The rule over two tables ``l`` and ``r``."""
        return " AND ".join(f"l.{name} = r.{name}" for name in self.columns)

    @property
    def name(self) -> str:
        """The columns as one word of ``run.json``."""
        return "+".join(self.columns)


def choose_rules(
    columns: Columns, candidates: Sequence[tuple[str, ...]] = ()
) -> list[BlockingRule]:
    """Return the rules that these records can afford, in the order in which they are tried.

    A candidate is left out where a column is empty, where a wider rule was taken, or where its
    pairs would be more than a quarter of the budget: twelve pairs a record, or three million
    where that is more. So common names are not paired alone in large sets; narrower candidates
    that follow take their place. Rules that ask for little are taken only where they choose
    hardly more pairs than there are records.
    """
    budget = max(_PAIRS_ALWAYS, _PAIRS_A_RECORD * len(columns))
    wanted = candidates or (*CANDIDATES, *WIDE)
    codes = {
        name: columns.codes(name)
        for name in sorted({name for rule in wanted for name in rule})
        if columns.filled(name)
    }
    chosen: list[BlockingRule] = []
    spent = 0
    for rule in wanted:
        if any(name not in codes for name in rule) or _covered(rule, chosen):
            continue
        pairs = pairs_of([codes[name] for name in rule])
        most = budget * _SHARE_OF_ONE_RULE
        if rule in WIDE:
            most = _WIDE_PAIRS_A_RECORD * len(columns)
        if 0 < pairs <= min(most, budget - spent):
            chosen.append(BlockingRule(rule, pairs))
            spent += pairs
    return chosen


def pairs_of(codes: Sequence[NDArray[np.int64]]) -> int:
    """Return how many pairs of records agree in all columns of codes; -1 agrees with nothing."""
    stated = np.logical_and.reduce([each >= 0 for each in codes])
    joint = np.zeros(int(stated.sum()), dtype=np.int64)
    for each in codes:
        kept = each[stated]
        joint = np.unique(joint * (kept.max(initial=0) + 1) + kept, return_inverse=True)[1]
    sizes = np.bincount(joint).astype(np.int64) if len(joint) else np.zeros(0, np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _covered(rule: tuple[str, ...], chosen: Sequence[BlockingRule]) -> bool:
    """Say whether a rule that was taken chooses every pair of this one."""
    stated = set(rule) | {f"{name}_b" for name in rule}
    return any(set(one.columns) <= stated for one in chosen)


CANDIDATES: tuple[tuple[str, ...], ...] = (
    ("surname", "village", "emon"),
    ("given", "surname"),
    ("given", "surname", "mun"),
    ("given", "surname", "emon"),
    ("given", "surname", "byear"),
    ("given", "surname", "father"),
    ("bday",),
    ("mun", "eday", "byear"),
    ("given", "village", "emon"),
    ("given_b", "surname_b"),
    ("given_b", "surname_b", "mun"),
    ("given_b", "surname_b", "emon"),
    ("given_b", "surname_b", "byear"),
    ("surname_b", "mun", "eday"),
    ("given", "eday"),
    ("given", "eday", "mun"),
    ("given", "eday", "byear"),
    ("surname", "byear", "emon"),
    ("given", "byear", "mun"),
    ("given", "byear", "emon"),
    ("surname", "father", "mun"),
    ("given", "father", "surname_b"),
    ("given_b", "father_b", "middle_b"),
    ("father_b", "middle_b", "surname_b"),
    ("given_b", "middle_b", "surname_b"),
    ("given", "father", "mun"),
    ("given", "father", "byear"),
    ("given", "father", "age"),
    ("father", "surname", "age"),
    ("given_b", "mun", "emon"),
    ("surname_b", "father_b", "emon"),
    ("surname_b", "byear", "mun"),
    ("surname", "byear", "sex"),
    ("given", "byear", "village"),
    ("given", "bm", "bd"),
    ("surname", "bm", "bd"),
    ("byear", "bm", "mun"),
    ("given", "byear", "bm"),
    ("surname", "byear", "bm"),
    ("given", "byear", "bd"),
    ("surname", "byear", "bd"),
    ("given", "village"),
    ("surname", "village"),
    ("given", "age"),
    ("surname", "age"),
)
"""Columns that must agree, from the strongest; which of them are used follows from the data."""

WIDE: tuple[tuple[str, ...], ...] = (
    ("given", "mun"),
    ("surname", "mun"),
    ("given_b", "village"),
    ("surname_b", "village"),
    ("given_b", "mun"),
    ("surname_b", "mun"),
    ("mun", "village"),
    ("given_b", "age", "sex"),
    ("surname_b", "age", "sex"),
    ("father_b", "age", "sex"),
    ("given_b", "byear"),
    ("surname_b", "byear"),
)
"""Rules that ask for little, for small sets and for rare values."""
