"""A plug-in as docs/how-to/add-a-suggester.md describes it: it knows the name of one committee."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.core.document.actors.mention import ActorMention

_NAME = re.compile(r"the (Linden)\b")


def suggest(text: str, parts: Sequence[tuple[int, int, str | None]]) -> Iterator[ActorMention]:
    """Yield the committee wherever an English part of the text names it."""
    for start, end, language in parts:
        if language != "en":
            continue
        for found in _NAME.finditer(text, start, end):
            yield ActorMention(
                name="Linden Committee",
                kind="organisation",
                concept=None,
                start=found.start(1),
                end=found.end(1),
                quote=found[1],
                rule="linden",
            )
