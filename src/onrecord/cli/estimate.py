"""onrecord estimate: how many in all, by several methods side by side."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Final

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.cli._estimate_progress import Progress, task_names
from onrecord.cli._estimate_text import show, show_left_out
from onrecord.cli.output import emit, say
from onrecord.core.estimate.method import Method, Options
from onrecord.core.estimate.registry import all_methods, method_named
from onrecord.core.kernel.capture_histories import CaptureHistories
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.estimate import (
    EstimateRun,
    LeftOut,
    Work,
    estimate,
    usual_methods,
    without_each_list,
)
from onrecord.flows.executors import Workers
from onrecord.notebook.document import run_document
from onrecord.notebook.settings import INTERVALS, options_of
from onrecord.notebook.wording import warnings_of

NAME = "estimate"
HELP = "Estimate how many people no list names, by several methods side by side."
EXAMPLE = "onrecord estimate TABLE.csv --method loglinear-bic --strata region"

_USUAL: Final = Options()
_FEWEST: Final = 3
"""Lists of a table from which one can be left out."""


def _number_or_all(text: str) -> int | None:
    if text != "all" and not text.isdecimal():
        raise argparse.ArgumentTypeError(f"give a whole number or 'all', not {text!r}")
    return None if text == "all" else int(text)


_NUMBERS: Final[tuple[tuple[str, Callable[[str], float | None], str, str], ...]] = (
    ("seed", int, "N", "start of the random numbers of the methods that draw (default 1)"),
    ("level", float, "SHARE", "coverage that the intervals aim at"),
    (
        *("order", int, "N"),
        "lists in the largest interaction of a log-linear model (default: by their number)",
    ),
    ("samples", int, "N", "samples of the methods that resample"),
    ("top", _number_or_all, "N", "best models among which every sample chooses, or 'all'"),
    (
        *("delta", float, "WEIGHT"),
        "prior weight of a cell in averaging over graphs (default 2^-K with K lists)",
    ),
    ("classes", int, "N", "most classes of the latent-class model"),
    ("chains", int, "N", "chains of the methods that sample from a posterior"),
    ("threads", int, "N", "how much of this machine to use; no answer depends on it"),
)
"""Settings that are one number: name, kind, what stands for it in the help, and its meaning."""

_LeftOut = list[tuple[str | None, LeftOut]]


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
        "--sum", action="store_true", help="show what the strata come to together as well"
    )
    parser.add_argument(
        "--leave-out",
        action="store_true",
        help="estimate without each of the lists in turn as well",
    )
    _add_settings(parser)
    parser.add_argument(
        "--all-models", action="store_true", help="show every log-linear model, not only the best"
    )
    parser.add_argument(
        "--list-methods", action="store_true", help="name the methods and what each assumes"
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
    if args.sum and not args.strata:
        raise UsageError(
            "There are no strata to add up.", remedy="Name their column: --strata COLUMN."
        )
    args.method = list(dict.fromkeys(args.method))
    options = _options(args)
    tables = read_capture_table(args.table, args.strata)
    found = _estimated(tables, args, options)
    left_out = _without_lists(tables, found, args, options) if args.leave_out else []
    _warn(found, with_sum=args.sum)
    if args.json:
        emit(run_document(found, options, left_out))
        return 0
    show(found, options, all_models=args.all_models, with_sum=args.sum)
    show_left_out(left_out, options)
    return 0


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the settings of the methods, each with its usual value."""
    parser.add_argument(
        "--interval",
        choices=[str(kind) for kind in INTERVALS],
        default=str(_USUAL.interval),
        metavar="PROFILE",
        help="profile that gives the interval of a log-linear model: "
        f"{' or '.join(INTERVALS)} (default {_USUAL.interval})",
    )
    parser.add_argument(
        "--expansion",
        type=float,
        nargs=2,
        metavar=("LOW", "HIGH"),
        help="prior on all people by people observed in the latent-class model: the two numbers "
        "between which it puts 95 in 100 (default: uniform rates)",
    )
    for flag, kind, metavar, meaning in _NUMBERS:
        usual = getattr(_USUAL, flag)
        shown = "" if usual is None else f" (default {usual})"
        parser.add_argument(
            f"--{flag}", type=kind, default=usual, metavar=metavar, help=f"{meaning}{shown}"
        )


def _options(args: argparse.Namespace) -> Options:
    names = [field.name for field in fields(Options)]
    return options_of({name: getattr(args, name) for name in names})


def _estimated(
    tables: tuple[CaptureHistories, ...], args: argparse.Namespace, options: Options
) -> EstimateRun:
    methods = _methods(tables, args.method)
    names = task_names([table.stratum for table in tables], [method.name for method in methods])
    # Strata go to processes of their own, one table to threads within its methods.
    workers = Workers.processes(options.threads if len(tables) > 1 else 1)
    with Progress("Estimating", names) as progress:
        return estimate(
            tables,
            args.method,
            options=options,
            name=str(args.table),
            work=Work(workers=workers, told=progress.told),
        )


def _without_lists(
    tables: tuple[CaptureHistories, ...],
    found: EstimateRun,
    args: argparse.Namespace,
    options: Options,
) -> _LeftOut:
    """Estimate without each list, by the methods that have a number for the whole table."""
    if len(found.lists) < _FEWEST:
        say("Note: no list is left out, since one list alone says nothing.")
        return []
    answers: _LeftOut = []
    for table, part in zip(tables, found.strata, strict=True):
        answered = {one.method for one in part.estimates if one.N is not None}
        for method in _methods(tables, args.method):
            if method.name not in answered:
                continue
            variants = [
                f"{method.name}, all lists",
                *(f"{method.name} without {name}" for name in table.lists),
            ]
            with Progress("Leaving out lists", variants) as progress:
                work = Work(told=progress.told)
                rows = without_each_list(table, method.name, options, work)
            answers += [(table.stratum, row) for row in rows]
    return answers


def _methods(tables: tuple[CaptureHistories, ...], names: Iterable[str]) -> list[Method]:
    return [method_named(name) for name in names] or usual_methods(tables)


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
                    "only_fully_covered": method.only_fully_covered,
                    "draws": method.draws,
                }
                for method in methods
            ]
        )
        return
    for method in methods:
        print(
            f"{method.name}\n  {method.title}\n  Needs:    {_needs(method)}\n"
            f"  Gives:    {_gives(method)}\n  Holds if: {method.assumption}\n"
        )


def _needs(method: Method) -> str:
    least, most = method.minimum_lists, method.maximum_lists
    if most is None:
        lists = f"{least} lists or more"
    else:
        lists = f"{least} lists" if least == most else f"{least} to {most} lists"
    return f"{lists}, each of which covers everybody" if method.only_fully_covered else lists


def _gives(method: Method) -> str:
    kind = "a lower bound: at least this many" if method.lower_bound else "a number"
    return f"{kind}; draws random numbers (--seed)" if method.draws else kind


def _warn(found: EstimateRun, *, with_sum: bool) -> None:
    """Say each warning once, with the methods that gave it."""
    said = [(part.stratum, part.estimates) for part in found.strata]
    if with_sum:
        said.append(("all strata together", found.totals))
    for where, estimates in said:
        for sentence, methods in warnings_of(estimates).items():
            say(f"Warning: {f'{where}: ' if where else ''}{sentence} ({methods})")
