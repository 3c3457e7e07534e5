"""What is offered for an act that a text speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]


class ActStatus(StrEnum):
    """Whether the text says that the act happened."""

    asserted = "asserted"
    denied = "denied"
    hypothetical = "hypothetical"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActSuggestion:
    """An act found by rule: a suggestion, which only a person turns into an account.

    ``concept`` is an id of the scheme of acts, ``None`` where the text speaks of an abuse and
    does not say which. ``victims`` to ``attribution`` are words of the text, ``None`` where the
    clause does not state them; ``period`` is an EDTF date. A perpetrator is only *alleged*;
    ``names_a_person`` says that the text accuses somebody by name. ``text[start:end] == quote``.
    """

    concept: str | None
    status: ActStatus
    victims: str | None
    alleged_perpetrator: str | None
    place: str | None
    period: str | None
    attribution: str | None
    how: str | None
    start: int
    end: int
    quote: str
    rule: str
    victims_span: Span | None = None
    perpetrator_span: Span | None = None
    names_a_person: bool = False

    def as_row(self) -> dict[str, object]:
        """Return the act as the command line prints it; unknown is ``None``."""
        return {
            "concept": self.concept,
            "status": self.status.value,
            "victims": self.victims,
            "alleged_perpetrator": self.alleged_perpetrator,
            "names_a_person": self.names_a_person,
            "place": self.place,
            "period": self.period,
            "attribution": self.attribution,
            "how": self.how,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "rule": self.rule,
        }
