"""What else is a place called, so that each of its names finds the others?"""

from __future__ import annotations

from onrecord.vocab.gazetteer import Gazetteer

_MOST_NAMESAKES = 3
"""A name that more places bear is too common to search for all their other names."""


def other_names(words: str) -> tuple[str, ...]:
    """Return every name of the places that bear this one, in every language; none if no place."""
    found = Gazetteer.default().lookup(words).candidates
    if not 0 < len(found) <= _MOST_NAMESAKES:
        return ()
    return tuple(dict.fromkeys(name.text for place in found for name in place.names))
