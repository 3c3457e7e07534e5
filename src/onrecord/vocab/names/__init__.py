"""Which names stand for one another in Kosovo, and which are names of their own."""

from onrecord.vocab.names.loading import load_short_forms, read_known_names, read_short_forms

__all__ = ["load_short_forms", "read_known_names", "read_short_forms"]
