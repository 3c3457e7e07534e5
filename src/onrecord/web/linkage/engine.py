"""How are the pairs of a run scored by the engine of linkage?"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core.kernel.errors import UsageError
from onrecord.web.linkage.scoring import Judged, Named, Scoring, Tell


def score(
    mentions: Sequence[Named],
    judged: Sequence[Judged],
    *,
    threshold: float,
    lowest: float,
    tell: Tell,
) -> Scoring:
    """Return the scored pairs of these mentions; UsageError where no engine is installed."""
    raise UsageError(
        "No engine of linkage is installed.",
        remedy="Install the extra “link”, or name a scorer in the settings.",
    )
