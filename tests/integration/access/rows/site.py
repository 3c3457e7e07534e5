"""Who may use the first page and the language switch?"""

from __future__ import annotations

from tests.integration.access.table import Row, Shows
from tests.integration.access.visitors import EVERY_ROLE, EVERYBODY

ROWS = (
    Row(url="home", who=EVERY_ROLE, shows=Shows.NOBODY),
    Row(
        url="set_language",
        who=EVERYBODY,
        status=302,
        shows=Shows.NOBODY,
        changing=True,
    ),
)
