"""Who can open what is encrypted: a passphrase opens the master key, and that all others."""

from __future__ import annotations

import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass, field
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from onrecord.adapters.archive.durable import make_folder, write_file
from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORMAT = "onrecord master key 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess of the passphrase costs (Argon2id, RFC 9106, second recommended option)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        """Refuse what Argon2 cannot do and what would exhaust the machine that opens the file."""
        within = (
            8 * self.lanes <= self.memory_kib <= 1024 * 1024
            and 1 <= self.passes <= 64
            and 1 <= self.lanes <= 64
        )
        if not within:
            raise InputError(
                "The Argon2id cost must lie within 1 GiB of memory, 64 passes and 64 lanes",
                value=asdict(self),
            )


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The opened master key (32 bytes), which gives one independent key for each purpose.

    The key lies wrapped in ``keys/master.json`` (AES-256-GCM under an Argon2id key of the
    passphrase). Whoever has the passphrase and that file opens everything; without either one,
    nothing opens and nothing can be recovered.
    """

    _master: bytes = field(repr=False)

    @classmethod
    def create(cls, folder: Path, passphrase: str, *, cost: Cost | None = None) -> KeyRing:
        """Make a new master key in ``folder`` and return it opened.

        Raises Conflict where a key lies already: replacing it would lose every exhibit.
        """
        path = _key_file(folder)
        if path.exists():
            raise Conflict(
                "There is a master key already",
                file=str(path),
                remedy="Open it with its passphrase, or choose an empty folder.",
            )
        master = secrets.token_bytes(KEY_BYTES)
        make_folder(path.parent)
        write_file(path, _wrapped(master, passphrase, cost or Cost()))
        return cls(master)

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> KeyRing:
        """Open the master key of ``folder``; raises AccessDenied for a wrong passphrase."""
        return cls(_unwrapped(_key_file(folder), passphrase))

    @classmethod
    def change_passphrase(
        cls, folder: Path, old: str, new: str, *, cost: Cost | None = None
    ) -> None:
        """Wrap the same master key under a new passphrase; no exhibit is touched.

        An older copy of the key file still opens with the older passphrase.
        """
        path = _key_file(folder)
        write_file(path, _wrapped(_unwrapped(path, old), new, cost or Cost()))

    def derive(self, purpose: str) -> bytes:
        """Return the 32-byte key of one purpose (HKDF-SHA256, RFC 5869)."""
        info = f"onrecord/{purpose}".encode()
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self._master)


def _key_file(folder: Path) -> Path:
    return folder / "keys" / "master.json"


def _wrapped(master: bytes, passphrase: str, cost: Cost) -> bytes:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(_passphrase_key(passphrase, salt, cost)).encrypt(nonce, master, _bound(cost))
    document = {
        "format": _FORMAT,
        "argon2id": asdict(cost),
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "wrapped": sealed.hex(),
    }
    return json.dumps(document, indent=1).encode()


def _unwrapped(path: Path, passphrase: str) -> bytes:
    try:
        document = json.loads(path.read_bytes())
        if document["format"] != _FORMAT:
            raise InputError("This key file has a format we do not know", file=str(path))
        cost = Cost(**document["argon2id"])
        salt, nonce, sealed = (bytes.fromhex(document[name]) for name in _SEALED_FIELDS)
        key = _passphrase_key(passphrase, salt, cost)
        return AESGCM(key).decrypt(nonce, sealed, _bound(cost))
    except FileNotFoundError:
        raise InputError(
            "There is no master key here", file=str(path), remedy="Was the register set up?"
        ) from None
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            "The key file is damaged", file=str(path), remedy="Restore it from its own copy."
        ) from error
    except InvalidTag:
        raise AccessDenied(
            "The passphrase does not open the master key",
            file=str(path),
            remedy="Check keyboard and capitals; there is no way round a forgotten passphrase.",
        ) from None


_SEALED_FIELDS = ("salt", "nonce", "wrapped")


def _passphrase_key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    if not passphrase:
        raise UsageError("The passphrase is empty", remedy="Choose at least five random words.")
    return hash_secret_raw(
        # One passphrase typed on two keyboards may differ in bytes: ë has two encodings.
        unicodedata.normalize("NFC", passphrase).encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _bound(cost: Cost) -> bytes:
    return f"{_FORMAT} {cost.memory_kib} {cost.passes} {cost.lanes}".encode()
