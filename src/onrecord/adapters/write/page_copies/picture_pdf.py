"""Which bytes are a PDF of pictures alone: no text, no fonts, no names, no dates, no links?"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.adapters.write.page_copies.blackened import Picture
from onrecord.adapters.write.page_copies.pdf_objects import PdfObjects, filling, sides_in_points


def picture_pdf(pages: Iterable[Picture], *, dpi: int) -> bytes:
    """Return a PDF with one page for each picture, which fills it at ``dpi`` dots an inch."""
    out = PdfObjects()
    numbers = []
    for page in pages:
        sides = sides_in_points(page, dpi)
        image = out.picture(page)
        numbers.append(out.page(sides, f"/XObject << /P {image} 0 R >>", filling(sides)))
    return out.finished(numbers)
