"""For which kinds of sources must somebody have agreed before they are handed over?"""

from __future__ import annotations

from onrecord.vocab import load_scheme

_PERSONAL = (
    "source/statement",
    "source/medical-record",
    "source/photograph",
    "source/video",
    "source/audio",
)


def needs_consent(kind: str) -> bool:
    """Tell whether a source of this kind needs a recorded yes; a kind we do not know does."""
    scheme = load_scheme("source_kinds")
    return kind not in scheme or any(scheme.is_a(kind, personal) for personal in _PERSONAL)
