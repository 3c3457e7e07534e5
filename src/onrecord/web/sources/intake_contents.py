"""What lies in an archive that was opened: each file within, where it went, or why it did not?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.core.kernel.remark import Remark
from onrecord.web.site import register
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import CONTENTS, exhibits


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One file as an archive states it; ``position`` counts from 1 in the order of the archive.

    ``sha256`` is that of the file that was kept, empty where ``problem`` says why it was not.
    """

    position: int
    stated_name: str
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    origin: str = ""
    date: str = ""
    problem: Mapping[str, Any] | None = None

    @property
    def why(self) -> Remark | None:
        """Why it was not taken."""
        return None if self.problem is None else Remark.from_plain(self.problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All places of an archive. ``stopped`` says why it was not read to its end."""

    places: Sequence[Place]
    stopped: Mapping[str, Any] | None = None

    @property
    def why_stopped(self) -> Remark | None:
        """Why the archive was not read to its end."""
        return None if self.stopped is None else Remark.from_plain(self.stopped)

    @property
    def left_out(self) -> list[Place]:
        """The files that could not be taken."""
        return [place for place in self.places if place.problem is not None]

    def written(self) -> bytes:
        """Return it as the bytes of a file: the same archive gives the same bytes."""
        plain = {"files": [asdict(place) for place in self.places], "stopped": self.stopped}
        return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True).encode(
            "utf-8", "backslashreplace"
        )


def contents_exhibit(actor: Actor, archive: Exhibit) -> Exhibit | None:
    """Return the file that lists an archive that was opened; None where it was not."""
    found = exhibits(actor).filter(derived_from=archive, media_type=CONTENTS)
    return found.order_by("-pk").first()


def contents_of(listed: Exhibit) -> Contents:
    """Return what a list of contents says."""
    plain = json.loads(register.archive().read(listed.sha256))
    return Contents(places=[Place(**one) for one in plain["files"]], stopped=plain["stopped"])


def kept_from(actor: Actor, archive: Exhibit, places: Sequence[Place]) -> dict[str, Exhibit]:
    """Return the files that were kept of these places of an archive, by their digest."""
    digests = {place.sha256 for place in places if place.sha256}
    found = exhibits(actor).filter(derived_from=archive, sha256__in=digests)
    return {exhibit.sha256: exhibit for exhibit in found.exclude(media_type=CONTENTS)}
