"""What does a photograph or a film tell of itself? Tags, place, content credentials."""

from __future__ import annotations

import base64
from pathlib import PurePath
from typing import Any, Final

from onrecord.adapters.read.embedded import embedded, manifest_labels, manifest_stores
from onrecord.adapters.read.limits import Limits

PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"})
FILMS: Final = frozenset({".mp4", ".mov", ".m4a", ".heic", ".avif"})


def answer(data: bytes, name: str, _: dict[str, Any], __: Limits) -> dict[str, object]:
    """Return ``tags``, ``location``, ``xmp``, ``stores`` (base64) and ``labels`` of each store."""
    stores = manifest_stores(data)
    found: dict[str, object] = {"tags": {}, "location": {}, "xmp": ""}
    if PurePath(name).suffix.lower() in PICTURES:
        told = embedded(data)
        found = {"tags": dict(told.tags), "location": dict(told.location), "xmp": told.xmp}
    return {
        **found,
        "stores": [base64.b64encode(store).decode("ascii") for store in stores],
        "labels": [manifest_labels(store) for store in stores],
    }
