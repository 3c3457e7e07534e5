"""Who sees the pages of a document, takes words out, and gets the redacted copy?"""

from __future__ import annotations

from tests.integration.access.table import Row, Shows
from tests.integration.access.visitors import CODE, EXPORT, READ

ROWS = (
    Row(
        url="sources:page",
        who=READ,
        at=lambda side: {"pk": side.paged},
        logs="read",
    ),
    Row(
        url="sources:page_image",
        who=READ,
        at=lambda side: {"pk": side.paged, "number": 1},
        shows=Shows.NOBODY,
        logs="read",
    ),
    Row(
        url="sources:page_image",
        case="as it will stand in the copy",
        who=READ,
        at=lambda side: {"pk": side.paged, "number": 1},
        query=lambda _side: {"redacted": "1"},
        shows=Shows.NOBODY,
        logs="read",
    ),
    Row(
        url="sources:pick_table",
        who=CODE,
        at=lambda side: {"pk": side.paged, "number": 1},
        logs="read",
        post=lambda _side: {"edges": "40", "top": "0", "bottom": "100", "heading": "on"},
    ),
    Row(
        url="sources:make_searchable",
        who=CODE,
        at=lambda side: {"pk": side.paged},
        status=405,
        post=lambda _side: {},
    ),
    Row(
        url="sources:redact",
        who=CODE,
        at=lambda side: {"pk": side.paged},
        logs="read",
    ),
    Row(
        url="sources:add_redactions",
        who=CODE,
        at=lambda side: {"pk": side.paged},
        status=405,
        post=lambda _side: {"place": "0-4", "why": "witness"},
    ),
    Row(
        url="sources:take_back_redaction",
        who=CODE,
        at=lambda side: {"pk": side.paged},
        status=405,
        post=lambda side: {"version": side.redaction, "reason": "Not she."},
        smuggled=lambda general, other: (
            {"pk": general.paged},
            {"version": other.redaction, "reason": "Not she."},
        ),
    ),
    Row(
        url="sources:make_redacted",
        who=CODE,
        at=lambda side: {"pk": side.paged},
        status=405,
        post=lambda _side: {},
    ),
    Row(
        url="sources:redacted_copy",
        who=EXPORT,
        at=lambda side: {"pk": side.redacted},
        factor=True,
        logs="export",
    ),
)
