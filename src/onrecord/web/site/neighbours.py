"""What do the other apps add to a page? Each may answer in a module that is found by its name.

So an app can be deleted, and a page of one app can lead to another that it knows nothing of.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

_PACKAGE = "onrecord.web."
_OWN = f"{_PACKAGE}site"


def modules_named(name: str) -> Iterator[ModuleType]:
    """Yield the module ``name`` of every app of ours that has one, in the order of the stages."""
    for config in apps.get_app_configs():
        full = f"{config.name}.{name}"
        if config.name.startswith(_PACKAGE) and config.name != _OWN and find_spec(full):
            yield import_module(full)
