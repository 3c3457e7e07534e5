"""Who vouches for a bag? An Ed25519 signature over its tag manifest, in a file of plain lines."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from onrecord.core.document.custody import canonical
from onrecord.core.kernel.errors import InputError

SIGNED = "tagmanifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class Signer:
    """A key, and whose it is: of the ``register``, of a ``file`` named, or of this ``bag`` alone.

    The key of one bag shows only that nothing was changed since; it does not say who made it.
    """

    _key: Ed25519PrivateKey = field(repr=False)
    owner: str

    @classmethod
    def once(cls) -> Signer:
        """Make a key for one bag, which is forgotten afterwards."""
        return cls(Ed25519PrivateKey.generate(), "bag")

    @classmethod
    def from_file(cls, path: Path) -> Signer:
        """Read an unencrypted Ed25519 key in PEM, as ``openssl genpkey`` writes it."""
        try:
            key = load_pem_private_key(path.read_bytes(), password=None)
        except OSError as error:
            raise InputError("The key cannot be read", file=str(path)) from error
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise InputError(
                "This is no key that opens without a passphrase", file=str(path)
            ) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise InputError(
                "The key is none of Ed25519",
                file=str(path),
                remedy="Make one: openssl genpkey -algorithm ed25519 -out key.pem",
            )
        return cls(key, "file")

    @property
    def public(self) -> str:
        """The public key, 32 bytes in hex."""
        return self._key.public_key().public_bytes_raw().hex()

    def signed(self, statement: Mapping[str, object]) -> dict[str, object]:
        """Return the statement with a signature over its canonical JSON."""
        return {**statement, "signature": self._key.sign(canonical(statement)).hex()}

    def file_over(self, tag_manifest: bytes) -> bytes:
        """Return the content of tagmanifest.sig; its last line guards the others without a key."""
        lines = (
            "onrecord bag signature 1\n"
            "algorithm Ed25519\n"
            f"signed {SIGNED}\n"
            f"owner {self.owner}\n"
            f"public-key {self.public}\n"
            f"signature {self._key.sign(tag_manifest).hex()}\n"
        )
        return f"{lines}check {hashlib.sha256(lines.encode()).hexdigest()}\n".encode()
