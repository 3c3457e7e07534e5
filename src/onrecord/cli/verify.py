"""Is the register whole? Every exhibit, every entry of the log, every row that it covers."""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli import output
from onrecord.cli._django import add_register, setup
from onrecord.core.kernel.errors import InputError, UsageError

if TYPE_CHECKING:
    from onrecord.web.sources.fixity import Report

NAME = "verify"
HELP = "Check every exhibit, the log and every row that the log covers."
EXAMPLE = "onrecord verify --register ./register --report check.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE.json",
        help="write the account of the check there, and as text beside it (FILE.txt)",
    )
    parser.add_argument(
        "--checkpoint",
        type=Path,
        metavar="FILE",
        help="compare the log with checkpoints that were kept elsewhere",
    )
    add_register(parser)


def run(args: argparse.Namespace) -> int:
    """Check everything; exit code 1 where anything is wrong.

    Where nothing is, the head of the log is signed as a checkpoint. The account of the check is
    kept in the register.
    """
    elsewhere = _read(args.checkpoint) if args.checkpoint else None
    setup(args.register)
    from onrecord.web.audit import services  # noqa: PLC0415 - Django must be set up
    from onrecord.web.sources import fixity  # noqa: PLC0415

    report = _check(elsewhere, str(args.checkpoint))
    fixity.keep(report)
    if not report.problems:
        services.sign_checkpoint()
    if args.report:
        _write(args.report, report)
    if args.json:
        found = report.to_dict()
        output.emit({key: found[key] for key in ("exhibits", "log_entries", "problems")})
    else:
        for problem in report.problems:
            print(f"{problem.where}: {problem.explanation} ({problem.kind})")
        verdict = f"{len(report.problems)} problems" if report.problems else "nothing is wrong"
        counts = f"{report.exhibits} exhibits and {report.log_entries} log entries"
        print(f"{counts} checked: {verdict}.")
    return 1 if report.problems else 0


def _check(elsewhere: str | None, name: str) -> Report:
    """Read everything again and return the account of it."""
    from onrecord.web.audit import checkpoints, verify  # noqa: PLC0415 - Django must be set up
    from onrecord.web.audit.models import Entry  # noqa: PLC0415
    from onrecord.web.sources import fixity  # noqa: PLC0415

    at = datetime.now(UTC)  # noqa: TID251 - the command line is where the clock comes in
    begin = time.monotonic()
    problems = [*output.progress(fixity.problems(), "exhibits"), *verify.problems()]
    if elsewhere is not None:
        lines = checkpoints.read_file(elsewhere, name)
        problems += checkpoints.problems(lines, name)
    return fixity.Report(
        at=at,
        seconds=time.monotonic() - begin,
        exhibits=len(fixity.digests()),
        bytes=fixity.size(),
        log_entries=Entry.objects.count(),
        problems=tuple(problems),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("The file of checkpoints cannot be read", file=str(path)) from error


def _write(path: Path, report: Report) -> None:
    """Write the account for programs and for people."""
    document = json.dumps(report.to_dict(), ensure_ascii=False, indent=1)
    try:
        path.write_text(document + "\n", encoding="utf-8")
        path.with_suffix(".txt").write_text(report.text(), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            "The report cannot be written: {reason}",
            file=str(path),
            reason=(error.strerror or "unknown").lower(),
        ) from error
