"""What do imputed replicates of a table say together, stratum by stratum and in all?

A replicate is one version of the records in which what is missing was imputed, or one draw of a
linkage. Every stratum is estimated in every replicate. A stratum is pooled over the replicates; a
total is summed over the strata of each replicate first and pooled then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Final

import numpy as np

from onrecord import __version__
from onrecord.core.estimate.combination import Pooling, pool_replicates, sum_of_strata
from onrecord.core.estimate.draws import DRAWS
from onrecord.core.estimate.method import Options
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.verdata_rules import (
    CountOverReplicates,
    combine_replicates,
    documented_count,
)
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.estimate import Work, estimate_strata, joint_hash, side_by_side
from onrecord.flows.executors import Workers

_KEPT: Final = 1_000
"""Draws of one answer that are kept until all replicates are there, as many as verdata keeps."""

Tables = Sequence[CaptureHistories]


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledStratum:
    """What every method says of one stratum over all replicates."""

    stratum: str | None
    documented: CountOverReplicates
    """People on at least one list, over the replicates."""
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicateRun:
    """One reproducible run over replicates."""

    table: str
    """Name of the table, for the reader."""
    lists: tuple[str, ...]
    sha256: tuple[str, ...]
    """Hash of each replicate."""
    strata: tuple[PooledStratum, ...]
    totals: tuple[Estimate, ...]
    """What each method says of all strata together; empty where there is only one."""
    documented: CountOverReplicates
    """People on at least one list in all strata."""
    pooling: Pooling
    seed: int | None
    version: str = field(default=__version__)

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every pooled answer, stratum by stratum."""
        return tuple(estimate for part in self.strata for estimate in part.estimates)

    def to_dict(self) -> dict[str, object]:
        """Return the run as a JSON object."""
        return {
            "table": self.table,
            "lists": list(self.lists),
            "replicates": len(self.sha256),
            "sha256": list(self.sha256),
            "pooling": str(self.pooling),
            "documented": asdict(self.documented),
            "strata": [
                {"stratum": part.stratum, "documented": asdict(part.documented)}
                for part in self.strata
            ],
            "estimates": [estimate.to_dict() for estimate in self.estimates],
            "totals": [total.to_dict() for total in self.totals],
            "seed": self.seed,
            "version": self.version,
        }


def estimate_replicates(
    replicates: Sequence[Tables],
    methods: Sequence[str] = (),
    *,
    options: Options | None = None,
    threads: int = 1,
    work: Work | None = None,
    pooling: Pooling | str = Pooling.MIXTURE,
    complete: Mapping[str | None, float] | None = None,
    name: str = "table",
) -> ReplicateRun:
    """Estimate every stratum in every replicate, and pool.

    ``replicates`` holds for each replicate its strata, in any order; a stratum or a list that a
    replicate does not have names nobody there. ``complete`` counts for each stratum the records
    in which nothing was imputed, the least that is documented. ``pooling`` is ``"mixture"`` or
    ``"verdata"``. Equal tables are estimated once where ``work`` has a cache.

    Raises UsageError for no replicates, a pooling that does not exist, two strata of one name in
    one replicate, and whatever ``estimate_strata`` raises.
    """
    chosen, rule = options or Options(), _pooling(pooling)
    lists, names, laid_out = _laid_out(replicates)
    how = replace(work or Work(workers=Workers.processes(threads)), models=False)
    answers = _answers(laid_out, methods, chosen, threads, how)
    counts = [[table.observed for table in tables] for tables in laid_out]
    documented, least = _documented(rule, chosen.level), complete or {}
    strata = [
        PooledStratum(
            stratum=stratum,
            documented=documented(found, least.get(stratum, 0.0)),
            estimates=_pooled(rows, rule, chosen),
        )
        for stratum, found, rows in zip(names, counts, answers, strict=True)
    ]
    return ReplicateRun(
        table=name,
        lists=lists,
        sha256=tuple(map(joint_hash, zip(*laid_out, strict=True))),
        strata=tuple(strata),
        totals=_totals(answers, rule, chosen) if len(names) > 1 else (),
        documented=documented(
            [sum(each) for each in zip(*counts, strict=True)],
            sum(least.get(stratum, 0.0) for stratum in names),
        ),
        pooling=rule,
        seed=chosen.seed,
    )


def _answers(
    laid_out: Sequence[Tables], methods: Sequence[str], options: Options, threads: int, work: Work
) -> list[list[tuple[Estimate, ...]]]:
    """Return what every method says, stratum by stratum, of each replicate."""
    flat = [table for tables in laid_out for table in tables]
    runs = estimate_strata(flat, methods, options=options, threads=threads, work=work)
    return [[tuple(map(_thinned, next(runs).estimates)) for _ in tables] for tables in laid_out]


def _pooling(name: Pooling | str) -> Pooling:
    try:
        return Pooling(name)
    except ValueError as error:
        raise UsageError(
            "There is no way of this name to pool replicates.",
            value=name,
            remedy=f"The ways are: {', '.join(Pooling)}.",
        ) from error


def _laid_out(
    replicates: Sequence[Tables],
) -> tuple[tuple[str, ...], list[str | None], list[list[CaptureHistories]]]:
    """Return the lists and strata of all replicates, and each stratum's table in each of them."""
    if not replicates or not any(replicates):
        raise UsageError("There are no replicates to estimate from.")
    tables = [table for strata in replicates for table in strata]
    lists = tuple(dict.fromkeys(name for table in tables for name in table.lists))
    names = sorted({table.stratum for table in tables}, key=str)
    by_name = [{table.stratum: table for table in strata} for strata in replicates]
    for place, (strata, known) in enumerate(zip(replicates, by_name, strict=True), start=1):
        if len(known) < len(strata):
            raise UsageError("Two strata of one replicate have the same name.", value=place)
    return (
        lists,
        names,
        [[_on(lists, known.get(name), name) for known in by_name] for name in names],
    )


def _on(
    lists: tuple[str, ...], table: CaptureHistories | None, stratum: str | None
) -> CaptureHistories:
    """Return a table on all the lists; one that is not there names nobody."""
    if table is None:
        none = np.zeros((0, len(lists)), dtype=np.int8)
        return CaptureHistories(lists, none, np.zeros(0), stratum)
    marks = np.zeros((len(table.counts), len(lists)), dtype=np.int8)
    for place, name in enumerate(table.lists):
        marks[:, lists.index(name)] = table.histories[:, place]
    return CaptureHistories(lists, marks, table.counts, stratum)


def _thinned(answer: Estimate) -> Estimate:
    """Return the answer with so many of its draws that all replicates fit in memory."""
    if answer.draws is None or len(answer.draws) <= _KEPT:
        return answer
    places = np.linspace(0, len(answer.draws) - 1, _KEPT).round().astype(np.intp)
    return replace(answer, draws=answer.draws[places])


def _pooled(
    rows: Sequence[Sequence[Estimate]], rule: Pooling, options: Options
) -> tuple[Estimate, ...]:
    return tuple(
        _signed(
            pool_replicates(answers, pooling=rule, level=options.level, seed=options.seed), options
        )
        for answers in side_by_side(rows)
    )


def _totals(
    answers: Sequence[Sequence[Sequence[Estimate]]], rule: Pooling, options: Options
) -> tuple[Estimate, ...]:
    """Sum the strata within each replicate, then pool the sums."""
    size = max(_KEPT, DRAWS // len(answers[0]))
    sums = [
        [
            sum_of_strata(parts, level=options.level, seed=options.seed, size=size)
            for parts in side_by_side(strata)
        ]
        for strata in zip(*answers, strict=True)
    ]
    return _pooled(sums, rule, options)


def _signed(answer: Estimate, options: Options) -> Estimate:
    return replace(answer, seed=options.seed, version=__version__)


def _documented(
    rule: Pooling, level: float
) -> Callable[[Sequence[float], float], CountOverReplicates]:
    if rule is Pooling.VERDATA:
        return combine_replicates
    return lambda counts, complete: documented_count(counts, complete, level)
