"""Is the register whole? Every exhibit, every entry of the log, every row that it covers."""

from __future__ import annotations

import argparse

from onrecord.cli import output
from onrecord.cli._django import add_register, setup

NAME = "verify"
HELP = "Check every exhibit, the log and every row that the log covers."
EXAMPLE = "onrecord verify --register ./register"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_register(parser)


def run(args: argparse.Namespace) -> int:
    """Check everything; exit code 1 where anything is wrong.

    Where nothing is, the head of the log is signed as a checkpoint.
    """
    setup(args.register)
    from onrecord.web.audit import services, verify  # noqa: PLC0415 - Django must be set up
    from onrecord.web.audit.models import Entry  # noqa: PLC0415
    from onrecord.web.sources import fixity  # noqa: PLC0415

    problems = [*output.progress(fixity.problems(), "exhibits"), *verify.problems()]
    exhibits, entries = len(fixity.digests()), Entry.objects.count()
    if not problems:
        services.sign_checkpoint()
    if args.json:
        output.emit(
            {
                "exhibits": exhibits,
                "log_entries": entries,
                "problems": [problem.to_dict() for problem in problems],
            }
        )
    else:
        for problem in problems:
            print(f"{problem.where}: {problem.explanation} ({problem.kind})")
        verdict = f"{len(problems)} problems" if problems else "nothing is wrong"
        print(f"{exhibits} exhibits and {entries} log entries checked: {verdict}.")
    return 1 if problems else 0
