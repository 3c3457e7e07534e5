"""What a method of estimation is, and when it may answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import numpy as np

from onrecord.core.estimate import sentences
from onrecord.core.estimate.numbered_lists import numbered_lists
from onrecord.core.estimate.profile import IntervalMethod
from onrecord.core.estimate.result import Estimate, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

_FAR: Final = 10.0
"""Ratio of the total to the observed above which the reader is warned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the person who estimates may choose."""

    level: float = 0.95
    """Coverage that the intervals aim at."""
    order: int | None = None
    """Lists in the largest interaction of a log-linear model; None leaves it to the method."""
    interval: IntervalMethod = IntervalMethod.MULTINOMIAL_PROFILE
    """Profile that gives the interval of a log-linear model; the other is in the diagnostics."""
    seed: int | None = None
    """Start of the random numbers of methods that draw, None for 1; the others leave it alone."""
    samples: int | None = None
    """Bootstrap samples of the methods that resample; None for 1,000, or for as many as the ends
    of an interval need where a sample costs little."""
    top: int | None = 100
    """Best models of the table among which every bootstrap sample chooses; None for all."""
    delta: float | None = None
    """Prior weight of a cell in averaging over graphs; None for 2^-K with K lists."""
    classes: int = 10
    """Most latent classes."""
    expansion: tuple[float, float] | None = None
    """Prior on N/n of the latent-class model by its 2.5 % and 97.5 % quantiles; None for the
    classical uniform rates."""
    chains: int = 4
    """Chains of the methods that sample from a posterior."""
    threads: int = 1
    """Threads of a compiled loop; the answer does not depend on it."""

    def __post_init__(self) -> None:
        counted = {"samples": 1, "top": 1, "classes": 1, "chains": 2, "threads": 1}
        for name, least in counted.items():
            number = getattr(self, name)
            if number is not None and number < least:
                raise UsageError(
                    "This setting is too small.", value=f"{name} {number}", least=least
                )
        if self.seed is not None and self.seed < 0:
            raise UsageError("The seed is 0 or more.", value=self.seed)
        if self.delta is not None and not 0 < self.delta < math.inf:
            raise UsageError("The prior weight of a cell is above 0 and finite.", value=self.delta)
        if self.expansion is not None and not 1 < self.expansion[0] < self.expansion[1] < math.inf:
            raise UsageError(
                "The expansion N/n is given by two finite numbers above 1, the smaller first.",
                value=self.expansion,
            )
        if not 0 < self.level < 1:
            raise UsageError("The level of an interval lies between 0 and 1.", value=self.level)
        if self.order is not None and self.order < 1:
            raise UsageError("The order of a model is 1 or more.", value=self.order)

    def samples_or(self, usual: int = 1000) -> int:
        """Return how many samples to draw: what was asked for, or what is usual."""
        return usual if self.samples is None else self.samples


def _always(_table: CaptureHistories, _options: Options) -> Remark | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One way to estimate, as its file in ``methods/`` describes it.

    ``compute`` and ``reason`` meet only tables that are not empty, in which every list names
    somebody, somebody is on two lists, and the number of lists is within the method's limits.
    """

    name: str
    title: str
    assumption: str
    """What must be true for the number to hold, in words that a commissioner understands."""
    compute: Callable[[CaptureHistories, Options], Sequence[Estimate]]
    reason: Callable[[CaptureHistories, Options], Remark | None] = _always
    """Why the method must refuse this table, or None."""
    minimum_lists: int
    maximum_lists: int | None = None
    only_fully_covered: bool = True
    only_partly_covered: bool = False
    """Whether the method is made for lists that could not have named everybody, and no others."""
    lower_bound: bool = False
    draws: bool = False
    """Whether the answer rests on random numbers: the same for the same seed."""

    def applies(self, table: CaptureHistories, options: Options | None = None) -> Remark | None:
        """Return None where the method can be tried on a table, else the reason why not."""
        return self._obstacle(named_lists(table), options or Options())

    def estimate(self, table: CaptureHistories, options: Options | None = None) -> list[Estimate]:
        """Return what the method says of a table: numbers or refusals, never an exception.

        The lists are numbered by their counts for it, so that neither their names nor their order
        moves the answer, not even where it is drawn.
        """
        numbered = numbered_lists(table)
        answers = self.under_numbers(numbered.table, options or Options())
        return [numbered.named(answer) for answer in answers]

    def under_numbers(self, table: CaptureHistories, options: Options) -> list[Estimate]:
        """Return what ``estimate`` says, for the table of ``numbered_lists`` and without names."""
        used = named_lists(table)
        remarks = _remarks(table, used)
        obstacle = self._obstacle(used, options)
        answers = [refusal(self.name, used, obstacle)] if obstacle else self.compute(used, options)
        return [
            replace(
                _trusted(answer).warned(*remarks, *_far(answer)),
                lists=table.lists,
                observed=table.observed,
                lower_bound=self.lower_bound,
            )
            for answer in answers
        ]

    def _obstacle(self, table: CaptureHistories, options: Options) -> Remark | None:
        lists = len(table.lists)
        if table.observed <= 0:
            return Remark.of(sentences.NOTHING_OBSERVED)
        if lists < self.minimum_lists:
            return Remark.of(sentences.TOO_FEW_LISTS, minimum=self.minimum_lists, lists=lists)
        if self.maximum_lists is not None and lists > self.maximum_lists:
            return Remark.of(sentences.TOO_MANY_LISTS, maximum=self.maximum_lists, lists=lists)
        if self.only_fully_covered and not table.fully_covered:
            return Remark.of(sentences.NOT_FULLY_COVERED, lists=", ".join(_partly(table)))
        if not np.any(table.counts[(table.histories == 1).sum(axis=1) > 1] > 0):
            return Remark.of(sentences.NO_OVERLAP)
        return self.reason(table, options)


def named_lists(table: CaptureHistories) -> CaptureHistories:
    """Return the table without the lists that name nobody in it, which say nothing about it."""
    totals = table.list_totals()
    kept = [name for name, total in zip(table.lists, totals, strict=True) if total > 0]
    if len(kept) in (0, len(table.lists)):
        return table
    return table.on_lists(kept)


def _remarks(table: CaptureHistories, used: CaptureHistories) -> list[Remark]:
    remarks = []
    if len(used.lists) == 2:
        remarks.append(Remark.of(sentences.TWO_LISTS))
    left_out = [name for name in table.lists if name not in used.lists]
    if left_out:
        remarks.append(Remark.of(sentences.LISTS_LEFT_OUT, lists=", ".join(left_out)))
    present = used.histories[used.counts > 0]
    for first, second in combinations(range(len(used.lists)), 2):
        if len(present) and np.array_equal(present[:, first], present[:, second]):
            names = used.lists[first], used.lists[second]
            remarks.append(Remark.of(sentences.SAME_LISTS, first=names[0], second=names[1]))
    return remarks


def _trusted(answer: Estimate) -> Estimate:
    """Return the answer without an interval that does not hold its number."""
    if answer.N is None or answer.interval is None:
        return answer
    low, high = answer.interval.low, answer.interval.high
    slack = 1e-6 * answer.N
    if low <= answer.N + slack and (high is None or high >= answer.N - slack):
        return answer
    return replace(answer, interval=None).warned(Remark.of(sentences.NO_INTERVAL))


def _far(answer: Estimate) -> list[Remark]:
    if answer.N is None or _FAR * answer.observed >= answer.N:
        return []
    return [Remark.of(sentences.FAR_FROM_OBSERVED, times=answer.N / answer.observed)]


def _partly(table: CaptureHistories) -> list[str]:
    partly = np.any(table.histories < 0, axis=0)
    return [name for name, part in zip(table.lists, partly, strict=True) if part]
