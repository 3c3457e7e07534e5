"""Figures that sources state, and the questions under which they can be compared."""
