"""The numbered objects of a PDF, written by hand (ISO 32000-1, 7.5).

Every library adds a producer or a date; here the same pages give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from onrecord.adapters.write.page_copies.blackened import Picture

_POINTS: Final = 72
_CATALOG, _TREE = 1, 2


class PdfObjects:
    """The numbered objects of a file, written one after the other."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        self._places: dict[int, int] = {}
        self._next = _TREE + 1

    def reserve(self) -> int:
        """Return a number for an object that is put later."""
        number, self._next = self._next, self._next + 1
        return number

    def add(self, head: str, stream: bytes | None = None) -> int:
        """Write an object and return its number."""
        number = self.reserve()
        self.put(number, head, stream)
        return number

    def put(self, number: int, head: str, stream: bytes | None = None) -> None:
        """Write an object under a number that is reserved for it."""
        self._places[number] = self._out.tell()
        self._out.write(b"%d 0 obj\n%s\n" % (number, head.encode("ascii")))
        if stream is not None:
            self._out.write(b"stream\n" + stream + b"\nendstream\n")
        self._out.write(b"endobj\n")

    def picture(self, page: Picture) -> int:
        """Add a picture and return its number."""
        return self.add(
            f"<< /Type /XObject /Subtype /Image /Width {page.width} /Height {page.height} "
            f"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode "
            f"/Length {len(page.jpeg)} >>",
            page.jpeg,
        )

    def page(self, sides: tuple[str, str], resources: str, shown: bytes) -> int:
        """Add a page of ``sides`` points and return its number."""
        content = self.add(f"<< /Length {len(shown)} >>", shown)
        return self.add(
            f"<< /Type /Page /Parent {_TREE} 0 R /MediaBox [0 0 {sides[0]} {sides[1]}] "
            f"/Resources << {resources} >> /Contents {content} 0 R >>"
        )

    def finished(self, pages: Sequence[int]) -> bytes:
        """Return the file with these pages, in their order."""
        kids = " ".join(f"{number} 0 R" for number in pages)
        self.put(_CATALOG, f"<< /Type /Catalog /Pages {_TREE} 0 R >>")
        self.put(_TREE, f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
        table, count = self._out.tell(), len(self._places) + 1
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for number in range(1, count):
            self._out.write(b"%010d 00000 n \n" % self._places[number])
        trailer = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        self._out.write(trailer % (count, _CATALOG, table))
        return self._out.getvalue()


def sides_in_points(page: Picture, dpi: int) -> tuple[str, str]:
    """Return width and height of a picture at ``dpi`` dots an inch, as a PDF writes them."""
    return f"{page.width * _POINTS / dpi:.2f}", f"{page.height * _POINTS / dpi:.2f}"


def filling(sides: tuple[str, str]) -> bytes:
    """Return what draws the picture ``/P`` over a whole page."""
    return f"q {sides[0]} 0 0 {sides[1]} 0 0 cm /P Do Q".encode("ascii")
