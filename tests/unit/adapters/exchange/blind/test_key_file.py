"""A key file is new, private and whole, or it is refused in words."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from onrecord.adapters.exchange.blind import new_key_file, read_key_file
from onrecord.adapters.exchange.blind.key_file import FIRST_LINE
from onrecord.core.kernel.errors import InputError, UsageError


def test_a_new_key_is_private_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "shared.key"
    key = new_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key_file(path) == key
    assert new_key_file(tmp_path / "other.key").key_id != key.key_id


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "shared.key"
    key = new_key_file(path)
    with pytest.raises(UsageError, match="exists"):
        new_key_file(path)
    assert read_key_file(path) == key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "shared.key"
    new_key_file(path)
    path.chmod(mode)
    with pytest.raises(InputError, match="Other users"):
        read_key_file(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("correct horse battery staple\n", "no key"),
        (f"{FIRST_LINE}\n{'00' * 32}\n0123456789abcdef\n", "too weak"),
        (f"{FIRST_LINE}\n{b'password password password!!ab12'.hex()}\n00\n", "too weak"),
        (f"{FIRST_LINE}\n{'ab' * 5}\n00\n", "32 bytes"),
        (f"{FIRST_LINE}\nnot hexadecimal\n", "damaged"),
        (f"{FIRST_LINE}\n{bytes(range(200, 232)).hex()}\n0123456789abcdef\n", "damaged"),
        ("", "no key"),
        ("x" * 100_000, "no key"),
    ],
)
def test_what_is_no_good_key_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "shared.key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(InputError, match=says):
        read_key_file(path)


def test_a_missing_key_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_key_file(tmp_path / "none.key")
