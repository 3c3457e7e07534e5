"""onrecord estimate: how many in all, by several methods side by side."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.cli.output import emit, progress, say, table
from onrecord.core.estimate.loglinear import ModelFit
from onrecord.core.estimate.method import Options
from onrecord.core.estimate.registry import all_methods
from onrecord.core.estimate.result import Estimate
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.estimate import EstimateRun, StratumRun, collected, estimate_strata

NAME = "estimate"
HELP = "Estimate how many people no list names, by several methods side by side."
EXAMPLE = "onrecord estimate TABLE.csv --method loglinear-bic --strata region"

_NEAR = 6.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "table",
        nargs="?",
        type=Path,
        metavar="TABLE.csv",
        help="0/1 columns, one a list (empty: not covered), and optionally a column 'count'",
    )
    parser.add_argument(
        "--method",
        action="append",
        default=[],
        metavar="NAME",
        help="a method; may be given several times; without it, all that fit the table",
    )
    parser.add_argument(
        "--strata",
        action="append",
        default=[],
        metavar="COLUMN",
        help="estimate each value of this column by itself; may be given several times",
    )
    parser.add_argument(
        "--seed", type=int, metavar="N", help="start of the random numbers of methods that draw"
    )
    parser.add_argument(
        "--threads", type=int, default=1, metavar="N", help="strata to work on at once (default 1)"
    )
    parser.add_argument(
        "--list-methods", action="store_true", help="name the methods and what each assumes"
    )
    parser.add_argument(
        "--all-models", action="store_true", help="show every log-linear model, not only the best"
    )


def run(args: argparse.Namespace) -> int:
    """Estimate and show; a refusal is a result and ends with 0."""
    if args.list_methods:
        _show_methods(as_json=args.json)
        return 0
    if args.table is None:
        raise UsageError(
            "There is no table to estimate from.", remedy="Name a CSV file, or use --list-methods."
        )
    tables = read_capture_table(args.table, args.strata)
    options = Options(seed=args.seed)
    parts = estimate_strata(tables, args.method, options=options, threads=args.threads)
    done = progress(parts, "Estimating", total=len(tables))
    found = collected(tables, done, options=options, name=str(args.table))
    _warn(found)
    if args.json:
        emit(found.to_dict())
    else:
        _show(found, all_models=args.all_models)
    return 0


def _show_methods(*, as_json: bool) -> None:
    methods = all_methods()
    if as_json:
        emit(
            [
                {
                    "name": method.name,
                    "title": method.title,
                    "assumption": method.assumption,
                    "minimum_lists": method.minimum_lists,
                    "maximum_lists": method.maximum_lists,
                    "lower_bound": method.lower_bound,
                }
                for method in methods
            ]
        )
        return
    for method in methods:
        print(f"{method.name}\n  {method.title}\n  Holds if: {method.assumption}\n")


def _warn(found: EstimateRun) -> None:
    """Say each warning once, with the methods that gave it."""
    for stratum in found.strata:
        givers: dict[str, list[str]] = {}
        for estimate in stratum.estimates:
            for remark in estimate.warnings:
                givers.setdefault(str(remark), []).append(estimate.method)
        for sentence, methods in givers.items():
            where = f"{stratum.stratum}: " if stratum.stratum else ""
            say(f"Warning: {where}{sentence} ({', '.join(methods)})")


def _show(found: EstimateRun, *, all_models: bool) -> None:
    print(f"Table     {found.table}")
    print(f"SHA-256   {found.sha256}")
    print(f"Lists     {', '.join(found.lists)}")
    print(f"Observed  {_persons(found.observed)}")
    for stratum in found.strata:
        print()
        _show_stratum(stratum, all_models=all_models)


def _show_stratum(stratum: StratumRun, *, all_models: bool) -> None:
    if stratum.stratum:
        print(f"{stratum.stratum}: {_persons(stratum.observed)} observed\n")
    if len(stratum.lists) == 2:
        print("Two lists only: these numbers cannot be checked. Do not publish them alone.\n")
    print(
        table(
            ["method", "in all", "95 % interval", "interval by", "model", "BIC"],
            [_row(estimate) for estimate in stratum.estimates],
            "lrrllr",
        )
    )
    for estimate in stratum.estimates:
        if estimate.refused is not None:
            print(f"\n{estimate.method} gives no number: {estimate.refused}")
    if stratum.models:
        print()
        _show_models(stratum, all_models=all_models)


def _row(estimate: Estimate) -> tuple[object, ...]:
    if estimate.N is None:
        return (estimate.method, "no number", "–", "–", "–", "–")
    at_least = "≥ " if estimate.lower_bound else ""
    return (
        estimate.method,
        f"{at_least}{_whole(estimate.N)}",
        _limits(estimate),
        estimate.interval.method if estimate.interval else None,
        estimate.model_by_lists(),
        _decimal(estimate.bic, 1),
    )


def _limits(estimate: Estimate) -> str | None:
    if estimate.interval is None:
        return None
    high = _whole(estimate.high)
    return f"{_whole(estimate.low)} {f'to {high}' if high else 'or more'}"


def _show_models(stratum: StratumRun, *, all_models: bool) -> None:
    ranked = sorted(stratum.models, key=_bic)
    shown: Iterable[ModelFit] = ranked
    title = f"All {len(ranked)} log-linear models, best first"
    if not any(fit.N for fit in ranked):
        print(f"None of the {len(ranked)} log-linear models can be estimated from these lists.")
        return
    if not all_models:
        shown = [fit for fit in ranked if _bic(fit) <= _bic(ranked[0]) + _NEAR and fit.N]
        title = f"Models within {_NEAR:.0f} BIC units of the best, of {len(ranked)}"
    print(title)
    print(
        table(
            ["model", "in short", "in all", "BIC", "AIC", "deviance", "df", "p"],
            [
                (
                    fit.model.by_lists(),
                    fit.model.by_numbers(stratum.lists),
                    _whole(fit.N),
                    _decimal(fit.bic, 1),
                    _decimal(fit.aic, 1),
                    _decimal(fit.deviance, 3),
                    fit.df,
                    _decimal(fit.p, 3),
                )
                for fit in shown
            ],
            "llrrrrrr",
        )
    )


def _bic(fit: ModelFit) -> float:
    return float("inf") if fit.bic is None else fit.bic


def _persons(count: float) -> str:
    return f"{count:,.2f}".removesuffix(".00")


def _whole(number: float | None) -> str | None:
    return None if number is None else f"{number:,.0f}"


def _decimal(number: float | None, places: int) -> str | None:
    return None if number is None else f"{number:,.{places}f}"
