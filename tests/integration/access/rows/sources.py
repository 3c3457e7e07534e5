"""Who may see, take in and correct sources, and who gets exact copies of their files?"""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.integration.access.table import Row, Shows, upload
from tests.integration.access.visitors import AUDIT, CODE, EXPORT, READ

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
        url="sources:intake",
        who=CODE,
        post=lambda side: {
            "chosen": upload("sent.txt", "Something sent."),
            "opening": "closed",
            "sources": "one",
            "kind": "source/report",
            "compartment": side.compartment,
        },
    ),
    Row(
        url="sources:intake_more",
        who=CODE,
        at=lambda side: {"pk": side.source},
        post=lambda side: {"chosen": upload("sent.txt", "Something sent."), "opening": "closed"},
    ),
    Row(url="sources:files", who=READ, at=lambda side: {"pk": side.source}),
    Row(url="sources:contents", who=READ, at=lambda side: {"pk": side.exhibit}),
    Row(
        url="sources:open",
        who=CODE,
        at=lambda side: {"pk": side.exhibit},
        status=405,
        post=lambda side: {"opening": "together"},
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
    Row(
        url="sources:bag",
        who=EXPORT,
        factor=True,
        post=lambda side: {
            "source": side.source,
            "purpose": "internal",
            "recipient": "A court",
            "reason": "Asked for.",
        },
        posted=200,
        smuggled=lambda general, other: (
            {},
            {
                "source": [general.source, other.source],
                "purpose": "internal",
                "recipient": "A court",
                "reason": "Asked for.",
            },
        ),
    ),
    Row(
        url="sources:bag",
        case="of one source",
        who=EXPORT,
        query=lambda side: {"source": side.source},
        factor=True,
    ),
    Row(url="sources:checks", who=AUDIT, shows=Shows.NOBODY),
    Row(
        url="sources:custody",
        who=CODE,
        at=lambda side: {"pk": side.source},
        post=lambda side: {"kind": "return", "sender": "A", "receiver": "B", "reason": "Asked."},
        smuggled=lambda general, other: (
            {"pk": general.source},
            {"kind": "withdraw", "exhibit": other.exhibit, "reason": "Asked."},
        ),
    ),
    Row(
        url="sources:add_copy",
        who=CODE,
        at=lambda side: {"pk": side.exhibit},
        post=lambda side: {
            "file": upload("copy.txt", "A name is taken out."),
            "kind": "redact",
            "tool": "by hand",
            "settings": "One name.",
        },
    ),
    Row(
        url="sources:embedded",
        who=READ,
        at=lambda side: {"pk": side.embedded},
        logs="read",
        post=lambda side: {},
        posted=200,
    ),
    Row(url="sources:stamps", who=READ, at=lambda side: {"pk": side.exhibit}),
    Row(
        url="sources:ask_stamp",
        who=EXPORT,
        at=lambda side: {"pk": side.exhibit},
        status=405,
        factor=True,
        post=lambda side: {},
    ),
    Row(
        url="sources:stamp_question",
        who=EXPORT,
        at=lambda side: {"pk": side.time_request},
        factor=True,
        shows=Shows.NOBODY,
        logs="export",
    ),
    Row(
        url="sources:stamp_answer",
        who=CODE,
        at=lambda side: {"pk": side.time_request},
        status=405,
        post=lambda side: {
            "response": SimpleUploadedFile("answer.tsr", side.reply),
            "certificates": SimpleUploadedFile("root.pem", side.root),
        },
    ),
)
