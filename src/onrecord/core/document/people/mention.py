"""What is offered for a person whom a text names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A person named in a text, with the role that the text gives.

    ``name`` is the fullest form of the name in the document, ``role`` the words that say what
    the person is, ``concept`` the id of that role in our vocabularies; both ``None`` where the
    sentence does not say it. ``text[start:end] == quote``.
    """

    name: str
    role: str | None
    concept: str | None
    start: int
    end: int
    quote: str
    rule: str
    kind: str = "person"

    def as_row(self) -> dict[str, object]:
        """Return the mention as the command line prints it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "concept": self.concept,
            "role": self.role,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "rule": self.rule,
        }
