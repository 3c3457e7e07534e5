from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest

from onrecord.adapters.read import docx
from onrecord.adapters.read.limits import Limits
from onrecord.core.document.document_text import DocumentText, Flag
from onrecord.core.kernel.errors import InputError
from onrecord.testing.documents import docx_part, make_docx, make_docx_of, run

TRACKED = (
    "<w:body><w:p>"
    + run("There were ")
    + '<w:del w:author="Goran" w:date="2024-01-02T03:04:05Z">'
    + "<w:r><w:delText>210</w:delText></w:r></w:del>"
    + '<w:ins w:author="Enver"><w:r><w:t>149</w:t></w:r></w:ins>'
    + run(" houses")
    + run(" secret", "<w:vanish/>")
    + run(" seen", '<w:vanish w:val="0"/>')
    + '<w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:body>'
)
PARTS = {
    "word/document.xml": docx_part("document", TRACKED),
    "word/comments.xml": docx_part(
        "comments", f'<w:comment w:author="Fatime"><w:p>{run("Is this right?")}</w:p></w:comment>'
    ),
    "word/header1.xml": docx_part("hdr", f"<w:p>{run('Confidential')}</w:p>"),
    "word/footnotes.xml": docx_part(
        "footnotes",
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("A note")}</w:p></w:footnote>',
    ),
}


def flags(document: DocumentText) -> dict[str, str]:
    return {document.text[one.start : one.end]: one.flag.value for one in document.flagged}


def test_changes_hidden_text_comments_and_headers_are_kept_and_flagged() -> None:
    document = docx.read(make_docx_of(PARTS))
    assert document.text.startswith("There were 210149 houses secret seen[2]")
    assert flags(document) == {
        "210": "deleted",
        "149": "inserted",
        "secret": "hidden",
        "Is this right?": "comment",
        "Confidential": "header",
        "[2] A note": "footnote",
    }
    deleted = next(one for one in document.flagged if one.flag is Flag.deleted)
    assert (deleted.author, deleted.date) == ("Goran", "2024-01-02T03:04:05Z")
    (warning,) = document.warnings
    assert "deleted with changes tracked" in str(warning)
    assert "comments" in str(warning)


def test_a_document_of_another_program_is_read() -> None:
    written = python_docx.Document()
    written.add_heading("A heading", level=1)
    written.add_paragraph("Arta saw 12 houses.")
    table = written.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Place", "Dead"), ("Istog", "4")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    written.add_paragraph("After the table.")
    out = io.BytesIO()
    written.save(out)
    document = docx.read(out.getvalue())
    assert document.text == (
        "A heading\n\nArta saw 12 houses.\n\nPlace\tDead\nIstog\t4\n\nAfter the table."
    )


def test_a_part_that_declares_entities_is_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]><d>&l9;</d>'
    for encoding in ("utf-8", "utf-16"):
        data = make_docx_of({"word/document.xml": bomb.encode(encoding)})
        with pytest.raises(InputError, match=r"declares entities|damaged"):
            docx.read(data)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = make_docx_of({"word/document.xml": b" " * 20_000_000})
    with pytest.raises(InputError, match="looks like a bomb"):
        docx.read(data)
    with pytest.raises(InputError, match="looks like a bomb"):
        docx.read(make_docx(["x" * 3_000_000]), Limits(expanded_bytes=1_000_000))
    with pytest.raises(InputError, match="2 parts"):
        docx.read(make_docx_of({"a": "", "b": ""}), Limits(members=1))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 and nothing more", "cannot be opened"),
        (make_docx_of({"xl/workbook.xml": "<x/>"}), "no Word document"),
        (make_docx_of({"word/document.xml": "<w:open"}), "damaged"),
        (make_docx(["Arta"])[:-40], "cannot be opened"),
    ],
)
def test_a_damaged_file_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        docx.read(data)


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(make_docx(["Arta saw 12 houses."]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        offset = archive.getinfo("word/document.xml").header_offset
    data[offset + 60] ^= 0xFF
    with pytest.raises(InputError, match="damaged"):
        docx.read(bytes(data))
