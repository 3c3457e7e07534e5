"""How do the concepts of a vocabulary become choices of a form, or words on a page?"""

from __future__ import annotations

from onrecord.vocab import load_scheme
from onrecord.web.site import languages


def concept_choices(scheme: str, *, empty: bool = False) -> list[tuple[str, str]]:
    """Return the concepts of a scheme in the language of the request, as choices."""
    found = load_scheme(scheme)
    language = languages.code()
    choices = [(concept.id, found.label(concept.id, language)) for concept in found]
    return [("", "—"), *choices] if empty else choices


def concept_label(scheme: str, concept: str) -> str:
    """Return the label of a concept in the language of the request; empty for no concept.

    A word that is no concept of the scheme is returned as it is: sources name groups and
    measures that no vocabulary has.
    """
    found = load_scheme(scheme)
    return found.label(concept, languages.code()) if concept in found else concept
