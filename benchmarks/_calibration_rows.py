"""How did a number of a method fare over all tables of a scene?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from benchmarks._populations import Scene
from onrecord.core.estimate import Method

Answer = tuple[str, float | None, float | None, float | None, str | None]
"""Model, number, lower and upper limit, and the reason for having no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one number of one method fared; shares lie between 0 and 1, None where there are none."""

    HEADINGS: ClassVar = (
        "method",
        "tables",
        "holds truth",
        "below",
        "above",
        "bias",
        "median",
        "width",
        "no number",
        "no limits",
        "ms",
    )

    scene: str
    method: str
    name: str
    """The method, and which of its numbers where it gives several."""
    at_least: bool
    """Whether the number is a lower bound."""
    tables: int
    observed: float
    """Persons observed on average."""
    covered: float | None
    """Share of the intervals that hold the truth, of a lower bound those that begin below it."""
    below: float | None
    """Share of the intervals that end below the truth; None of a lower bound, which may."""
    above: float | None
    """Share of the intervals that begin above the truth."""
    bias: float | None
    """Mean of the numbers less the truth, by the truth."""
    middle: float | None
    """The same of the median."""
    width: float | None
    """Median width of the intervals that end, by the truth."""
    refused: float
    """Share of the tables without a number."""
    bare: float
    """Share of the tables with a number without an interval."""
    reason: str
    """The commonest reason for having no number."""
    seconds: float
    """Seconds of processor a table."""

    def cells(self) -> tuple[str, ...]:
        """Return the row as it is printed."""
        shares = (self.covered, self.below, self.above, self.bias, self.middle, self.width)
        return (
            self.name,
            str(self.tables),
            *(_per_cent(share) for share in (*shares, self.refused, self.bare)),
            f"{1000 * self.seconds:,.1f}",
        )


def rows_of(
    scene: Scene, method: Method, chunks: Sequence[dict[str, Any]], tables: int
) -> Iterator[Row]:
    """Yield a row for each number that a method gives, over the first tables of the chunks."""
    answers = [several for chunk in chunks for several in chunk["tables"]]
    seconds = sum(chunk["seconds"] for chunk in chunks) / len(answers)
    observed = sum(chunk["observed"] for chunk in chunks) / len(answers)
    most = max(map(len, answers))
    full = next(several for several in answers if len(several) == most)
    for place in range(most):
        # A refusal of the whole method is one answer, whatever it gives elsewhere.
        numbers = [several[min(place, len(several) - 1)] for several in answers[:tables]]
        name = method.name if most == 1 else f"{method.name}: {full[place][0]}"
        yield _row(scene, method, name, numbers, seconds=seconds, observed=observed)


def _row(
    scene: Scene,
    method: Method,
    name: str,
    answers: Sequence[Answer],
    *,
    seconds: float,
    observed: float,
) -> Row:
    truth = scene.truth
    totals = np.array([total for _, total, _, _, _ in answers if total is not None])
    limits = [(low, high) for _, _, low, high, _ in answers if low is not None]
    lows = np.array([low for low, _ in limits], dtype=np.float64)
    highs = np.array([np.inf if high is None else high for _, high in limits], dtype=np.float64)
    ends = np.isfinite(highs)
    below = np.zeros(len(limits), dtype=bool) if method.lower_bound else highs < truth
    reasons = Counter(reason for *_, reason in answers if reason is not None)
    return Row(
        scene=scene.title,
        method=method.name,
        name=name,
        at_least=method.lower_bound,
        tables=len(answers),
        observed=round(observed, 1),
        covered=_mean(~below & (lows <= truth)),
        below=None if method.lower_bound else _mean(below),
        above=_mean(lows > truth),
        bias=_relative(np.mean, totals, truth),
        middle=_relative(np.median, totals, truth),
        width=_rounded(float(np.median((highs - lows)[ends])) / truth) if ends.any() else None,
        refused=_rounded(1 - len(totals) / len(answers)),
        bare=_rounded((len(totals) - len(limits)) / len(answers)),
        reason=reasons.most_common(1)[0][0] if reasons else "",
        seconds=round(seconds, 4),
    )


def _mean(values: NDArray[np.bool_]) -> float | None:
    return _rounded(float(np.mean(values))) if len(values) else None


def _relative(middle: Any, totals: NDArray[np.float64], truth: int) -> float | None:
    return _rounded(float(middle(totals)) / truth - 1) if len(totals) else None


def _rounded(share: float) -> float:
    return float(f"{share:.4g}") + 0.0


def _per_cent(share: float | None) -> str:
    if share is None:
        return "–"
    return f"{100 * share:,.1f} %" if abs(share) < 100 else f"{100 * share:.1e} %"
