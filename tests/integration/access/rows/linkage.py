"""Who may start linkage runs, see pairs, and decide about them?"""

from __future__ import annotations

from tests.integration.access.sides import Side
from tests.integration.access.table import Data, Row
from tests.integration.access.visitors import EXPORT, JUDGE, READ


def _persons(side: Side) -> Data:
    return {
        "verdict": "unsure",
        "words": "Hard to say.",
        "seen": [f"{stem}:" for stem in side.pair_of_open],
    }


ROWS = (
    Row(
        url="linkage:runs",
        who=READ,
        export=True,
    ),
    Row(
        url="linkage:start",
        who=JUDGE,
        at=lambda side: {"compartment": side.compartment},
        post=lambda side: {"threshold": 0.9, "lowest": 0.05, "second": 10, "measured": 5},
    ),
    Row(
        url="linkage:run",
        who=READ,
        at=lambda side: {"pk": side.linkage_run},
        logs="read",
    ),
    Row(
        url="linkage:queue",
        who=READ,
        at=lambda side: {"pk": side.linkage_run},
        query=lambda side: {"which": "all"},
        export=True,
    ),
    Row(
        url="linkage:quality",
        who=READ,
        at=lambda side: {"pk": side.linkage_run},
    ),
    Row(
        url="linkage:pair",
        who=READ,
        at=lambda side: {"pk": side.open_pair},
        logs="read",
    ),
    Row(
        url="linkage:pair",
        case="decided",
        who=READ,
        at=lambda side: {"pk": side.decided_pair},
        logs="read",
    ),
    Row(
        url="linkage:decide",
        who=JUDGE,
        at=lambda side: {"pk": side.open_pair},
        status=405,
        post=_persons,
    ),
    Row(
        url="linkage:decisions",
        who=READ,
        export=True,
    ),
    Row(
        url="linkage:contradictions",
        who=READ,
    ),
    Row(
        url="linkage:export",
        who=EXPORT,
        factor=True,
        logs="export",
    ),
    Row(
        url="linkage:undo",
        who=JUDGE,
        at=lambda side: {"pk": side.pair_decision},
        status=405,
        post=lambda side: {"reason": "Judged too soon."},
    ),
)
