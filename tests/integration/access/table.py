"""What does one row of the access matrix say, and where are the rows?"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import tests.integration.access.rows as tables
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.integration.access.sides import Side

Arguments = Mapping[str, object]
Data = Mapping[str, Any]


class Shows(Enum):
    """Who finds the secret of the sealed compartment on a page."""

    MEMBERS = auto()
    """Whoever may open the page and may enter the compartment; nobody else."""
    NOBODY = auto()
    """Nobody: the page has no content of records."""
    THE_ROLE = auto()
    """Whoever may open the page: its role manages all compartments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One address of the register: who may use it, and what they find there.

    ``at`` gives the arguments of the address for one side of the scene, ``query`` what stands
    behind its question mark; an address with neither is a list or a form. ``post`` gives what a
    person of ``posters`` sends so that something changes, and ``smuggled`` what names a record
    of another side in the general one. ``search`` has the filters that take words, with ``{}``
    for the word. ``partial`` is the status of a page that is also asked for as a part. ``logs``
    is the action that the log must hold after a look. A ``changing`` page is another one each
    time. ``factor`` asks for a second factor. What a ``free`` address names lies in no
    compartment. ``otherwise`` is the status for other roles.
    """

    url: str
    who: frozenset[str]
    at: Callable[[Side], Arguments] | None = None
    query: Callable[[Side], Data] | None = None
    status: int = 200
    shows: Shows = Shows.MEMBERS
    post: Callable[[Side], Data] | None = None
    poster: frozenset[str] | None = None
    posted: int = 302
    smuggled: Callable[[Side, Side], tuple[Arguments, Data]] | None = None
    search: Mapping[str, str] = field(default_factory=dict)
    partial: int = 0
    export: bool = False
    factor: bool = False
    changing: bool = False
    logs: str = ""
    free: bool = False
    otherwise: frozenset[int] = frozenset({403})
    case: str = ""

    def __str__(self) -> str:
        """Return the name of the row."""
        return f"{self.url} ({self.case})" if self.case else self.url

    @property
    def posters(self) -> frozenset[str]:
        """Who may post; by default whoever may look."""
        return self.who if self.poster is None else self.poster


def all_rows() -> list[Row]:
    """Return the rows of every file in the folder ``rows``: one file for each app."""
    names = sorted(module.name for module in pkgutil.iter_modules(tables.__path__))
    return [
        row for name in names for row in importlib.import_module(f"{tables.__name__}.{name}").ROWS
    ]


def upload(name: str, content: str) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content.encode(), content_type="text/plain")
