"""What does a check of the register report?"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it must be."""

    kind: str
    where: str
    explanation: str

    def to_dict(self) -> dict[str, str]:
        """Return the problem with the keys of the command line."""
        return asdict(self)
