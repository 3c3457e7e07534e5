"""How good is a run, by what people decided about pairs that were drawn by chance?

Precision is the share of linked pairs that are the same person; recall the share of the same
persons' pairs that are linked, *among the pairs that a blocking rule proposed*: what no rule
proposed is not in it, so that the true recall is lower.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.core.estimate.beyond.rate_intervals import wilson
from onrecord.core.reconcile.agreement import (
    Agreement,
    Bootstrap,
    cohen_kappa,
    krippendorff_alpha,
    percentage_agreement,
)

ListPair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One drawn pair with its verdict: ``same`` or ``different``."""

    lists: ListPair
    probability: float
    linked: bool
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share with its limits at 95 per cent, of ``of`` decided pairs; None where of none."""

    value: float | None
    low: float = 0.0
    high: float = 1.0
    of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Precision and recall of the links between two lists, or of all."""

    lists: ListPair | None
    precision: Share
    recall: Share
    drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Drawn pairs of like probability: what the run said, and what people decided."""

    low: float
    high: float
    said: float
    share: Share


def quality(drawn: Sequence[Drawn], there: Mapping[tuple[ListPair, bool], int]) -> list[Quality]:
    """Return the quality of all links, then by pair of lists.

    ``there`` counts the pairs of the run by their lists and whether they are linked.
    """
    by_lists: dict[ListPair, list[Drawn]] = {}
    for one in drawn:
        by_lists.setdefault(one.lists, []).append(one)
    whole = {
        half: sum(n for (_l, is_in), n in there.items() if is_in == half) for half in (True, False)
    }
    return [_quality(None, drawn, whole)] + [
        _quality(lists, of, {half: there.get((lists, half), 0) for half in (True, False)})
        for lists, of in sorted(by_lists.items())
    ]


def bins(drawn: Iterable[Drawn], number: int = 10) -> list[Bin]:
    """Return the drawn pairs in bins of equal width; a bin without pairs is left out."""
    found: dict[int, list[Drawn]] = {}
    for one in drawn:
        found.setdefault(min(int(one.probability * number), number - 1), []).append(one)
    return [
        Bin(
            low=at / number,
            high=(at + 1) / number,
            said=float(np.mean([one.probability for one in of])),
            share=_share(sum(one.same for one in of), len(of)),
        )
        for at, of in sorted(found.items())
    ]


def agreement(ratings: Sequence[tuple[str, str]], *, seed: int) -> dict[str, Agreement]:
    """Return how far first and second reviews agree: percentage, kappa, alpha.

    ``seed`` makes the intervals the same each time.
    """
    first, second = ([one[at] for one in ratings] for at in range(2))
    return {
        "percentage": percentage_agreement(ratings, bootstrap=_bootstrap(seed)),
        "kappa": cohen_kappa(first, second, bootstrap=_bootstrap(seed)),
        "alpha": krippendorff_alpha(ratings, bootstrap=_bootstrap(seed)),
    }


def _bootstrap(seed: int) -> Bootstrap:
    return Bootstrap(generator=np.random.default_rng(seed))


def _quality(lists: ListPair | None, drawn: Sequence[Drawn], there: Mapping[bool, int]) -> Quality:
    linked = [one.same for one in drawn if one.linked]
    apart = [one.same for one in drawn if not one.linked]
    precision = _share(sum(linked), len(linked))
    missed = _share(sum(apart), len(apart))
    return Quality(
        lists=lists,
        precision=precision,
        recall=_recall(precision, missed, there),
        drawn=len(drawn),
    )


def _recall(precision: Share, missed: Share, there: Mapping[bool, int]) -> Share:
    """Return the share of matches that are linked, from the share of matches in each half.

    The limits take both shares at their own limits, so that they hold at least as often as said.
    """
    if precision.value is None or (missed.value is None and there[False]):
        return Share(value=None, of=precision.of + missed.of)

    def linked_share(among_linked: float, among_others: float) -> float | None:
        inside, outside = there[True] * among_linked, there[False] * among_others
        return inside / (inside + outside) if inside + outside > 0 else None

    value = linked_share(precision.value, missed.value or 0.0)
    low = linked_share(precision.low, missed.high if there[False] else 0.0)
    high = linked_share(precision.high, missed.low if there[False] else 0.0)
    if value is None:
        return Share(value=None, of=precision.of + missed.of)
    return Share(
        value=value,
        low=0.0 if low is None else low,
        high=1.0 if high is None else high,
        of=precision.of + missed.of,
    )


def _share(number: int, of: int) -> Share:
    if not of:
        return Share(value=None)
    limits = wilson(number, of)
    high = 1.0 if limits.high is None else limits.high
    return Share(value=number / of, low=limits.low, high=high, of=of)
