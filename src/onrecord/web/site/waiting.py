"""What waits for this person today? Every app may answer in a module ``waiting``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from onrecord.web.site.rights import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work that waits: how much, in words, and where to begin."""

    count: int
    sentence: str
    url: str


def everything_waiting(actor: Actor) -> list[Waiting]:
    """Ask every app with a ``waiting`` module, in the order of the stages."""
    found: list[Waiting] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.waiting"
        if config.name.startswith("onrecord.web.") and config.label != "site" and find_spec(name):
            found += [item for item in import_module(name).waiting(actor) if item.count]
    return found
