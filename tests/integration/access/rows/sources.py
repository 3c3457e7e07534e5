"""Who may see, take in and correct sources, and who gets exact copies of their files?"""

from __future__ import annotations

from tests.integration.access.table import Row, upload
from tests.integration.access.visitors import CODE, EXPORT, READ

_DESCRIBED = {"title": "A plain title", "kind": "source/report"}

ROWS = (
    Row(
        url="sources:list",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="sources:new",
        who=CODE,
        post=lambda side: {
            **_DESCRIBED,
            "compartment": side.compartment,
            "file": upload("new.txt", "Something new."),
        },
    ),
    Row(
        url="sources:one",
        who=READ,
        at=lambda side: {"pk": side.source},
    ),
    Row(
        url="sources:correct",
        who=CODE,
        at=lambda side: {"pk": side.source},
        post=lambda side: {**_DESCRIBED, "version": side.description, "reason": "Misread."},
        smuggled=lambda general, other: (
            {"pk": general.source},
            {**_DESCRIBED, "version": other.description, "reason": "Misread."},
        ),
    ),
    Row(
        url="sources:add_file",
        who=CODE,
        at=lambda side: {"pk": side.source},
        status=405,
        post=lambda side: {"file": upload("more.txt", "Something more.")},
    ),
    Row(
        url="sources:consent",
        who=CODE,
        at=lambda side: {"pk": side.source},
        status=405,
        post=lambda side: {"purpose": "court", "given": "yes", "reason": "Asked."},
    ),
    Row(
        url="sources:original",
        who=EXPORT,
        at=lambda side: {"pk": side.exhibit},
        factor=True,
        logs="export",
    ),
    Row(
        url="sources:original",
        case="the text of a file",
        who=EXPORT,
        at=lambda side: {"pk": side.text},
        factor=True,
        logs="export",
    ),
)
