"""Which functions do the triggers call? Registered on every connection that we open.

Another program that writes to the database file has none of them: its change fails.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from datetime import UTC

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from onrecord.web.site import register as place
from onrecord.web.site.acting import acting_name

START = "0" * 64
"""What stands for the digest before the first entry."""

_key_lock = threading.Lock()
_keys: dict[str, bytes] = {}


def register(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """Give a new SQLite connection the functions of the log."""
    if connection.vendor != "sqlite":
        return
    raw = connection.connection
    raw.create_function("onrecord_now", 0, now)
    raw.create_function("onrecord_actor", 0, acting_name)
    raw.create_function("onrecord_seal", 1, seal, deterministic=True)
    raw.create_function("onrecord_chain", 8, chain, deterministic=True)
    raw.create_function("onrecord_head", 2, head_code, deterministic=True)


def now() -> str:
    """Return the instant in UTC, to the microsecond."""
    return timezone.now().astimezone(UTC).isoformat(timespec="microseconds")


def seal(content: str) -> str:
    """Return the keyed seal of a row: shows a change, reveals nothing."""
    return hmac.digest(_key(), content.encode(), "sha256").hex()


def chain(previous: str, *values: str) -> str:
    """Return the digest of an entry: its values chained to the digest before it."""
    parts = "\x1f".join([previous, *(str(value) for value in values)])
    return hashlib.sha256(parts.encode()).hexdigest()


def head_code(seq: int, digest: str) -> str:
    """Return the keyed code over the head of the log."""
    return hmac.digest(_key(), f"head\x1f{seq}\x1f{digest}".encode(), "sha256").hex()


def leaf(digest: str) -> bytes:
    """Return what stands for an entry in the tree over the log: keyed, so that it tells nothing."""
    return hmac.digest(_key(), f"leaf\x1f{digest}".encode(), "sha256")


def _key() -> bytes:
    name = place.named()
    key = _keys.get(name)
    if key is None:
        with _key_lock:
            key = _keys.setdefault(name, place.ring().derive("log"))
    return key
