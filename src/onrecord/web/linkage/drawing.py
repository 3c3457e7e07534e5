"""Where do the bars of a waterfall and the points of a calibration plot stand, in pixels?

Coordinates are pixels in a fixed view box; every drawing has a table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 560
LABELS = 150
NUMBERS = 56
ROW = 26
TOP = 8
PLOT = 300
MARGIN = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One step of the waterfall: from where the sum stood to where it stands then."""

    label: str
    x: float
    y: float
    width: float
    is_against: bool
    text: str
    text_at: float
    end: float

    @property
    def middle(self) -> float:
        """The y of the line of text beside the bar."""
        return self.y + ROW * 0.62

    @property
    def height(self) -> float:
        """The height of the bar."""
        return ROW - 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """All steps from the first sum to the last; ``zero`` is the x of an even chance."""

    bars: tuple[Bar, ...]
    zero: float
    height: float
    width: int = WIDTH


def waterfall(steps: Sequence[tuple[str, float]]) -> Waterfall:
    """Return the steps (label, bits) one under the other, each beginning where the last ended."""
    sums = [0.0]
    for _label, bits in steps:
        sums.append(sums[-1] + bits)
    low, high = min(sums), max(sums)
    span = max(high - low, 1.0)
    scale = (WIDTH - LABELS - 2 * NUMBERS) / span

    def at(bits: float) -> float:
        return LABELS + NUMBERS + (bits - low) * scale

    bars = []
    for row, (label, bits) in enumerate(steps):
        begin, end = at(sums[row]), at(sums[row + 1])
        left, right = min(begin, end), max(begin, end)
        bars.append(
            Bar(
                label=label,
                x=left,
                y=TOP + row * ROW,
                width=max(right - left, 1.0),
                is_against=bits < 0,
                text=f"{bits:+.1f}".replace("-", "−"),
                text_at=left - 6 if bits < 0 else right + 6,
                end=end,
            )
        )
    return Waterfall(bars=tuple(bars), zero=at(0.0), height=TOP + len(steps) * ROW + 22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One bin of the calibration: where it stands, and how far its interval reaches."""

    x: float
    y: float
    low: float
    high: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One label of both axes."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The points of the plot and its axes."""

    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    left: int = MARGIN
    base: int = TOP + PLOT
    width: int = MARGIN + PLOT + 16
    height: int = TOP + PLOT + 44

    @property
    def top(self) -> int:
        """The y of a share of one."""
        return self.base - PLOT

    @property
    def right(self) -> int:
        """The x of a probability of one."""
        return self.left + PLOT


def calibration(bins: Sequence[tuple[float, float, float, float, int]]) -> Calibration:
    """Return the plot of (mean probability, share judged the same, low, high, pairs) a bin."""
    most = max((pairs for *_rest, pairs in bins), default=1)
    points = tuple(
        Point(x=_x(said), y=_y(share), low=_y(low), high=_y(high), radius=3 + 4 * pairs / most)
        for said, share, low, high, pairs in bins
    )
    ticks = tuple(Tick(x=_x(at), y=_y(at), text=f"{at:.0%}") for at in (0.0, 0.25, 0.5, 0.75, 1.0))
    return Calibration(points=points, ticks=ticks)


def _x(share: float) -> float:
    return MARGIN + PLOT * share


def _y(share: float) -> float:
    return TOP + PLOT * (1 - share)
