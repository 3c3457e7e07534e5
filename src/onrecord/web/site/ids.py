"""Which id does a new record get, so that no id tells how many records a reader may not see?

Ids stand in addresses, forms and exports. Counted ids would show by their gaps that somebody
works behind a wall; these hold the moment of their making and chance. They rise, hence the
order of ids is the order of making, and the pages of a table fill one after the other.
"""

from __future__ import annotations

import secrets
import threading
import time

_START = 1_577_836_800_000
"""Milliseconds from 1970 to 2020: with 41 bits of milliseconds ids last until 2089."""
_CHANCE_BITS = 22
_MOST_STEP = 4_096
"""The largest step between ids of one millisecond; bulk inserts need small ones."""

_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """Return an id larger than any that this process gave before: positive, below 2**63."""
    global _last  # noqa: PLW0603 - one sequence a process
    now = time.time_ns() // 1_000_000 - _START
    with _lock:
        drawn = (now << _CHANCE_BITS) | secrets.randbits(_CHANCE_BITS)
        _last = drawn if drawn > _last else _last + 1 + secrets.randbelow(_MOST_STEP)
        return _last
