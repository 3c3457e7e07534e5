"""How are the numbers of a run said, alike at the terminal, in a notebook and in a drawing?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.core.estimate.loglinear import ModelFit, ModelTable
from onrecord.core.estimate.result import Estimate
from onrecord.flows.estimate import EstimateRun, StratumRun

TWO_LISTS: Final = "Two lists only: these numbers cannot be checked. Do not publish them alone."
NEAR: Final = 6.0
"""BIC units from the best model within which another fits almost as well."""
FAR_APART: Final = 1.5
"""Ratio of totals above which the choice of the model decides the number."""

_LONGEST: Final = 1e12


def persons(count: float) -> str:
    """Return a count of people that may be fractional, such as ``4,399.67``."""
    return f"{count:,.2f}".removesuffix(".00")


def whole(number: float) -> str:
    """Return an estimated number of people, such as ``10,357``."""
    return f"{number:,.0f}" if abs(number) < _LONGEST else f"{number:.1e}"


def number(estimate: Estimate) -> str:
    """Return the number of an estimate, with a sign before it where it is a lower bound."""
    if estimate.N is None:
        return "no number"
    return f"{'≥ ' if estimate.lower_bound else ''}{whole(estimate.N)}"


def limits(estimate: Estimate) -> str | None:
    """Return the interval in words, such as ``8,994 to 12,110`` or ``8,994 or more``."""
    interval = estimate.interval
    if interval is None:
        return None
    end = "or more" if interval.high is None else f"to {whole(interval.high)}"
    return f"{whole(interval.low)} {end}"


def percent(level: float) -> str:
    """Return the level of an interval, such as ``95 %``."""
    return f"{100 * level:.6g} %"


def near_models(stratum: StratumRun) -> tuple[ModelFit, ...]:
    """Return the models within ``NEAR`` BIC units of the best, best first."""
    return ModelTable(stratum.lists, stratum.observed, stratum.models).near_best("bic", NEAR)


def spread(near: Iterable[ModelFit]) -> str | None:
    """Return what to say of near-best models whose totals lie far apart, or None."""
    totals = [fit.N for fit in near if fit.N is not None]
    if not totals or max(totals) <= FAR_APART * min(totals):
        return None
    return (
        f"These {len(totals)} models fit almost equally well and give totals from "
        f"{whole(min(totals))} to {whole(max(totals))}, a factor of "
        f"{max(totals) / min(totals):.3g}: the choice of model decides the number. "
        "Show them side by side."
    )


def warnings_of(estimates: Sequence[Estimate]) -> dict[str, str]:
    """Return each warning once, with the methods that gave it.

    Where some methods have a number, what the others warn of is left out: there is no number of
    theirs to be careful with.
    """
    answered = [estimate for estimate in estimates if estimate.N is not None] or estimates
    everyone = {estimate.method for estimate in answered}
    givers: dict[str, dict[str, None]] = {}
    for estimate in answered:
        for remark in estimate.warnings:
            givers.setdefault(str(remark), {})[estimate.method] = None
    return {
        sentence: "every method"
        if len(everyone) > 1 and {*methods} == everyone
        else _named(methods)
        for sentence, methods in givers.items()
    }


def refusals_of(estimates: Iterable[Estimate]) -> dict[str, str]:
    """Return each reason for having no number once, with the methods, or their models, it is of."""
    givers: dict[str, dict[str, None]] = {}
    for estimate in estimates:
        if estimate.refused is not None:
            model = estimate.model_by_lists()
            name = f"{estimate.method} ({model})" if model else estimate.method
            givers.setdefault(str(estimate.refused), {})[name] = None
    return {reason: _named(methods) for reason, methods in givers.items()}


def groups(run: EstimateRun) -> list[tuple[str | None, float, tuple[Estimate, ...]]]:
    """Return title, observed and answers of every stratum, and of all together at the end."""
    found: list[tuple[str | None, float, tuple[Estimate, ...]]] = [
        (part.stratum, part.observed, part.estimates) for part in run.strata
    ]
    if run.totals:
        found.append(("All strata together", run.observed, run.totals))
    return found


def _named(methods: Iterable[str]) -> str:
    return ", ".join(methods)
