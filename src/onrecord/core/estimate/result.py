"""What a method answers: a number with its doubt, or a reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.profile import Interval
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""A value that JSON can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The answer of one method for one table or stratum.

    Either ``N`` is a number (persons, observed and unobserved together) or ``refused`` is the
    reason why there is none; never both, never neither.
    """

    method: str
    lists: tuple[str, ...]
    """Lists of the table, in the order that the model notation counts them."""
    observed: float
    stratum: str | None = None
    lower_bound: bool = False
    """Whether the number is "at least" rather than a best guess."""
    N: float | None = None
    interval: Interval | None = None
    model: HierarchicalModel | str | None = None
    aic: float | None = None
    bic: float | None = None
    deviance: float | None = None
    diagnostics: Mapping[str, Json] = field(default_factory=dict)
    """What the method reports of itself; the keys are the method's own."""
    warnings: tuple[Remark, ...] = ()
    refused: Remark | None = None
    seconds: float | None = None
    seed: int | None = None
    version: str | None = None
    draws: NDArray[np.float64] | None = field(default=None, compare=False, repr=False)
    """Draws of ``N`` in persons from a posterior or a bootstrap, one dimension, every draw finite
    and of equal weight; None where the method has none. They stay out of ``to_dict``."""

    def __post_init__(self) -> None:
        if (self.N is None) == (self.refused is None):
            raise ValueError("an estimate has either a number or a reason for having none")
        if self.draws is not None and (self.N is None or self.draws.ndim != 1):
            raise ValueError("draws stand in one row beside a number")

    @property
    def low(self) -> float | None:
        """Lower limit of the interval."""
        return self.interval.low if self.interval else None

    @property
    def high(self) -> float | None:
        """Upper limit of the interval, None where the records set none."""
        return self.interval.high if self.interval else None

    @property
    def undocumented(self) -> float | None:
        """Persons on no list: the total less the observed."""
        return None if self.N is None else self.N - self.observed

    def model_by_numbers(self) -> str | None:
        """Return the model as ``[123,14,34]``, counted in the order of ``lists``."""
        if isinstance(self.model, HierarchicalModel):
            return self.model.by_numbers(self.lists)
        return self.model

    def model_by_lists(self) -> str | None:
        """Return the model as ``[EXH ABA OSCE][EXH HRW][OSCE HRW]``."""
        return self.model.by_lists() if isinstance(self.model, HierarchicalModel) else self.model

    def warned(self, *remarks: Remark) -> Estimate:
        """Return the same answer with these warnings before its own."""
        return replace(self, warnings=(*remarks, *self.warnings))

    def to_dict(self) -> dict[str, Json]:
        """Return the estimate as a JSON object with the keys of the command line's contract."""
        return {
            "method": self.method,
            "stratum": self.stratum,
            "observed": self.observed,
            "N": self.N,
            "low": self.low,
            "high": self.high,
            "level": self.interval.level if self.interval else None,
            "interval_method": str(self.interval.method) if self.interval else None,
            "lower_bound": self.lower_bound,
            "model": self.model_by_numbers(),
            "terms": self.model_by_lists(),
            "aic": self.aic,
            "bic": self.bic,
            "deviance": self.deviance,
            "diagnostics": dict(self.diagnostics),
            "warnings": [str(remark) for remark in self.warnings],
            "refused": None if self.refused is None else str(self.refused),
            "seconds": self.seconds,
            "seed": self.seed,
            "version": self.version,
        }


def refusal(method: str, table: CaptureHistories, reason: Remark) -> Estimate:
    """Return the answer that there is no number for this table, with the reason."""
    return Estimate(
        method=method,
        lists=table.lists,
        observed=table.observed,
        stratum=table.stratum,
        refused=reason,
    )
