"""How are the answers of an interview kept while it is under way, so that a stolen disk shows none?

Each interview has a key of its own, sealed by a key of the register. Destroying it makes every
draft of the interview unreadable, also in copies of the database.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from onrecord.web.site import register

_NONCE = 12
_KEY = 32
_PURPOSE = "drafts of interviews"


def new_key(place: str) -> bytes:
    """Return a new key of an interview, sealed; ``place`` binds it to its row."""
    return _seal(register.ring().derive(_PURPOSE), secrets.token_bytes(_KEY), place)


def seal(answers: Mapping[str, str], sealed_key: bytes, place: str) -> bytes:
    """Return answers under the key of their interview."""
    content = json.dumps(dict(answers), ensure_ascii=False).encode()
    return _seal(_opened(sealed_key, place), content, place)


def opened(sealed: bytes, sealed_key: bytes, place: str) -> dict[str, str]:
    """Return the answers of a draft."""
    found: dict[str, str] = json.loads(_open(_opened(sealed_key, place), sealed, place))
    return found


def _opened(sealed_key: bytes, place: str) -> bytes:
    return _open(register.ring().derive(_PURPOSE), sealed_key, place)


def _seal(key: bytes, content: bytes, place: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def _open(key: bytes, sealed: bytes, place: str) -> bytes:
    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
