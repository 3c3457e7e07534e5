"""Where on the map of the municipalities do acts lie, and how many in each?

A circle's area is proportional to its number. Coordinates are pixels in a fixed view box; the
map is drawn from our own outlines, longitude shortened by the cosine of the middle latitude.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

WIDTH = 640
LARGEST = 34.0
SMALLEST = 3.0
MARGIN = 8
LETTER = 5.6
LINE = 12.0

Ring = Sequence[tuple[float, float]]
Outline = Sequence[Ring]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a name on the map and the y of its foot."""

    text: str
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One municipality as drawn: its border, its circle and its name, where there is room."""

    id: str
    name: str
    path: str
    x: float
    y: float
    radius: float
    count: int
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalMap:
    """The map; ``areas`` with the most acts come first, ``unplaced`` acts lie on no area."""

    width: int
    height: float
    areas: tuple[Area, ...]
    unplaced: int


def municipal_map(
    outlines: Mapping[str, Outline], names: Mapping[str, str], counts: Mapping[str, int]
) -> MunicipalMap:
    """Return the map of ``counts`` by municipality id.

    ``outlines`` hold closed rings of (longitude, latitude) in degrees.
    """
    frame = _Frame.around(point for one in outlines.values() for ring in one for point in ring)
    highest = max((counts.get(place, 0) for place in outlines), default=0)
    areas = [
        _area(place, names.get(place, place), outline, _share(counts, place, highest), frame)
        for place, outline in outlines.items()
    ]
    return MunicipalMap(
        width=WIDTH,
        height=frame.height,
        areas=tuple(_labelled(sorted(areas, key=lambda area: (-area.count, area.name)))),
        unplaced=sum(number for place, number in counts.items() if place not in outlines),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> _Frame:
        longitudes, latitudes = zip(*points, strict=True)
        west, east, south, north = (
            min(longitudes),
            max(longitudes),
            min(latitudes),
            max(latitudes),
        )
        squeeze = math.cos(math.radians((south + north) / 2))
        scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)
        height = round((north - south) * scale + 2 * MARGIN + 12)
        return cls(west, north, scale, squeeze, height)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = MARGIN + (longitude - self.west) * self.squeeze * self.scale
        return x, MARGIN + (self.north - latitude) * self.scale


def _share(counts: Mapping[str, int], place: str, highest: int) -> tuple[int, float]:
    """Return the number of a place and the radius of its circle."""
    count = counts.get(place, 0)
    return count, max(SMALLEST, LARGEST * math.sqrt(count / highest)) if count else 0.0


def _area(place: str, name: str, outline: Outline, size: tuple[int, float], frame: _Frame) -> Area:
    rings = [[frame.place(x, y) for x, y in ring] for ring in outline]
    x, y = _middle(max(rings, key=lambda ring: abs(_size(ring))))
    count, radius = size
    return Area(
        id=place,
        name=name,
        path=" ".join(_path(ring) for ring in rings),
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        count=count,
    )


def _labelled(areas: Iterable[Area]) -> Iterable[Area]:
    """Give names to areas in their order; a name that would cover another is left out."""
    taken: list[Box] = []
    for area in areas:
        parts = area.name.split("/")
        wide = max(len(part) for part in parts) * LETTER
        top = area.y + area.radius + (2 if area.count else -LINE / 2 * len(parts))
        box = (area.x - wide / 2, top, area.x + wide / 2, top + LINE * len(parts))
        if any(_overlap(box, other) for other in taken):
            yield area
            continue
        taken += [box, _circle_box(area)]
        yield replace(
            area,
            lines=tuple(
                Line(text=part, y=round(top + LINE * (at + 0.8), 1))
                for at, part in enumerate(parts)
            ),
        )


def _circle_box(area: Area) -> Box:
    reach = area.radius
    return area.x - reach, area.y - reach, area.x + reach, area.y + reach


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _path(ring: Ring) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z"


def _size(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _middle(ring: Ring) -> tuple[float, float]:
    """Return the centre of gravity of a closed ring."""
    size = _size(ring)
    x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return x / (6 * size), y / (6 * size)
