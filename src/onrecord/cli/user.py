"""Who may work with the register? Accounts from the command line."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli import output
from onrecord.cli._django import add_register, setup, setup_or_create
from onrecord.core.kernel.errors import InputError, UsageError, UserError

if TYPE_CHECKING:
    from onrecord.web.accounts.models import Compartment, User
    from onrecord.web.accounts.services import Operator

NAME = "user"
HELP = "Make and change accounts: who may work with the register, in which role."
EXAMPLE = "onrecord user add arta --role administrator && onrecord user login-link arta"

_COLUMNS = ("username", "full_name", "role", "compartments")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs and their options."""
    add_register(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="make an account, or one for each row of a file")
    add.add_argument("name", nargs="?", help="user name: plain letters, digits, - and _")
    add.add_argument("--role", default="reader")
    add.add_argument("--full-name", default="")
    add.add_argument("--compartment", action="append", default=[], metavar="NAME")
    add.add_argument(
        "--from", dest="file", type=Path, metavar="FILE.csv", help=f"columns: {', '.join(_COLUMNS)}"
    )
    verbs.add_parser("list", help="show the accounts")
    role = verbs.add_parser("role", help="give an account another role")
    role.add_argument("name")
    role.add_argument("role")
    enter = verbs.add_parser("compartment", help="say which compartments an account may enter")
    enter.add_argument("name")
    enter.add_argument("compartment", nargs="*", help="none: the account enters nothing")
    make = verbs.add_parser("new-compartment", help="make a compartment")
    make.add_argument("name")
    make.add_argument("title")
    stop = verbs.add_parser("deactivate", help="take an account out of use")
    stop.add_argument("name")
    link = verbs.add_parser("login-link", help="print a link that opens one session, once")
    link.add_argument("name")
    link.add_argument("--minutes", type=int, default=60)
    link.add_argument("--at", default="http://127.0.0.1:8000", metavar="URL")
    for verb in (add, role, enter, stop, link):
        verb.add_argument("--reason", default="command line")
    for verb in verbs.choices.values():
        # Both places are natural: `user --json list` and `user list --json`.
        verb.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
        add_register(verb, default=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Do what was asked and print counts, refused rows and what was made."""
    if args.verb == "add":
        setup_or_create(args.register)
    else:
        setup(args.register)
    from onrecord.web.accounts.services import OPERATOR  # noqa: PLC0415 - needs Django set up
    from onrecord.web.site.acting import acting_as  # noqa: PLC0415 - as above

    report = _Report()
    with acting_as("operator"):
        _VERBS[args.verb](args, OPERATOR, report)
    report.show(as_json=args.json)
    return 2 if report.rejected else 0


class _Report:
    """What a verb did: rows taken and refused, and what it has to show."""

    def __init__(self) -> None:
        self.users: list[User] = []
        self.rejected: list[dict[str, object]] = []
        self.extra: dict[str, object] = {}
        self.rows = 0
        self.accepted = 0

    def take(self, user: User | None = None) -> None:
        self.rows += 1
        self.accepted += 1
        if user is not None:
            self.users.append(user)

    def refuse(self, error: UserError) -> None:
        self.rows += 1
        self.rejected.append(error.as_row())

    def show(self, *, as_json: bool) -> None:
        if as_json:
            counts = {"rows": self.rows, "accepted": self.accepted, "rejected": self.rejected}
            output.emit({**counts, "users": [_as_json(user) for user in self.users], **self.extra})
            return
        if self.users:
            print(output.table(_SHOWN, [_as_row(user) for user in self.users]))
        for key, value in self.extra.items():
            print(f"{key}: {value}")
        for row in self.rejected:
            place = f"line {row['line']}: " if row["line"] else ""
            output.say(f"{place}{row['reason']} (value: {row['value']!r})")
        output.say(f"{self.accepted} of {self.rows} done.")


def _add(args: argparse.Namespace, by: Operator, report: _Report) -> None:
    from onrecord.web.accounts import services  # noqa: PLC0415 - needs Django set up

    for line, row in _wanted(args):
        try:
            user = services.create_user(
                row["username"],
                role=row["role"] or "reader",
                full_name=row["full_name"],
                compartments=_compartments(row["compartments"].split()),
                by=by,
                reason=args.reason,
            )
        except UserError as error:
            error.line = line
            report.refuse(error)
        else:
            report.take(user)


def _list(_args: argparse.Namespace, by: Operator, report: _Report) -> None:
    from onrecord.web.accounts import selectors  # noqa: PLC0415 - needs Django set up

    for user in selectors.users(by).prefetch_related("compartments").order_by("username"):
        report.take(user)


def _role(args: argparse.Namespace, by: Operator, report: _Report) -> None:
    from onrecord.web.accounts import services  # noqa: PLC0415 - needs Django set up

    user = _user(args.name)
    services.change_role(user, args.role, by=by, reason=args.reason)
    report.take(user)


def _compartment(args: argparse.Namespace, by: Operator, report: _Report) -> None:
    from onrecord.web.accounts import services  # noqa: PLC0415 - needs Django set up

    user = _user(args.name)
    compartments = _compartments(args.compartment)
    services.set_compartments(user, compartments, by=by, reason=args.reason)
    report.take(user)


def _new_compartment(args: argparse.Namespace, by: Operator, report: _Report) -> None:
    from onrecord.web.accounts import services  # noqa: PLC0415 - needs Django set up

    made = services.create_compartment(args.name, args.title, by=by)
    report.take()
    report.extra["compartment"] = made.name


def _deactivate(args: argparse.Namespace, by: Operator, report: _Report) -> None:
    from onrecord.web.accounts import services  # noqa: PLC0415 - needs Django set up

    user = _user(args.name)
    services.deactivate(user, by=by, reason=args.reason)
    report.take(user)


def _login_link(args: argparse.Namespace, by: Operator, report: _Report) -> None:
    from onrecord.web.accounts import links  # noqa: PLC0415 - needs Django set up

    user = _user(args.name)
    lifetime = timedelta(minutes=args.minutes)
    token = links.make_login_link(user, by=by, reason=args.reason, lifetime=lifetime)
    report.take(user)
    report.extra["link"] = args.at.rstrip("/") + links.path_of(token)


_VERBS = {
    "add": _add,
    "list": _list,
    "role": _role,
    "compartment": _compartment,
    "new-compartment": _new_compartment,
    "deactivate": _deactivate,
    "login-link": _login_link,
}


def _wanted(args: argparse.Namespace) -> Iterator[tuple[int | None, dict[str, str]]]:
    """Yield the accounts to make: the one that is named, or the rows of the file."""
    if (args.name is None) == (args.file is None):
        raise UsageError("Give one user name, or a file with `--from`.")
    if args.name is not None:
        values = (args.name, args.full_name, args.role, " ".join(args.compartment))
        yield None, dict(zip(_COLUMNS, values, strict=True))
        return
    try:
        with args.file.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            if "username" not in (reader.fieldnames or ()):
                raise InputError(
                    "The file has no column username.",
                    file=str(args.file),
                    line=1,
                    remedy=f"Its columns are: {', '.join(_COLUMNS)}.",
                )
            for row in reader:
                yield reader.line_num, {name: row.get(name) or "" for name in _COLUMNS}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            "The file cannot be read: {problem}.", problem=str(error), file=str(args.file)
        ) from error


def _user(name: str) -> User:
    from onrecord.web.accounts.models import User  # noqa: PLC0415 - needs Django set up

    user = User.objects.filter(username=name.lower()).first()
    if user is None:
        raise InputError(
            "There is no account of this name.", value=name, remedy="See `onrecord user list`."
        )
    return user


def _compartments(names: list[str]) -> list[Compartment]:
    from onrecord.web.accounts.models import Compartment  # noqa: PLC0415 - needs Django set up

    found = {compartment.name: compartment for compartment in Compartment.objects.all()}
    for name in names:
        if name not in found:
            raise InputError(
                "There is no compartment of this name.",
                column="compartments",
                value=name,
                remedy=f"There are: {', '.join(found)}.",
            )
    return [found[name] for name in names]


_SHOWN = ("user name", "full name", "role", "compartments", "in use")


def _as_row(user: User) -> list[object]:
    names = " ".join(str(name) for name in user.compartments.values_list("name", flat=True))
    in_use = "yes" if user.is_active else "no"
    return [user.username, user.full_name or None, str(user.role), names or None, in_use]


def _as_json(user: User) -> dict[str, object]:
    return {
        "username": user.username,
        "full_name": user.full_name or None,
        "role": str(user.role),
        "compartments": sorted(compartment.name for compartment in user.compartments.all()),
        "in_use": user.is_active,
    }
