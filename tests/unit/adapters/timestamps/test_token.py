"""Answers are read without believing them, and hostile ones end in an error in words."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.adapters.timestamps.authority import found

from onrecord.adapters.timestamps import read_response, request_for
from onrecord.adapters.timestamps.token import LARGEST
from onrecord.core.kernel.errors import InputError

DIGEST = hashlib.sha256(b"what Arta told").hexdigest()


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return found(tmp_path_factory.mktemp("authority")).stamp(request_for(DIGEST, 7))


def test_time_serial_and_policy_are_shown(token: bytes) -> None:
    stated = read_response(token)
    assert stated.time > datetime(2024, 1, 1, tzinfo=UTC)
    assert (stated.digest, stated.algorithm, stated.nonce) == (DIGEST, "sha256", 7)
    assert stated.serial >= 1


@given(cut=st.floats(0, 0.999), bit=st.integers(0, 7), where=st.floats(0, 0.999))
def test_no_damage_crashes(token: bytes, cut: float, bit: int, where: float) -> None:
    shorter = token[: int(cut * len(token))]
    with pytest.raises(InputError):
        read_response(shorter)
    changed = bytearray(token)
    changed[int(where * len(token))] ^= 1 << bit
    with suppress(InputError):
        read_response(bytes(changed))


@given(st.binary(max_size=300))
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        read_response(data)


def test_a_refusal_is_told_as_such(tmp_path: Path) -> None:
    refused = bytes.fromhex("30053003020102")
    with pytest.raises(InputError, match="refused to stamp"):
        read_response(refused)
    with pytest.raises(InputError, match="too large"):
        read_response(bytes(LARGEST + 1))
