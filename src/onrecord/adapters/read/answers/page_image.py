"""How does a page look? As a PNG picture."""

from __future__ import annotations

import base64
import io
from pathlib import PurePath
from typing import Any, Final

from PIL import Image

from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.paged.drawing import drawn, frame, opened_picture, picture_dpi
from onrecord.adapters.read.paged.opening import opened_page, opened_pdf
from onrecord.core.kernel.errors import InputError

_PICTURES: Final = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".tif": "TIFF", ".tiff": "TIFF"}


def answer(data: bytes, name: str, wanted: dict[str, Any], limits: Limits) -> dict[str, object]:
    """Return ``png`` in base64 of page ``page`` at ``dpi`` dots an inch."""
    page, dpi = int(wanted["page"]), int(wanted["dpi"])
    kind = PurePath(name).suffix.lower()
    if kind == ".pdf":
        with opened_pdf(data, limits) as document, opened_page(document, page) as opened:
            image = drawn(opened, dpi, limits, number=page)
    elif kind in _PICTURES:
        with opened_picture(data, _PICTURES[kind]) as picture:
            image = _at(frame(picture, page, limits), dpi / picture_dpi(picture))
    else:
        raise InputError("This kind of file has no pages to look at.", value=kind)
    out = io.BytesIO()
    image.save(out, "PNG")
    return {"png": base64.b64encode(out.getvalue()).decode("ascii")}


def _at(image: Image.Image, scale: float) -> Image.Image:
    if scale >= 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BOX)
