"""How is an entry written that no change of a row brings about: a read, an export, a login?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction
from django.utils import timezone

from onrecord.core.document.custody import canonical
from onrecord.core.document.merkle import Tree
from onrecord.web.audit import functions
from onrecord.web.audit.models import Entry
from onrecord.web.audit.triggers import append_sql
from onrecord.web.site import register


def note(action: str, subject: str, subject_id: object = "", fields: str = "") -> None:
    """Append an entry: what was done (read, export, login-failed), to what, with which fields.

    Runs in the caller's transaction. ``fields`` names things; it never holds content.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            append_sql("%s", "%s", "%s", "%s", "''"),
            [action[:20], subject[:80], str(subject_id)[:80], fields],
        )


def sign_checkpoint() -> dict[str, object]:
    """Sign the head of the log with the register's key and append it to the checkpoint file.

    A copy of that file kept elsewhere shows whether the log, or the whole register, was later
    set back. ``root`` is the Merkle root over all entries (RFC 6962), by which one can show to
    others that a later log continues this one, without showing the log.
    """
    newest = Entry.objects.order_by("-seq").first()
    checkpoint: dict[str, object] = {
        "kind": "log",
        "at": timezone.now().astimezone(UTC).isoformat(timespec="seconds"),
        "entries": newest.seq if newest else 0,
        "digest": newest.digest if newest else "",
        "root": log_tree().root.hex(),
    }
    signed = {**checkpoint, "signature": signing_key().sign(signed_bytes(checkpoint)).hex()}
    with (register.folder() / register.CHECKPOINTS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(signed) + "\n")
    return signed


def log_tree() -> Tree:
    """Return the Merkle tree over the log; a leaf is a keyed code over the digest of an entry."""
    digests = Entry.objects.order_by("seq").values_list("digest", flat=True)
    return Tree.of(functions.leaf(digest) for digest in digests.iterator(chunk_size=10_000))


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs checkpoints and bags, derived from the register's master key."""
    return Ed25519PrivateKey.from_private_bytes(register.ring().derive("checkpoint"))


def signed_bytes(checkpoint: Mapping[str, object]) -> bytes:
    """Return the bytes that the signature of a checkpoint covers: all but itself, as RFC 8785."""
    return canonical({key: checkpoint[key] for key in checkpoint if key != "signature"})
