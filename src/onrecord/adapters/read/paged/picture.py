"""Which words stand on the pages of a picture file, whatever its format."""

from __future__ import annotations

from typing import Final

from PIL import Image

from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.ocr import Recogniser
from onrecord.adapters.read.paged.assembling import (
    WITHOUT_TESSERACT,
    WITHOUT_TIME,
    Pages,
    page_list,
)
from onrecord.adapters.read.paged.drawing import (
    frame,
    frame_count,
    opened_picture,
    picture_dpi,
)
from onrecord.core.document.document_text import DocumentText
from onrecord.core.document.language import guess_language
from onrecord.core.kernel.remark import Remark

_MOST_DPI: Final = 300
_USED_UP: Final = 360
"""A picture finer than this is made smaller first: letters do not get clearer, only slower."""


def read_picture(data: bytes, kind: str, media_type: str, limits: Limits) -> DocumentText:
    """Return the words on a picture, which may be none: then a warning says so.

    ``kind`` is the format as Pillow names it. Where this machine has no tesseract, the text is
    empty and a warning names the package. Raises ``InputError`` for a file that is damaged or
    larger than the limits.
    """
    pages = Pages(limits)
    recogniser = Recogniser(limits)
    without: list[Remark] = []
    if limits.ocr_seconds and not recogniser.is_there:
        without = [WITHOUT_TESSERACT]
    with opened_picture(data, kind) as image:
        for number in range(1, frame_count(image, limits) + 1):
            page = frame(image, number, limits)
            if limits.ocr_seconds and recogniser.is_there and not recogniser.has_time:
                without = [WITHOUT_TIME]
            dpi = picture_dpi(image)
            may = limits.ocr_seconds and not without
            recognised = recogniser.page(*_smaller(page, number, dpi)) if may else None
            if recognised is None or not recognised.text:
                pages.add_empty()
            else:
                pages.add_recognised(recognised)
    text = pages.text
    return DocumentText(
        text=text,
        pages=tuple(pages.places),
        media_type=media_type,
        language=guess_language(text),
        warnings=(*pages.remarks(), *without, *_nothing_on(pages)),
        flagged=pages.doubtful(),
        words=tuple(pages.words),
        recognitions=tuple(pages.recognitions),
    )


def _smaller(page: Image.Image, number: int, dpi: int) -> tuple[Image.Image, int, int]:
    if dpi <= _USED_UP:
        return page, number, dpi
    scale = _MOST_DPI / dpi
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    return page.resize(size, Image.Resampling.BOX), number, _MOST_DPI


def _nothing_on(pages: Pages) -> tuple[Remark, ...]:
    if not pages.empty:
        return ()
    return (
        Remark.of("No words were found on these pages: {pages}.", pages=page_list(pages.empty)),
    )
