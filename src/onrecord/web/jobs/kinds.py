"""Which kinds of long work are there? An app's module ``long_work`` names its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise

from onrecord.web.accounts.models import User
from onrecord.web.jobs.models import Job
from onrecord.web.site.neighbours import modules_named
from onrecord.web.site.rights import Right

Tell = Callable[[int, int], None]
"""Told how many steps are done, of how many; raises where the job shall stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of long work.

    ``run`` does it under the rights that the person who asked has by then, and returns the
    address of the result. It opens its own transactions, short ones at best: while one is open
    nobody else can write. What it has not committed when it fails or stops is as if never begun.
    """

    label: str | Promise
    right: Right
    run: Callable[[Job, User, Tell], str]


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind of long work by its name."""
    found: dict[str, Kind] = {}
    for module in modules_named("long_work"):
        found.update(module.KINDS)
    return found
