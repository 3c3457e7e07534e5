"""How does a register come into being, and how is it brought up to a new version?"""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from onrecord.adapters.archive.keys import Cost, KeyRing
from onrecord.core.kernel.errors import UsageError
from onrecord.web.site import register

KEYS = "keys"
DEMO = "demo.register"
"""A file of this name in the folder marks a register of invented records, for trying out."""


def create(folder: Path, passphrase: str) -> None:
    """Make the register in ``folder``, or bring the one that lies there up to this version.

    Afterwards Django is set up on it: keys, tables, triggers of the log, cache and the first
    compartment are there. Raises AccessDenied where the passphrase opens no existing key.
    """
    prepare(folder, passphrase)
    open_register(folder)
    migrate()


def prepare(folder: Path, passphrase: str, *, cost: Cost | None = None) -> None:
    """Make the folder and its key, both for their owner alone, and use them from here on."""
    folder = folder.absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if not exists(folder):
        KeyRing.create(folder, passphrase, cost=cost)
    os.environ["ONRECORD_REGISTER"] = str(folder)
    os.environ["ONRECORD_PASSPHRASE"] = passphrase
    register.close()
    register.ring()
    (folder / register.EXHIBITS).mkdir(mode=0o700, exist_ok=True)


def open_register(folder: Path) -> None:
    """Set Django up on the register in ``folder``; one process works on one register."""
    os.environ["ONRECORD_REGISTER"] = str(folder.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onrecord.web.site.settings")
    if not apps.ready:
        django.setup()
    if folder.absolute() != settings.REGISTER:
        raise UsageError(
            "This process works on another register already.",
            file=str(folder),
            remedy="Start a new process for each register.",
        )


def migrate() -> None:
    """Bring tables, triggers and cache up to this version; changes nothing where they are."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def is_current() -> bool:
    """Tell whether the tables of the open register are those of this version."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def exists(folder: Path) -> bool:
    """Tell whether a register lies in ``folder``."""
    return (folder / KEYS / "master.json").exists()


def is_demo() -> bool:
    """Tell whether the register in use is one for trying out, without second factors."""
    return (register.folder() / DEMO).exists()
