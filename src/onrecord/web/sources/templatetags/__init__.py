"""Filters of the pages of sources."""
