"""onrecord tabulate: how many people are on which combination of lists."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from onrecord.adapters.read.mapping import Mapping
from onrecord.cli.output import emit, say, table
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.lists import open_list, write_failed_rows
from onrecord.flows.tabulate import Tabulation, tabulate

NAME = "tabulate"
HELP = "Count people by the lists that name them: the capture histories of a list of records."
EXAMPLE = "onrecord tabulate RECORDS.csv --mapping M.yaml --out TABLE.csv"

_REASONS_SHOWN = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("records", type=Path, metavar="RECORDS.csv", help="a CSV or XLSX list")
    parser.add_argument(
        "--mapping",
        type=Path,
        required=True,
        metavar="M.yaml",
        help="which column is what; `onrecord mapping init RECORDS.csv` writes a draft",
    )
    parser.add_argument(
        "--strata",
        action="append",
        default=[],
        metavar="COLUMN",
        help="count by the values of this column of the list too, for `onrecord estimate "
        "--strata`; may be given several times",
    )
    parser.add_argument(
        "--out", type=Path, metavar="TABLE.csv", help="write the table for `onrecord estimate`"
    )
    parser.add_argument(
        "--failed", type=Path, metavar="ROWS.csv", help="write the refused rows with their reasons"
    )
    parser.add_argument(
        "--fail", action="store_true", help="end with exit code 1 if any row is refused"
    )


def run(args: argparse.Namespace) -> int:
    """Count, show, and write what was asked for."""
    mapping = Mapping.load(args.mapping)
    records = open_list(args.records, str(args.records), mapping)
    found = tabulate(records, mapping, args.strata)
    try:
        if args.out:
            found.write_csv(args.out)
        if args.failed:
            write_failed_rows(args.failed, records, found.rejected)
    except OSError as error:
        raise UsageError(
            "The file cannot be written: {reason}",
            file=str(error.filename),
            reason=(error.strerror or "unknown").lower(),
        ) from error
    _warn(found)
    if args.json:
        emit(found.to_dict())
    else:
        _show(found)
    return 1 if args.fail and found.rejected else 0


def _warn(found: Tabulation) -> None:
    for warning in found.warnings:
        say(f"Note: {warning}")
    for error in [each for row in found.rejected for each in row.errors][:_REASONS_SHOWN]:
        say(f"Refused: {error.sentence()}")
    if found.notice:
        say(f"Required notice of the source: {found.notice}")


def _show(found: Tabulation) -> None:
    lists = found.histories.lists
    for part in found.strata:
        print(part.table.stratum)
        _show_cells(lists, part.cells())
        print(f"{part.table.observed:,.2f} people on at least one list.\n")
    if not found.strata:
        _show_cells(lists, found.cells())
        print()
    print(f"Total {found.histories.observed:,.2f} people on at least one list.")
    if any("-" in history for history, _count in found.cells()):
        print("- means that the list did not cover the record.")


def _show_cells(lists: Sequence[str], cells: Sequence[tuple[str, float]]) -> None:
    rows = [(*history, f"{count:,.2f}") for history, count in cells]
    print(table([*lists, "count"], rows, "l" * len(lists) + "r"))
