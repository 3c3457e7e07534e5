"""An encoded list reads back, and a hostile file is refused before anything is believed."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from onrecord.adapters.exchange.blind import (
    encoded_list,
    is_encoded_list,
    read_encoded_list,
    write_encoded_list,
)
from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.blind.encoding import ENTRY_BYTES
from onrecord.core.reconcile.blind.schema import MATCH_KEYS, VERSION, digest

KEY_ID = "0123456789abcdef"
ONE, TWO = "a" * 32, "b" * 32
ENTRY = bytes(range(ENTRY_BYTES))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "list.encoded.jsonl"
    with path.open("wb") as file:
        write_encoded_list(file, KEY_ID, [(TWO, ENTRY * 2), (ONE, b"")])
    return path


def test_a_list_reads_back_in_the_order_of_its_pseudonyms(path: Path) -> None:
    found = read_encoded_list(path)
    assert is_encoded_list(path)
    assert (found.key_id, found.pseudonyms) == (KEY_ID, (ONE, TWO))
    assert found.encoded.records == 2
    assert found.encoded.record.tolist() == [1, 1]
    assert found.encoded.block[0].tobytes() == ENTRY[:16]


def test_other_files_are_no_encoded_lists(tmp_path: Path) -> None:
    other = tmp_path / "list.csv"
    other.write_text("id,given\n1,Arta\n")
    assert not is_encoded_list(other)
    assert not is_encoded_list(tmp_path / "none")
    with pytest.raises(InputError, match="cannot be read"):
        read_encoded_list(tmp_path / "none")


HEADER = {"format": encoded_list.FORMAT, "version": VERSION, "schema": digest(), "key": KEY_ID}
LINE = [ONE, base64.b64encode(ENTRY).decode()]
END = {"records": 1, "sha256": "0" * 64}


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "JSON"),
        (["no json"], "JSON"),
        (["[" * 1500], "JSON"),
        ([[1]], "no encoded list"),
        ([HEADER | {"version": 2}], "another version"),
        ([HEADER | {"schema": "another"}], "another version"),
        ([HEADER | {"key": "../../etc"}], "under which key"),
        ([HEADER | {"records": 10**12, "pad": "x" * 5000}], "longer than"),
        ([HEADER, [ONE, "x" * 10_000_000]], "line 2: The line is longer"),
        ([HEADER, [ONE, base64.b64encode(ENTRY[:-1]).decode()]], "wrong size"),
        ([HEADER, [ONE, base64.b64encode(ENTRY * (len(MATCH_KEYS) + 1)).decode()]], "longer|size"),
        ([HEADER, [ONE, "not base64!"]], "wrong size"),
        ([HEADER, ["Arta Berisha", LINE[1]]], "no record"),
        ([HEADER, [ONE, 5]], "no record"),
        ([HEADER, 7], "no record"),
        ([HEADER, LINE, LINE, END], "twice"),
        ([HEADER, LINE], "cut off"),
        ([HEADER, LINE, END], "cut off or changed"),
        ([HEADER, LINE, {"records": 10**15}], "cut off or changed"),
    ],
)
def test_hostile_files_are_refused_with_their_line(
    tmp_path: Path, lines: list[object], says: str
) -> None:
    path = tmp_path / "hostile"
    said = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(said) + "\n")
    with pytest.raises(InputError, match=says):
        read_encoded_list(path)


def test_a_changed_bit_is_seen(path: Path) -> None:
    content = path.read_bytes()
    at = content.index(b"AAEC")
    path.write_bytes(content[:at] + b"B" + content[at + 1 :])
    with pytest.raises(InputError, match="changed on its way"):
        read_encoded_list(path)


def test_nothing_may_follow_the_end(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")
    with pytest.raises(InputError, match="changed on its way"):
        read_encoded_list(path)


def test_more_records_than_a_country_has_are_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoded_list, "MOST_RECORDS", 1)
    with pytest.raises(InputError, match="more than 1 records"):
        read_encoded_list(path)
