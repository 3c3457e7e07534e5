"""Where do the dots and ranges of a question's figures stand on the page?

Every figure has its own line: a dot where the source gives one number, a bar where it gives a
range, an open end where it gives only a bound. Coordinates are pixels in a fixed view box.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.core.kernel.quantity import Bound, Quantity
from onrecord.web.site.words import number_text, quantity_text

WIDTH = 1000
RIGHT = 44
"""Room for half of the last number of the axis."""
NARROWEST_LABELS, WIDEST_LABELS = 200, 460
_LETTER = 7.6
"""Pixels that a letter of a label takes at most on average."""
LINE = 34
TOP = 34
LIMIT_LINE = 18
"""Pixels that the words of a limit take below the lines of the chart."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the chart needs of one figure: two lines of label and the quantity."""

    label: str
    detail: str
    quantity: Quantity
    comparable: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the chart, in pixels; ``None`` where there is no such part."""

    label: str
    detail: str
    text: str
    y: float
    dot: float | None
    left: float | None
    right: float | None
    open_left: bool
    open_right: bool
    comparable: bool

    @property
    def low_edge(self) -> float:
        """Return where the closing strokes of a range begin."""
        return self.y - 6

    @property
    def high_edge(self) -> float:
        """Return where the closing strokes of a range end."""
        return self.y + 6


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick of the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A number against which all lines are held: a stroke through all of them, its words below."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the template draws."""

    width: int
    height: int
    labels: int
    top: int
    bottom: int
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    limits: tuple[Limit, ...] = ()


def dot_and_range(
    entries: Sequence[Entry], limits: Sequence[tuple[float, str]] = ()
) -> Chart | None:
    """Return the chart of the figures that have a number, or None where none has.

    ``limits`` are numbers to hold them against, each with its words.
    """
    known = [entry for entry in entries if entry.quantity.is_known]
    if not known:
        return None
    share = all(entry.quantity.is_share for entry in known)
    highest = [_numbers(entry.quantity)[-1] for entry in known]
    top_value = max(*highest, *(value for value, _ in limits), 0.0) or 1.0
    step = 0.2 if share else _step(top_value)
    end = step * math.ceil(top_value / step - 1e-9)
    labels = _room_for_labels(known)
    scale = (WIDTH - labels - RIGHT) / (end or 1)

    def x(value: float) -> float:
        return round(labels + min(value, end) * scale, 1)

    count = round(end / step)
    ticks = tuple(
        Tick(x(index * step), _tick(index * step, share=share)) for index in range(count + 1)
    )
    marks = tuple(_mark(entry, number, x) for number, entry in enumerate(known))
    bottom = TOP + LINE * len(known)
    held = tuple(
        Limit(x(value), bottom + LIMIT_LINE * (place + 0.8), text)
        for place, (value, text) in enumerate(sorted(limits))
    )
    height = bottom + 8 + LIMIT_LINE * len(held)
    return Chart(WIDTH, height, labels, TOP, bottom, ticks, marks, held)


def _room_for_labels(entries: Sequence[Entry]) -> int:
    longest = max(max(len(entry.label), len(entry.detail)) for entry in entries)
    return min(max(round(longest * _LETTER) + 34, NARROWEST_LABELS), WIDEST_LABELS)


def _mark(entry: Entry, number: int, place: Callable[[float], float]) -> Mark:
    quantity = entry.quantity
    low, high = quantity.interval()
    dot = quantity.value if quantity.bound is not Bound.worded else None
    open_left = low is None and high is not None
    open_right = high is None and low is not None
    edge_low = low if low is not None else (0.0 if open_left else None)
    edge_high = high if high is not None else (math.inf if open_right else None)
    ends: tuple[float, float] | None = None
    if edge_low is not None and edge_high is not None and edge_low != edge_high:
        ends = (edge_low, edge_high)
    return Mark(
        label=entry.label,
        detail=entry.detail,
        text=quantity_text(quantity),
        y=TOP + LINE * (number + 0.5),
        dot=None if dot is None else place(dot),
        left=place(ends[0]) if ends else None,
        right=place(ends[1]) if ends else None,
        open_left=open_left,
        open_right=open_right,
        comparable=entry.comparable,
    )


def _numbers(quantity: Quantity) -> list[float]:
    low, high = quantity.interval()
    return sorted(n for n in (low, high, quantity.value) if n is not None)


def _step(top: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that gives four to eight ticks."""
    if top <= 0:
        return 1.0
    magnitude = 10.0 ** math.floor(math.log10(top))
    for factor in (0.1, 0.2, 0.5, 1.0, 2.0):
        if top / (factor * magnitude) <= 7:
            return factor * magnitude
    return 5 * magnitude


def _tick(value: float, *, share: bool) -> str:
    return f"{number_text(round(value * 100))}%" if share else number_text(value)
