from __future__ import annotations

import stat
from pathlib import Path

import pytest

from onrecord.adapters.archive.keys import Cost
from onrecord.core.kernel.errors import AccessDenied, UsageError
from onrecord.web.site import install, register

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, register_folder: Path):
    """A place for a second register; the scene's own is in use again afterwards."""
    monkeypatch.setenv("ONRECORD_REGISTER", str(register_folder))
    monkeypatch.setenv("ONRECORD_PASSPHRASE", "to be put back")
    yield tmp_path / "new" / "register"
    register.close()


def test_a_new_register_is_for_its_owner_alone(folder: Path) -> None:
    install.prepare(folder, "five plain words", cost=CHEAP)
    assert install.exists(folder)
    for path in (folder, folder / "keys", folder / "exhibits"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "keys" / "master.json").stat().st_mode) == 0o600


def test_preparing_again_keeps_the_key(folder: Path) -> None:
    install.prepare(folder, "five plain words", cost=CHEAP)
    before = register.ring().derive("test")
    install.prepare(folder, "five plain words", cost=CHEAP)
    assert register.ring().derive("test") == before


def test_another_passphrase_opens_nothing(folder: Path) -> None:
    install.prepare(folder, "five plain words", cost=CHEAP)
    with pytest.raises(AccessDenied):
        install.prepare(folder, "other words", cost=CHEAP)


def test_one_process_works_on_one_register(folder: Path) -> None:
    with pytest.raises(UsageError, match="another register"):
        install.open_register(folder)


def test_the_marker_makes_a_register_for_trying_out(folder: Path) -> None:
    install.prepare(folder, "five plain words", cost=CHEAP)
    assert not install.is_demo()
    (folder / install.DEMO).touch()
    assert install.is_demo()


def test_the_tables_of_the_tests_are_those_of_this_version(db: None) -> None:
    assert install.is_current()
