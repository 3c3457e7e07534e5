"""Shapes of charts and maps, as values that templates draw."""
