"""What waits for this person today? Every app may answer in a module ``waiting``."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.web.site.neighbours import modules_named
from onrecord.web.site.rights import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work that waits: how much, in words, and where to begin."""

    count: int
    sentence: str
    url: str


def everything_waiting(actor: Actor) -> list[Waiting]:
    """Ask every app what waits, and leave out what does not."""
    found: list[Waiting] = []
    for module in modules_named("waiting"):
        found += [item for item in module.waiting(actor) if item.count]
    return found
