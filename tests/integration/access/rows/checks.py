"""Who may see findings of checks, run checks, and decide?"""

from __future__ import annotations

from tests.integration.access.table import Row
from tests.integration.access.visitors import CODE, JUDGE, READ

ROWS = (
    Row(
        url="checks:list",
        who=READ,
        export=True,
    ),
    Row(
        url="checks:text",
        who=READ,
        poster=CODE,
        at=lambda side: {"pk": side.text},
        post=lambda side: {},
    ),
    Row(
        url="checks:run",
        who=CODE,
        at=lambda side: {"compartment": side.compartment},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="checks:one",
        who=READ,
        at=lambda side: {"pk": side.finding},
        logs="read",
    ),
    Row(
        url="checks:shared",
        who=READ,
        at=lambda side: {"left": side.source, "right": side.copying},
        logs="read",
    ),
    Row(
        url="checks:decide",
        who=JUDGE,
        at=lambda side: {"pk": side.finding},
        status=405,
        post=lambda side: {"outcome": "none", "reason": "Both can be true."},
    ),
    Row(
        url="checks:undo",
        who=JUDGE,
        at=lambda side: {"pk": side.decided_finding},
        status=405,
        post=lambda side: {"version": side.verdict, "reason": "Read again."},
        smuggled=lambda general, other: (
            {"pk": general.decided_finding},
            {"version": other.verdict, "reason": "Read again."},
        ),
    ),
)
