"""How are the mentions of a list of pairs called? Each is asked for once."""

from __future__ import annotations

import uuid

from onrecord.web.people import shown
from onrecord.web.people.selectors import mentions
from onrecord.web.site.rights import Actor


class Names:
    """The names of mentions that one person may see, by stem; empty for any other."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._known: dict[uuid.UUID, str] = {}

    def of(self, stem: uuid.UUID) -> str:
        """Return the name of one mention."""
        if stem not in self._known:
            row = mentions(self._actor).filter(stem=stem).first()
            self._known[stem] = shown.name(row) if row else ""
        return self._known[stem]
