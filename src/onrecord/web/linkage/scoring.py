"""What does a linkage run give to whatever scores pairs, and what comes back?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.linkage import PairDecision
from onrecord.flows.lists import MentionValues

Tell = Callable[[int, int], None]
"""Told how many steps are done, of how many; raises where the run shall stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One mention as it is scored: its record key, the list that holds it, and what that says.

    The id of the record in ``values`` is the stem of the mention.
    """

    key: str
    list_name: str
    values: MentionValues


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one comparison says of a pair: at which level, with how many bits, in a sentence."""

    comparison: str
    level: str
    bits: float
    sentence: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One scored pair, by the places of its mentions in the run.

    ``weight`` is in bits and ``probability`` between 0 and 1; ``rules`` names the blocking rules
    that proposed the pair.
    """

    left: int
    right: int
    probability: float
    weight: float
    rules: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """How many pairs a blocking rule proposed, and which share of known matches it covers."""

    rule: str
    pairs: int
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """What came back: pairs, the cluster of each mention, counts of blocking, how it was made."""

    pairs: Sequence[Scored]
    clusters: NDArray[np.int64]
    blocking: Sequence[Blocked] = ()
    settings: dict[str, object] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    warnings: Sequence[Remark] = ()


class Scorer(Protocol):
    """Scores the pairs of a run; the settings of the register name the one in use."""

    def __call__(
        self,
        mentions: Sequence[Named],
        decisions: Sequence[PairDecision],
        *,
        threshold: float,
        lowest: float,
        tell: Tell,
    ) -> Scoring:
        """Return the pairs of at least ``lowest`` probability, and clusters at ``threshold``.

        ``decisions`` bind, by the keys of the mentions: what is the same is in one cluster, what is
        different is not.
        """
