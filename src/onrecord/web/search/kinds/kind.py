"""How is one kind of record read for the index, guarded, and shown among the results?"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise

from onrecord.vocab import LANGUAGES, load_scheme
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.web.site.models import Versioned
from onrecord.web.site.rights import Actor
from onrecord.web.sources.consent import readable
from onrecord.web.sources.models import Description

Label = str | Promise
Touched = Iterable[tuple[int, int]]
"""Records that a change touches: id and compartment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The words by which a record is found: the same for the index and for what is shown.

    ``names`` is what the record is called; ``texts`` what else it says, with the name of each
    field. ``day`` is the date of the record as far as it is known.
    """

    names: tuple[str, ...] = ()
    texts: tuple[tuple[Label, str], ...] = ()
    source: int | None = None
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record that can be found.

    ``visible`` gives the records that a person may see, by the one rule of access; ``current``
    all that the index must hold. ``touched`` tells, for each table of the register, which
    records of this kind a change of its rows touches. A kind without ``content`` is a text of
    an exhibit, which is read part by part.
    """

    name: str
    rank: int
    label: Label
    model: type[models.Model]
    visible: Callable[[Actor], QuerySet[Any]]
    current: Callable[[], QuerySet[Any]]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    content: Callable[[Any], Content] | None = None
    touched: Mapping[str, Callable[[Collection[int]], Touched]] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The table whose rows are the records."""
        return self.model._meta.db_table

    def shown_to(self, actor: Actor) -> QuerySet[Any]:
        """Return the records that a search may show: visible, and no giver of a source said no.

        That a source exists stays known to its compartment; what it says does not.
        """
        rows = self.visible(actor)
        named = {field.name for field in self.model._meta.concrete_fields}
        says = "source" in named and self.model is not Description
        return readable(rows, actor) if says else rows

    def touches(self, table: str) -> Callable[[Collection[int]], Touched] | None:
        """Return what tells which records a change in a table touches; None for no record."""
        if table in self.touched:
            return self.touched[table]
        return self._of_own_table if table == self.table else None

    def _of_own_table(self, ids: Collection[int]) -> Touched:
        rows = self.model._default_manager.filter(pk__in=ids)
        if not issubclass(self.model, Versioned):
            yield from rows.values_list("pk", "compartment_id")
            return
        for pk, compartment, before in rows.values_list("pk", "compartment_id", "supersedes_id"):
            yield pk, compartment
            if before is not None:
                yield before, compartment


@lru_cache(maxsize=1)
def all_kinds() -> tuple[Kind, ...]:
    """Return every kind of the folder in the order of the page."""
    package = importlib.import_module(__package__ or "")
    found = [
        kind
        for module in pkgutil.iter_modules(package.__path__)
        for kind in getattr(
            importlib.import_module(f"{package.__name__}.{module.name}"), "KINDS", ()
        )
    ]
    return tuple(sorted(found, key=lambda kind: kind.rank))


def said_in(row: models.Model, *names: str) -> tuple[tuple[Label, str], ...]:
    """Return what fields of a record say, each with the name of the field."""
    called = {field.name: field.verbose_name for field in row._meta.concrete_fields}
    return tuple((called[name], getattr(row, name)) for name in names if getattr(row, name))


def each(label: Label, texts: Iterable[str]) -> tuple[tuple[Label, str], ...]:
    """Return several texts of one field, such as a concept in several languages."""
    return tuple((label, text) for text in texts)


@lru_cache(maxsize=1 << 12)
def labels(scheme: str, concept: str) -> tuple[str, ...]:
    """Return a concept in all our languages; a word that is no concept stays as it is."""
    found = load_scheme(scheme)
    if not concept or concept not in found:
        return (concept,) if concept else ()
    return tuple(dict.fromkeys(found.label(concept, language) for language in LANGUAGES))


@lru_cache(maxsize=1 << 12)
def place_names(place_id: str) -> tuple[str, ...]:
    """Return every name of a place of the gazetteer; none for no place."""
    place = Gazetteer.default().by_id.get(place_id)
    return () if place is None else tuple(dict.fromkeys(name.text for name in place.names))
