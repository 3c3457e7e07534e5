"""onrecord import: bring a list of named people into the register, or take an import back."""
# ruff: noqa: N999 - the file of a command bears the name of the command

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError
from onrecord.cli import output
from onrecord.cli._django import acting_user, add_register, setup
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.flows.lists import open_list, validate

if TYPE_CHECKING:
    from onrecord.web.accounts.models import User
    from onrecord.web.people.models import Batch
    from onrecord.web.sources.models import Source

NAME = "import"
HELP = "Bring a list of named people into the register as one unit, or take an import back."
EXAMPLE = 'onrecord import LIST.csv --mapping M.yaml --source "List of the missing, 2001"'

_SHOWN = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a CSV or XLSX list")
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar="M.yaml",
        help="which column is what; `onrecord mapping init FILE` writes a draft",
    )
    parser.add_argument(
        "--source", metavar="TITLE", help="the source of the list; made where there is none yet"
    )
    parser.add_argument("--compartment", default="general", metavar="NAME")
    parser.add_argument(
        "--dry-run", action="store_true", help="check every row, open no register, record nothing"
    )
    parser.add_argument(
        "--failed", type=Path, metavar="ROWS.csv", help="write the refused rows with their reasons"
    )
    parser.add_argument(
        "--fail",
        action="store_true",
        help="record nothing and end with exit code 1 if any row is refused",
    )
    parser.add_argument("--undo", type=int, metavar="BATCH", help="take an import back as one unit")
    parser.add_argument("--reason", default="", help="why an import is taken back")
    parser.add_argument(
        "--as", dest="user", metavar="USER", help="the account that does it (the only supervisor)"
    )
    add_register(parser)


def run(args: argparse.Namespace) -> int:
    """Check, import or take back, and report counts and every refused cell."""
    if args.undo is not None:
        return _undo(args)
    if args.file is None or args.mapping is None:
        raise UsageError(
            "Give a list and its mapping.",
            remedy=f"Example: {EXAMPLE}. `onrecord mapping init FILE` drafts a mapping.",
        )
    mapping = Mapping.load(args.mapping)
    report = _check(args.file, mapping) if args.dry_run else _import(args, mapping)
    report.show(as_json=args.json)
    return 1 if args.fail and report.rejected else 0


@dataclass(slots=True)
class _Report:
    """What came of it; ``batch`` is the number by which an import is taken back."""

    rows: int = 0
    accepted: int = 0
    rejected: list[dict[str, object]] = field(default_factory=list)
    lists: dict[str, int] = field(default_factory=dict)
    batch: int | None = None
    source: int | None = None
    state: str | None = None
    repeated: bool = False
    notice: str | None = None

    def show(self, *, as_json: bool) -> None:
        if as_json:
            output.emit({name: getattr(self, name) for name in self.__slots__})
            return
        for row in self.rejected[:_SHOWN]:
            output.say(f"Refused: line {row['line']}, {row['column'] or 'row'}: {row['reason']}")
        if len(self.rejected) > _SHOWN:
            output.say(f"… and {len(self.rejected) - _SHOWN:,} more reasons.")
        if self.notice:
            output.say(f"Required notice of the source: {self.notice}")
        if self.lists:
            print(output.table(["list", "rows"], self.lists.items(), "lr"))
        refused = self.rows - self.accepted
        print(f"{self.accepted:,} of {self.rows:,} rows accepted, {refused:,} refused.")
        print(self._outcome())

    def _outcome(self) -> str:
        if self.batch is None:
            return "Nothing is recorded: this was a trial."
        if self.repeated:
            return f"The same file is recorded already as import {self.batch}. Nothing changed."
        if self.state == "staged":
            return f"Nothing is recorded yet: import {self.batch} waits to be committed."
        return f"Recorded as import {self.batch}. `onrecord import --undo {self.batch}` undoes it."


def _check(file: Path, mapping: Mapping) -> _Report:
    """Check every row of a list without a register."""
    report = _Report(notice=mapping.notice)
    validation = validate(open_list(file, str(file), mapping), mapping)
    for row in output.progress(validation, "rows"):
        if isinstance(row, RowError):
            report.rejected += row.as_rows()
        else:
            for name in row.sources:
                report.lists[name] = report.lists.get(name, 0) + 1
    report.rows, report.accepted = validation.summary.rows, validation.summary.accepted
    return report


def _import(args: argparse.Namespace, mapping: Mapping) -> _Report:
    """Preserve, stage and commit a list as the account that is named."""
    if not args.source:
        raise UsageError("Whose list is it?", remedy='Name the source: --source "TITLE".')
    if not args.file.is_file():
        raise InputError("There is no such file", file=str(args.file))
    setup(args.register)
    from onrecord.web.people.services import imports  # noqa: PLC0415 - Django must be set up
    from onrecord.web.site.acting import acting_as  # noqa: PLC0415 - as above
    from onrecord.web.sources.services import take_in  # noqa: PLC0415 - as above

    user = acting_user(args.user)
    with acting_as(user.get_username()):
        source = _source(args.source, args.compartment, mapping, user)
        with args.file.open("rb") as content:
            exhibit = take_in(source, content, name=args.file.name, by=user)
        staged = imports.stage(exhibit, mapping, by=user)
        batch = staged.batch
        repeated = batch.state == "committed"
        rejected = [row for error in imports.refused(batch) for row in error.as_rows()]
        if args.failed:
            _write(args.failed, imports.failed_rows(batch, by=user))
        if not repeated and not (args.fail and rejected):
            batch = _commit(batch, user)
    return _Report(
        rows=batch.rows,
        accepted=batch.accepted,
        rejected=rejected,
        lists=batch.lists,
        batch=batch.pk,
        source=source.pk,
        state=batch.state,
        repeated=repeated,
        notice=mapping.notice,
    )


def _commit(batch: Batch, user: User) -> Batch:
    from onrecord.web.people.services import imports  # noqa: PLC0415 - Django must be set up

    shown = sys.stderr.isatty()

    def told(count: int) -> None:
        if shown:
            end = "\n" if count >= batch.accepted else ""
            sys.stderr.write(f"\r{count:,} of {batch.accepted:,} rows recorded{end}")

    return imports.commit(batch, by=user, written=told)


def _undo(args: argparse.Namespace) -> int:
    """Take an import back and report how many mentions went."""
    setup(args.register)
    from onrecord.web.people import selectors  # noqa: PLC0415 - Django must be set up
    from onrecord.web.people.services import imports  # noqa: PLC0415 - as above
    from onrecord.web.site.acting import acting_as  # noqa: PLC0415 - as above

    user = acting_user(args.user)
    batch = selectors.batches(user).filter(pk=args.undo).first()
    if batch is None:
        raise UsageError("There is no such import, or you may not see it.", value=args.undo)
    reason = args.reason or "taken back on the command line"
    with acting_as(user.get_username()):
        undone = imports.undo(batch, by=user, reason=reason)
    if args.json:
        done = {"batch": undone.pk, "state": undone.state, "removed": undone.accepted}
        output.emit({**done, "rows": undone.rows, "accepted": 0, "rejected": []})
    else:
        print(f"Import {undone.pk} is taken back: {undone.accepted:,} mentions are gone.")
    return 0


def _source(title: str, compartment: str, mapping: Mapping, user: User) -> Source:
    """Return the source of this title in the compartment; made where there is none yet."""
    from onrecord.web.accounts.models import Compartment  # noqa: PLC0415 - Django must be set up
    from onrecord.web.sources import selectors, services  # noqa: PLC0415 - as above

    place = Compartment.objects.filter(name=compartment, pk__in=user.compartment_ids()).first()
    if place is None:
        raise UsageError(
            "There is no such compartment, or this account may not enter it.", value=compartment
        )
    known = list(selectors.descriptions(user).filter(title=title, compartment=place)[:2])
    if len(known) > 1:
        raise UsageError(
            "Several sources have this title.",
            value=title,
            remedy="Give them titles of their own, or bring the list in on the pages.",
        )
    if known:
        return known[0].source
    values = {"title": title, "kind": "source/list", "required_notice": mapping.notice or ""}
    return services.add_source(values, compartment_id=place.pk, by=user)


def _write(path: Path, lines: Iterable[str]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        raise UsageError(
            "The file cannot be written: {reason}",
            file=str(path),
            reason=(error.strerror or "unknown").lower(),
        ) from error
