"""What does a file say? Its whole text, with all that belongs to it."""

from __future__ import annotations

from typing import Any

from onrecord.adapters.read.document_json import to_plain
from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.text_of import text_of


def answer(data: bytes, name: str, _: dict[str, Any], limits: Limits) -> dict[str, object]:
    """Return the document as ``document_json`` writes it."""
    return to_plain(text_of(data, name, limits=limits))
