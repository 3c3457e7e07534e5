"""What a look-up of a name found, in words that a person can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.core.kernel.place import Place


class MatchStatus(StrEnum):
    """Whether a name means one place, several, or none that is known."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The answer to one look-up.

    ``place`` is set only for *found*. ``candidates`` are all places that the name can mean,
    ``nearest`` the closest known spellings of an unknown name, ``sentence`` the answer in plain
    English.
    """

    query: str
    status: MatchStatus
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    nearest: tuple[str, ...] = ()
    sentence: str = ""
