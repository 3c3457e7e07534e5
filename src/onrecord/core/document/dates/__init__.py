"""Dates and periods found in text by rule."""

from onrecord.core.document.dates.finder import dates_in_sentence, find_dates
from onrecord.core.document.dates.mention import DateMention, DateRole

__all__ = ["DateMention", "DateRole", "dates_in_sentence", "find_dates"]
