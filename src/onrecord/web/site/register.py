"""Where does the register lie, and which keys open it?

A register is one folder::

    register.sqlite3     records, judgements, log
    keys/                master key (wrapped by the passphrase) and the secret of the sessions
    exhibits/            encrypted, content-addressed files
    checkpoints.jsonl    signed heads of the log

The folder comes from ``ONRECORD_REGISTER``, the passphrase from ``ONRECORD_PASSPHRASE``.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from onrecord.adapters.archive.keys import KeyRing
from onrecord.adapters.archive.store import Archive
from onrecord.core.kernel.errors import UsageError

DATABASE = "register.sqlite3"
EXHIBITS = "exhibits"
CHECKPOINTS = "checkpoints.jsonl"
_SESSION_FILE = "keys/session.secret"


def folder() -> Path:
    """Return the folder of the register in use."""
    return Path(named()).absolute()


def named() -> str:
    """Return the folder as it was named; asked for every row that the log covers."""
    return os.environ.get("ONRECORD_REGISTER", "register")


def passphrase() -> str:
    """Return the passphrase of the register; UsageError where none is given."""
    given = os.environ.get("ONRECORD_PASSPHRASE")
    if not given:
        raise UsageError(
            "The passphrase of the register is not known.",
            remedy="Give it as ONRECORD_PASSPHRASE, or start with `onrecord serve`, which asks.",
        )
    return given


@lru_cache(maxsize=1)
def ring() -> KeyRing:
    """Return the open key ring of the register."""
    return KeyRing.open(folder(), passphrase())


@lru_cache(maxsize=1)
def archive() -> Archive:
    """Return the store of exhibits of the register."""
    return Archive(folder(), ring())


def close() -> None:
    """Forget the open keys; the next use opens them again."""
    ring.cache_clear()
    archive.cache_clear()


def session_secret() -> str:
    """Return the secret that signs sessions; made once, kept beside the wrapped master key."""
    path = folder() / _SESSION_FILE
    if not path.exists():
        if not folder().exists():
            return secrets.token_urlsafe(48)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
