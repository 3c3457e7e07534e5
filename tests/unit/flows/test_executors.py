"""Work gives the same answers in the same order wherever it runs, and ends where it is told to."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import ModuleType
from typing import Any

import pytest

from onrecord.core.kernel.errors import UsageError
from onrecord.flows.executors import Executor, Stopped, Workers, in_order

HERE = Workers()
TWO = Workers.processes(2)


def test_answers_come_in_the_order_of_the_tasks() -> None:
    tasks = [-3, -1, -2, -5, -4, -6, -7]
    for workers in (HERE, TWO):
        assert list(in_order(abs, tasks, workers)) == [3, 1, 2, 5, 4, 6, 7]


def test_work_that_is_stopped_has_given_what_was_done() -> None:
    for workers in (HERE, TWO):
        told: list[bool] = []
        answers = in_order(abs, range(-9, 0), workers, stop=lambda heard=told: bool(heard))  # type: ignore[misc]
        assert next(answers) == 9
        told.append(True)
        with pytest.raises(Stopped):
            next(answers)


def test_whoever_stops_listening_ends_the_work() -> None:
    asked: list[int] = []

    def tasks() -> Iterator[int]:
        for task in range(1_000):
            asked.append(task)
            yield task

    assert next(in_order(abs, tasks(), TWO)) == 0
    assert len(asked) <= 5


def test_what_is_known_is_not_run_and_what_waits_is_not_run_twice(cluster: _Cluster) -> None:
    workers = Workers(executor=Executor.DASK, count=3, address="tcp://scene:1")
    answers = in_order(
        abs,
        [-1, -2, -1, -3],
        workers,
        known=lambda task: 20 if task == -2 else None,
        name=lambda task: task,
    )
    assert list(answers) == [1, 20, 1, 3]
    assert cluster.submitted == [-1, -3]
    assert list(in_order(abs, [-1, -2], HERE, known=lambda task: 9 if task == -1 else None)) == [
        9,
        2,
    ]


def test_work_on_a_cluster_is_told_that_it_is_not_pure(cluster: _Cluster) -> None:
    workers = Workers(executor=Executor.DASK, count=2, address="tcp://scene:1")
    assert list(in_order(abs, [-1, -2, -3], workers)) == [1, 2, 3]
    assert cluster.address == "tcp://scene:1"
    assert cluster.closed


def test_a_fault_of_a_task_is_raised_where_the_answers_are_read() -> None:
    for workers in (HERE, TWO):
        with pytest.raises(TypeError):
            list(in_order(abs, ["word"], workers))  # type: ignore[arg-type]


def test_a_process_that_is_killed_is_named() -> None:
    with pytest.raises(UsageError, match="ended from outside"):
        list(in_order(os._exit, [1, 1], TWO))


def test_wrong_use_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="1 or more"):
        Workers.processes(0)
    with pytest.raises(UsageError, match="address of its scheduler"):
        Workers(executor=Executor.DASK)
    monkeypatch.setitem(sys.modules, "distributed", None)
    workers = Workers(executor=Executor.DASK, address="tcp://scene:1")
    with pytest.raises(UsageError, match="not installed"):
        list(in_order(abs, [-1], workers))


def test_a_scheduler_that_does_not_answer_is_named(cluster: _Cluster) -> None:
    cluster.reached = False
    workers = Workers(executor=Executor.DASK, address="tcp://scene:1")
    with pytest.raises(UsageError, match="does not answer"):
        list(in_order(abs, [-1], workers))


def test_a_real_cluster_gives_the_same_answers() -> None:
    distributed = pytest.importorskip(
        "distributed", reason="Dask is not installed (pip install distributed)"
    )
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=None
    ) as local:
        workers = Workers(executor=Executor.DASK, count=2, address=local.scheduler_address)
        assert list(in_order(abs, [-3, -1, -2], workers)) == [3, 1, 2]


class _Cluster:
    """Stands for a Dask scheduler: takes work like ``distributed.Client`` and does it here."""

    def __init__(self) -> None:
        self.submitted: list[Any] = []
        self.address: str | None = None
        self.reached = True
        self.closed = False
        self._go = threading.Event()
        self._pool = ThreadPoolExecutor(1)

    def module(self) -> ModuleType:
        scene = ModuleType("distributed")
        scene.Client = self.client  # type: ignore[attr-defined]
        return scene

    def client(self, address: str) -> _Cluster:
        if not self.reached:
            raise OSError("Timed out trying to connect")
        self.address = address
        return self

    def submit(self, work: Any, task: Any, *, pure: bool) -> Future[Any]:
        assert not pure
        self.submitted.append(task)
        return self._pool.submit(work, task)

    def __enter__(self) -> _Cluster:
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.shutdown()
        self.closed = True


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> _Cluster:
    scene = _Cluster()
    monkeypatch.setitem(sys.modules, "distributed", scene.module())
    return scene
