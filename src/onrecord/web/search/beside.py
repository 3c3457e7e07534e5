"""What does the worker of a server do for search while nothing else is asked of it?"""

from __future__ import annotations

from onrecord.web.search.refreshing import refresh

WORDS = 20_000
"""Words that are indexed in one go: a second or two, then long work has its turn again."""


def go_on() -> None:
    """Bring the index nearer to the records, so that the next search need not wait."""
    refresh(words=WORDS)
