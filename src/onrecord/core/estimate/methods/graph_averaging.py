"""How many in all, averaged over every decomposable graph of dependence between the lists?"""

from __future__ import annotations

from typing import Final

import numpy as np

from onrecord.core.estimate import sentences
from onrecord.core.estimate.cross_table import cross_table
from onrecord.core.estimate.decomposable import MOST_LISTS, decomposable_graphs, edges_of
from onrecord.core.estimate.graph_averaging import (
    GraphPosterior,
    graph_posterior,
    implied_above,
    implied_expansion,
)
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.posterior_answer import (
    DRAWN,
    posterior_interval,
    shown_expansion,
    why_no_end,
)
from onrecord.core.estimate.profile import Interval
from onrecord.core.estimate.result import Estimate, Json, refusal
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.remark import Remark

_NAME = "graph-averaging"
_SHOWN: Final = 10
"""Graphs that the answer tells, the most probable first."""
_JEFFREYS: Final = 0.5
_UNLIKELY: Final = 0.01
_CUT: Final = 0.005


def _compute(table: CaptureHistories, options: Options) -> list[Estimate]:
    ordered = table.canonical()
    counts = cross_table(ordered)
    delta = _usual(ordered) if options.delta is None else options.delta
    found = graph_posterior(counts, delta, options.threads)
    endless = why_no_end(found.unseen)
    if endless is not None:
        return [refusal(_NAME, table, endless)]
    middle = table.observed + float(found.unseen.quantile(0.5))
    interval = posterior_interval(found.unseen, table.observed, options.level)
    other = _JEFFREYS if delta != _JEFFREYS else _usual(ordered)
    there = graph_posterior(counts, other, options.threads).unseen
    beside = table.observed + float(there.quantile(0.5))
    mean = found.unseen.mean
    return [
        Estimate(
            method=_NAME,
            lists=table.lists,
            observed=table.observed,
            stratum=table.stratum,
            N=middle,
            interval=interval,
            diagnostics={
                "delta": delta,
                "mean": None if mean is None else table.observed + mean,
                "mode": table.observed + found.unseen.mode,
                "graphs_considered": len(found.graphs),
                "graphs": _graphs(found, ordered.lists),
                **_expansions(found, ordered, delta),
                "other_delta": other,
                "other_N": beside,
                "mass_beyond": found.unseen.beyond,
                "numbers_computed": len(found.unseen.nodes),
            },
            warnings=tuple(_warnings(found, ordered, delta, (middle, interval, other, beside))),
            draws=table.observed + found.unseen.quantile(DRAWN),
        )
    ]


def _usual(table: CaptureHistories) -> float:
    """Return the weight that adds one person to the whole table (Johndrow, Lum and Ball 2015)."""
    return 2.0 ** -len(table.lists)


def _expansions(found: GraphPosterior, table: CaptureHistories, delta: float) -> dict[str, Json]:
    """Return N/n before and after the lists were seen, side by side."""
    shares = (0.5, 0.95, 0.99)
    lists = len(table.lists)
    return {
        "prior_expansion": shown_expansion(shares, implied_expansion(lists, delta, shares)),
        "prior_above_twice": implied_above(lists, delta, 2.0),
        "posterior_expansion": shown_expansion(
            shares, (1 + found.unseen.quantile(shares) / table.observed).tolist()
        ),
        "posterior_above_twice": found.unseen.above(table.observed),
    }


def _warnings(
    found: GraphPosterior,
    table: CaptureHistories,
    delta: float,
    answers: tuple[float, Interval, float, float],
) -> list[Remark]:
    here, interval, other, there = answers
    warnings = []
    above = implied_above(len(table.lists), delta, 2.0)
    if above < _UNLIKELY:
        warnings.append(Remark.of(sentences.PRIOR_EXPECTS_FEW, share=f"{100 * above:.2g}"))
    if not interval.low <= there <= (interval.high or there):
        warnings.append(
            Remark.of(sentences.PRIOR_DECIDES, here=here, delta=delta, there=there, other=other)
        )
    if found.unseen.beyond > _CUT:
        share = f"{100 * found.unseen.beyond:.2g}"
        warnings.append(Remark.of(sentences.GRID_ENDS, share=share))
    return warnings


def _graphs(found: GraphPosterior, lists: tuple[str, ...]) -> list[Json]:
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
        "Lists depend on one another only directly, in a way that one of the graphs draws and "
        "that is the same among the people on no list; before any list is seen, every graph is "
        "as likely as another."
    ),
    minimum_lists=3,
    maximum_lists=MOST_LISTS,
    compute=_compute,
)
