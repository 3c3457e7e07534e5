"""onrecord link: which records of several lists are one person."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path
from typing import Any

from onrecord.adapters.read.mapping import Mapping
from onrecord.cli import _link_blind
from onrecord.cli.output import emit, say, table
from onrecord.core.estimate.registry import method_named
from onrecord.core.kernel.errors import UsageError
from onrecord.core.reconcile.linkage.rules import RuleKind
from onrecord.flows.link import THRESHOLD, Linkage, link
from onrecord.flows.link_audit import estimate_of, read_audit, write_sample
from onrecord.flows.link_files import (
    cluster_ids,
    read_clusters,
    read_decisions,
    run_document,
    write_run,
)
from onrecord.flows.link_records import ReadLists, read_lists
from onrecord.flows.linked_estimate import DRAWS

NAME = "link"
HELP = "Link the records of one or more lists: which of them are one person, and how sure is that."
EXAMPLE = "onrecord link RECORDS.csv --mapping M.yaml --out LINKED"

_REASONS_SHOWN = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="CSV or XLSX lists")
    parser.add_argument(
        "--mapping",
        type=Path,
        action="append",
        metavar="M.yaml",
        help="which column is what; once for all files, or once for each in their order",
    )
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where the results are written")
    parser.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="default: duckdb"
    )
    parser.add_argument(
        "--decisions", type=Path, metavar="FILE", help="pairs that people decided about (CSV)"
    )
    parser.add_argument(
        "--earlier", type=Path, metavar="FOLDER", help="an earlier run: its cluster ids are kept"
    )
    parser.add_argument(
        "--list-rule",
        action="append",
        default=[],
        metavar="LIST=RULE",
        help="unique, nearly_unique (default) or duplicates_expected",
    )
    parser.add_argument(
        "--threshold",
        type=float,
        default=THRESHOLD,
        help="probability from which on two records are linked (default: 0.5)",
    )
    _add_estimate(parser)
    _link_blind.add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Read, link, write, show."""
    if args.audit and not args.estimate:
        raise UsageError("An audit is read for an estimate", remedy="Give --estimate METHOD.")
    if args.estimate:
        method_named(args.estimate)
    if not 0 < args.threshold < 1:
        raise UsageError("The threshold lies between 0 and 1", value=args.threshold)
    blind = _link_blind.run(args)
    return _link_openly(args) if blind is None else blind


def _add_estimate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--audit-sample",
        type=Path,
        metavar="FILE.csv",
        help="write the pairs that somebody should look at (at most 600)",
    )
    parser.add_argument(
        "--estimate", metavar="METHOD", help="draw linkages and estimate how many in all"
    )
    parser.add_argument(
        "--draws", type=int, default=DRAWS, metavar="N", help=f"linkages drawn (default: {DRAWS})"
    )
    parser.add_argument(
        "--audit",
        type=Path,
        metavar="FILE.csv",
        help="the sample with its verdicts: same, different or unsure",
    )


def _link_openly(args: argparse.Namespace) -> int:
    begun = time.monotonic()
    if not (args.files and args.mapping and args.out):
        raise UsageError(
            "Lists, their mapping and a folder for the results are asked for", remedy=EXAMPLE
        )
    read = read_lists(args.files, [Mapping.load(path) for path in args.mapping])
    decisions = read_decisions(args.decisions) if args.decisions else []
    earlier = read_clusters(args.earlier) if args.earlier else None
    linkage = link(
        read.records,
        engine=args.engine,
        decisions=decisions,
        list_rules=_list_rules(args.list_rule),
        threshold=args.threshold,
        say=say,
    )
    document = run_document(linkage, read.hashes)
    try:
        write_run(args.out, linkage, cluster_ids(linkage, earlier), document)
    except OSError as error:
        raise UsageError(
            "The results cannot be written: {reason}",
            file=str(error.filename),
            reason=(error.strerror or "unknown").lower(),
        ) from error
    _warn(read, linkage)
    if args.audit_sample:
        write_sample(args.audit_sample, linkage)
    found = None
    if args.estimate:
        audit = read_audit(args.audit, linkage) if args.audit else None
        found = estimate_of(linkage, args.estimate, args.draws, audit)
    answer = _answer(read, linkage, time.monotonic() - begun)
    if found is not None:
        said = found.to_dict()
        answer |= {"estimate": said, "recall_estimate": said["recall"]}
        for warning in found.warnings:
            say(f"Note: {warning}")
    if args.json:
        emit(answer)
    else:
        _show(answer)
    return 0


def _list_rules(given: list[str]) -> dict[str, RuleKind]:
    rules = {}
    for text in given:
        name, _, rule = text.rpartition("=")
        if not name or rule not in set(RuleKind):
            raise UsageError(
                "A list rule is LIST=RULE", value=text, remedy=f"Rules: {', '.join(RuleKind)}."
            )
        rules[name] = RuleKind(rule)
    return rules


def _answer(read: ReadLists, linkage: Linkage, seconds: float) -> dict[str, Any]:
    return {
        "records": len(linkage.records),
        "pairs": len(linkage.pairs),
        "clusters": linkage.cluster_count,
        "seconds": round(seconds, 3),
        "peak_mib": round(_peak_mib(), 1),
        "recall_estimate": None,
        "warnings": [str(one) for one in linkage.warnings],
        "blocking": linkage.blocking(),
        "rejected": [row for error in read.rejected for row in error.as_rows()],
        "unreadable": [row for error in read.unreadable for row in error.as_rows()],
        "notices": list(read.notices),
    }


def _peak_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def _warn(read: ReadLists, linkage: Linkage) -> None:
    for warning in linkage.warnings:
        say(f"Note: {warning}")
    if read.rejected:
        say(f"Note: {len(read.rejected):,} rows are refused and not linked.")
    if read.unreadable:
        say(f"Note: {len(read.unreadable):,} rows are linked without a cell that cannot be meant.")
    for error in [each for row in (*read.rejected, *read.unreadable) for each in row.errors][
        :_REASONS_SHOWN
    ]:
        say(f"Refused: {error.sentence()}")
    for notice in read.notices:
        say(f"Required notice of the source: {notice}")


def _show(answer: dict[str, Any]) -> None:
    rows = [(one["rule"], f"{one['pairs']:,}", f"{one['first']:,}") for one in answer["blocking"]]
    print(table(["pairs that agree in", "pairs", "first chosen here"], rows, "lrr"))
    print(
        f"\n{answer['records']:,} records are {answer['clusters']:,} people, judged by "
        f"{answer['pairs']:,} pairs."
    )
    if "estimate" in answer:
        _show_number(answer["estimate"])


def _show_number(found: dict[str, Any]) -> None:
    if found["N"] is None:
        print(f"No number of people in all: {found['refused']}")
        return
    high = "no upper end" if found["high"] is None else f"{found['high']:,.0f}"
    kind = "Provisionally " if found["provisional"] else ""
    print(
        f"{kind}{found['N']:,.0f} people in all (from {found['low'] or 0:,.0f} to {high}), "
        f"over {found['linkages_drawn']} linkages drawn."
    )
