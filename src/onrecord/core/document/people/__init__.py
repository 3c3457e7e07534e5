"""Which named persons a text speaks of, and in which role."""

from onrecord.core.document.people.finder import find_people
from onrecord.core.document.people.mention import PersonMention

__all__ = ["PersonMention", "find_people"]
