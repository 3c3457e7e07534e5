"""Who may read the log? It names fields and holds seals, never content."""

from __future__ import annotations

from tests.integration.access.table import Row, Shows
from tests.integration.access.visitors import AUDIT

ROWS = (
    Row(
        url="audit:log",
        who=AUDIT,
        shows=Shows.NOBODY,
        export=True,
        changing=True,
    ),
    Row(
        url="audit:checkpoint",
        who=AUDIT,
        shows=Shows.NOBODY,
        status=405,
        post=lambda side: {},
        posted=200,
    ),
)
