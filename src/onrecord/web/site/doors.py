"""Where can one go from a preserved file or a source? Apps may answer in a module ``doors``."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.web.site.models import InCompartment
from onrecord.web.site.neighbours import modules_named
from onrecord.web.site.rights import Actor


@dataclass(frozen=True, slots=True)
class Door:
    """A link to what an app can do with a file."""

    label: str
    url: str


def doors_from(actor: Actor, exhibit: InCompartment) -> list[Door]:
    """Return the links of every app whose ``from_exhibit`` has something to do with the file."""
    return [
        door for module in modules_named("doors") for door in module.from_exhibit(actor, exhibit)
    ]


def deeds_on(actor: Actor, source: InCompartment) -> list[Door]:
    """Return what apps can do with all files of a source at once: addresses to send a form to."""
    return [
        door
        for module in modules_named("doors")
        if hasattr(module, "on_source")
        for door in module.on_source(actor, source)
    ]
