"""Where on a page of a PDF does a passage of its text layer stand?"""

from __future__ import annotations

from typing import Any

from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.paged.opening import opened_layer, opened_page, opened_pdf
from onrecord.adapters.read.paged.placing import PlacedText
from onrecord.core.document.document_text import Box


def answer(data: bytes, _: str, wanted: dict[str, Any], limits: Limits) -> dict[str, object]:
    """Return ``boxes`` of ``start`` to ``end`` within the text of page ``page``."""
    page = int(wanted["page"])
    with (
        opened_pdf(data, limits) as document,
        opened_page(document, page) as opened,
        opened_layer(opened, page) as layer,
    ):
        boxes = PlacedText.of(opened, layer, page).boxes(int(wanted["start"]), int(wanted["end"]))
    return {"boxes": [_sides(box) for box in boxes]}


def _sides(box: Box) -> tuple[float, ...]:
    return box.page, box.left, box.top, box.right, box.bottom
