"""Who may search, and does a search tell of what lies behind a wall?"""

from __future__ import annotations

from tests.integration.access.table import Row
from tests.integration.access.visitors import READ

ROWS = (
    Row(url="search:search", who=READ, search={"q": "{}"}),
    Row(
        url="search:search",
        case="words that records of both sides hold",
        who=READ,
        query=lambda _side: {"q": "killed"},
        free=True,
    ),
    Row(
        url="search:search",
        case="the beginning of words of both sides",
        who=READ,
        query=lambda _side: {"q": "rep* -nothing", "kind": "source", "from": "1999"},
        free=True,
    ),
    Row(
        url="search:search",
        case="words that stand together on both sides",
        who=READ,
        query=lambda _side: {"q": '"armed men killed"', "kind": "document", "language": "en"},
        free=True,
    ),
)
