"""Who may see estimates with what stands behind them, make them, and take their tables out?"""

from __future__ import annotations

from tests.integration.access.table import Row
from tests.integration.access.visitors import ESTIMATE, EXPORT, READ

ROWS = (
    Row(
        url="estimates:list",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="estimates:new",
        who=ESTIMATE,
        post=lambda side: {
            "title": "A new estimate",
            "exhibit": side.table,
            "preferred": "loglinear-bic",
            "methods": "chao-mh",
        },
    ),
    Row(
        url="estimates:again",
        who=ESTIMATE,
        at=lambda side: {"pk": side.estimate},
        status=405,
        post=lambda _side: {},
    ),
    Row(
        url="estimates:one",
        who=READ,
        at=lambda side: {"pk": side.estimate},
    ),
    Row(
        url="estimates:one",
        case="counted from lists",
        who=READ,
        at=lambda side: {"pk": side.counted},
    ),
    Row(
        url="estimates:trace",
        who=READ,
        at=lambda side: {"pk": side.estimate},
    ),
    Row(
        url="estimates:trace",
        case="counted from lists",
        who=READ,
        at=lambda side: {"pk": side.counted},
    ),
    Row(
        url="estimates:table",
        who=EXPORT,
        at=lambda side: {"pk": side.estimate},
        factor=True,
        logs="export",
    ),
    Row(
        url="estimates:behind",
        who=READ,
        at=lambda side: {"pk": side.counted, "history": side.history},
        export=True,
        logs="read",
    ),
)
