"""What a check reports: which check, how serious, what and why, where it stands, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.kernel.remark import Remark


class Severity(StrEnum):
    """How serious a finding is; ``info`` says that something was checked and holds."""

    info = "info"
    low = "low"
    medium = "medium"
    high = "high"


class Sureness(StrEnum):
    """How sure a check can be that the document really says what the finding rests on.

    ``certain`` is arithmetic on numbers as they stand; ``likely`` rests on one reading of the
    words; ``possible`` on several, and another reading may explain it.
    """

    certain = "certain"
    likely = "likely"
    possible = "possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in a text that was checked, end exclusive, with ``text[start:end] == quote``.

    ``document`` names the text where several are checked together, and is empty otherwise.
    """

    start: int
    end: int
    quote: str
    document: str = ""

    def as_row(self) -> dict[str, object]:
        """Return the place as the command line prints it."""
        row: dict[str, object] = {"start": self.start, "end": self.end, "quote": self.quote}
        return {**row, "document": self.document} if self.document else row


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check says of what it looked at. It judges nothing: a person decides.

    ``what`` is one short line, ``explanation`` says why with the numbers, and ``settled_by`` what
    would settle it.
    """

    check: str
    severity: Severity
    what: Remark
    explanation: Remark
    passages: tuple[Span, ...]
    sureness: Sureness = Sureness.likely
    settled_by: Remark | None = None

    def as_row(self) -> dict[str, object]:
        """Return the finding as the command line prints it."""
        return {
            "check": self.check,
            "severity": self.severity.value,
            "what": str(self.what),
            "explanation": str(self.explanation),
            "passages": [passage.as_row() for passage in self.passages],
            "sureness": self.sureness.value,
            "settled_by": None if self.settled_by is None else str(self.settled_by),
        }
