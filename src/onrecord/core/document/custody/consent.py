"""May a source be handed to this recipient, given what whoever gave it agreed to?

A statement, and anything of which we do not know that it is none, needs a recorded yes to the
very purpose. A source of another kind (a report, a court record) passes unless somebody said no.
A source that was withdrawn passes to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PURPOSES = ("internal", "prosecutor", "court")
"""Uses for which a whole source, with its originals, can be handed over."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a source may go, and the sentence that says why or why not."""

    allowed: bool
    reason: str


def rule(
    purpose: str, answers: Mapping[str, bool], *, needs_consent: bool, withdrawn: bool = False
) -> Ruling:
    """Decide on one source. ``answers`` holds the latest answer (yes, no) for each purpose."""
    answer = answers.get(purpose)
    if withdrawn:
        return Ruling(allowed=False, reason="The source was withdrawn.")
    if answer is False:
        return Ruling(allowed=False, reason=f"Consent to this use ({purpose}) was refused.")
    if answer is True:
        return Ruling(allowed=True, reason=f"Consent to this use ({purpose}) is recorded.")
    if purpose == "internal":
        return Ruling(allowed=True, reason="It stays within the organisation, and nobody refused.")
    if needs_consent:
        return Ruling(allowed=False, reason=f"No consent to this use ({purpose}) is recorded.")
    return Ruling(allowed=True, reason="A source of this kind needs no consent.")
