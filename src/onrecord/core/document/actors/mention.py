"""What is offered for a body, a role or a group that a text names."""

from __future__ import annotations

from dataclasses import dataclass

ORGANISATION, AUTHORITY, FORCE, ROLE, GROUP = (
    "organisation",
    "authority",
    "force",
    "role",
    "group",
)
BODIES = frozenset({ORGANISATION, AUTHORITY, FORCE})
"""Kinds that are bodies, not people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A body (organisation, authority, force), a role or a group where a text names it.

    ``name`` is what the lexicon calls it, or the words of the text; ``concept`` is an id of our
    vocabularies, ``None`` where the lexicon does not know it. ``text[start:end] == quote``.
    """

    name: str
    kind: str
    concept: str | None
    start: int
    end: int
    quote: str
    rule: str

    def as_row(self) -> dict[str, object]:
        """Return the mention as the command line prints it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "concept": self.concept,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "rule": self.rule,
        }
