"""In which file within a file does a sheet of a text stand?"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.web.coding.room import Sheet
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import exhibits


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A file within the file: where its text begins, and the file itself where it was kept."""

    name: str
    start: int
    here: bool
    has_text: bool
    exhibit: Exhibit | None


def parts_of(actor: Actor, text: Exhibit, sheet: Sheet) -> list[ShownPart]:
    """Return the files within the file that a text was read from, in their order."""
    stated = text.parameters.get("parts") or []
    if not stated:
        return []
    kept = exhibits(actor).filter(
        derived_from=text.derived_from_id, sha256__in={digest for *_place, digest in stated}
    )
    by_digest = {exhibit.sha256: exhibit for exhibit in kept}
    return [
        ShownPart(
            name=name,
            start=start,
            here=start < sheet.end and sheet.start < end,
            has_text=end > start,
            exhibit=by_digest.get(digest),
        )
        for start, end, name, digest in stated
    ]
