"""A hostile file ends in an error that names it, and nothing else is disturbed."""

from __future__ import annotations

import pytest

from onrecord.adapters.read import confined
from onrecord.adapters.read.limits import MIB, Limits
from onrecord.adapters.read.sandbox import read_apart
from onrecord.adapters.read.text_of import text_of
from onrecord.core.kernel.errors import InputError
from onrecord.testing.documents import docx_part, make_docx, make_docx_of, make_html, make_pdf, run

LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'
HOSTILE = {
    "empty.txt": b"",
    "nul.txt": b"Arta\x00Besim",
    "wrong-suffix.pdf": b"only words",
    "wrong-suffix.docx": make_pdf(["Arta"]),
    "truncated.pdf": make_pdf(["Arta " * 50])[:400],
    "deep.html": b"<div>" * 100_000,
    "bomb.docx": make_docx_of({"word/document.xml": b" " * 30_000_000}),
    "laughs.docx": make_docx_of({"word/document.xml": LAUGHS}),
    "deep.docx": make_docx_of({"word/document.xml": "<a>" * 100_000}),
    "unknown.exe": b"MZ",
    "-rf; touch x.txt\n": b"Arta",
    "no-ending": b"Arta",
}


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: name.strip())
def test_a_hostile_file_is_refused_by_name(name: str) -> None:
    with pytest.raises(InputError) as refused:
        read_apart(HOSTILE[name], name)
    assert refused.value.file == name
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("Kuće u selu, rekla je Dragana, su bile pune.".encode("cp1250"), "a.txt"),
        (make_html(["Arta saw 12 houses."]), "a.html"),
        (make_pdf(["Arta", "Besim"]), "a.pdf"),
        (
            make_docx_of(
                {
                    "word/document.xml": docx_part(
                        "document", f"<w:body><w:p>{run('unseen', '<w:vanish/>')}</w:p></w:body>"
                    )
                }
            ),
            "a.docx",
        ),
    ],
)
def test_a_process_apart_gives_the_same_text(data: bytes, name: str) -> None:
    assert read_apart(data, name) == text_of(data, name)


def test_a_reader_without_enough_memory_ends_in_an_error() -> None:
    data = make_docx(["Arta saw 12 houses. " * 200_000])
    with pytest.raises(InputError) as refused:
        read_apart(data, "large.docx", limits=Limits(memory_bytes=48 * MIB))
    assert refused.value.file == "large.docx"


def test_a_reader_that_takes_too_long_ends_in_an_error() -> None:
    with pytest.raises(InputError, match=r"slow\.txt: Reading the file takes more than 0 s"):
        read_apart(b"Arta", "slow.txt", limits=Limits(wall_seconds=0))


def test_a_file_larger_than_the_limit_is_not_even_sent() -> None:
    with pytest.raises(InputError, match=r"big\.txt: The file is larger"):
        read_apart(b"Arta", "big.txt", limits=Limits(file_bytes=2))


def test_the_process_may_write_no_file_and_grow_no_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(confined.resource, "setrlimit", asked.__setitem__)
    confined.confine(Limits(cpu_seconds=7, memory_bytes=100))
    assert asked[confined.resource.RLIMIT_FSIZE] == (0, 0)
    assert asked[confined.resource.RLIMIT_AS] == (100, 100)
    assert asked[confined.resource.RLIMIT_CPU] == (7, 8)
