"""Who may see long work, stop it and begin it anew?"""

from __future__ import annotations

from tests.integration.access.table import Row
from tests.integration.access.visitors import CODE, READ

ROWS = (
    Row(
        url="jobs:list",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="jobs:one",
        who=READ,
        at=lambda side: {"pk": side.waiting_job},
        partial=200,
    ),
    Row(
        url="jobs:cancel",
        who=READ,
        poster=CODE,
        at=lambda side: {"pk": side.waiting_job},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="jobs:again",
        who=READ,
        poster=CODE,
        at=lambda side: {"pk": side.failed_job},
        status=405,
        post=lambda side: {},
    ),
)
