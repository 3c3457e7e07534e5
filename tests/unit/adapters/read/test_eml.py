from __future__ import annotations

import hashlib
from email.message import EmailMessage

import pytest

from onrecord.adapters.read import eml
from onrecord.adapters.read.limits import Limits
from onrecord.core.document.document_text import Flag
from onrecord.core.kernel.errors import InputError
from onrecord.testing.documents import docx_part, make_docx_of, make_html, make_pdf, run
from onrecord.testing.samples import make_eml

DELETED = make_docx_of(
    {
        "word/document.xml": docx_part(
            "document", f"<w:body><w:p>{run('Kept')}<w:del>{run('210')}</w:del></w:p></w:body>"
        )
    }
)


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Arta <arta@example.org>"
    message["Subject"] = "Kuće u selu"
    for name, value in headers.items():
        message[name] = value
    message.set_content("Fifty houses were burned.", charset="utf-8")
    return message


def test_headers_are_flagged_and_the_message_is_not() -> None:
    document = eml.read(mail(Date="Mon, 05 Apr 1999 10:00:00 +0200").as_bytes())
    assert document.text == (
        "From: Arta <arta@example.org>\nDate: Mon, 05 Apr 1999 10:00:00 +0200\n"
        "Subject: Kuće u selu\n\nFifty houses were burned."
    )
    (span,) = document.flagged
    assert span.flag is Flag.header
    assert document.text[span.end :].strip() == "Fifty houses were burned."


def test_attachments_are_parts_with_their_own_pages_flags_and_digests() -> None:
    message = mail()
    pdf = make_pdf(["Arta", "Besim"])
    message.add_attachment(pdf, "application", "pdf", filename="../../lista.pdf")
    message.add_attachment(DELETED, "application", "octet-stream", filename="a.docx")
    message.add_attachment(b"MZ", "application", "octet-stream", filename="a.exe")
    document = eml.read(message.as_bytes())
    listed, report, unknown = document.parts
    assert listed.name == "lista.pdf"
    assert listed.sha256 == hashlib.sha256(pdf).hexdigest()
    assert document.text[listed.start : listed.end] == "Arta\n\nBesim"
    assert listed.first_page == 2
    assert document.page_of(document.text.index("Besim")) == 3
    start = document.text.index("210")
    assert document.flags_of(start, start + 3) == (Flag.deleted,)
    assert report.first_page == 4
    assert (unknown.size, unknown.start == unknown.end) == (2, True)
    assert any("a.exe was not read: No reader knows" in str(one) for one in document.warnings)
    assert any("a.docx: The document holds" in str(one) for one in document.warnings)


def test_a_mail_within_a_mail_is_read_to_a_depth() -> None:
    inner = mail()
    for _ in range(3):
        outer = mail()
        outer.add_attachment(inner)
        inner = outer
    data = inner.as_bytes()
    assert eml.read(data).text.count("Fifty houses") == 4
    shallow = eml.read(data, Limits(nesting=1))
    assert shallow.text.count("Fifty houses") == 2
    assert any("more deeply" in str(one) for one in shallow.warnings)


def test_a_formatted_message_is_read_as_a_page_and_a_plain_one_preferred() -> None:
    html = make_html(["Besim saw 12 houses. " * 12]).decode()
    message = mail()
    message.add_alternative(html, subtype="html")
    assert "Besim" not in eml.read(message.as_bytes()).text
    only = EmailMessage()
    only["From"] = "Arta <arta@example.org>"
    only.set_content(html, subtype="html")
    document = eml.read(only.as_bytes())
    assert "Besim saw 12 houses." in document.text
    start = document.text.index("Imprint")
    assert document.flags_of(start, start + 7) == (Flag.navigation,)


@pytest.mark.parametrize("year", ["99999999999999999999", "4294967296", "-1"])
def test_a_date_that_cannot_be_is_shown_as_it_is_written(year: str) -> None:
    data = f"From: arta@example.org\nDate: Mon, 05 Apr {year} 10:00:00 +0200\n\nArta".encode()
    assert f"05 Apr {year}" in eml.read(data).text


def test_an_encoding_that_the_mail_names_wrongly_is_found_out() -> None:
    data = (
        b"From: arta@example.org\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        + "Kuće u selu, rekla je Dragana, su bile pune.".encode("cp1250")
    )
    assert "Kuće u selu" in eml.read(data).text


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (b"From: a\n\n" + b"x" * 100, Limits(characters=20)),
        (make_eml(["Arta", *["a list"] * 5]), Limits(members=3)),
        (b"Content-Type: multipart/mixed; boundary=x\n\n", Limits()),
    ],
)
def test_limits_and_empty_mails_are_refused(data: bytes, limits: Limits) -> None:
    with pytest.raises(InputError):
        eml.read(data, limits)
