"""Where do acts stand in time: bars where the date is known, spans where it is not?

Acts dated within one month (one year, where the whole is long) are counted in bars. An act
whose date is less certain is no bar: it is a span over all the time in which it can lie.
Coordinates are pixels in a fixed view box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.core.kernel.period import Period

WIDTH = 960
LEFT = 44
TOP = 16
PLOT = 190
ROW = 16
MOST_ROWS = 20
LONGEST_IN_MONTHS = 96

Dated = tuple[Period, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The acts of one month or year."""

    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Acts that can lie anywhere in a stretch of time; open where no end is known."""

    x: float
    y: float
    width: float
    text: str
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One label of an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table beside the chart."""

    label: str
    dated: int
    possible: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole chart and its table; ``hidden`` spans are only in the table."""

    width: int
    height: float
    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    months: tuple[Tick, ...]
    counts: tuple[Tick, ...]
    rows: tuple[Row, ...]
    hidden: int

    @property
    def base(self) -> int:
        """The y of the line on which the bars stand."""
        return TOP + PLOT

    @property
    def left(self) -> int:
        """The x at which the plot begins."""
        return LEFT


def timeline(periods: Sequence[Dated], *, word: Callable[[Period], str]) -> Timeline | None:
    """Return the chart of dated acts; None where there is none.

    ``periods`` are (when, number of acts); ``word`` says a month, year or period in words.
    """
    if not periods:
        return None
    scale = _Scale.over([period for period, _number in periods])
    dated, unsure = _sorted_by_certainty(periods, scale)
    highest = max(dated.values(), default=1)
    spans, rows_used, hidden = _spans(unsure, scale, word)
    return Timeline(
        width=WIDTH,
        height=TOP + PLOT + 30 + rows_used * ROW + 8,
        bars=tuple(_bar(scale, unit, dated[unit], highest, word) for unit in sorted(dated)),
        spans=spans,
        months=scale.ticks(),
        counts=tuple(
            Tick(at=TOP + PLOT * (1 - count / highest), text=str(count))
            for count in _round_counts(highest)
        ),
        rows=_table(scale, dated, unsure, word),
        hidden=hidden,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Units of time from ``first`` on: months numbered year * 12 + month, or years."""

    first: int
    number: int
    monthly: bool

    @classmethod
    def over(cls, periods: Iterable[Period]) -> _Scale:
        days = [day for one in periods for day in (one.earliest, one.latest) if day is not None]
        first, last = min(days), max(days)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months <= LONGEST_IN_MONTHS:
            return cls(_month(first), months, monthly=True)
        return cls(first.year, last.year - first.year + 1, monthly=False)

    @property
    def step(self) -> float:
        return (WIDTH - LEFT - 8) / self.number

    def unit(self, day: date) -> int:
        return _month(day) if self.monthly else day.year

    def reach(self, period: Period) -> tuple[int, int]:
        first = self.first if period.earliest is None else self.unit(period.earliest)
        last = self.first + self.number - 1 if period.latest is None else self.unit(period.latest)
        return first, last

    def x(self, unit: int) -> float:
        return LEFT + (unit - self.first) * self.step

    def period(self, unit: int) -> Period:
        if self.monthly:
            return Period.month(unit // 12, unit % 12 + 1)
        return Period.year(unit)

    def ticks(self) -> tuple[Tick, ...]:
        units = range(self.first, self.first + self.number)
        if not self.monthly:
            every = max(1, self.number // 12)
            return tuple(
                Tick(at=self.x(unit), text=str(unit)) for unit in units if unit % every == 0
            )
        every = 1 if self.number <= 15 else 3 if self.number <= 40 else 12
        return tuple(
            Tick(at=self.x(unit), text=f"{unit // 12}-{unit % 12 + 1:02d}")
            for unit in units
            if unit % every == 0
        )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _sorted_by_certainty(
    periods: Sequence[Dated], scale: _Scale
) -> tuple[dict[int, int], list[Dated]]:
    dated: dict[int, int] = {}
    unsure: list[Dated] = []
    for period, number in periods:
        first, last = scale.reach(period)
        if first == last and None not in (period.earliest, period.latest):
            dated[first] = dated.get(first, 0) + number
        else:
            unsure.append((period, number))
    unsure.sort(key=lambda one: scale.reach(one[0]))
    return dated, unsure


def _bar(scale: _Scale, unit: int, number: int, highest: int, word: Callable[[Period], str]) -> Bar:
    height = PLOT * number / highest
    return Bar(
        x=scale.x(unit) + scale.step * 0.08,
        y=TOP + PLOT - height,
        width=scale.step * 0.84,
        height=height,
        text=f"{word(scale.period(unit))}: {number}",
    )


def _spans(
    unsure: Sequence[Dated], scale: _Scale, word: Callable[[Period], str]
) -> tuple[tuple[Span, ...], int, int]:
    """Lay spans in rows so that none covers another; return them, the rows, and the rest."""
    ends: list[int] = []
    spans: list[Span] = []
    hidden = 0
    for period, number in unsure:
        first, last = scale.reach(period)
        row = next((at for at, end in enumerate(ends) if end < first), len(ends))
        if row == MOST_ROWS:
            hidden += number
            continue
        ends[row : row + 1] = [last]
        spans.append(
            Span(
                x=scale.x(first) + 1,
                y=TOP + PLOT + 30 + row * ROW,
                width=(last - first + 1) * scale.step - 2,
                text=f"{word(period)}: {number}",
                open_left=period.earliest is None,
                open_right=period.latest is None,
            )
        )
    return tuple(spans), len(ends), hidden


def _table(
    scale: _Scale, dated: dict[int, int], unsure: Sequence[Dated], word: Callable[[Period], str]
) -> tuple[Row, ...]:
    possible = dict.fromkeys(range(scale.first, scale.first + scale.number), 0)
    for period, number in unsure:
        first, last = scale.reach(period)
        for unit in range(first, last + 1):
            possible[unit] += number
    return tuple(
        Row(label=word(scale.period(unit)), dated=dated.get(unit, 0), possible=number)
        for unit, number in possible.items()
        if number or dated.get(unit)
    )


def _round_counts(highest: int) -> list[int]:
    """Return at most five whole numbers up to the highest for the upright axis."""
    step = next(
        factor * 10**power
        for power in range(12)
        for factor in (1, 2, 5)
        if highest / (factor * 10**power) <= 5
    )
    return list(range(0, highest + 1, step))
