"""A small sound file of each format that our readers know, made from words."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from typing import Final

import numpy as np
from openpyxl import Workbook

from onrecord.testing.documents import make_docx, make_html, make_pdf
from onrecord.testing.scans import image_bytes, make_page, scan_fonts

Maker = Callable[[Sequence[str]], bytes]


def make_text(words: Sequence[str]) -> bytes:
    """Return a plain text in UTF-8 with a paragraph for each of the words."""
    return "\n\n".join(words).encode("utf-8")


def make_separated(words: Sequence[str]) -> bytes:
    """Return a CSV file with a row for each of the words, which may hold commas."""
    rows = "".join(f'{number},"{text}"\r\n' for number, text in enumerate(words, start=1))
    return f"line,words\r\n{rows}".encode()


def make_xlsx(words: Sequence[str]) -> bytes:
    """Return a workbook with one sheet and a row for each of the words."""
    book = Workbook()
    sheet = book.active
    for text in words:
        sheet.append([text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_eml(words: Sequence[str]) -> bytes:
    """Return a mail whose first words are the message and whose others are attached as text."""
    mail = EmailMessage()
    mail["From"] = "Arta <arta@example.org>"
    mail["To"] = "Besim <besim@example.org>"
    mail["Subject"] = "Lista e fshatit Gurishtë"
    mail["Date"] = "Mon, 05 Apr 1999 10:00:00 +0200"
    mail.set_content(words[0])
    for text in words[1:]:
        mail.add_attachment(text.encode("utf-8"), "text", "plain", filename="shënime.txt")
    return mail.as_bytes()


def make_picture(words: Sequence[str], kind: str) -> bytes:
    """Return a clean page with the words as ``PNG``, ``JPEG`` or ``TIFF``; needs a font."""
    chance = np.random.default_rng(1999)
    page = make_page("\n".join(words), scan_fonts()[0], chance)
    return image_bytes([page.crop((0, 0, page.width, page.height // 4))], kind)


MAKERS: Final[dict[str, Maker]] = {
    "text/plain": make_text,
    "text/csv": make_separated,
    "text/html": make_html,
    "application/pdf": make_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": make_docx,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": make_xlsx,
    "message/rfc822": make_eml,
    "image/png": lambda words: make_picture(words, "PNG"),
    "image/jpeg": lambda words: make_picture(words, "JPEG"),
    "image/tiff": lambda words: make_picture(words, "TIFF"),
}
"""How a sound file of each media type is made from paragraphs of words."""
