"""Who acts, and when? Set by the middleware, the command line and jobs; read by the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NOBODY = "system"

_actor: ContextVar[str] = ContextVar("onrecord_actor", default=NOBODY)


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """Write whatever happens inside to the log under this name."""
    token = _actor.set(name)
    try:
        yield
    finally:
        _actor.reset(token)


def acting_name() -> str:
    """Return the name under which the log records what happens now."""
    return _actor.get()
