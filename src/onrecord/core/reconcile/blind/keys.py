"""Which secret do two parties share, and which keys for which use follow from it?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from onrecord.core.kernel.errors import InputError

SECRET_BYTES = 32
_LEAST_DIFFERENT = 16
"""Bytes that differ among 32 drawn ones: fewer than 16 never happens (chance below 1e-13)."""


@dataclass(frozen=True, slots=True)
class BlindKey:
    """A secret of 32 bytes that came from a generator of the system, and never from a person.

    Every use has a key of its own: keyed BLAKE2b (RFC 7693) with the use as its personal string,
    so that what one use shows says nothing of another. ``repr`` never shows the secret.

    Raises ``InputError`` for a secret of another length and for one that nobody drew: letters
    and digits only, or few different bytes.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET_BYTES:
            raise InputError(
                "A key of blind linkage has {right} bytes, this one has {found}",
                right=SECRET_BYTES,
                found=len(self.secret),
                remedy=_MAKE_ONE,
            )
        typed = all(32 <= byte < 127 for byte in self.secret)
        if typed or len(set(self.secret)) < _LEAST_DIFFERENT:
            raise InputError(
                "The key is too weak: it was not drawn by a computer", remedy=_MAKE_ONE
            )

    @property
    def key_id(self) -> str:
        """What tells two keys apart and gives neither away: 16 hexadecimal digits."""
        return keyed(self.secret, "key id", b"", size=8).hex()

    def for_use(self, use: str) -> bytes:
        """Return the key of 32 bytes for one use; ``use`` has at most 16 letters."""
        return keyed(self.secret, use, b"")


def keyed(key: bytes, use: str, message: bytes, *, size: int = 32) -> bytes:
    """Return the code of a message under a key and a use: ``size`` bytes, at most 64."""
    person = use.encode().ljust(16, b"\0")
    return hashlib.blake2b(message, key=key, person=person, digest_size=size).digest()


def stream(seed: bytes, size: int) -> bytes:
    """Return ``size`` bytes that follow from a secret seed (SHAKE256, FIPS 202)."""
    return hashlib.shake_256(seed).digest(size)


_MAKE_ONE = "Make one with `onrecord link --new-key FILE`; both parties use the same file."
