"""May one list name one person twice? What a second record of a list counts against a link."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.kernel.errors import UsageError

DEFAULT_PENALTY = math.log2(30)
"""Bits against two records of one list in a cluster, where nothing is known of the list."""


class RuleKind(StrEnum):
    """What a list is expected to do."""

    UNIQUE = "unique"
    NEARLY_UNIQUE = "nearly_unique"
    DUPLICATES_EXPECTED = "duplicates_expected"


@dataclass(frozen=True, slots=True)
class ListRule:
    """How a list names people, and the penalty in bits on a second record of one person.

    The penalty of a *nearly unique* list is soft, because a hard rule makes of every genuine
    duplicate a new victim. It holds where clusters are joined; a probability that was scored
    with the list's own rate of duplicates has it already, and the penalty is then 0.
    """

    kind: RuleKind = RuleKind.NEARLY_UNIQUE
    penalty: float = DEFAULT_PENALTY

    def __post_init__(self) -> None:
        if not self.penalty >= 0:
            raise UsageError("The penalty of a list rule is not below 0 bits.")

    @property
    def bits(self) -> float:
        """The bits that a second record of the list costs: infinite where it may not be."""
        if self.kind is RuleKind.UNIQUE:
            return math.inf
        return self.penalty if self.kind is RuleKind.NEARLY_UNIQUE else 0.0
