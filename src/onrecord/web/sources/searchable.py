"""How is a scan made a PDF whose words can be searched, as a copy derived from it?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

import onrecord
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.paged_file import DPI
from onrecord.flows.searchable import searchable_copy
from onrecord.web.site import register
from onrecord.web.site.rights import Actor, Right, require
from onrecord.web.sources.layout import document_of
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import keep_copy

TOOL: Final = "onrecord searchable copy"


def make_searchable(
    text: Exhibit, *, by: Actor, told: Callable[[int, int], None] | None = None
) -> Exhibit:
    """Keep a searchable PDF of the recognised file of a text, derived from that file.

    Raises UsageError for a file on which nothing was recognised: it can be searched as it is.
    """
    require(by, Right.CODE)
    document, original = document_of(by, text), text.derived_from
    if not document.words or original is None:
        raise UsageError(
            "Nothing was recognised on this file: its own words can be searched.", value=text.name
        )
    made = searchable_copy(
        register.archive().read(original.sha256), original.name, document, told=told
    )
    return keep_copy(
        original,
        made,
        kind="copy",
        name=f"{PurePath(original.name).stem[:280]}-searchable.pdf",
        media_type="application/pdf",
        by=by,
        tool=TOOL,
        version=onrecord.__version__,
        parameters={"text": text.sha256, "dpi": DPI},
    )
