"""How are the pairs of a run scored by the engine of linkage?"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.linkage import PairDecision
from onrecord.web.linkage.scoring import Named, Scoring, Tell


def score(
    mentions: Sequence[Named],  # noqa: ARG001
    decisions: Sequence[PairDecision],  # noqa: ARG001
    *,
    threshold: float,  # noqa: ARG001
    lowest: float,  # noqa: ARG001
    tell: Tell,  # noqa: ARG001
) -> Scoring:
    """Return the scored pairs of these mentions; UsageError where no engine is installed."""
    raise UsageError(
        "No engine of linkage is installed.",
        remedy="Install the extra “link”, or name a scorer in the settings.",
    )
