"""Which words does the text layer of a page hold, and where does each stand?"""

from __future__ import annotations

from typing import Any

from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.paged.opening import opened_layer, opened_page, opened_pdf
from onrecord.adapters.read.paged.placing import PlacedText
from onrecord.core.document.document_text import Box


def answer(data: bytes, _: str, wanted: dict[str, Any], limits: Limits) -> dict[str, object]:
    """Return ``words`` of page ``page``: start and end within its text, and sides."""
    page = int(wanted["page"])
    with (
        opened_pdf(data, limits) as document,
        opened_page(document, page) as opened,
        opened_layer(opened, page) as layer,
    ):
        words = list(PlacedText.of(opened, layer, page).words())
    return {"words": [(word.start, word.end, _sides(word.box)) for word in words]}


def _sides(box: Box) -> tuple[float, ...]:
    return box.page, box.left, box.top, box.right, box.bottom
