"""What does the codebook say: the concepts of coding, the notes of the office, terms asked for?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from onrecord.core.reconcile.names.fold import fold
from onrecord.vocab import LANGUAGES, Concept, load_scheme
from onrecord.web.coding.models import CodebookNote, TermRequest
from onrecord.web.site import languages
from onrecord.web.site.rights import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One concept as the codebook shows it: how deep it stands, and what the office notes."""

    concept: Concept
    label: str
    depth: int
    notes: tuple[CodebookNote, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its scheme."""
        return anchor_of(self.concept.id)


def anchor_of(concept: str) -> str:
    """Return the id of a concept's row on the page of its scheme."""
    return concept.replace("/", "-")


def entries(actor: Actor, scheme: str, words: str = "") -> list[Entry]:
    """Return the concepts of a scheme in its order; with ``words`` only those that hold them.

    Words are sought in labels of all four languages, in any spelling, in definitions, rules and
    examples, and in the notes that this person may see.
    """
    found, language = load_scheme(scheme), languages.code()
    by_concept: dict[str, list[CodebookNote]] = {}
    for note in notes(actor).filter(scheme=scheme).order_by("pk"):
        by_concept.setdefault(note.concept, []).append(note)
    wanted = fold(words)
    return [
        Entry(
            concept=concept,
            label=concept.label(language),
            depth=min(len(found.ancestors(concept.id)), 4),
            notes=tuple(by_concept.get(concept.id, ())),
        )
        for concept in found
        if not wanted or wanted in fold(" ".join(_words(concept, by_concept.get(concept.id, []))))
    ]


def notes(actor: Actor) -> QuerySet[CodebookNote]:
    """Return the current notes that this person may see, with who wrote them."""
    rows = CodebookNote.objects.visible_to(actor).current()
    return rows.select_related("made_by", "compartment")


def note_history(actor: Actor, note: CodebookNote) -> QuerySet[CodebookNote]:
    """Return every version of a note, the newest first."""
    rows = CodebookNote.objects.visible_to(actor).history(note.stem)
    return rows.select_related("made_by")


def terms(actor: Actor) -> QuerySet[TermRequest]:
    """Return the current requests for terms that this person may see."""
    return TermRequest.objects.visible_to(actor).current().select_related("proposer", "compartment")


def term_history(actor: Actor, term: TermRequest) -> QuerySet[TermRequest]:
    """Return every version of a request, the newest first."""
    rows = TermRequest.objects.visible_to(actor).history(term.stem)
    return rows.select_related("made_by")


def _words(concept: Concept, own: list[CodebookNote]) -> Iterator[str]:
    for language in LANGUAGES:
        yield concept.label(language)
        yield from concept.alternative_labels.get(language, ())
    yield from (concept.scope_note, concept.rule or "", concept.example or "")
    for note in own:
        yield from (note.definition, note.rule, note.example)
