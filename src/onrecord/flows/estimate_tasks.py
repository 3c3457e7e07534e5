"""One method on one table is a task: how it is sent away, done, and not done twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord import __version__
from onrecord.core.estimate.loglinear import ModelFit
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.numbered_lists import NumberedLists
from onrecord.core.estimate.registry import method_named
from onrecord.core.estimate.result import Estimate
from onrecord.core.estimate.selection import model_fits
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.flows.estimate_cache import EstimateCache, answer_key, models_key
from onrecord.flows.executors import Workers, in_order

Clock = Callable[[], float]

SECONDS: Final = time.perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is sent to a worker: a table without the names of its lists, and what to do with it."""

    key: str
    """Hash of all that the answer depends on."""
    table: CaptureHistories
    method: str | None
    """Name of the method; None fits every log-linear model."""
    options: Options
    clock: Clock


@dataclass(frozen=True, slots=True)
class Done:
    """What a task answers, for the numbered table."""

    estimates: tuple[Estimate, ...] = ()
    models: tuple[ModelFit, ...] = ()

    def named(self, numbered: NumberedLists, options: Options) -> Done:
        """Return the answer for the table itself."""
        return Done(
            tuple(
                replace(numbered.named(one), seed=options.seed, version=__version__)
                for one in self.estimates
            ),
            tuple(map(numbered.named_fit, self.models)),
        )


def method_task(
    numbered: NumberedLists, method: Method, options: Options, clock: Clock = SECONDS
) -> Task:
    """Return the task of estimating a table by a method."""
    key = answer_key(numbered, method, options)
    return Task(key=key, table=numbered.table, method=method.name, options=options, clock=clock)


def models_task(numbered: NumberedLists, options: Options, clock: Clock = SECONDS) -> Task:
    """Return the task of fitting every log-linear model to a table."""
    key = models_key(numbered, options)
    return Task(key=key, table=numbered.table, method=None, options=options, clock=clock)


def done_in_order(
    tasks: Sequence[Task],
    *,
    workers: Workers,
    cache: EstimateCache | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Done]:
    """Yield what each task answers, in their order, as it is ready; see ``in_order``.

    Answers that the cache holds are taken from it, the others are put there by this process.
    ``seconds`` of an estimate is the time that making it took, whenever that was.
    """
    kept: set[str] = set()

    def known(task: Task) -> Done | None:
        found = None if cache is None else _kept(cache, task)
        if found is not None:
            kept.add(task.key)
        return found

    answers = in_order(do, tasks, workers, stop=stop, known=known, name=lambda task: task.key)
    for task, answer in zip(tasks, answers, strict=True):
        if cache is not None and task.key not in kept:
            _keep(cache, task, answer)
            kept.add(task.key)
        yield answer


def do(task: Task) -> Done:
    """Do one task; runs where the worker is."""
    if task.method is None:
        return Done(models=model_fits(task.table, task.options))
    begun = task.clock()
    answers = method_named(task.method).under_numbers(task.table, task.options)
    seconds = task.clock() - begun
    return Done(estimates=tuple(replace(answer, seconds=seconds) for answer in answers))


def _kept(cache: EstimateCache, task: Task) -> Done | None:
    if task.method is None:
        models = cache.models(task.key)
        return None if models is None else Done(models=models)
    estimates = cache.answers(task.key)
    return None if estimates is None else Done(estimates=estimates)


def _keep(cache: EstimateCache, task: Task, answer: Done) -> None:
    if task.method is None:
        cache.keep_models(task.key, answer.models)
    else:
        cache.keep_answers(task.key, answer.estimates)
