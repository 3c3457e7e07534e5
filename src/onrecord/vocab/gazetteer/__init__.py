"""Which place a name means: municipalities of every date, towns, and villages once imported."""

from onrecord.vocab.gazetteer.extract import Extract, read_extract
from onrecord.vocab.gazetteer.gazetteer import Gazetteer
from onrecord.vocab.gazetteer.match import Match, MatchStatus
from onrecord.vocab.gazetteer.places_file import read_places, write_places
from onrecord.vocab.gazetteer.spans import PlaceSpan

__all__ = [
    "Extract",
    "Gazetteer",
    "Match",
    "MatchStatus",
    "PlaceSpan",
    "read_extract",
    "read_places",
    "write_places",
]
