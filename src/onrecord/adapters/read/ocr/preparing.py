"""How a picture of a page is made ready for recognition: straight, evenly lit, without grain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

_PAPER: Final = 255
_USUAL_DPI: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A page made ready: ``image`` in shades of grey, and by how many degrees it was turned.

    ``angle`` is the small turn counter-clockwise that made the lines level. ``quarter_turns``
    are the turns by 90 degrees counter-clockwise made before it.
    """

    image: Image.Image
    angle: float
    quarter_turns: int

    def original_box(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Return a rectangle of the prepared picture as fractions of the page as it came."""
        width, height = self.image.size
        sine, cosine = math.sin(math.radians(self.angle)), math.cos(math.radians(self.angle))
        corners = []
        for x, y in ((left, top), (right, top), (right, bottom), (left, bottom)):
            dx, dy = x - width / 2, y - height / 2
            across = (dx * cosine - dy * sine) / width + 0.5
            down = (dx * sine + dy * cosine) / height + 0.5
            for _ in range(self.quarter_turns):
                across, down = 1 - down, across
            corners.append((min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0)))
        across_all, down_all = [c[0] for c in corners], [c[1] for c in corners]
        return min(across_all), min(down_all), max(across_all), max(down_all)


def prepare(image: Image.Image, dpi: float, quarter_turns: int = 0) -> Prepared:
    """Return a grey picture with level lines, paper white and print black.

    On pages with grain, tesseract takes the grain for print and finds no line at all; a blur as
    strong as the grain and a hard white bring such pages back (measured in
    docs/decisions/0019-readers-and-ocr.md).
    """
    grey = image.convert("L")
    if quarter_turns:
        grey = grey.rotate(90 * quarter_turns, expand=True)
    soft = _without_grain(_evenly_lit(grey), dpi)
    angle = skew_of(soft)
    if angle:
        soft = soft.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_PAPER)
    return Prepared(image=_black_on_white(soft), angle=angle, quarter_turns=quarter_turns)


_STEP: Final = 16


def _evenly_lit(grey: Image.Image) -> Image.Image:
    """Divide by the shade of the paper nearby, which print covers less than half of."""
    if min(grey.size) < 8 * _STEP:
        return grey
    paper = grey.reduce(_STEP).filter(ImageFilter.MedianFilter(9)).resize(grey.size)
    shades = np.asarray(grey, dtype=np.float32) / np.maximum(np.asarray(paper), 32)
    return Image.fromarray(np.minimum(shades * _PAPER, _PAPER).astype(np.uint8))


_MOST_BLUR: Final = 1.6
"""Radius in pixels at 200 dpi; more would close small letters."""


def _without_grain(grey: Image.Image, dpi: float) -> Image.Image:
    """Blur as much as the grain of the paper asks for: a clean page hardly, small print stays."""
    shades = np.asarray(grey, dtype=np.float32)
    rest = shades - np.asarray(grey.filter(ImageFilter.GaussianBlur(2)), dtype=np.float32)
    on_paper = rest[shades > np.median(shades) - 40]
    grain = 1.4826 * float(np.median(np.abs(on_paper))) if on_paper.size else 0.0
    radius = min(_MOST_BLUR, _BLUR_AT_LEAST + _BLUR_FOR_GRAIN * grain)
    return grey.filter(ImageFilter.GaussianBlur(radius * dpi / _USUAL_DPI))


_BLUR_AT_LEAST: Final = 0.25
_BLUR_FOR_GRAIN: Final = 0.04
_LONG_SIDE: Final = 800
_LEAST_SIDE: Final = 100
_MOST_SKEW: Final = 6.0
_LEAST_SKEW: Final = 0.15


def skew_of(grey: Image.Image) -> float:
    """Return by how many degrees counter-clockwise a page must be turned to make its lines level.

    The right angle is the one at which rows of the picture differ most from their neighbours
    (Postl 1986). 0 where the page has no lines to judge by or they are level.
    """
    scale = _LONG_SIDE / max(grey.size)
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    small = grey.resize(size, Image.Resampling.BOX)
    if min(size) < _LEAST_SIDE:
        return 0.0
    rough = _sharpest(small, np.arange(-_MOST_SKEW, _MOST_SKEW + 0.01, 0.5))
    angle = _sharpest(small, np.arange(rough - 0.5, rough + 0.51, 0.1))
    return round(angle, 1) if _LEAST_SKEW <= abs(angle) <= _MOST_SKEW else 0.0


def _sharpest(small: Image.Image, angles: NDArray[np.float64]) -> float:
    return float(angles[int(np.argmax([_sharpness(small, float(angle)) for angle in angles]))])


def _sharpness(small: Image.Image, angle: float) -> float:
    turned = small.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=_PAPER)
    edge = round(min(small.size) * 0.06)
    rows = np.asarray(turned, dtype=np.float64)[edge:-edge, edge:-edge].mean(axis=1)
    return float(np.square(np.diff(rows)).sum())


def _black_on_white(grey: Image.Image) -> Image.Image:
    """Stretch the shades so that all paper is white and the darker half of the print is black."""
    shades = np.asarray(grey)
    parting = _parting(shades)
    print_, paper = shades[shades <= parting], shades[shades > parting]
    if not print_.size or not paper.size:
        return grey
    black = float(print_.mean())
    white = parting + (float(paper.mean()) - parting) * 0.2
    table = np.clip((np.arange(256) - black) / max(1.0, white - black) * _PAPER, 0, _PAPER)
    return grey.point([round(float(shade)) for shade in table])


def _parting(shades: NDArray[np.uint8]) -> int:
    """Return the shade that parts print from paper best (Otsu 1979)."""
    share = np.bincount(shades.ravel(), minlength=256) / shades.size
    below = np.cumsum(share)
    mean = np.cumsum(share * np.arange(256))
    spread = below * (1 - below)
    between = np.square(mean[-1] * below - mean) / np.where(spread > 0, spread, np.inf)
    return int(np.argmax(between))
