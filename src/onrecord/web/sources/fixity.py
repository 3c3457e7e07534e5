"""Is every preserved file still exactly what was taken in, and when was that last looked at?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Max

from onrecord.web.audit.problem import Problem
from onrecord.web.site import register
from onrecord.web.sources.models import Exhibit

REPORTS = "fixity.jsonl"
"""The file in the folder of the register that keeps the account of every check."""
_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The account of one check: when, how many files and bytes were read again, what is wrong."""

    at: datetime
    seconds: float
    exhibits: int
    bytes: int
    log_entries: int
    problems: tuple[Problem, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the report as it is kept and as ``--report`` writes it."""
        return {
            "at": self.at.astimezone(UTC).isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3),
            "exhibits": self.exhibits,
            "bytes": self.bytes,
            "log_entries": self.log_entries,
            "problems": [problem.to_dict() for problem in self.problems],
        }

    def text(self) -> str:
        """Return the report for a person to read."""
        lines = [
            f"Check of {self.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC, {self.seconds:.1f} seconds",
            f"{self.exhibits:,} preserved files ({self.bytes:,} bytes) read again",
            f"{self.log_entries:,} entries of the log checked",
            f"{len(self.problems)} problems" if self.problems else "Nothing is wrong.",
        ]
        found = [f"- {one.where}: {one.explanation} ({one.kind})" for one in self.problems]
        return "\n".join([*lines, *found]) + "\n"


def digests() -> set[str]:
    """Return the SHA-256 of every file that the register knows."""
    return set(Exhibit.objects.values_list("sha256", flat=True))


def size() -> int:
    """Return how many bytes these files have; a file that two sources share counts once."""
    each = Exhibit.objects.values("sha256").annotate(once=Max("size"))
    return sum(each.values_list("once", flat=True))


def problems() -> Iterator[Problem]:
    """Re-read every file and yield what is damaged, gone or unknown."""
    for found in register.archive().verify_all(digests()):
        yield Problem(f"exhibit-{found.kind}", found.where, found.explanation)


def keep(report: Report) -> None:
    """Append the account of a check to the file of the register."""
    with (register.folder() / REPORTS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(report.to_dict()) + "\n")


def kept(most: int = _SHOWN) -> Sequence[Report]:
    """Return the accounts of the last checks, the newest first; lines cut off are left out."""
    path = register.folder() / REPORTS
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()[-most:]
    return [report for line in reversed(lines) if (report := _read(line)) is not None]


def _read(line: str) -> Report | None:
    try:
        found = json.loads(line)
        return Report(
            at=datetime.fromisoformat(found["at"]),
            seconds=found["seconds"],
            exhibits=found["exhibits"],
            bytes=found["bytes"],
            log_entries=found["log_entries"],
            problems=tuple(Problem(**problem) for problem in found["problems"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
