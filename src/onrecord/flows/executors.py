"""Where does the work of many tasks run: here, on processes of this machine, or on a cluster?

The answers and their order are the same everywhere; only the time differs.
"""

from __future__ import annotations

import importlib
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol, TypeVar

from onrecord.core.kernel.errors import OnRecordError, UsageError

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_AHEAD: Final = 2
"""Tasks that wait for each worker, so that none is idle and little is in vain when work stops."""


class Stopped(OnRecordError):
    """The work was stopped between two tasks, by whoever asked for it."""


class Executor(StrEnum):
    """Where tasks run."""

    HERE = "here"
    """One after the other, in this process."""
    PROCESSES = "processes"
    """On processes of this machine. A script that asks for them needs the usual guard
    ``if __name__ == "__main__":``, since each process reads it again."""
    DASK = "dask"
    """On a Dask cluster whose scheduler is at ``Workers.address``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Where tasks run and how many at once."""

    executor: Executor = Executor.HERE
    count: int = 1
    """Tasks at once; on a cluster, how many are handed to it at once."""
    address: str | None = None
    """Scheduler of the cluster, such as ``tcp://10.0.0.5:8786``."""

    def __post_init__(self) -> None:
        if self.count < 1:
            raise UsageError("The number of workers is 1 or more.", value=self.count)
        if self.executor is Executor.DASK and not self.address:
            raise UsageError(
                "Work on a Dask cluster needs the address of its scheduler.",
                remedy="Give an address such as tcp://10.0.0.5:8786.",
            )

    @classmethod
    def processes(cls, count: int) -> Workers:
        """Return so many processes of this machine; one task at a time runs here instead."""
        return cls(executor=Executor.HERE if count == 1 else Executor.PROCESSES, count=count)

    @property
    def elsewhere(self) -> bool:
        """Whether tasks leave this process."""
        return self.executor is not Executor.HERE


class _Future(Protocol):
    def result(self) -> Any: ...

    def cancel(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class _Known:
    answer: Any

    def result(self) -> Any:
        return self.answer

    def cancel(self) -> bool:
        return False


_Submit = Callable[..., _Future]


def _nothing_known(_task: object) -> None:
    return None


def in_order(
    work: Callable[[Task], Answer],
    tasks: Iterable[Task],
    workers: Workers,
    *,
    stop: Callable[[], bool] = lambda: False,
    known: Callable[[Task], Answer | None] = _nothing_known,
    name: Callable[[Task], object] = _nothing_known,
) -> Iterator[Answer]:
    """Yield the answer to each task, in the order of the tasks, as soon as it is ready.

    ``work`` and the tasks must be things that can be sent to another process. A task whose answer
    is ``known`` is not run, and one of the same ``name`` as one that waits is not run twice.
    Before each task
    ``stop`` is asked whether to go on; where it says stop, Stopped is raised, and what has been
    yielded by then stays good. Whoever stops iterating ends the work too. Raises UsageError where
    Dask is asked for and not installed or not reached, and where a process is killed.
    """
    if not workers.elsewhere:
        for task in tasks:
            _go_on(stop)
            answer = known(task)
            yield work(task) if answer is None else answer
        return
    with _place(workers) as submit:
        waiting: deque[tuple[object, _Future]] = deque()
        try:
            for task in tasks:
                _go_on(stop)
                answer, own = known(task), name(task)
                future = None if own is None else dict(waiting).get(own)
                future = future or (submit(work, task) if answer is None else _Known(answer))
                waiting.append((own, future))
                if len(waiting) >= _AHEAD * workers.count:
                    yield waiting.popleft()[1].result()
            while waiting:
                _go_on(stop)
                yield waiting.popleft()[1].result()
        finally:
            for _name, future in waiting:
                future.cancel()


def _go_on(stop: Callable[[], bool]) -> None:
    if stop():
        raise Stopped("The work was stopped before its end.")


def _place(workers: Workers) -> AbstractContextManager[_Submit]:
    return _cluster(workers) if workers.executor is Executor.DASK else _processes(workers)


@contextmanager
def _processes(workers: Workers) -> Iterator[_Submit]:
    # Not forked: a copy of a process with threads, as a server is, can hang for ever.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=workers.count, mp_context=fresh) as pool:
        try:
            yield pool.submit
        except BrokenExecutor as error:
            raise UsageError(
                "A process that worked on a task was ended from outside.",
                remedy=(
                    "If memory is short, use fewer processes; a script needs the guard "
                    'if __name__ == "__main__".'
                ),
            ) from error


@contextmanager
def _cluster(workers: Workers) -> Iterator[_Submit]:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError(
            "Dask is not installed here.", remedy="Install it with: pip install distributed"
        ) from error
    try:
        client = distributed.Client(workers.address)
    except OSError as error:
        raise UsageError(
            "The Dask scheduler does not answer.", value=workers.address, remedy=str(error)
        ) from error
    with client:
        # Dask takes equal tasks for one unless told that the work is not pure.
        yield lambda work, task: client.submit(work, task, pure=False)
