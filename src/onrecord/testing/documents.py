"""Small documents made from words, for tests of readers: PDF, Word and web pages as bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_pdf(pages: Sequence[str]) -> bytes:
    """Return a PDF with one page for each text; lines are parted by line ends, Latin-1 only."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode("ascii"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        content = _page_content(text)
        objects += [
            (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
            ).encode("ascii"),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return _with_cross_references(objects)


def _page_content(text: str) -> bytes:
    shown = []
    for line in text.splitlines():
        plain = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"({plain}) Tj T*")
    return f"BT /F1 11 Tf 50 780 Td 14 TL {' '.join(shown)} ET".encode("latin-1")


def _with_cross_references(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    out.write(trailer % (len(objects) + 1, table))
    return out.getvalue()


def make_docx(paragraphs: Sequence[str]) -> bytes:
    """Return a Word document with plain paragraphs."""
    body = "".join(f"<w:p>{run(words)}</w:p>" for words in paragraphs)
    return make_docx_of({"word/document.xml": docx_part("document", f"<w:body>{body}</w:body>")})


def make_docx_of(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a packed file with the given parts by name, as a Word document is one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_part(name: str, inner: str) -> str:
    """Return one part of a Word document: its root element ``name`` around ``inner``."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{_WORD}">{inner}</w:{name}>'


def run(words: str, properties: str = "") -> str:
    """Return a run of words of a Word document, with run properties such as ``<w:vanish/>``."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def make_html(paragraphs: Sequence[str], *, charset: str = "utf-8") -> bytes:
    """Return a web page with an article of plain paragraphs and a navigation around it."""
    inner = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>A page</title></head>'
        f"<body><nav>Home</nav><article>{inner}</article><footer>Imprint</footer></body></html>"
    )
    return page.encode(charset)
