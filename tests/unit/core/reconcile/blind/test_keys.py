"""The shared secret: which is refused, and what follows from it."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.blind.keys import BlindKey, keyed, stream

GOOD = bytes(range(200, 232))


@pytest.mark.parametrize(
    "weak",
    [b"", b"short", bytes(32), b"ab" * 16, b"correct horse battery staple arm", bytes(range(33))],
)
def test_what_nobody_drew_is_refused(weak: bytes) -> None:
    with pytest.raises(InputError):
        BlindKey(weak)


def test_the_secret_is_never_shown() -> None:
    key = BlindKey(GOOD)
    assert repr(key) == "BlindKey()"
    assert key.secret.hex() not in key.key_id


def test_uses_have_keys_of_their_own() -> None:
    key = BlindKey(GOOD)
    assert len({key.for_use(use) for use in ("tokens", "salt", "match keys")}) == 3
    assert len(key.key_id) == 16


def test_codes_and_streams_follow_from_the_key() -> None:
    assert keyed(GOOD, "salt", b"a", size=16) == keyed(GOOD, "salt", b"a", size=16)
    assert keyed(GOOD, "salt", b"a") != keyed(GOOD, "token", b"a")
    assert stream(GOOD, 100)[:50] == stream(GOOD, 50)
