"""Where do the words of a text stand on the pages of its file?

The words of recognised pages are kept beside the text when it is read: to recognise a page again
takes seconds. A page of a PDF that has a text layer is asked whenever it is shown.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Final

import onrecord
from onrecord.adapters.read.document_json import from_plain, to_plain
from onrecord.core.document.document_text import DocumentText
from onrecord.core.kernel.errors import InputError
from onrecord.web.site import register
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import TEXT, exhibits, text_of
from onrecord.web.sources.services import keep_copy

LAYOUT: Final = "application/vnd.onrecord.layout+json"
PAGED: Final = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
"""Endings of the files that have pages to look at."""
TOOL: Final = "onrecord places of words"


def has_pages(text: Exhibit) -> bool:
    """Tell whether the file from which a text was read has pages to look at."""
    original = text.derived_from
    if original is None or text.media_type != TEXT:
        return False
    return PurePath(original.name).suffix.lower() in PAGED


def keep_layout(text: Exhibit, document: DocumentText, *, by: Actor) -> Exhibit | None:
    """Keep where the recognised words of a text stand; None where no page was recognised."""
    if not document.words:
        return None
    kept = ("media_type", "language", "words", "recognitions")
    nothing: dict[str, object] = {
        name: [] for name in ("warnings", "flagged", "origins", "tables", "parts")
    }
    whole = to_plain(document)
    plain = {**{name: whole[name] for name in kept}, **nothing}
    tools = sorted({one.tool for one in document.recognitions})
    return keep_copy(
        text,
        json.dumps(plain, separators=(",", ":")).encode("ascii"),
        kind="read",
        name=f"{text.name[:280]}.places.json",
        media_type=LAYOUT,
        by=by,
        tool=TOOL,
        version=onrecord.__version__,
        parameters={"recognised_with": tools, "pages": len(document.recognitions)},
    )


def document_of(actor: Actor, text: Exhibit) -> DocumentText:
    """Return a text that was read, with its pages and the places of its recognised words.

    Raises InputError where what is kept does not fit the text.
    """
    content = text_of(text)
    pages = text.parameters.get("pages") or [[0, len(content)]]
    kept = exhibits(actor).filter(derived_from=text, media_type=LAYOUT).order_by("-pk").first()
    try:
        spans = tuple((start, end) for start, end in pages)
        if kept is None:
            return DocumentText(text=content, pages=spans, media_type=TEXT)
        plain = json.loads(register.archive().read(kept.sha256))
        return from_plain({**plain, "text": content, "pages": spans})
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(
            "The places of the words do not fit this text.",
            file=text.name,
            remedy="Read the file again.",
        ) from error
