"""Who does the long work of a running server? A thread of its own beside those that answer.

The heavy parts run outside Python or in processes of their own (readers, OCR), so that pages stay
quick. The keys of the register stay in the one process that has them.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable

from django.db import close_old_connections

_EVERY = 10.0
"""Seconds after which the worker looks for work that nobody woke it for."""
_logger = logging.getLogger(__name__)
_called = threading.Event()
_thread: threading.Thread | None = None


def begin(first: Callable[[], object], work: Callable[[], object]) -> None:
    """Start the worker of this process, once: ``first`` at its start, ``work`` at each call."""
    global _thread  # noqa: PLW0603 - one worker a process
    if _thread is None:
        _thread = threading.Thread(
            target=_go_on, args=(first, work), name="onrecord-worker", daemon=True
        )
        _thread.start()


def wake() -> bool:
    """Tell the worker that there is work; False where this process has none."""
    if _thread is None:
        return False
    _called.set()
    return True


def note_fault(work: str, fault: Exception) -> None:
    """Write to the server's log what failed, of which kind and where.

    Never in which words: those of a fault may be the words of a witness.
    """
    where = "".join(traceback.format_tb(fault.__traceback__))
    _logger.log(logging.ERROR, "%s in %s\n%s", type(fault).__name__, work, where)


def _go_on(first: Callable[[], object], work: Callable[[], object]) -> None:
    waiting = [first]
    while True:
        try:
            while waiting:
                waiting[0]()
                waiting.pop(0)
            work()
        except Exception as fault:  # noqa: BLE001 - without its thread no job would ever run again
            note_fault("the worker", fault)
        close_old_connections()
        _called.wait(_EVERY)
        _called.clear()
