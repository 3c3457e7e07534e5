"""Is every preserved file still exactly what was taken in?"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.web.audit.verify import Problem
from onrecord.web.site import register
from onrecord.web.sources.models import Exhibit


def digests() -> set[str]:
    """Return the SHA-256 of every file that the register knows."""
    return set(Exhibit.objects.values_list("sha256", flat=True))


def problems() -> Iterator[Problem]:
    """Re-read every file and yield what is damaged, gone or unknown."""
    for found in register.archive().verify_all(digests()):
        yield Problem(f"exhibit-{found.kind}", found.where, found.explanation)
