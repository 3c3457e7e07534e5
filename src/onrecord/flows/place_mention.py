"""What is offered for a place that a text names."""

from __future__ import annotations

from dataclasses import dataclass

GAZETTEER = "gazetteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named in a text; ``concept`` is its gazetteer id where the name means one place."""

    name: str
    kind: str | None
    concept: str | None
    start: int
    end: int
    quote: str
    rule: str = GAZETTEER
