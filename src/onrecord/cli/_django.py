"""How does a command open a register? Django loads here and only when a command needs it."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.kernel.errors import UsageError

if TYPE_CHECKING:
    from onrecord.web.accounts.models import User


def add_register(command: argparse.ArgumentParser, *, default: str | None = None) -> None:
    """Give a command the option that names the register."""
    command.add_argument(
        "--register",
        type=Path,
        default=default,
        metavar="FOLDER",
        help="the folder of the register (default: ONRECORD_REGISTER, else ./register)",
    )


def acting_user(name: str | None) -> User:
    """Return the account that acts: the one named, else the only supervisor.

    Raises UsageError where there is no such account, or not exactly one supervisor.
    """
    from onrecord.web.accounts.models import User  # noqa: PLC0415 - Django must be set up

    if name is not None:
        found = User.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise UsageError("There is no such account in use.", value=name)
        return found
    supervisors = list(User.objects.filter(role="supervisor", is_active=True)[:2])
    if len(supervisors) != 1:
        raise UsageError(
            "It is not clear which account does this: there is not exactly one supervisor.",
            remedy="Name it: --as USER. `onrecord user list` shows the accounts.",
        )
    return supervisors[0]


def setup(folder: Path | None = None) -> None:
    """Open the register that lies in ``folder`` and set Django up on it.

    Raises UsageError where there is none, or one of an older version, and AccessDenied where
    the passphrase is wrong.
    """
    from onrecord.web.site import install  # noqa: PLC0415 - loads Django

    place = _existing(folder)
    install.prepare(place, _passphrase(new=False))
    install.open_register(place)
    if not install.is_current():
        raise UsageError(
            "The register was made by an older version.",
            file=str(place),
            remedy="Keep a copy of the folder, then run `onrecord serve`: it brings it up to date.",
        )


def setup_and_update(folder: Path | None = None) -> None:
    """Open the register that lies in ``folder`` and bring it up to this version."""
    from onrecord.web.site import install  # noqa: PLC0415 - loads Django

    install.create(_existing(folder), _passphrase(new=False))


def setup_or_create(folder: Path | None = None) -> None:
    """Open the register in ``folder``, brought up to this version; make it where there is none."""
    from onrecord.web.site import install, register  # noqa: PLC0415 - loads Django

    place = (folder or register.folder()).absolute()
    install.create(place, _passphrase(new=not install.exists(place)))


def _existing(folder: Path | None) -> Path:
    from onrecord.web.site import install, register  # noqa: PLC0415 - loads Django

    place = (folder or register.folder()).absolute()
    if not install.exists(place):
        raise UsageError(
            "There is no register here.",
            file=str(place),
            remedy="`onrecord user add NAME --role administrator` makes one.",
        )
    return place


def _passphrase(*, new: bool) -> str:
    """Return the passphrase from ONRECORD_PASSPHRASE, or ask for it at the terminal."""
    given = os.environ.get("ONRECORD_PASSPHRASE")
    if given:
        return given
    if not sys.stdin.isatty():
        raise UsageError(
            "The passphrase of the register is not known.",
            remedy="Give it as ONRECORD_PASSPHRASE, or run the command at a terminal.",
        )
    first = getpass("New passphrase of the register: " if new else "Passphrase of the register: ")
    if new and getpass("Once more: ") != first:
        raise UsageError("The two passphrases differ.", remedy="Run the command again.")
    return first
