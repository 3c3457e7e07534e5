"""How does a run look at a terminal? Numbers, refusals, and the models that fit almost as well."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.cli.output import table
from onrecord.core.estimate.loglinear import ModelFit
from onrecord.core.estimate.method import Options
from onrecord.core.estimate.result import Estimate
from onrecord.flows.estimate import EstimateRun, LeftOut, StratumRun
from onrecord.notebook.wording import (
    NEAR,
    TWO_LISTS,
    limits,
    near_models,
    number,
    percent,
    persons,
    refusals_of,
    spread,
    whole,
)


def show(run: EstimateRun, options: Options, *, all_models: bool, with_sum: bool) -> None:
    """Print a run for people."""
    print(f"Table     {run.table}")
    print(f"SHA-256   {run.sha256}")
    print(f"Lists     {', '.join(run.lists)}")
    print(f"Observed  {persons(run.observed)}")
    if len(run.lists) == 2:
        print(f"\n{TWO_LISTS}")
    for stratum in run.strata:
        print()
        if stratum.stratum:
            print(f"{stratum.stratum}: {persons(stratum.observed)} observed\n")
        _show_estimates(stratum.estimates, options)
        # With two lists there is one model, and it stands among the numbers.
        if len(stratum.models) > 1:
            print()
            _show_models(stratum, all_models=all_models)
    if with_sum and run.totals:
        print(f"\nAll strata together: {persons(run.observed)} observed\n")
        _show_estimates(run.totals, options)


def show_left_out(answers: Sequence[tuple[str | None, LeftOut]], options: Options) -> None:
    """Print how far each number moves when one list is left out, stratum by stratum."""
    for stratum in dict.fromkeys(stratum for stratum, _answer in answers):
        part = f"{stratum}: without" if stratum else "Without"
        print(f"\n{part} each list in turn\n")
        rows = [answer for where, answer in answers if where == stratum]
        print(
            table(
                [
                    *("method", "without", "observed", "in all", _interval(options)),
                    *("of the whole", "model"),
                ],
                [_left_out_row(row, rows) for row in rows],
                "llrrrrl",
            )
        )


def _show_estimates(estimates: Sequence[Estimate], options: Options) -> None:
    answered = [estimate for estimate in estimates if estimate.N is not None]
    if answered:
        print(
            table(
                ["method", "in all", _interval(options), "interval by", "BIC", "model"],
                [_row(estimate) for estimate in answered],
                "lrrlrl",
            )
        )
    else:
        print("No method gives a number.")
    if any(estimate.lower_bound for estimate in answered):
        print("≥ marks a lower bound: at least this many.")
    for reason, methods in refusals_of(estimates).items():
        print(f"\nNo number from {methods}: {reason}")


def _interval(options: Options) -> str:
    return f"{percent(options.level)} interval"


def _row(estimate: Estimate) -> tuple[object, ...]:
    return (
        estimate.method,
        number(estimate),
        limits(estimate),
        estimate.interval.method if estimate.interval else None,
        _decimal(estimate.bic, 1),
        estimate.model_by_lists(),
    )


def _left_out_row(row: LeftOut, rows: Sequence[LeftOut]) -> tuple[object, ...]:
    estimate = row.estimate
    return (
        estimate.method,
        row.left_out,
        persons(estimate.observed),
        number(estimate),
        limits(estimate),
        _share(row, rows) if row.left_out else None,
        estimate.model_by_lists(),
    )


def _share(row: LeftOut, rows: Sequence[LeftOut]) -> str | None:
    """Return a number in per cent of the one that the same method gives from all lists."""
    own, wholes = (
        [
            other.estimate.N
            for other in rows
            if other.left_out == left_out and other.estimate.method == row.estimate.method
        ]
        for left_out in (row.left_out, None)
    )
    if row.estimate.N is None or len(own) != len(wholes):
        return None
    whole_number = wholes[own.index(row.estimate.N)]
    return None if whole_number is None else f"{100 * row.estimate.N / whole_number:,.0f} %"


def _show_models(stratum: StratumRun, *, all_models: bool) -> None:
    near, considered = near_models(stratum), len(stratum.models)
    if not near:
        print(f"None of the {considered} log-linear models can be estimated from these lists.")
        return
    shown: Sequence[ModelFit] = near
    title = f"Models within {NEAR:.0f} BIC units of the best, of {considered}"
    if all_models:
        shown = sorted(stratum.models, key=lambda fit: (fit.bic is None, fit.bic or 0.0))
        title = f"All {considered} log-linear models, best first"
    print(title)
    print(
        table(
            ["in short", "in all", "BIC", "AIC", "deviance", "df", "p", "model"],
            [_model_row(fit, stratum) for fit in shown],
            "lrrrrrrl",
        )
    )
    doubt = spread(near)
    if doubt:
        print(doubt if not all_models else f"Within {NEAR:.0f} BIC units of the best: {doubt}")


def _model_row(fit: ModelFit, stratum: StratumRun) -> tuple[object, ...]:
    return (
        fit.model.by_numbers(stratum.lists),
        None if fit.N is None else whole(fit.N),
        _decimal(fit.bic, 1),
        _decimal(fit.aic, 1),
        _decimal(fit.deviance, 3),
        fit.df,
        _decimal(fit.p, 3),
        fit.model.by_lists(),
    )


def _decimal(figure: float | None, places: int) -> str | None:
    return None if figure is None else f"{figure:,.{places}f}"
