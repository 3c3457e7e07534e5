"""How many in all, averaged over every decomposable graph of dependence between the lists?"""

from __future__ import annotations

from typing import Final

import numpy as np

from onrecord.core.estimate import sentences
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.decomposable import MOST_LISTS, decomposable_graphs, edges_of
from onrecord.core.estimate.graph_averaging import (
    Posterior,
    graph_posterior,
    implied_above,
    implied_expansion,
)
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.profile import Interval, IntervalMethod
from onrecord.core.estimate.result import Estimate, Json
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "graph-averaging"
_SHOWN: Final = 10
"""Graphs that the answer tells, the most probable first."""
_UNLIKELY: Final = 0.01
_CUT: Final = 0.005


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    lists = len(ordered.lists)
    delta = 2.0**-lists if options.delta is None else options.delta
    found = graph_posterior(cross_table(ordered), delta)
    tail = (1 - options.level) / 2
    low, middle, high = (table.observed + found.quantile(q) for q in (tail, 0.5, 1 - tail))
    above = implied_above(lists, delta, 2.0)
    shares = (0.5, 0.95, 0.99)
    prior: dict[str, Json] = {
        f"{share:.0%}": value
        for share, value in zip(shares, implied_expansion(lists, delta, shares), strict=True)
    }
    warnings = []
    if above < _UNLIKELY:
        warnings.append(Remark.of(sentences.PRIOR_EXPECTS_FEW, share=f"{100 * above:.2g}"))
    if found.beyond > _CUT:
        warnings.append(Remark.of(sentences.GRID_ENDS))
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=middle,
            interval=Interval(
                low=low, high=high, level=options.level, method=IntervalMethod.POSTERIOR
            ),
            diagnostics={
                "delta": delta,
                "mean": table.observed + found.mean,
                "mode": table.observed + found.mode,
                "graphs_considered": len(found.graphs),
                "graphs": _graphs(found, ordered.lists),
                "prior_expansion": prior,
                "prior_above_twice": above,
                "posterior_expansion": middle / table.observed,
                "mass_at_the_end": found.beyond,
            },
            warnings=tuple(warnings),
        )
    ]


def _graphs(found: Posterior, lists: tuple[str, ...]) -> list[Json]:
    """Return the most probable graphs: which lists they join, and how probable each is."""
    known = decomposable_graphs(len(lists))
    best = np.argsort(-found.graphs, kind="stable")[:_SHOWN]
    return [
        {
            "joined": [[lists[a], lists[b]] for a, b in edges_of(known[place], len(lists))],
            "probability": float(found.graphs[place]),
        }
        for place in best
    ]


METHOD = Method(
    name=_NAME,
    title="Average over graphs of dependence (Bayesian)",
    assumption=(
        "Lists depend on one another only directly, in a way that one of the graphs draws, and that "
        "is the same among the people on no list; before any list is seen, every graph is as "
        "likely as another."
    ),
    minimum_lists=3,
    maximum_lists=MOST_LISTS,
    compute=_compute,
)
