"""What a check of a document reports: which check, how serious, why, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How serious a finding is; ``info`` says that something was checked and holds."""

    info = "info"
    low = "low"
    medium = "medium"
    high = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in the text that was checked, end exclusive, with ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str

    def as_row(self) -> dict[str, object]:
        """Return the place as the command line prints it."""
        return {"start": self.start, "end": self.end, "quote": self.quote}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check says of one text. It judges nothing: a person decides what it means."""

    check: str
    severity: Severity
    explanation: str
    passages: tuple[Span, ...]

    def as_row(self) -> dict[str, object]:
        """Return the finding as the command line prints it."""
        return {
            "check": self.check,
            "severity": self.severity.value,
            "explanation": self.explanation,
            "passages": [passage.as_row() for passage in self.passages],
        }
