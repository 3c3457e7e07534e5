"""Which code stands in the index for a word, so that the index alone tells no word?

HMAC-SHA256 (RFC 2104) cut to 64 bits, under a key that follows from the master key. Each
compartment and each kind of record has a key of its own: one word has another code in each, so
nobody can compare what lies behind a wall with what lies before it, and a search can not even
name the words of a compartment that its user may not enter.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from onrecord.adapters.archive.keys import KeyRing
from onrecord.core.document.search_query import LEAST_BEGINNING
from onrecord.web.site import register

_PURPOSE = "search/index"
_CODE_BYTES = 8
_NONCE_BYTES = 12
_PADDED = 16


class Scope:
    """The codes of words in one compartment and kind of record."""

    def __init__(self, secret: bytes, compartment: int, kind: str) -> None:
        self._words, self._beginnings, sealing = (
            hmac.digest(secret, f"{purpose} {compartment} {kind}".encode(), "sha256")
            for purpose in ("words", "beginnings", "sealing")
        )
        self._sealing = AESGCM(sealing)

    def code(self, word: str) -> int:
        """Return the code of a folded word: 64 bits with a sign, as SQLite keeps integers."""
        return _code(self._words, word)

    def codes(self, words: Iterable[str]) -> list[int]:
        """Return the codes of words, in their order."""
        return [_code(self._words, word) for word in words]

    def beginning(self, word: str) -> int:
        """Return the code under which words with the same first letters are listed."""
        return _code(self._beginnings, word[:LEAST_BEGINNING])

    def sealed(self, word: str) -> bytes:
        """Return the word encrypted (AES-256-GCM); its length is told to 16 bytes only."""
        plain = word.encode()
        plain += bytes(-len(plain) % _PADDED)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._sealing.encrypt(nonce, plain, None)

    def opened(self, sealed: bytes) -> str:
        """Return a word that ``sealed`` encrypted."""
        plain = self._sealing.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        return plain.rstrip(b"\0").decode()


@lru_cache(maxsize=1 << 10)
def _scope(secret: bytes, compartment: int, kind: str) -> Scope:
    return Scope(secret, compartment, kind)


def scope(compartment: int, kind: str) -> Scope:
    """Return the codes of one compartment and kind in the open register."""
    return _scope(_secret(), compartment, kind)


def mark_of_key() -> str:
    """Return what tells, without telling the key, whether an index was made under it."""
    return hmac.digest(_secret(), b"mark of the key", "sha256").hex()


def _secret() -> bytes:
    return _derived(register.ring())


@lru_cache(maxsize=2)
def _derived(ring: KeyRing) -> bytes:
    return ring.derive(_PURPOSE)


# Words repeat, within a text and between records.
@lru_cache(maxsize=1 << 15)
def _code(key: bytes, word: str) -> int:
    digest = hmac.digest(key, word.encode(), "sha256")
    return int.from_bytes(digest[:_CODE_BYTES], "big", signed=True)
