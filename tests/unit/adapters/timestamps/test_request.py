"""The request file, as openssl and rfc3161-client would write and read it."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.timestamps import Request, read_request, request_for
from onrecord.adapters.timestamps.der import dotted, identifier, read_one
from onrecord.core.kernel.errors import InputError


@given(st.binary(), st.integers(0, 2**64 - 1))
def test_what_is_written_is_read(content: bytes, nonce: int) -> None:
    digest = hashlib.sha256(content).hexdigest()
    assert read_request(request_for(digest, nonce)) == Request(digest, nonce)


def test_openssl_reads_it(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"statement").hexdigest()
    (tmp_path / "q.tsq").write_bytes(request_for(digest, 0x1234))
    shown = subprocess.run(
        ["openssl", "ts", "-query", "-in", str(tmp_path / "q.tsq"), "-text"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Hash Algorithm: sha256" in shown
    assert "Nonce: 0x1234" in shown
    assert "Certificate required: yes" in shown


@given(st.binary(max_size=60))
def test_whatever_else_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        read_request(data)


def test_a_digest_is_a_digest() -> None:
    with pytest.raises(InputError, match="no SHA-256"):
        request_for("abc", 1)


@pytest.mark.parametrize("name", ["1.2.3.4", "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.7.2"])
def test_identifiers_go_both_ways(name: str) -> None:
    assert dotted(read_one(identifier(name)).content) == name
