"""Only the passphrase opens the master key, and each purpose has a key of its own."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from onrecord.adapters.archive import Cost, KeyRing
from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PHRASE = "lule dielli bregu ura guri"


def test_opening_gives_the_keys_that_were_created(tmp_path: Path) -> None:
    created = KeyRing.create(tmp_path, PHRASE, cost=CHEAP)
    opened = KeyRing.open(tmp_path, PHRASE)
    assert opened.derive("names") == created.derive("names")
    assert len(opened.derive("names")) == 32


def test_each_purpose_and_each_register_has_its_own_key(tmp_path: Path) -> None:
    one = KeyRing.create(tmp_path / "one", PHRASE, cost=CHEAP)
    two = KeyRing.create(tmp_path / "two", PHRASE, cost=CHEAP)
    keys = {ring.derive(purpose) for ring in (one, two) for purpose in ("exhibits", "names", "log")}
    assert len(keys) == 6


def test_a_wrong_passphrase_is_refused_in_words(tmp_path: Path) -> None:
    KeyRing.create(tmp_path, PHRASE, cost=CHEAP)
    with pytest.raises(AccessDenied, match="passphrase does not open the master key"):
        KeyRing.open(tmp_path, PHRASE + " ")


def test_the_encoding_of_the_keyboard_does_not_matter(tmp_path: Path) -> None:
    KeyRing.create(tmp_path, "Pej\u00eb", cost=CHEAP)
    assert KeyRing.open(tmp_path, "Peje\u0308").derive("log")


def test_the_file_is_private_and_says_neither_key_nor_passphrase(tmp_path: Path) -> None:
    ring = KeyRing.create(tmp_path, PHRASE, cost=CHEAP)
    path = tmp_path / "keys" / "master.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert PHRASE not in path.read_text()
    assert ring._master.hex() not in path.read_text()
    assert "_master" not in repr(ring)
    assert [entry.name for entry in path.parent.iterdir()] == ["master.json"]


def test_a_second_master_key_is_refused(tmp_path: Path) -> None:
    KeyRing.create(tmp_path, PHRASE, cost=CHEAP)
    with pytest.raises(Conflict, match="master key already"):
        KeyRing.create(tmp_path, PHRASE, cost=CHEAP)


def test_a_changed_passphrase_opens_the_same_keys(tmp_path: Path) -> None:
    before = KeyRing.create(tmp_path, PHRASE, cost=CHEAP).derive("exhibits")
    KeyRing.change_passphrase(tmp_path, PHRASE, "another one", cost=CHEAP)
    assert KeyRing.open(tmp_path, "another one").derive("exhibits") == before
    with pytest.raises(AccessDenied):
        KeyRing.open(tmp_path, PHRASE)


def test_weakening_the_stored_cost_is_found(tmp_path: Path) -> None:
    KeyRing.create(tmp_path, PHRASE, cost=Cost(memory_kib=128, passes=2, lanes=1))
    path = tmp_path / "keys" / "master.json"
    document = json.loads(path.read_text())
    document["argon2id"]["passes"] = 1
    path.write_text(json.dumps(document))
    with pytest.raises(AccessDenied):
        KeyRing.open(tmp_path, PHRASE)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"format": "onrecord master key 1", "argon2id": {"memory_kib": 1}}'],
)
def test_a_damaged_key_file_is_an_input_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "master.json").write_text(content)
    with pytest.raises(InputError):
        KeyRing.open(tmp_path, PHRASE)


def test_a_cost_that_would_exhaust_the_machine_is_refused() -> None:
    with pytest.raises(InputError, match="Argon2id cost"):
        Cost(memory_kib=1 << 30)


def test_an_empty_passphrase_and_an_absent_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="empty"):
        KeyRing.create(tmp_path, "", cost=CHEAP)
    with pytest.raises(InputError, match="no master key here"):
        KeyRing.open(tmp_path / "nowhere", PHRASE)


def test_the_usual_cost_is_the_recommended_one() -> None:
    assert Cost() == Cost(memory_kib=65536, passes=3, lanes=4)
