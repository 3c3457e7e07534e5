"""onrecord compare-lists: what changed between two versions of one list."""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.adapters.read.mapping import Mapping
from onrecord.cli.output import emit, say, table
from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.list_versions import EventKind
from onrecord.flows.list_versions import ListComparison, compare_lists
from onrecord.flows.lists import open_list

NAME = "compare-lists"
HELP = "Compare two versions of a list: who was added, withdrawn, changed."
EXAMPLE = "onrecord compare-lists OLD.csv NEW.csv --mapping M.yaml --out DIFF.csv"

_LINES = {
    EventKind.ADDED: "added: in the newer version only",
    EventKind.WITHDRAWN: "withdrawn: in the older version only",
    EventKind.CHANGED: "changed",
    EventKind.UNCHANGED: "unchanged",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("old", type=Path, metavar="OLD", help="the older version, CSV or XLSX")
    parser.add_argument("new", type=Path, metavar="NEW", help="the newer version")
    parser.add_argument(
        "--mapping",
        type=Path,
        required=True,
        metavar="M.yaml",
        help="which column is what, in both versions",
    )
    parser.add_argument(
        "--mapping-new",
        type=Path,
        metavar="N.yaml",
        help="which column is what in the newer version, where it differs",
    )
    parser.add_argument(
        "--links",
        type=Path,
        metavar="LINKS.csv",
        help="columns old, new: ids (or lines) of records that are one",
    )
    parser.add_argument("--out", type=Path, metavar="DIFF.csv", help="write one row an event")


def run(args: argparse.Namespace) -> int:
    """Compare, show, and write what was asked for."""
    mapping = Mapping.load(args.mapping)
    newer = Mapping.load(args.mapping_new) if args.mapping_new else mapping
    found = compare_lists(
        (open_list(args.old, str(args.old), mapping), mapping),
        (open_list(args.new, str(args.new), newer), newer),
        args.links,
    )
    if args.out:
        _write(found, args.out)
    for warning in found.warnings:
        say(f"Note: {warning}")
    for notice in found.notices:
        say(f"Required notice of the source: {notice}")
    if args.json:
        emit(found.to_dict())
    else:
        _show(found)
    return 0


def _write(found: ListComparison, path: Path) -> None:
    try:
        found.write_csv(path)
    except OSError as error:
        raise UsageError(
            "The file cannot be written: {reason}",
            file=str(path),
            reason=(error.strerror or "unknown").lower(),
        ) from error


def _show(found: ListComparison) -> None:
    counts = found.found.counts()
    print(table(["records", "count"], [(_LINES[k], f"{counts[k]:,}") for k in EventKind], "lr"))
    changed = found.found.changed_fields()
    if changed:
        rows = [
            (name, str(manner), f"{count:,}")
            for name, manners in changed.items()
            for manner, count in manners.items()
        ]
        print()
        print(table(["field", "how it changed", "count"], rows, "llr"))
    doubtful = sum(bool(event.remarks) for event in found.found.events)
    if doubtful:
        print(f"\n{doubtful:,} records have a remark: see --json or --out.")
