"""Archives and mails that the tests of intake take apart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGES = {
    "https://news.example/a": b"<html><p>On 3 April 1999 Arta saw 12 people.</p></html>",
    "https://other.example/b": b"<html><p>Besim counted 40 persons at Podrima.</p></html>",
}


def zipped(files: Mapping[str, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    """Return a ZIP archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


class _InMemory(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """A writer that leaves no file open."""

    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


def web_archive() -> bytes:
    """Return a web archive of two pages, taken on 5 May 2001."""
    out = io.BytesIO()
    writer = _InMemory(out, gzip=True)
    for address, page in PAGES.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(page),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2001-05-05T10:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def mail() -> bytes:
    """Return a mail that carries a text."""
    message = EmailMessage()
    message["From"] = "arta@example.org"
    message["To"] = "besim@example.org"
    message["Date"] = "Sat, 03 Apr 1999 10:00:00 +0200"
    message["Subject"] = "What I saw"
    message.set_content("See the file. There were 7 persons.")
    message.add_attachment(
        b"Dragana counted 31 persons at the bridge.",
        maintype="text",
        subtype="plain",
        filename="../counted.txt",
    )
    return bytes(message)
