"""Which concepts a form of the lexicon can stand for, of what kind each is, and its labels."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from onrecord.core.kernel.errors import UsageError
from onrecord.vocab.concepts import LANGUAGES
from onrecord.vocab.loader import load_scheme

_SCHEMES = {"acts": "act", "groups": "group"}
"""Schemes whose concepts have forms, and the kind of mention that each makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A concept with forms. ``perpetrator`` is the kind of perpetrator that it would be."""

    id: str
    kind: str
    labels: Mapping[str, str] = field(hash=False)
    perpetrator: str | None = None


@cache
def known_concepts() -> Mapping[str, Known]:
    """Return the concepts of the schemes of acts and groups, and our bodies and roles, by id."""
    known = [
        Known(id=concept.id, kind=kind, labels=concept.labels)
        for scheme, kind in _SCHEMES.items()
        for concept in load_scheme(scheme)
    ]
    return MappingProxyType({one.id: one for one in (*known, *_listed())})


def concept_label(concept_id: str, language: str) -> str:
    """Return what a concept is called; ``UsageError`` for an unknown id or language."""
    known = known_concepts().get(concept_id)
    if known is None or language not in LANGUAGES:
        raise UsageError("No concept has this id and language.", value=f"{concept_id}, {language}")
    return known.labels[language]


def data_text(name: str) -> str:
    """Return the text of a data file of the lexicon."""
    return (files(__package__) / "data" / name).read_text(encoding="utf-8")


def _listed() -> Iterator[Known]:
    perpetrators = load_scheme("perpetrator_kinds")
    for name in ("bodies.csv", "roles.csv"):
        for row in csv.DictReader(io.StringIO(data_text(name), newline="")):
            perpetrator = row["perpetrator"] or None
            yield Known(
                id=row["id"],
                kind=row.get("kind") or "role",
                labels=MappingProxyType({language: row[language] for language in LANGUAGES}),
                perpetrator=perpetrators.concept(perpetrator).id if perpetrator else None,
            )
