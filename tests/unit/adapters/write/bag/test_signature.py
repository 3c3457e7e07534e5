"""Keys that sign bags."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from onrecord.adapters.write.bag import Signer
from onrecord.core.kernel.errors import InputError


def test_a_key_of_the_sender_signs(tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    path = tmp_path / "key.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    signer = Signer.from_file(path)
    assert (signer.public, signer.owner) == (key.public_key().public_bytes_raw().hex(), "file")
    assert signer.public not in repr(key)


def test_what_is_no_such_key_is_said(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    with pytest.raises(InputError, match="cannot be read"):
        Signer.from_file(path)
    path.write_bytes(b"nonsense")
    with pytest.raises(InputError, match="without a passphrase"):
        Signer.from_file(path)
    locked = BestAvailableEncryption(b"secret")
    path.write_bytes(
        Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    )
    with pytest.raises(InputError, match="without a passphrase"):
        Signer.from_file(path)
    other = generate_private_key(SECP256R1())
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(InputError, match="none of Ed25519"):
        Signer.from_file(path)
