"""Factories and contract suites: shipped, so that others can test what they add."""
