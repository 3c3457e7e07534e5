"""Where the borders of the 30 municipalities of 2000 to 2008 run, and what lies within them."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise

Ring = tuple[tuple[float, float], ...]
Outline = tuple[Ring, ...]
"""Closed rings of (longitude, latitude) in degrees; a point inside is within an odd number."""


def load_outlines() -> dict[str, Outline]:
    """Return the outlines by id of the municipality (Natural Earth, public domain)."""
    text = (files(__package__) / "data" / "outlines.json").read_text(encoding="utf-8")
    return {
        place: tuple(tuple((x, y) for x, y in ring) for ring in rings)
        for place, rings in json.loads(text).items()
    }


def contains(outline: Outline, *, latitude: float, longitude: float) -> bool:
    """Say whether a point lies within an outline (even-odd rule)."""
    crossings = sum(
        (y1 > latitude) != (y2 > latitude)
        and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
        for ring in outline
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return crossings % 2 == 1
