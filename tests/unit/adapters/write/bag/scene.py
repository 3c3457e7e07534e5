"""A small bag that every test of bags can write: two sources, three files, one withheld event."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from onrecord.adapters.write.bag import Consent, Contents, File, Source
from onrecord.core.document.custody import Event, EventKind, chained

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
STATEMENT = "Arta рече: më 3 prill 1999 erdhën.\n".encode()
TEXT = b"Arta told that they came on 3 April 1999.\n"
REPORT = b"%PDF-1.4 a report\n"


def file(exhibit: str, source: str, content: bytes, name: str, **more: Any) -> File:
    return File(
        exhibit=exhibit,
        source=source,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        name=name,
        media_type="text/plain",
        open=partial(io.BytesIO, content),
        **more,
    )


def contents(**changes: Any) -> Contents:
    files = (
        file("1", "10", STATEMENT, "изјава Арта\n\x1b.txt", name_bytes=b"raw"),
        file(
            "2",
            "10",
            TEXT,
            "statement.txt.txt",
            derived_from="1",
            tool="reader",
            version="1",
            parameters={"language": "sq"},
        ),
        file("3", "11", REPORT, "=cmd|' /C calc'!A0.pdf"),
    )
    events = [
        Event(
            id=f"e{number}",
            kind=EventKind.INTAKE,
            who="person-01",
            role="coder",
            what=one.exhibit,
            after=one.sha256,
            when=NOON,
            clock="clock of the server",
            tool="onrecord",
        )
        for number, one in enumerate(files)
    ]
    links = list(chained(events, lambda event: hashlib.sha256(event.id.encode()).digest()))
    whole = Contents(
        id="onrecord-bag-20260504-0001",
        created=NOON,
        purpose="court",
        recipient="Basic Court\nof Prizren",
        organisation="Office of Besim",
        tool="onrecord 0.1.0",
        sources=(
            Source(
                id="10",
                title="Statement of Arta",
                ruling="Consent to this use (court) is recorded.",
                kind="source/victim-statement",
                made="1999-05",
                required_notice="Show no name",
                consents=(Consent(purpose="court", given=True, on="2026-01-02", how="in writing"),),
            ),
            Source(id="11", title="A report", ruling="A source of this kind needs no consent."),
        ),
        files=files,
        custody=(links[0], links[1].withheld(), links[2]),
        claims=({"source": "10", "kind": "figure", "value": 3},),
        times=(("log.tsq", b"0\x00"),),
    )
    return replace(whole, **changes)
