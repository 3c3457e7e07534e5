"""One server reads many files and judges each as strictly as a process of its own would."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.adapters.read.limits import MIB, Limits
from onrecord.adapters.read.sandbox import read_apart
from onrecord.adapters.read.serving import reading_server
from onrecord.core.kernel.errors import InputError, OnRecordError
from onrecord.testing.documents import make_docx, make_docx_of, make_html, make_pdf

FILES = {
    "a.txt": "Драгана је рекла да су запаљене куће.".encode("cp1251"),
    "a.html": make_html(["Arta saw 12 houses."]),
    "a.pdf": make_pdf(["Arta", "Besim"]),
    "a.docx": make_docx(["Arta"]),
}
HOSTILE = {
    "empty.txt": b"",
    "truncated.pdf": make_pdf(["Arta " * 50])[:400],
    "deep.html": b"<div>" * 100_000,
    "bomb.docx": make_docx_of({"word/document.xml": b" " * 30_000_000}),
    "unknown.exe": b"MZ",
}


def test_it_reads_and_refuses_as_a_process_of_its_own_does(tmp_path: Path) -> None:
    with reading_server(tmp_path) as server:
        for name, data in HOSTILE.items():
            with pytest.raises(InputError) as refused:
                server.read(data, name)
            assert refused.value.file == name
        for name, data in FILES.items():
            assert server.read(data, name) == read_apart(data, name)
    assert list(tmp_path.iterdir()) == []


def test_limits_hold_for_each_file_and_the_next_is_undisturbed() -> None:
    large = make_docx(["Arta saw 12 houses. " * 400_000])
    with reading_server() as server:
        with pytest.raises(InputError, match=r"memory|stopped|damaged"):
            server.read(large, "large.docx", limits=Limits(memory_bytes=48 * MIB))
        with pytest.raises(InputError, match="more than 0 s"):
            server.read(b"Arta", "slow.txt", limits=Limits(wall_seconds=0))
        with pytest.raises(InputError, match="larger than"):
            server.read(b"Arta", "big.txt", limits=Limits(file_bytes=2))
        assert server.read(b"Arta", "a.txt").text == "Arta"
        assert 0 < server.peak_kib < 400 * 1024


def test_a_server_that_is_gone_is_a_fault_of_ours_and_not_of_the_file() -> None:
    with reading_server() as server:
        os.kill(server.process.pid, 9)
        server.process.wait()
        with pytest.raises(OnRecordError, match="has ended"):
            server.read(b"Arta", "a.txt")
