"""How does a run look in a notebook? A table with every warning and refusal, fully escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from onrecord.core.estimate.method import Options
from onrecord.core.estimate.result import Estimate
from onrecord.flows.estimate import EstimateRun, StratumRun
from onrecord.notebook.wording import (
    NEAR,
    TWO_LISTS,
    groups,
    limits,
    near_models,
    number,
    percent,
    persons,
    refusals_of,
    spread,
    warnings_of,
    whole,
)

_LEFT: Final = "text-align:left;padding:2px 10px"
_RIGHT: Final = "text-align:right;white-space:nowrap;padding:2px 10px"


def page_of(run: EstimateRun, options: Options) -> str:
    """Return the HTML of a run."""
    heading = f"{persons(run.observed)} people observed on the lists {', '.join(run.lists)}"
    parts = [f"<p><strong>{escape(run.table)}</strong>: {escape(heading)}</p>"]
    if len(run.lists) == 2:
        parts.append(f"<p><strong>{escape(TWO_LISTS)}</strong></p>")
    for title, observed, estimates in groups(run):
        if title is not None:
            parts.append(f"<h4>{escape(title)}: {escape(persons(observed))} observed</h4>")
        parts += [_numbers(estimates, options), _said(estimates)]
    parts += [_models(stratum) for stratum in run.strata]
    return f"<div>{''.join(part for part in parts if part)}</div>"


def _numbers(estimates: Sequence[Estimate], options: Options) -> str:
    answered = [estimate for estimate in estimates if estimate.N is not None]
    if not answered:
        return "<p>No method gives a number.</p>"
    heads = [
        ("method", _LEFT),
        ("in all", _RIGHT),
        (f"{percent(options.level)} interval", _RIGHT),
        ("interval by", _LEFT),
        ("model", _LEFT),
    ]
    rows = [
        (
            estimate.method,
            number(estimate),
            limits(estimate),
            str(estimate.interval.method) if estimate.interval else None,
            estimate.model_by_lists(),
        )
        for estimate in answered
    ]
    bounds = any(estimate.lower_bound for estimate in answered)
    note = "<p>≥ marks a lower bound: at least this many.</p>" if bounds else ""
    return _table(heads, rows) + note


def _said(estimates: Sequence[Estimate]) -> str:
    return _listed("Warnings", warnings_of(estimates)) + _listed(
        "No number", refusals_of(estimates)
    )


def _listed(title: str, sentences: dict[str, str]) -> str:
    if not sentences:
        return ""
    items = "".join(
        f"<li>{escape(sentence)} <em>({escape(methods)})</em></li>"
        for sentence, methods in sentences.items()
    )
    return f"<p><strong>{title}</strong></p><ul>{items}</ul>"


def _models(stratum: StratumRun) -> str:
    near = near_models(stratum)
    if not near or len(stratum.models) == 1:
        return ""
    part = f"{stratum.stratum}: models" if stratum.stratum else "Models"
    title = f"{part} within {NEAR:.0f} BIC units of the best, of {len(stratum.models)}"
    heads = [("model", _LEFT), ("in all", _RIGHT), ("BIC", _RIGHT)]
    rows = [
        (
            fit.model.by_lists(),
            None if fit.N is None else whole(fit.N),
            None if fit.bic is None else f"{fit.bic:,.1f}",
        )
        for fit in near
    ]
    doubt = spread(near)
    warning = f"<p><strong>{escape(doubt)}</strong></p>" if doubt else ""
    return (
        f"<details{' open' if doubt else ''}><summary>{escape(title)}</summary>"
        f"{warning}{_table(heads, rows)}</details>"
    )


def _table(heads: Sequence[tuple[str, str]], rows: Iterable[Sequence[str | None]]) -> str:
    top = "".join(f'<th scope="col" style="{side}">{escape(name)}</th>' for name, side in heads)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{side}">{escape("–" if cell is None else cell)}</td>'
            for cell, (_name, side) in zip(row, heads, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
