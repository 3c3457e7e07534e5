"""Formats in which other systems hand over what they have: one folder or file a format."""
