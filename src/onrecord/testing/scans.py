"""Pages that look scanned, made from invented words: skewed, blurred, noisy; images or PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_A4_INCHES: Final = (8.27, 11.69)
_MARGIN_INCHES: Final = 0.9
_FONTS: Final = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"),
    Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"),
)


def scan_fonts() -> tuple[Path, ...]:
    """Return the fonts of this machine with Albanian and Serbian letters; none may be there."""
    return tuple(path for path in _FONTS if path.exists())


def make_page(
    text: str, font: Path, rng: np.random.Generator, *, points: float = 11.0, dpi: int = 200
) -> Image.Image:
    """Return a clean A4 page in shades of grey with the words of ``text``, lines wrapped.

    ``points`` is the size of the letters; a line end in the text begins a new paragraph.
    """
    width, height = (round(inches * dpi) for inches in _A4_INCHES)
    margin = round(_MARGIN_INCHES * dpi)
    page = Image.new("L", (width, height), 250 + int(rng.integers(0, 6)))
    letters = ImageFont.truetype(str(font), round(points * dpi / 72))
    draw = ImageDraw.Draw(page)
    step = round(points * dpi / 72 * 1.45)
    for number, line in enumerate(_wrapped(text, letters, width - 2 * margin)):
        draw.text((margin, margin + number * step), line, fill=20, font=letters)
    return page


def _wrapped(text: str, letters: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if letters.getlength(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def degrade(
    page: Image.Image,
    rng: np.random.Generator,
    *,
    skew: float = 0.8,
    blur: float = 0.7,
    noise: float = 12.0,
) -> Image.Image:
    """Return the page as a poor scanner gives it.

    ``skew`` is in degrees, ``blur`` the radius in pixels, ``noise`` the standard deviation of
    each pixel in shades of grey (0 to 255).
    """
    turned = page.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=245)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(blur)), dtype=np.float64)
    noisy = soft * 0.82 + 22 + rng.normal(0.0, noise, soft.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def image_bytes(pages: Sequence[Image.Image], kind: str, *, dpi: int = 200) -> bytes:
    """Return the pages as one file: ``PNG`` or ``JPEG`` (one page), ``TIFF`` or ``PDF``."""
    out = io.BytesIO()
    first, *others = pages
    more: dict[str, object] = {"save_all": True, "append_images": others} if others else {}
    resolution: dict[str, object] = (
        {"resolution": float(dpi)} if kind == "PDF" else {"dpi": (dpi, dpi)}
    )
    first.save(out, kind, **resolution, **more)
    return out.getvalue()
