"""A bag appears whole or not at all, as a folder and as a stream, and another tool accepts it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import bagit
import pytest
from tests.unit.adapters.write.bag.scene import REPORT, contents

from onrecord.adapters.write.bag import Signer, stream_zip, write_folder
from onrecord.adapters.write.bag.verify import Bag
from onrecord.core.kernel.errors import Conflict, UsageError


def test_a_folder_is_whole_for_both_validators(tmp_path: Path) -> None:
    heard: list[int] = []
    written = write_folder(contents(), tmp_path / "bag", Signer.once(), told=heard.append)
    assert bagit.Bag(str(tmp_path / "bag")).is_valid()
    assert list(Bag(tmp_path / "bag").problems()) == []
    on_disk = [path for path in (tmp_path / "bag").rglob("*") if path.is_file()]
    assert written.files == len(on_disk)
    assert written.bytes == sum(path.stat().st_size for path in on_disk)
    assert (written.payload_files, sum(heard) > written.payload_bytes) == (4, True)
    assert [path.name for path in tmp_path.iterdir()] == ["bag"]


def test_a_stream_holds_the_same_bytes_as_a_folder(tmp_path: Path) -> None:
    signer = Signer.once()
    write_folder(contents(), tmp_path / "bag", signer)
    packed = b"".join(stream_zip(contents(), "bag", signer))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        archive.extractall(tmp_path / "out")
    assert names == {
        path.relative_to(tmp_path).as_posix()
        for path in (tmp_path / "bag").rglob("*")
        if path.is_file()
    }
    for name in names:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / name).read_bytes()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    write_folder(contents(), tmp_path / "bag", Signer.once())
    for place in (tmp_path / "bag", tmp_path / "bag" / "bagit.txt"):
        with pytest.raises(UsageError, match="already"):
            write_folder(contents(), place, Signer.once())


def test_a_file_that_changed_meanwhile_leaves_nothing(tmp_path: Path) -> None:
    given = contents()
    changed = replace(given.files[2], open=lambda: io.BytesIO(REPORT + b"!"))
    with pytest.raises(Conflict, match="changed while"):
        write_folder(
            replace(given, files=(*given.files[:2], changed)), tmp_path / "bag", Signer.once()
        )
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".bag.0123.part" / "data").mkdir(parents=True)
    (tmp_path / ".other.0123.part").mkdir()
    write_folder(contents(), tmp_path / "bag", Signer.once())
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.0123.part", "bag"]


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        write_folder(contents(), tmp_path / "file" / "bag", Signer.once())
