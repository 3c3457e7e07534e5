"""Does the log still continue what was signed, and how is that shown to somebody outside?

A checkpoint may be kept anywhere: it holds a number, two digests and a signature, no content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature

from onrecord.core.kernel.errors import InputError
from onrecord.web.audit import services
from onrecord.web.audit.models import Entry
from onrecord.web.audit.problem import Problem
from onrecord.web.site import register

LARGEST = 1024 * 1024
"""Characters of the largest checkpoint file that is taken."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A checkpoint for somebody outside, with the key and the proof that it continues another.

    ``proof`` shows (RFC 6962, 2.1.2) that the log of ``since`` entries is how this one begins.
    """

    checkpoint: Mapping[str, object]
    public_key: str
    since: int
    proof: tuple[str, ...]

    def content(self) -> str:
        """Return the file: one JSON document."""
        document = {
            "format": "onrecord checkpoint 1",
            "checkpoint": dict(self.checkpoint),
            "public_key": self.public_key,
            "since": self.since,
            "proof": list(self.proof),
        }
        return json.dumps(document, indent=1) + "\n"


def public_key() -> str:
    """Return the register's public key (Ed25519, hex): whoever has it can check signatures."""
    return services.signing_key().public_key().public_bytes_raw().hex()


def kept() -> list[dict[str, object]]:
    """Return the checkpoints of the register's own file, oldest first; broken lines left out."""
    path = register.folder() / register.CHECKPOINTS
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [found for line in lines if (found := _read(line)) is not None]


def export() -> Exported:
    """Sign the log as it is now, and return it with the proof that it continues the last one."""
    before = kept()
    checkpoint = services.sign_checkpoint()
    since = _entries(before[-1]) if before else 0
    tree = services.log_tree()
    proof = tree.consistency(since) if 0 < since <= tree.size else ()
    return Exported(checkpoint, public_key(), since, tuple(node.hex() for node in proof))


def read_file(content: str, name: str) -> list[str]:
    """Return the lines of checkpoints that a file holds: one exported, or a copy of our own file.

    Raises InputError where it is neither.
    """
    if len(content) > LARGEST:
        raise InputError("The file is too large for checkpoints", file=name)
    whole = _read(content)
    if whole is not None and isinstance(whole.get("checkpoint"), dict):
        return [json.dumps(whole["checkpoint"])]
    lines = [line for line in content.splitlines() if line.strip()]
    if not lines or any(_read(line) is None for line in lines):
        raise InputError("This is no file of checkpoints", file=name)
    return lines


def problems(lines: Iterable[str], name: str) -> Iterator[Problem]:
    """Compare checkpoints with the log as it is now, and yield what does not fit."""
    public, tree = services.signing_key().public_key(), services.log_tree()
    digests = dict(Entry.objects.values_list("seq", "digest"))
    for number, line in enumerate(lines, start=1):
        where, found = f"{name}, line {number}", _read(line) or {}
        try:
            public.verify(bytes.fromhex(str(found["signature"])), services.signed_bytes(found))
            entries = _entries(found)
        except (ValueError, KeyError, InvalidSignature, InputError):
            yield Problem("checkpoint", where, "The checkpoint is not signed by this register.")
            continue
        fits = 0 <= entries <= tree.size and tree.earlier_root(entries).hex() == found.get("root")
        if not fits or (entries and digests.get(entries) != found.get("digest")):
            yield Problem(
                "log-rewritten", where, "The log is not the one that this checkpoint signed."
            )


def _read(line: str) -> dict[str, object] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _entries(checkpoint: Mapping[str, object]) -> int:
    entries = checkpoint.get("entries")
    if not isinstance(entries, int):
        raise InputError("The checkpoint has no number of entries", value=entries)
    return entries
