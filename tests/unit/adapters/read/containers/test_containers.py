"""Archives come apart into files with safe names, within limits, and never disturb the caller."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from onrecord.adapters.read.containers import is_container, members
from onrecord.adapters.read.containers.member import safe_name
from onrecord.adapters.read.limits import Limits
from onrecord.core.kernel.errors import InputError
from onrecord.testing.samples import make_eml

CHANCE = np.random.default_rng(1999)


def make_zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def make_warc(pages: Mapping[str, bytes]) -> bytes:
    records = []
    for address, body in pages.items():
        answer = b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2021-03-01T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}"
        )
        records.append(gzip.compress(head.encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"))
    return b"".join(records)


def test_a_zip_gives_its_files_and_none_leads_out_of_a_folder(tmp_path: Path) -> None:
    files = {
        "list.csv": b"a,b",
        "../../etc/cron.d/x": b"1",
        "C:\\Windows\\x.txt": b"2",
        "/abs.txt": b"3",
        "Извештај/Гуриште.txt": "Драгана".encode(),
    }
    path = tmp_path / "bundle.zip"
    path.write_bytes(make_zip(files))
    from_path = list(members(path, "bundle.zip"))
    assert from_path == list(members(path.read_bytes(), "bundle.zip"))
    assert [one.name for one in from_path] == [
        "list.csv",
        "etc/cron.d/x",
        "C_/Windows/x.txt",
        "abs.txt",
        "Извештај/Гуриште.txt",
    ]
    assert [one.data for one in from_path] == list(files.values())
    assert from_path[0].media_type == "text/csv"


@pytest.mark.parametrize(
    ("stated", "safe"),
    [
        ("..", "unnamed"),
        ("", "unnamed"),
        ("a/./../b.txt", "a/b.txt"),
        ("con.txt", "_con.txt"),
        ("a\x00b\u202etxt.exe", "a_b_txt.exe"),
        ("~/.ssh/id", "~/ssh/id"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_a_name_is_made_safe(stated: str, safe: str) -> None:
    assert safe_name(stated, set()) == safe


def test_two_members_of_one_name_stay_two() -> None:
    taken: set[str] = set()
    names = [safe_name(name, taken) for name in ("a.txt", "A.txt", "./a.txt", "b")]
    assert names == ["a.txt", "A (2).txt", "a (3).txt", "b"]


def test_web_archives_tell_where_and_when_a_page_was_taken() -> None:
    warc = make_warc({"https://example.org/news/1": b"<p>Arta</p>", "https://example.org/": b"x"})
    wacz = make_zip({"archive/data.warc.gz": warc, "pages/pages.jsonl": b"{}"})
    page, home = members(warc, "site.warc.gz")
    assert (page.name, page.data) == ("example.org/news/1.html", b"<p>Arta</p>")
    assert (page.origin, page.date) == ("https://example.org/news/1", "2021-03-01T10:00:00Z")
    assert home.name == "example.org/index.html"
    packed = list(members(wacz, "site.wacz"))
    assert [one.name for one in packed] == [
        "archive/data.warc.gz/example.org/news/1.html",
        "archive/data.warc.gz/example.org/index.html",
        "pages/pages.jsonl",
    ]


def test_a_mailbox_gives_its_mails_byte_by_byte() -> None:
    mails = [make_eml(["Arta", "a list"]), make_eml(["Besim"])]
    box = b"".join(b"From arta Mon Apr  5 10:00:00 1999\n" + mail + b"\n" for mail in mails)
    found = list(members(box, "box.mbox"))
    assert [one.name for one in found] == ["00001.eml", "00002.eml"]
    assert [one.data.rstrip() for one in found] == [mail.rstrip() for mail in mails]


def test_containers_within_are_opened_to_a_depth() -> None:
    inner = make_zip({"deep.txt": b"Arta"})
    for _ in range(2):
        inner = make_zip({"inner.zip": inner})
    (found,) = members(inner, "outer.zip")
    assert found.name == "inner.zip/inner.zip/deep.txt"
    (too_deep,) = members(inner, "outer.zip", limits=Limits(nesting=2))
    assert too_deep.name == "inner.zip/inner.zip"
    assert "too deep" in str(too_deep.problem)
    (damaged,) = members(make_zip({"inner.zip": b"PK\x03\x04 nothing"}), "outer.zip")
    assert "damaged" in str(damaged.problem)
    assert damaged.data == b"PK\x03\x04 nothing"


@pytest.mark.parametrize(
    ("data", "name", "limits", "sentence"),
    [
        (make_zip({"a": bytes(30_000_000)}), "bomb.zip", Limits(), "looks like a bomb"),
        (
            make_zip({str(n): bytes(900) for n in range(30)}),
            "sum.zip",
            Limits(expanded_bytes=20_000),
            "unpacks to more",
        ),
        (
            make_zip({str(n): b"" for n in range(30)}),
            "many.zip",
            Limits(members=20),
            "more than 20",
        ),
        (b"not an archive", "a.zip", Limits(), "no container"),
        (make_zip({"a": b"1"})[:30], "cut.zip", Limits(), "damaged"),
        (b"WARC/1.0\r\nnonsense\r\n\r\n" * 3, "a.warc", Limits(), "damaged"),
        (make_zip({"a": b"1"}), "a.rar", Limits(), "No reader knows"),
        (make_zip({"a": b"1"}), "slow.zip", Limits(wall_seconds=0), "more than 0 s"),
    ],
    ids=["bomb", "sum", "many", "nothing", "cut", "web", "unknown", "slow"],
)
def test_hostile_containers_end_in_an_error(
    data: bytes, name: str, limits: Limits, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence) as refused:
        list(members(data, name, limits=limits))
    assert refused.value.file == name


def test_what_a_caller_does_not_finish_is_ended() -> None:
    found = members(make_zip({str(n): CHANCE.bytes(3_000_000) for n in range(9)}), "a.zip")
    next(found)
    found.close()


def test_a_name_says_whether_it_is_a_container() -> None:
    assert [is_container(name) for name in ("a.ZIP", "a.warc.gz", "a.mbox", "a.docx", "a.gz")] == [
        *(True, True, True),
        *(False, False),
    ]
