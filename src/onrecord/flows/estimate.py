"""From tables of capture histories to estimates side by side, with all that makes them again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from onrecord import __version__
from onrecord.core.estimate.combination import sum_of_strata
from onrecord.core.estimate.loglinear import ModelFit
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.numbered_lists import numbered_lists
from onrecord.core.estimate.registry import method_named, methods_for
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.snapshot import fingerprint
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.estimate_cache import EstimateCache
from onrecord.flows.estimate_tasks import (
    SECONDS,
    Clock,
    Done,
    done_in_order,
    method_task,
    models_task,
)
from onrecord.flows.executors import Workers

_MODEL_METHODS: Final = "loglinear-"

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How the work of a run is done; none of it changes the answers."""

    workers: Workers = field(default_factory=Workers)
    """Where tasks run; a task is one method on one stratum."""
    cache: EstimateCache | None = None
    """Where answers are kept from run to run."""
    told: Told = lambda _done, _all: None
    """Hears after each task how many are done, of how many."""
    stop: Callable[[], bool] = lambda: False
    """Is asked before each task whether to stop; then ``executors.Stopped`` is raised."""
    models: bool = True
    """Whether the table of all log-linear models is wanted beside the estimates."""
    clock: Clock = SECONDS


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
    totals: tuple[Estimate, ...] = ()
    """What each method says of all strata together; empty where there is only one."""
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
            "totals": [total.to_dict() for total in self.totals],
            "models": [
                {"stratum": part.stratum, **fit.to_dict(part.lists)}
                for part in self.strata
                for fit in part.models
            ],
            "seed": self.seed,
            "version": self.version,
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One method's answer without one list; ``left_out`` is None for the whole table."""

    left_out: str | None
    estimate: Estimate


def estimate(
    table: CaptureHistories | Sequence[CaptureHistories],
    methods: Sequence[str] = (),
    *,
    options: Options | None = None,
    threads: int = 1,
    name: str = "table",
    work: Work | None = None,
) -> EstimateRun:
    """Estimate one table, or several strata of one, by the methods named or by all that fit.

    Raises UsageError for a method that does not exist and for strata with different lists.
    """
    tables = (table,) if isinstance(table, CaptureHistories) else tuple(table)
    chosen = options or Options()
    parts = estimate_strata(tables, methods, options=chosen, threads=threads, work=work)
    return collected(tables, parts, options=chosen, name=name)


def estimate_strata(
    tables: Sequence[CaptureHistories],
    methods: Sequence[str] = (),
    *,
    options: Options,
    threads: int = 1,
    work: Work | None = None,
) -> Iterator[StratumRun]:
    """Yield the answers for each stratum, in order, as they are ready.

    ``threads`` says how much of this machine to use where ``work`` does not: several strata are
    estimated on as many processes, one alone with as many threads. A stratum that cannot be
    estimated is a row that says why. The answers depend on the counts, the options and the order
    of the lists; not on their names, nor on where and when the work is done.
    """
    named = [method_named(method) for method in methods]
    if len({table.lists for table in tables}) != 1:
        raise UsageError("Strata that are estimated together must have the same lists.")
    if threads < 1:
        raise UsageError("The number of threads is 1 or more.", value=threads)
    how = work or Work(workers=Workers.processes(threads if len(tables) > 1 else 1))
    inside = 1 if how.workers.elsewhere else max(options.threads, threads)
    chosen = named or usual_methods(tables)
    return _runs(tables, chosen, replace(options, threads=inside), how)


def usual_methods(tables: Sequence[CaptureHistories]) -> list[Method]:
    """Return the methods that run on strata of one table where nobody names any."""
    covered = all(table.fully_covered for table in tables)
    return list(methods_for(len(tables[0].lists), fully_covered=covered))


def collected(
    tables: Sequence[CaptureHistories],
    parts: Iterable[StratumRun],
    *,
    options: Options,
    name: str,
) -> EstimateRun:
    """Return the answers of ``estimate_strata`` as one run, with the totals over its strata."""
    strata = tuple(parts)
    return EstimateRun(
        table=name,
        sha256=joint_hash(tables),
        lists=tables[0].lists,
        observed=sum(table.observed for table in tables),
        strata=strata,
        totals=totals(strata, options) if len(strata) > 1 else (),
        seed=options.seed,
        version=__version__,
    )


def totals(strata: Sequence[StratumRun], options: Options) -> tuple[Estimate, ...]:
    """Return what each method says of the strata together; raises UsageError for equal names."""
    return tuple(
        replace(
            sum_of_strata(parts, level=options.level, seed=options.seed),
            seed=options.seed,
            version=__version__,
        )
        for parts in side_by_side([part.estimates for part in strata])
    )


def side_by_side(answers: Sequence[Sequence[Estimate]]) -> Iterator[tuple[Estimate, ...]]:
    """Yield for each number that a method gives what it is in each part, in their order."""
    for method in dict.fromkeys(one.method for part in answers for one in part):
        rows = [[one for one in part if one.method == method] for part in answers]
        for place in range(max(map(len, rows))):
            # A refusal is one answer also where the method gives several numbers elsewhere.
            yield tuple(row[min(place, len(row) - 1)] for row in rows)


def joint_hash(tables: Sequence[CaptureHistories]) -> str:
    """Return the hash of a table; of several strata, the hash of their names and hashes."""
    if len(tables) == 1:
        return fingerprint(tables[0])
    lines = sorted(f"{table.stratum}\t{fingerprint(table)}" for table in tables)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def without_each_list(
    table: CaptureHistories, method: str, options: Options | None = None, work: Work | None = None
) -> tuple[LeftOut, ...]:
    """Return the answer for the whole table and for it without each of its lists in turn.

    Who is on the list left out alone is not observed any more. A number that moves far when one
    list goes rests on that list. Raises UsageError for a method that does not exist.
    """
    chosen = options or Options()
    shorter = [
        (name, table.on_lists([other for other in table.lists if other != name]))
        for name in table.lists
        if len(table.lists) > 1
    ]
    variants = [(None, table), *shorter]
    how = replace(work or Work(), models=False)
    wanted = [method_named(method)]
    runs = _runs([variant for _name, variant in variants], wanted, chosen, how)
    return tuple(
        LeftOut(name, answer)
        for (name, _variant), run in zip(variants, runs, strict=True)
        for answer in run.estimates
    )


def _runs(
    tables: Sequence[CaptureHistories], methods: Sequence[Method], options: Options, how: Work
) -> Iterator[StratumRun]:
    tables = tuple(tables)
    numbered = [numbered_lists(table) for table in tables]
    considered = how.models and any(one.name.startswith(_MODEL_METHODS) for one in methods)
    tasks = [
        task
        for one in numbered
        for task in (
            *(method_task(one, method, options, how.clock) for method in methods),
            *([models_task(one, options)] if considered else []),
        )
    ]
    done = done_in_order(tasks, workers=how.workers, cache=how.cache, stop=how.stop)
    each = len(tasks) // len(tables)
    gathered: list[Done] = []
    for count, answer in enumerate(done, start=1):
        place = (count - 1) // each
        gathered.append(answer.named(numbered[place], options))
        how.told(count, len(tasks))
        if len(gathered) == each:
            yield _run(tables[place], gathered)
            gathered = []


def _run(table: CaptureHistories, done: Sequence[Done]) -> StratumRun:
    return StratumRun(
        stratum=table.stratum,
        lists=table.lists,
        observed=table.observed,
        sha256=fingerprint(table),
        estimates=tuple(one for answer in done for one in answer.estimates),
        models=tuple(fit for answer in done for fit in answer.models),
    )
