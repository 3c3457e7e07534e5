"""How is the key of blind linkage kept in a file, and which file is refused?"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.core.reconcile.blind.keys import SECRET_BYTES, BlindKey

FIRST_LINE = "onrecord key of blind linkage 1"
_MOST_BYTES = 1000
_PRIVATE = 0o600
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def new_key_file(path: Path) -> BlindKey:
    """Draw a key and write it to a new file that only its owner may read.

    Raises ``UsageError`` where the file exists (a key that is written over is lost) or cannot be
    written.
    """
    key = BlindKey(secrets.token_bytes(SECRET_BYTES))
    text = f"{FIRST_LINE}\n{key.secret.hex()}\n{key.key_id}\n"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    except OSError as error:
        raise UsageError(
            "The key cannot be written: {reason}",
            file=str(path),
            reason=(error.strerror or "unknown").lower(),
            remedy="Name a new file in a folder that is yours.",
        ) from error
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return key


def read_key_file(path: Path) -> BlindKey:
    """Return the key of a file.

    Raises ``InputError`` for a file that others may read, that is no key of this version, that
    is damaged, or whose key nobody drew.
    """
    try:
        with path.open("rb") as file:
            readable_by_others = os.name == "posix" and os.fstat(file.fileno()).st_mode & _OF_OTHERS
            text = file.read(_MOST_BYTES)
    except OSError as error:
        raise InputError(
            "The key cannot be read: {reason}",
            file=str(path),
            reason=(error.strerror or "unknown").lower(),
        ) from error
    if readable_by_others:
        raise InputError(
            "Other users of this computer may read the key",
            file=str(path),
            remedy="Take their rights away (chmod 600); if they may have read it, make a new key.",
        )
    return _parsed(text, path)


def _parsed(text: bytes, path: Path) -> BlindKey:
    lines = text.decode("ascii", errors="replace").split()
    words = FIRST_LINE.split()
    if lines[: len(words)] != words or len(lines) != len(words) + 2:
        raise InputError(
            "This is no key of blind linkage",
            file=str(path),
            remedy="Make one with `onrecord link --new-key FILE`; a password is not enough.",
        )
    try:
        key = BlindKey(bytes.fromhex(lines[-2]))
    except InputError as error:
        raise InputError(
            error.template,
            file=str(path),
            remedy=error.remedy,
            **error.params,  # type: ignore[arg-type]  # names of the template only
        ) from error
    except ValueError:
        key = None
    if key is None or key.key_id != lines[-1]:
        raise InputError(
            "The key is damaged: its check number does not fit",
            file=str(path),
            remedy="Copy the file again, whole.",
        )
    return key
