"""When institutions, events and legal acts began and ended, so that a date can be held to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.kernel.period import Period


class EntryKind(StrEnum):
    """What a line of the timeline dates."""

    institution = "institution"
    event = "event"
    act = "act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One dated thing, with the source of its dates.

    ``names`` are how texts call it. ``subjects`` are the names of the place or body that an
    event or act belongs to, and ``phrases`` the words by which texts tell of its beginning
    ("declared independence"). ``not_roles`` are words for roles that the institution does not
    have. ``has_victims`` marks events that kill, displace or make people vanish. ``begins`` and
    ``ends`` are as precise as the source.
    """

    id: str
    kind: EntryKind
    names: tuple[str, ...]
    begins: Period
    source: str
    ends: Period | None = None
    subjects: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    not_roles: tuple[str, ...] = ()
    has_victims: bool = False

    @property
    def name(self) -> str:
        """Return the name that stands first."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated institutions, events and legal acts."""

    entries: tuple[Entry, ...] = ()

    def named_in(self, text: str, *kinds: EntryKind) -> Iterator[tuple[Entry, int, int]]:
        """Yield each entry of these kinds that a text names, with the place of the name."""
        for entry in self.entries:
            if kinds and entry.kind not in kinds:
                continue
            for name in entry.names:
                match = name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
                if match:
                    yield entry, match.start(), match.end()
                    break

    def of(self, *kinds: EntryKind) -> tuple[Entry, ...]:
        """Return the entries of these kinds."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)
