"""Was a custody history changed, cut or reordered, even where parts of it may not be shown?

Each link holds a commitment to one event: HMAC-SHA256 of the event's canonical JSON under a salt
of its own. The chain and the Merkle root are built over commitments alone. Whoever has event and
salt can check that they belong together. Whoever has neither learns nothing, not even by trying
every name: so an event can be withheld from one reader, or erased for good together with its
salt, and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.core.document.custody.canonical import canonical
from onrecord.core.document.custody.event import Event
from onrecord.core.document.merkle import Tree
from onrecord.core.kernel.errors import InputError

START = bytes(32)
"""What stands for the digest before the first link."""
_DOMAIN = b"onrecord custody 1\n"


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its number from 1, a commitment to an event, and the digests that chain it.

    ``event`` and ``salt`` are both there or, where the event is withheld or erased, both None.
    """

    number: int
    commitment: bytes
    previous: bytes
    digest: bytes
    event: Event | None
    salt: bytes | None

    def withheld(self) -> Link:
        """Return the link without what it commits to; its digests stay."""
        return replace(self, event=None, salt=None)

    def to_dict(self) -> dict[str, object]:
        """Return the link with the keys of custody.jsonl."""
        return {
            "number": self.number,
            "event": self.event.to_dict() if self.event else None,
            "salt": self.salt.hex() if self.salt is not None else None,
            "commitment": self.commitment.hex(),
            "previous": self.previous.hex(),
            "digest": self.digest.hex(),
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, object]) -> Link:
        """Return the link that ``to_dict`` wrote; raises InputError for anything else."""
        try:
            commitment, previous, digest = (
                bytes.fromhex(str(found[key])) for key in ("commitment", "previous", "digest")
            )
            event, salt, number = found["event"], found["salt"], int(str(found["number"]))
        except (KeyError, ValueError) as error:
            raise InputError("This is no link of a custody chain", value=error) from error
        return cls(
            number,
            commitment,
            previous,
            digest,
            Event.from_dict(event) if isinstance(event, Mapping) else None,
            bytes.fromhex(str(salt)) if salt is not None else None,
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one link of a chain."""

    number: int
    explanation: str


def chained(events: Iterable[Event], salt_of: Callable[[Event], bytes]) -> Iterator[Link]:
    """Chain events in the order given. ``salt_of`` gives 32 secret bytes for each of them."""
    previous = START
    for number, event in enumerate(events, start=1):
        salt = salt_of(event)
        commitment = commitment_of(event, salt)
        digest = _digest(number, previous, commitment)
        yield Link(number, commitment, previous, digest, event, salt)
        previous = digest


def problems(links: Iterable[Link]) -> Iterator[Problem]:
    """Walk a chain and yield every link that does not fit."""
    previous, expected = START, 1
    for link in links:
        if link.number != expected:
            yield Problem(link.number, f"Link {expected} should stand here.")
        if link.previous != previous:
            yield Problem(link.number, "The link does not follow the one before it.")
        if link.digest != _digest(link.number, link.previous, link.commitment):
            yield Problem(link.number, "The link was changed after it was written.")
        if (link.event is None) != (link.salt is None):
            yield Problem(link.number, "The event stands without its salt, or the salt without it.")
        elif (
            link.event is not None
            and link.salt is not None
            and link.commitment != commitment_of(link.event, link.salt)
        ):
            yield Problem(link.number, "The event is not the one that was committed to.")
        previous, expected = link.digest, link.number + 1


def root_of_chain(links: Iterable[Link]) -> bytes:
    """Return the Merkle root over the commitments of a chain."""
    return Tree.of(link.commitment for link in links).root


def commitment_of(event: Event, salt: bytes) -> bytes:
    """Return the keyed commitment (32 bytes) to an event."""
    return hmac.digest(salt, canonical(event.to_dict()), "sha256")


def _digest(number: int, previous: bytes, commitment: bytes) -> bytes:
    return hashlib.sha256(_DOMAIN + number.to_bytes(8, "big") + previous + commitment).digest()
