"""Who did what to an exhibit, in which role, when, where, why, and with what right?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from onrecord.core.kernel.errors import InputError

_DIGEST = re.compile(r"[0-9a-f]{64}")


class EventKind(StrEnum):
    """What can happen to an exhibit."""

    INTAKE = "intake"
    HASH = "hash"
    COPY = "copy"
    READ = "read"
    VIEW = "view"
    CODE = "code"
    REDACT = "redact"
    EXPORT = "export"
    TRANSFER = "transfer"
    RETURN = "return"
    WITHDRAW = "withdraw"
    ERASE = "erase"


_HANDED_ON = frozenset({EventKind.TRANSFER, EventKind.RETURN})
_GIVES_REASON = _HANDED_ON | {EventKind.WITHDRAW, EventKind.ERASE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of custody.

    ``who`` is a pseudonym, never a name. ``what`` is the id of the exhibit; ``before`` and
    ``after`` are SHA-256 digests of its bytes (hex), where there are any. ``when`` is an instant
    with a time zone, by the clock that ``clock`` names. What is not known is None.
    """

    id: str
    kind: EventKind
    who: str
    what: str
    when: datetime
    clock: str
    tool: str
    role: str | None = None
    before: str | None = None
    after: str | None = None
    where: str | None = None
    why: str | None = None
    sender: str | None = None
    receiver: str | None = None
    basis: str | None = None

    def __post_init__(self) -> None:
        """Refuse an event that could not be relied on later."""
        if self.when.tzinfo is None:
            raise InputError("The instant of a custody event needs a time zone", value=self.when)
        for digest in (self.before, self.after):
            if digest is not None and not _DIGEST.fullmatch(digest):
                raise InputError("This is no SHA-256 digest", value=digest)
        if self.kind in _HANDED_ON and not (self.sender and self.receiver):
            raise InputError(
                "An exhibit that is handed on goes from somebody to somebody",
                value=self.kind.value,
                remedy="Name both.",
            )
        if self.kind in _GIVES_REASON and not self.why:
            raise InputError(
                "This custody event needs a reason", value=self.kind.value, remedy="Say why."
            )

    def to_dict(self) -> dict[str, str | None]:
        """Return the event with the keys of custody.jsonl."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "who": self.who,
            "role": self.role,
            "what": self.what,
            "before": self.before,
            "after": self.after,
            "when": self.when.astimezone(UTC).isoformat(timespec="microseconds"),
            "clock": self.clock,
            "where": self.where,
            "why": self.why,
            "from": self.sender,
            "to": self.receiver,
            "basis": self.basis,
            "tool": self.tool,
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, object]) -> Event:
        """Return the event that ``to_dict`` wrote; raises InputError for anything else."""
        try:
            texts = {key: _text(found[key]) for key in _KEYS}
            kind, when = EventKind(str(found["kind"])), datetime.fromisoformat(str(found["when"]))
        except (KeyError, ValueError) as error:
            raise InputError("This is no custody event", value=error) from error
        return cls(
            kind=kind,
            when=when,
            sender=texts["from"],
            receiver=texts["to"],
            role=texts["role"],
            before=texts["before"],
            after=texts["after"],
            where=texts["where"],
            why=texts["why"],
            basis=texts["basis"],
            **{key: texts[key] or "" for key in _NEEDED},
        )


_NEEDED = ("id", "who", "what", "clock", "tool")
_KEYS = (*_NEEDED, "role", "before", "after", "where", "why", "from", "to", "basis")


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise ValueError(value)
