"""What was done to whom, by whom, where and when, as a text states it."""

from onrecord.core.document.acts.suggestion import ActStatus, ActSuggestion

__all__ = ["ActStatus", "ActSuggestion"]
