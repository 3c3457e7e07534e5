"""The sound files from which damaged ones are made: one target for each reader."""

from __future__ import annotations

import io
from email.message import EmailMessage
from typing import Final

import numpy as np
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image
from tests.fuzz.ruled_pdf import make_ruled_pdf

from onrecord.testing.documents import docx_part, make_docx_of, make_html, make_pdf, run
from onrecord.testing.samples import make_eml, make_separated, make_xlsx
from onrecord.testing.scans import image_bytes

WORDS: Final = (
    "Arta counted 12 houses, “one” of them hers. Më 28 mars 1999 u dogjën shtëpi.",
    "Besim i Dragana su otišli iz sela; kuće su zapaljene, rekla je Đurđica.",
    "Драгана је рекла да су запаљене куће, школа и четири штале.",
)
LATIN_1: Final = ("Arta counted 12 houses.", "Besim and Dragana left the village in 1999.", "")


def targets() -> dict[str, tuple[bytes, ...]]:
    """Return the samples of each target by the ending of its files."""
    return {
        ".txt": tuple(
            "\n".join(WORDS).encode(encoding, "replace")
            for encoding in ("utf-8-sig", "utf-16", "utf-16-be", "cp1250", "cp1251", "iso8859_5")
        ),
        ".html": (make_html(WORDS), _page()),
        ".pdf": (make_pdf(LATIN_1), make_ruled_pdf(), image_bytes([_dots()] * 2, "PDF")),
        ".docx": (_tracked_docx(),),
        ".xlsx": (make_xlsx(WORDS), _workbook()),
        ".csv": (make_separated(WORDS), b'a;b;c\n1;"x";3\n' * 30),
        ".eml": (make_eml(WORDS), _nested_mail()),
        ".png": (image_bytes([_dots()], "PNG"),),
        ".jpg": (image_bytes([_dots()], "JPEG"),),
        ".tiff": (image_bytes([_dots()] * 3, "TIFF"),),
    }


def _dots() -> Image.Image:
    chance = np.random.default_rng(5)
    return Image.fromarray(chance.integers(0, 256, (60, 80), dtype=np.uint8))


def _page() -> bytes:
    rows = "".join(f"<tr><td>{n}</td><td hidden>{n * n}</td></tr>" for n in range(10))
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><nav><a href=x>Home</a></nav>"
        f"<main><h1>Gurishtë</h1><p>{WORDS[0]}</p><table>{rows}</table></main>"
        "<!-- note --><script>var a = '<p>';</script><footer>Imprint</footer></body></html>"
    ).encode()


def _tracked_docx() -> bytes:
    body = (
        f"<w:body><w:p>{run(WORDS[0])}<w:ins w:author='Arta' w:date='1999-04-05'>{run('149')}"
        f"</w:ins><w:del>{run('210')}</w:del>{run('unseen', '<w:vanish/>')}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('1')}</w:p></w:tc><w:tc><w:p>{run('2')}</w:p></w:tc></w:tr>"
        "</w:tbl></w:body>"
    )
    comment = f"<w:comment w:id='1' w:author='Besim'><w:p>{run('why?')}</w:p></w:comment>"
    return make_docx_of(
        {
            "word/document.xml": docx_part("document", body),
            "word/comments.xml": docx_part("comments", comment),
            "word/header1.xml": docx_part("hdr", f"<w:p>{run('Draft')}</w:p>"),
        }
    )


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["place", "dead", "date"])
    sheet.append(["Gurishtë", 12, np.datetime64("1999-03-28").astype(object)])
    sheet["B3"] = "=SUM(B2:B2)"
    sheet["A2"].comment = Comment("see the list", "Arta")
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("unseen").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _nested_mail() -> bytes:
    inner = EmailMessage()
    inner["Subject"] = "Драгана"
    inner.set_content(WORDS[2], charset="utf-8", cte="quoted-printable")
    mail = EmailMessage()
    mail["From"] = "Enver <enver@example.org>"
    mail["Subject"] = "=?utf-8?q?Shtëpi?="
    mail.set_content(WORDS[0])
    mail.add_alternative(make_html(WORDS[:1]).decode(), subtype="html")
    mail.add_attachment(inner)
    mail.add_attachment(_tracked_docx(), "application", "octet-stream", filename="../../a.docx")
    mail.add_attachment(make_pdf(LATIN_1), "application", "pdf", filename="lista.pdf")
    return mail.as_bytes()
