"""A register for tests and the invented people who work in it.

A conftest.py takes what it needs: ``from tests.register_scene import *``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from django.test import Client, override_settings

from onrecord.adapters.archive.keys import Cost
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site import install, register

__all__ = [
    "PASSWORD",
    "general",
    "logged_in",
    "register_folder",
    "sealed",
    "user_of",
]

PASSPHRASE = "five words that nobody guesses"
PASSWORD = "bridge-lantern-seven-rivers"
"""The password of everybody in the scene who has one."""

_PEOPLE = ("arta", "besim", "dragana", "enver", "fatime", "goran")
_QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
_CHEAP = Cost(memory_kib=8, passes=1, lanes=1)

_made: list[Path] = []

UserOf = Callable[..., User]


@pytest.fixture(scope="session", autouse=True)
def register_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keys and exhibits lie in this folder; the tables are in memory."""
    if _made:
        # Another conftest has it already: one process works on one register.
        yield _made[0]
        return
    folder = tmp_path_factory.mktemp("register")
    _made.append(folder)
    before = {name: os.environ.get(name) for name in ("ONRECORD_REGISTER", "ONRECORD_PASSPHRASE")}
    install.prepare(folder, PASSPHRASE, cost=_CHEAP)
    with override_settings(STATIC_ROOT=None, PASSWORD_HASHERS=[_QUICK_HASHER]):
        yield folder
    register.close()
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture
def general(db: None) -> Compartment:
    """The compartment that every register begins with."""
    return Compartment.objects.get(name="general")


@pytest.fixture
def sealed(db: None) -> Compartment:
    """A compartment that only those may enter who were let in."""
    return Compartment.objects.create(name="sealed", title="Sealed")


@pytest.fixture
def user_of(db: None) -> UserOf:
    """Return a function that makes an account: ``user_of("reader", [general])``.

    Names go round: arta, besim, dragana, enver, fatime, goran, arta-2 ... ``password=True``
    gives the account PASSWORD; hashing costs time, hence not by default.
    """

    def make(
        role: str,
        compartments: Sequence[Compartment] = (),
        *,
        name: str | None = None,
        password: bool = False,
    ) -> User:
        count = User.objects.count()
        turn, place = divmod(count, len(_PEOPLE))
        name = name or (_PEOPLE[place] + (f"-{turn + 1}" if turn else ""))
        user = User(username=name, full_name=name.capitalize(), role=role)
        if password:
            user.set_password(PASSWORD)
        else:
            user.set_unusable_password()
        user.save()
        user.compartments.set(compartments)
        return user

    return make


@pytest.fixture
def logged_in() -> Callable[..., Client]:
    """Return a function that opens a session: ``logged_in(user, second_factor=True)``."""

    def make(user: User, *, second_factor: bool = True) -> Client:
        client = Client()
        client.force_login(user)
        if second_factor:
            session = client.session
            session["second_factor"] = True
            session.save()
        return client

    return make
