"""Which files does a mail carry? Their names, types and bytes."""

from __future__ import annotations

import base64
from typing import Any

from onrecord.adapters.read.eml import attachments
from onrecord.adapters.read.limits import Limits


def answer(data: bytes, _name: str, _: dict[str, Any], limits: Limits) -> dict[str, object]:
    """Return ``files`` in the order of the mail, each with ``name``, ``media_type``, ``data``."""
    return {
        "files": [
            {
                "name": one.name,
                "media_type": one.media_type,
                "data": base64.b64encode(one.data).decode("ascii"),
            }
            for one in attachments(data, limits)
        ]
    }
