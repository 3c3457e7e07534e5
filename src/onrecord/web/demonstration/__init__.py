"""A register built from the reference case, to try out every step."""
