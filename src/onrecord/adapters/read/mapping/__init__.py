"""Which column of a list is what: read from a mapping file, or drafted from the list itself."""

from onrecord.adapters.read.mapping.draft import Draft, draft
from onrecord.adapters.read.mapping.parts import EVERY_SOURCE, ListColumn, MissingCodes
from onrecord.adapters.read.mapping.values import Mapping

__all__ = ["EVERY_SOURCE", "Draft", "ListColumn", "Mapping", "MissingCodes", "draft"]
