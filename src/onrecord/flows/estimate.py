"""From tables of capture histories to estimates side by side, with all that makes them again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from onrecord import __version__
from onrecord.core.estimate.loglinear import ModelFit
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.registry import method_named, methods_for
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.selection import model_fits
from onrecord.core.estimate.snapshot import fingerprint
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError

_MODEL_METHODS = "loglinear-"


@dataclass(frozen=True, slots=True, kw_only=True)
class StratumRun:
    """What every method said of one table or stratum."""

    stratum: str | None
    lists: tuple[str, ...]
    observed: float
    sha256: str
    """Hash of the snapshot of this stratum."""
    estimates: tuple[Estimate, ...]
    models: tuple[ModelFit, ...]
    """Every log-linear model that was considered; empty where none was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateRun:
    """One reproducible run: the hash of its table, methods, seed, version and answers."""

    table: str
    """Name of the table, for the reader."""
    sha256: str
    lists: tuple[str, ...]
    observed: float
    strata: tuple[StratumRun, ...]
    seed: int | None
    version: str

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """Every answer, stratum by stratum."""
        return tuple(estimate for stratum in self.strata for estimate in stratum.estimates)

    @property
    def models(self) -> tuple[ModelFit, ...]:
        """Every log-linear model that was considered, stratum by stratum."""
        return tuple(fit for stratum in self.strata for fit in stratum.models)

    def to_dict(self) -> dict[str, object]:
        """Return the run as a JSON object with the keys of the command line's contract."""
        return {
            "table": self.table,
            "sha256": self.sha256,
            "lists": list(self.lists),
            "observed": self.observed,
            "strata": [
                {"stratum": part.stratum, "observed": part.observed, "sha256": part.sha256}
                for part in self.strata
            ],
            "estimates": [estimate.to_dict() for estimate in self.estimates],
            "models": [
                {"stratum": part.stratum, **fit.to_dict(part.lists)}
                for part in self.strata
                for fit in part.models
            ],
            "seed": self.seed,
            "version": self.version,
        }


def estimate(
    table: CaptureHistories | Sequence[CaptureHistories],
    methods: Sequence[str] = (),
    *,
    options: Options | None = None,
    threads: int = 1,
    name: str = "table",
) -> EstimateRun:
    """Estimate one table, or several strata of one, by the methods named or by all that fit.

    Raises UsageError for a method that does not exist and for strata with different lists.
    """
    tables = (table,) if isinstance(table, CaptureHistories) else tuple(table)
    chosen = options or Options()
    parts = estimate_strata(tables, methods, options=chosen, threads=threads)
    return collected(tables, parts, options=chosen, name=name)


def estimate_strata(
    tables: Sequence[CaptureHistories],
    methods: Sequence[str] = (),
    *,
    options: Options,
    threads: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[StratumRun]:
    """Yield the answers for each stratum, in order, as they are ready."""
    named = [method_named(method) for method in methods]
    lists = {table.lists for table in tables}
    if len(lists) != 1:
        raise UsageError("Strata that are estimated together must have the same lists.")
    if threads < 1:
        raise UsageError("The number of threads is 1 or more.", value=threads)

    def one(table: CaptureHistories) -> StratumRun:
        return _stratum(table, named or methods_for(len(table.lists)), options, clock)

    return _in_order(one, tables, threads)


def collected(
    tables: Sequence[CaptureHistories],
    parts: Iterable[StratumRun],
    *,
    options: Options,
    name: str,
) -> EstimateRun:
    """Return the answers of ``estimate_strata`` as one run."""
    return EstimateRun(
        table=name,
        sha256=_joint_hash(tables),
        lists=tables[0].lists,
        observed=sum(table.observed for table in tables),
        strata=tuple(parts),
        seed=options.seed,
        version=__version__,
    )


def _in_order(
    one: Callable[[CaptureHistories], StratumRun],
    tables: Sequence[CaptureHistories],
    threads: int,
) -> Iterator[StratumRun]:
    if threads == 1 or len(tables) == 1:
        yield from map(one, tables)
        return
    with ThreadPoolExecutor(max_workers=threads) as pool:
        yield from pool.map(one, tables)


def _stratum(
    table: CaptureHistories,
    methods: Sequence[Method],
    options: Options,
    clock: Callable[[], float],
) -> StratumRun:
    estimates: list[Estimate] = []
    for method in methods:
        begun = clock()
        answers = method.estimate(table, options)
        seconds = clock() - begun
        estimates += [
            replace(answer, seconds=seconds, seed=options.seed, version=__version__)
            for answer in answers
        ]
    considered = any(method.name.startswith(_MODEL_METHODS) for method in methods)
    return StratumRun(
        stratum=table.stratum,
        lists=table.lists,
        observed=table.observed,
        sha256=fingerprint(table),
        estimates=tuple(estimates),
        models=model_fits(table, options) if considered else (),
    )


def _joint_hash(tables: Sequence[CaptureHistories]) -> str:
    """Return the hash of a table; of several strata, the hash of their names and hashes."""
    if len(tables) == 1:
        return fingerprint(tables[0])
    lines = sorted(f"{table.stratum}\t{fingerprint(table)}" for table in tables)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
