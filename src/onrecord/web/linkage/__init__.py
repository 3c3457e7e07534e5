"""Runs that score pairs of mentions, and what people decide about the pairs."""
