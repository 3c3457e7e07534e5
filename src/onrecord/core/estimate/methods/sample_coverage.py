"""How many in all, by how well the lists cover one another (Chao and Tsay 1998)?

Three numbers, for three beliefs about dependence; the doubt of each comes from tables drawn from
a population of that size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.core.estimate import sentences
from onrecord.core.estimate.log_normal import log_normal_interval
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.result import Estimate, Json, refusal
from onrecord.core.estimate.sample_coverage import Coverage, Sums, coverage, resampled
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "sample-coverage"
_INDEPENDENT, _HIGH, _LOW = "independent", "high coverage", "low coverage"
_ENOUGH = 0.55
"""Coverage above which the estimator for high coverage is recommended (Chao and Tsay 1998)."""
_FEW = 0.025
"""Share of the samples that may be without a number and leave the limits where they are."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the samples say of one estimator."""

    error: float | None
    """Standard error in persons; None where fewer than two samples have a number."""
    without: float
    """Share of the samples without a number."""


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    sums = Sums.of(ordered)
    seed = 1 if options.seed is None else options.seed
    streams = np.random.SeedSequence(seed).spawn(3)
    return [
        _estimate(sums, ordered, options, kind, np.random.default_rng(stream))
        for kind, stream in zip((_INDEPENDENT, _HIGH, _LOW), streams, strict=True)
    ]


def _estimate(
    sums: Sums,
    table: CaptureHistories,
    options: Options,
    kind: str,
    chance: np.random.Generator,
) -> Estimate:
    seen = coverage(sums, table.counts[None, :])
    total = float(_of_kind(seen, kind)[0])
    share = float(seen.share[0])
    low_coverage = _low_coverage(share)
    if not np.isfinite(total) or total < table.observed:
        unusable = Remark.of(
            sentences.HIGH_COVERAGE_UNUSABLE if kind == _HIGH else sentences.BELOW_OBSERVED
        )
        return _refused(table, kind, unusable).warned(*low_coverage)
    drawn = _drawn(resampled(sums, table.counts, total, options.samples_or(), chance), kind)
    if kind == _HIGH and (drawn.error is None or drawn.error > total or drawn.without > _FEW):
        scattered = Remark.of(sentences.HIGH_COVERAGE_SCATTERS)
        return _refused(table, kind, scattered).warned(*low_coverage)
    error = None if drawn.without > _FEW else drawn.error
    warnings = list(low_coverage)
    if drawn.without > _FEW:
        warnings.append(
            Remark.of(sentences.SAMPLES_WITHOUT_NUMBER, share=round(100 * drawn.without, 1))
        )
    return Estimate(
        method=_NAME,
        lists=table.lists,
        observed=table.observed,
        stratum=table.stratum,
        N=total,
        interval=None
        if error is None
        else log_normal_interval(table.observed, total, error**2, options.level),
        model=kind,
        diagnostics={
            "coverage": share,
            "dependence": _dependence(table, sums, seen),
            "standard_error": error,
            "samples": options.samples_or(),
            "samples_without_number": round(drawn.without * options.samples_or()),
        },
        warnings=tuple(warnings),
    )


def _of_kind(found: Coverage, kind: str) -> NDArray[np.float64]:
    return {_INDEPENDENT: found.independent, _HIGH: found.high, _LOW: found.low}[kind]


def _drawn(found: Coverage, kind: str) -> _Drawn:
    totals = _of_kind(found, kind)
    numbers = totals[np.isfinite(totals)]
    error = float(np.std(numbers, ddof=1)) if len(numbers) > 1 else None
    return _Drawn(error, 1 - len(numbers) / len(totals))


def _refused(table: CaptureHistories, kind: str, reason: Remark) -> Estimate:
    return replace(refusal(_NAME, table, reason), model=kind)


def _low_coverage(share: float) -> list[Remark]:
    if share > _ENOUGH:
        return []
    return [
        Remark.of(
            sentences.COVERAGE_TOO_LOW, share=round(100 * share, 1), least=round(100 * _ENOUGH)
        )
    ]


def _dependence(table: CaptureHistories, sums: Sums, seen: Coverage) -> dict[str, Json]:
    """Return how much oftener than by chance each two lists meet, by their names."""
    return {
        f"{table.lists[first]} {table.lists[second]}": float(excess)
        for first, second, excess in zip(sums.first, sums.second, seen.dependence[0], strict=True)
    }


METHOD = Method(
    name=_NAME,
    title="Sample coverage: lists that cover one another",
    assumption=(
        "Lists may depend on one another in pairs, and the dependence among the people that they "
        "share is the same among the people on no list; the number for independent lists holds "
        "only without dependence."
    ),
    minimum_lists=3,
    draws=True,
    compute=_compute,
)
