"""What a concept is, what it is called, and how the concepts of one scheme hang together."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from onrecord.core.kernel.errors import InputError, UsageError

LANGUAGES = ("en", "sq", "sr-Latn", "sr-Cyrl")
"""The four languages of every label, in the order in which they are shown to a maintainer."""


def _empty() -> Mapping[str, str]:
    return MappingProxyType({})


def _no_names() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One term of a scheme: the id never changes, labels may, and nothing is ever deleted.

    ``broader`` holds the ids of the wider concepts (more than one is allowed). ``valid_from`` and
    ``valid_to`` are EDTF dates of year, month or day precision. ``retired_by`` is the id of the
    concept to use instead. ``mappings`` gives codes in other schemes (``huri_code``, ``htcds``,
    ``iccs``), several where one concept covers several codes. ``properties`` holds what the scheme
    itself needs, such as the order of a stage or the unit of a measure.
    """

    id: str
    scheme: str
    labels: Mapping[str, str] = field(hash=False)
    broader: tuple[str, ...] = ()
    scope_note: str = ""
    rule: str | None = None
    example: str | None = None
    alternative_labels: Mapping[str, tuple[str, ...]] = field(default_factory=_no_names, hash=False)
    valid_from: str | None = None
    valid_to: str | None = None
    retired_by: str | None = None
    script_exception: str | None = None
    mappings: Mapping[str, tuple[str, ...]] = field(default_factory=_no_names, hash=False)
    properties: Mapping[str, str] = field(default_factory=_empty, hash=False)

    def label(self, language: str) -> str:
        """Return the label in ``language``; an unknown language is a UsageError."""
        if language not in LANGUAGES:
            raise UsageError(
                "There are no labels in {language}.",
                language=language,
                remedy=f"Use one of {', '.join(LANGUAGES)}.",
            )
        return self.labels[language]

    def __str__(self) -> str:
        return self.labels["en"]


class Scheme:
    """The concepts of one vocabulary, in the order of its file."""

    def __init__(
        self, name: str, *, title: Mapping[str, str], scope_note: str, concepts: tuple[Concept, ...]
    ) -> None:
        self.name = name
        self.title: Mapping[str, str] = MappingProxyType(dict(title))
        self.scope_note = scope_note
        self._concepts = {concept.id: concept for concept in concepts}
        narrower: dict[str, list[Concept]] = {concept.id: [] for concept in concepts}
        for concept in concepts:
            for wider in concept.broader:
                narrower[wider].append(concept)
        self._narrower = {key: tuple(found) for key, found in narrower.items()}

    def concept(self, concept_id: str) -> Concept:
        """Return the concept; an unknown id is an InputError that names the nearest known ids."""
        try:
            return self._concepts[concept_id]
        except KeyError:
            near = difflib.get_close_matches(concept_id, self._concepts, n=3)
            raise InputError(
                "The scheme {scheme} has no such concept.",
                scheme=self.name,
                value=concept_id,
                remedy=f"Did you mean {' or '.join(near)}?" if near else None,
            ) from None

    def label(self, concept_id: str, language: str) -> str:
        """Return the label of a concept in one of the four languages."""
        return self.concept(concept_id).label(language)

    def top(self) -> tuple[Concept, ...]:
        """Return the concepts that have no broader one."""
        return tuple(concept for concept in self if not concept.broader)

    def narrower(self, concept_id: str) -> tuple[Concept, ...]:
        """Return the concepts one level below, in file order."""
        return self._narrower[self.concept(concept_id).id]

    def ancestors(self, concept_id: str) -> tuple[Concept, ...]:
        """Return every broader concept, nearest first, each once."""
        found: dict[str, Concept] = {}
        level = self.concept(concept_id).broader
        while level:
            found.update((key, self._concepts[key]) for key in level if key not in found)
            level = tuple(up for key in level for up in self._concepts[key].broader)
        return tuple(found.values())

    def descendants(self, concept_id: str) -> tuple[Concept, ...]:
        """Return every narrower concept at any depth, each once."""
        found: dict[str, Concept] = {}
        level = self.narrower(concept_id)
        while level:
            found.update((concept.id, concept) for concept in level)
            level = tuple(down for concept in level for down in self._narrower[concept.id])
        return tuple(found.values())

    def is_a(self, concept_id: str, other: str) -> bool:
        """Say whether the concept is ``other`` or lies somewhere below it."""
        wanted = self.concept(other).id
        return concept_id == wanted or any(up.id == wanted for up in self.ancestors(concept_id))

    def find(self, text: str, language: str | None = None) -> tuple[Concept, ...]:
        """Return the concepts that bear this label or alternative label, ignoring case."""
        wanted = text.strip().casefold()
        return tuple(concept for concept in self if wanted in _names(concept, language))

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __len__(self) -> int:
        return len(self._concepts)

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._concepts

    def __repr__(self) -> str:
        return f"Scheme({self.name!r}, {len(self)} concepts)"


def _names(concept: Concept, language: str | None) -> set[str]:
    languages = LANGUAGES if language is None else (language,)
    return {concept.label(code).casefold() for code in languages} | {
        name.casefold() for code in languages for name in concept.alternative_labels.get(code, ())
    }
