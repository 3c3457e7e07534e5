"""Dated institutions, events and legal acts of the region, each with the source of its dates."""

from onrecord.vocab.timeline.loading import load_timeline, read_entries

__all__ = ["load_timeline", "read_entries"]
