"""An exhibit is what was put in, to the byte, and nothing on the disk tells what that is."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from onrecord.adapters.archive import Archive, Cost, KeyRing, Outcome, Problem, ProblemKind
from onrecord.adapters.archive.sealed import CHUNK_BYTES, HEADER_BYTES
from onrecord.core.kernel.errors import InputError

STATEMENT = b"Arta saw Besim on the bridge.\n"
SEALED_CHUNK = CHUNK_BYTES + 16


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.create(tmp_path, "p", cost=Cost(memory_kib=64, passes=1, lanes=1))


@pytest.fixture
def archive(tmp_path: Path, ring: KeyRing) -> Archive:
    return Archive(tmp_path, ring)


def large(size: int = 3 * CHUNK_BYTES + 17) -> bytes:
    return np.random.default_rng(7).bytes(size)


def file_of(archive: Archive, sha256: str) -> Path:
    return archive._path(sha256)


def kinds(archive: Archive, *expected: str) -> list[ProblemKind]:
    return [problem.kind for problem in archive.verify_all(expected)]


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES]
)
def test_what_was_put_is_read_back(archive: Archive, size: int) -> None:
    content = large(size)
    stored = archive.put(io.BytesIO(content))
    assert (stored.size, stored.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert archive.read(stored.sha256) == content
    assert archive.verify(stored.sha256) is None
    assert list(archive.verify_all([stored.sha256])) == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_the_digest_is_the_one_that_sha256sum_prints(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_bytes(STATEMENT)
    with path.open("rb") as file:
        stored = archive.put(file)
    printed = subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True).stdout
    assert printed.split()[0] == stored.sha256


def test_the_same_bytes_again_change_nothing(archive: Archive) -> None:
    first = archive.put(STATEMENT)
    before = file_of(archive, first.sha256).read_bytes()
    again = archive.put(STATEMENT)
    assert (first.outcome, again.outcome) == (Outcome.NEW, Outcome.ALREADY_THERE)
    assert file_of(archive, first.sha256).read_bytes() == before
    assert list((archive._unfinished).iterdir()) == []


def test_a_sound_copy_repairs_a_damaged_exhibit_and_says_so(archive: Archive) -> None:
    stored = archive.put(STATEMENT)
    flip(file_of(archive, stored.sha256), HEADER_BYTES)
    assert archive.put(STATEMENT).outcome is Outcome.REPAIRED
    assert archive.read(stored.sha256) == STATEMENT


def test_neither_text_nor_digest_is_on_the_disk(archive: Archive, tmp_path: Path) -> None:
    stored = archive.put(STATEMENT)
    digest = bytes.fromhex(stored.sha256)
    for path in tmp_path.rglob("*"):
        assert stored.sha256 not in str(path)
        if path.is_file():
            content = path.read_bytes()
            assert b"Besim" not in content
            assert digest not in content
            assert stored.sha256.encode() not in content
            assert path.stat().st_mode & 0o077 == 0


def test_every_single_flipped_byte_is_found(archive: Archive) -> None:
    stored = archive.put(STATEMENT)
    path = file_of(archive, stored.sha256)
    for position in range(path.stat().st_size):
        flip(path, position)
        problem = archive.verify(stored.sha256)
        assert problem is not None, f"byte {position}"
        assert problem.kind is ProblemKind.DAMAGED
        with pytest.raises(InputError):
            archive.read(stored.sha256)
        flip(path, position)
    assert archive.verify(stored.sha256) is None


def test_flipped_bytes_of_a_large_exhibit_are_found(archive: Archive) -> None:
    stored = archive.put(large())
    path = file_of(archive, stored.sha256)
    positions = np.random.default_rng(11).integers(0, path.stat().st_size, 12).tolist()
    for position in [*positions, path.stat().st_size - 1]:
        flip(path, position)
        assert kinds(archive, stored.sha256) == [ProblemKind.DAMAGED], f"byte {position}"
        flip(path, position)


@pytest.mark.parametrize("cut", [1, 16, 17, 40, SEALED_CHUNK, SEALED_CHUNK + 33])
def test_a_truncated_file_is_found(archive: Archive, cut: int) -> None:
    stored = archive.put(large())
    path = file_of(archive, stored.sha256)
    path.write_bytes(path.read_bytes()[:-cut])
    assert kinds(archive, stored.sha256) == [ProblemKind.DAMAGED]


def test_appended_bytes_and_an_emptied_file_are_found(archive: Archive) -> None:
    stored = archive.put(STATEMENT)
    path = file_of(archive, stored.sha256)
    path.write_bytes(path.read_bytes() + b"\0")
    assert kinds(archive, stored.sha256) == [ProblemKind.DAMAGED]
    path.write_bytes(b"")
    assert kinds(archive, stored.sha256) == [ProblemKind.DAMAGED]


def test_swapped_chunks_are_found(archive: Archive) -> None:
    stored = archive.put(large())
    path = file_of(archive, stored.sha256)
    content = path.read_bytes()
    head, body = content[:HEADER_BYTES], content[HEADER_BYTES:]
    first, second, rest = (
        body[:SEALED_CHUNK],
        body[SEALED_CHUNK : 2 * SEALED_CHUNK],
        body[2 * SEALED_CHUNK :],
    )
    path.write_bytes(head + second + first + rest)
    assert kinds(archive, stored.sha256) == [ProblemKind.DAMAGED]


def test_an_exhibit_in_the_place_of_another_is_found(archive: Archive) -> None:
    arta, besim = archive.put(b"Arta"), archive.put(b"Besim")
    shutil.copyfile(file_of(archive, arta.sha256), file_of(archive, besim.sha256))
    assert archive.verify(besim.sha256) == next(archive.verify_all([arta.sha256, besim.sha256]))
    with pytest.raises(InputError, match="renamed"):
        archive.read(besim.sha256)


def test_a_renamed_exhibit_is_missing_and_unexpected(archive: Archive) -> None:
    stored = archive.put(STATEMENT)
    path = file_of(archive, stored.sha256)
    path.rename(path.with_name("0" * 64))
    found = kinds(archive, stored.sha256)
    assert sorted(found) == [ProblemKind.MISSING, ProblemKind.UNEXPECTED]
    assert [problem.kind for problem in archive.verify_all()] == [ProblemKind.DAMAGED]


def test_missing_and_unregistered_exhibits_are_found(archive: Archive) -> None:
    arta, besim = archive.put(b"Arta"), archive.put(b"Besim")
    file_of(archive, arta.sha256).unlink()
    assert archive.verify(arta.sha256) == Problem(
        ProblemKind.MISSING, arta.sha256, "The archive holds no such exhibit."
    )
    assert kinds(archive, arta.sha256) == [ProblemKind.UNEXPECTED, ProblemKind.MISSING]
    assert list(archive.verify_all()) == []
    assert besim.sha256 in archive
    assert arta.sha256 not in archive


def test_a_foreign_file_is_found_and_disturbs_nothing(archive: Archive) -> None:
    stored = archive.put(STATEMENT)
    (archive._exhibits / "notes.txt").write_text("left here")
    assert kinds(archive, stored.sha256) == [ProblemKind.UNEXPECTED]
    assert [problem.where for problem in archive.verify_all()] == ["notes.txt"]


def test_another_key_opens_nothing(archive: Archive, tmp_path: Path) -> None:
    stored = archive.put(STATEMENT)
    other = KeyRing.create(tmp_path / "b", "p", cost=Cost(memory_kib=64, passes=1, lanes=1))
    stranger = Archive(tmp_path, other)
    assert stored.sha256 not in stranger
    assert [problem.kind for problem in stranger.verify_all()] == [ProblemKind.DAMAGED]


def test_an_erased_exhibit_is_gone_and_can_come_back(archive: Archive) -> None:
    stored = archive.put(STATEMENT)
    archive.erase(stored.sha256)
    assert stored.sha256 not in archive
    assert list(archive.verify_all([])) == []
    assert list(archive._unfinished.iterdir()) == []
    with pytest.raises(InputError, match="no exhibit"):
        archive.erase(stored.sha256)
    with pytest.raises(InputError, match="no exhibit"):
        archive.open(stored.sha256)
    assert archive.put(STATEMENT).outcome is Outcome.NEW


def test_the_stream_can_be_read_from_anywhere(archive: Archive) -> None:
    content = large()
    with archive.open(archive.put(content).sha256) as stream:
        assert stream.seek(-5, io.SEEK_END) == len(content) - 5
        assert stream.read() == content[-5:]
        assert stream.read(1) == b""
        stream.seek(CHUNK_BYTES - 2)
        assert stream.read(4) == content[CHUNK_BYTES - 2 : CHUNK_BYTES + 2]


def test_a_source_that_fails_half_way_leaves_nothing(archive: Archive) -> None:
    class Torn(io.RawIOBase):
        calls = 0

        def read(self, size: int = -1) -> bytes:
            self.calls += 1
            if self.calls > 2:
                raise ConnectionResetError
            return bytes(CHUNK_BYTES)

    with pytest.raises(ConnectionResetError):
        archive.put(Torn())  # type: ignore[arg-type]
    assert list(archive.verify_all([])) == []
    assert list(archive._unfinished.iterdir()) == []


def test_memory_stays_bounded_on_a_large_file(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "video"
    with path.open("wb") as file:
        file.truncate(48 * CHUNK_BYTES)
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            stored = archive.put(file)
        assert archive.verify(stored.sha256) is None
        assert tracemalloc.get_traced_memory()[1] < 12 * CHUNK_BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "ab", "z" * 64])
def test_what_is_no_digest_is_refused(archive: Archive, digest: str) -> None:
    with pytest.raises(InputError, match="no SHA-256 digest"):
        archive.open(digest)


def flip(path: Path, position: int) -> None:
    with path.open("r+b") as file:
        file.seek(position)
        byte = file.read(1)[0]
        file.seek(position)
        file.write(bytes([byte ^ 0x01]))
