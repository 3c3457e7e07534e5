"""Which bytes are a PDF of pictures alone: no text, no fonts, no names, no dates, no links?

Written by hand (ISO 32000-1, 7.5 and 8.9.5), because every library adds a producer or a date. The
same pictures give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from onrecord.adapters.write.redacted.blackened import Picture

_POINTS = 72


def picture_pdf(pages: Iterable[Picture], *, dpi: int) -> bytes:
    """Return a PDF with one page for each picture, which fills it at ``dpi`` dots an inch."""
    out = _Objects()
    numbers = []
    for page in pages:
        width, height = (f"{side * _POINTS / dpi:.2f}" for side in (page.width, page.height))
        image = out.add(
            f"<< /Type /XObject /Subtype /Image /Width {page.width} /Height {page.height} "
            f"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode "
            f"/Length {len(page.jpeg)} >>",
            page.jpeg,
        )
        shown = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode("ascii")
        content = out.add(f"<< /Length {len(shown)} >>", shown)
        numbers.append(
            out.add(
                f"<< /Type /Page /Parent {_TREE} 0 R /MediaBox [0 0 {width} {height}] "
                f"/Resources << /XObject << /P {image} 0 R >> >> /Contents {content} 0 R >>"
            )
        )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    out.put(_CATALOG, f"<< /Type /Catalog /Pages {_TREE} 0 R >>")
    out.put(_TREE, f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>")
    return out.finished()


_CATALOG, _TREE = 1, 2


class _Objects:
    """The numbered objects of a file, written one after the other."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        self._places: dict[int, int] = {}
        self._next = _TREE + 1

    def add(self, head: str, stream: bytes | None = None) -> int:
        number, self._next = self._next, self._next + 1
        self.put(number, head, stream)
        return number

    def put(self, number: int, head: str, stream: bytes | None = None) -> None:
        self._places[number] = self._out.tell()
        self._out.write(b"%d 0 obj\n%s\n" % (number, head.encode("ascii")))
        if stream is not None:
            self._out.write(b"stream\n" + stream + b"\nendstream\n")
        self._out.write(b"endobj\n")

    def finished(self) -> bytes:
        table, count = self._out.tell(), len(self._places) + 1
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for number in range(1, count):
            self._out.write(b"%010d 00000 n \n" % self._places[number])
        trailer = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        self._out.write(trailer % (count, _CATALOG, table))
        return self._out.getvalue()
