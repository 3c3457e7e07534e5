"""Where does each method put the total? A dot and an interval for every answer, on one axis.

The drawing is an SVG of its own: a notebook shows it, a browser opens it, a page may hold it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from onrecord.core.estimate.result import Estimate
from onrecord.flows.estimate import EstimateRun
from onrecord.notebook.wording import (
    TWO_LISTS,
    groups,
    limits,
    number,
    percent,
    persons,
    refusals_of,
    whole,
)

_WIDTH: Final = 960
_LINE: Final = 26
_EDGE: Final = 16
_LETTER: Final = 7.0
"""Pixels that a letter takes at most on average at this size."""
_AXIS: Final = 22
_SPREAD: Final = 3.0
"""The axis ends at this many times the middle number: beyond it one number would hide the rest."""
_INK: Final = "#1b1b1b"
_PALE: Final = "#6a6a6a"
_ACCENT: Final = "#0b5c8a"

Group = tuple[str | None, float, tuple[Estimate, ...]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG that shows itself in a notebook; ``str`` gives its text."""

    svg: str

    def save(self, path: str | Path) -> None:
        """Write the drawing to a file, such as ``estimates.svg``."""
        Path(path).write_text(self.svg, encoding="utf-8")

    def __str__(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<Drawing of {len(self.svg):,} characters of SVG>"

    def _repr_svg_(self) -> str:
        return self.svg


def drawing_of(run: EstimateRun) -> Drawing:
    """Return the drawing of a run: every stratum, and all together where they were added up."""
    parts = groups(run)
    scale = _Scale.of(parts)
    pen = _Pen(scale)
    pen.line(f"{run.table}: how many in all", weight="bold")
    if len(run.lists) == 2:
        pen.line(TWO_LISTS, weight="bold")
    pen.axis()
    for group in parts:
        pen.group(group)
    pen.line(_legend([one for _title, _observed, group in parts for one in group]), colour=_PALE)
    return Drawing(pen.svg(run))


@dataclass(frozen=True, slots=True)
class _Scale:
    """From people to pixels: 0 at ``left``, ``end`` people at ``right``."""

    left: float
    right: float
    end: float
    step: float

    @classmethod
    def of(cls, parts: Iterable[Group]) -> _Scale:
        answered = [
            (title, observed, estimate)
            for title, observed, estimates in parts
            for estimate in estimates
            if estimate.N is not None
        ]
        labels = [len(_label(estimate)) for _title, _observed, estimate in answered]
        texts = [len(_text(estimate)) for _title, _observed, estimate in answered]
        left = _EDGE + _LETTER * max(labels, default=10) + 12
        right = _WIDTH - _EDGE - _LETTER * max(texts, default=10) - 22
        far = _far([(observed, estimate) for _title, observed, estimate in answered])
        step = _step(far)
        return cls(left, right, step * math.ceil(far / step - 1e-9), step)

    def x(self, people: float) -> float:
        return round(self.left + min(people / self.end, 1.0) * (self.right - self.left), 1)

    def ticks(self) -> list[float]:
        return [index * self.step for index in range(round(self.end / self.step) + 1)]


class _Pen:
    """Draws line under line and knows how far down it is."""

    def __init__(self, scale: _Scale) -> None:
        self.scale = scale
        self.y = float(_EDGE)
        self.parts: list[str] = []

    def line(self, words: str, *, colour: str = _INK, weight: str = "normal") -> None:
        """Write a sentence, broken where the drawing ends."""
        for part in _broken(words, int((_WIDTH - 2 * _EDGE) / _LETTER)):
            self.y += 18
            self._text(_EDGE, self.y, part, fill=colour, weight=weight)
        self.y += 4

    def axis(self) -> None:
        """Write the numbers of the axis; groups draw their own lines below them."""
        self.y += _AXIS
        for tick in self.scale.ticks():
            self._text(self.scale.x(tick), self.y, whole(tick), fill=_PALE, anchor="middle")
        self.y += 6

    def group(self, group: Group) -> None:
        """Draw one stratum: title, observed, a line for each number, and who gives none."""
        title, observed, estimates = group
        answered = [estimate for estimate in estimates if estimate.N is not None]
        if title is not None:
            self.y += 22
            self._text(_EDGE, self.y, title, weight="bold")
            self.y += 6
        top, bottom = self.y, self.y + _LINE * len(answered)
        for tick in self.scale.ticks():
            self._stroke(self.scale.x(tick), top, self.scale.x(tick), bottom, "#dddddd")
        seen = self.scale.x(observed)
        self._stroke(seen, top, seen, bottom + 4, _INK, dash="3 3")
        for estimate in answered:
            self._answer(estimate)
        self.y = bottom + 18
        self._text(seen, self.y, f"{persons(observed)} observed", anchor="middle")
        self.y += 6
        for reason, methods in refusals_of(estimates).items():
            self.line(f"No number from {methods}: {reason}", colour=_PALE)

    def _answer(self, estimate: Estimate) -> None:
        middle = self.y + _LINE / 2
        self._text(_EDGE, middle + 4, _label(estimate))
        self._text(self.scale.right + 22, middle + 4, _text(estimate))
        self._interval(estimate, middle)
        self._number(estimate, middle)
        self.y += _LINE

    def _interval(self, estimate: Estimate, middle: float) -> None:
        interval, end = estimate.interval, self.scale.end
        if interval is None:
            return
        left = self.scale.x(interval.low)
        right = self.scale.x(end if interval.high is None else interval.high)
        self._stroke(left, middle, right, middle, _ACCENT, width=2)
        if interval.low <= end:
            self._stroke(left, middle - 5, left, middle + 5, _ACCENT, width=2)
        if interval.high is None or interval.high > end:
            self._arrow(right, middle)
        else:
            self._stroke(right, middle - 5, right, middle + 5, _ACCENT, width=2)

    def _number(self, estimate: Estimate, middle: float) -> None:
        total = estimate.N
        if total is None:
            return
        if total > self.scale.end:
            self._arrow(self.scale.right, middle)
            return
        x = self.scale.x(total)
        if estimate.lower_bound:
            # Hollow, and open to the right: the truth may lie anywhere beyond.
            self.parts.append(
                f'<path d="M{x:g} {middle - 6:g}L{x + 10:g} {middle:g}L{x:g} {middle + 6:g}Z" '
                f'fill="#ffffff" stroke="{_ACCENT}" stroke-width="2"/>'
            )
            return
        self.parts.append(f'<circle cx="{x:g}" cy="{middle:g}" r="5" fill="{_ACCENT}"/>')

    def _arrow(self, x: float, y: float) -> None:
        self.parts.append(
            f'<path d="M{x:g} {y - 6:g}L{x + 12:g} {y:g}L{x:g} {y + 6:g}" '
            f'fill="none" stroke="{_ACCENT}" stroke-width="2"/>'
        )

    def _stroke(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str,
        *,
        width: float = 1,
        dash: str | None = None,
    ) -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}" '
            f'stroke-width="{width:g}"{dashed}/>'
        )

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        fill: str = _INK,
        anchor: str = "start",
        weight: str = "normal",
    ) -> None:
        usual = {"fill": _INK, "text-anchor": "start", "font-weight": "normal"}
        chosen = {"fill": fill, "text-anchor": anchor, "font-weight": weight}
        looks = "".join(f' {key}="{value}"' for key, value in chosen.items() if value != usual[key])
        self.parts.append(f'<text x="{x:g}" y="{y:g}"{looks}>{escape(words)}</text>')

    def svg(self, run: EstimateRun) -> str:
        height = round(self.y + _EDGE)
        described = "; ".join(
            f"{f'{title}: ' if title else ''}{_label(estimate)} {_text(estimate)}"
            for title, _observed, estimates in groups(run)
            for estimate in estimates
            if estimate.N is not None
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
            f'width="{_WIDTH}" height="{height}" role="img" font-family="sans-serif" '
            f'font-size="13" fill="{_INK}"><title>{escape(run.table)}: estimates by method</title>'
            f"<desc>{escape(f'{persons(run.observed)} observed. {described}')}</desc>"
            f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>{"".join(self.parts)}</svg>'
        )


def _label(estimate: Estimate) -> str:
    """Return the method, with its model where that is not too long to stand in the margin."""
    model = estimate.model_by_numbers()
    return f"{estimate.method} {model}" if model and len(model) <= 20 else estimate.method


def _text(estimate: Estimate) -> str:
    between = limits(estimate)
    return f"{number(estimate)} ({between})" if between else number(estimate)


def _legend(estimates: Sequence[Estimate]) -> str:
    levels = {percent(estimate.interval.level) for estimate in estimates if estimate.interval}
    marks = [f"● number, with its {', '.join(sorted(levels))} interval" if levels else "● number"]
    if any(estimate.lower_bound and estimate.N is not None for estimate in estimates):
        marks.append("▷ lower bound: at least this many")
    marks.append("› goes on beyond the drawing")
    return " · ".join(marks)


def _far(answered: Sequence[tuple[float, Estimate]]) -> float:
    """Return how far the axis must reach."""
    seen = max((observed for observed, _estimate in answered), default=1.0)
    totals = sorted(estimate.N for _observed, estimate in answered if estimate.N is not None)
    if not totals:
        return seen or 1.0
    ends = [*totals, *(estimate.high for _seen, estimate in answered if estimate.high is not None)]
    return max(min(max(ends), _SPREAD * totals[len(totals) // 2]), 1.05 * seen, 1e-9)


def _step(far: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten that gives four to eight ticks."""
    magnitude = 10.0 ** math.floor(math.log10(far))
    return next(
        (part * magnitude for part in (0.2, 0.5, 1.0) if far / (part * magnitude) <= 6),
        2 * magnitude,
    )


def _broken(words: str, letters: int) -> list[str]:
    lines: list[str] = []
    for word in words.split(" "):
        if lines and len(lines[-1]) + len(word) < letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
