from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from onrecord.adapters.read.ocr.preparing import prepare, skew_of


def lined_page(turned: float = 0.0) -> Image.Image:
    page = Image.new("L", (1240, 1754), 250)
    draw = ImageDraw.Draw(page)
    for row in range(150, 1500, 40):
        for start in range(150, 1000, 90):
            draw.rectangle((start, row, start + 70, row + 18), fill=20)
    return page.rotate(turned, resample=Image.Resampling.BICUBIC, fillcolor=250)


@pytest.mark.parametrize("turned", [-4.0, -0.8, 0.0, 0.8, 3.0])
def test_lines_are_made_level(turned: float) -> None:
    assert skew_of(lined_page(turned)) == pytest.approx(-turned, abs=0.11)


def test_an_empty_page_is_not_turned() -> None:
    assert skew_of(Image.new("L", (1000, 1400), 255)) == 0.0
    assert skew_of(Image.new("L", (40, 40), 255)) == 0.0


def test_paper_becomes_white_and_print_black_also_in_shadow_and_grain() -> None:
    chance = np.random.default_rng(1999)
    shadow = np.linspace(1.0, 0.6, 1240)
    shades = np.asarray(lined_page()) * shadow + chance.normal(0, 15, (1754, 1240))
    page = Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8))
    made = np.asarray(prepare(page, 200).image)
    assert np.median(made[:100]) == 255
    assert np.median(made[100:1700, -60:]) == 255
    assert made[155:163, 160:210].mean() < 60
    assert made[155:163, 970:1010].mean() < 60


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_box_leads_back_to_the_page_as_it_came(quarter_turns: int) -> None:
    page = lined_page(2.0)
    lying = page.rotate(-90 * quarter_turns, expand=True)
    prepared = prepare(lying, 200, quarter_turns)
    dark = np.asarray(prepared.image) < 128
    rows, across = np.nonzero(dark)
    top = int(rows.min())
    left = int(across[rows < top + 10].min())
    box = prepared.original_box(left, top, left + 70, top + 18)
    middle = ((box[0] + box[2]) / 2 * lying.width, (box[1] + box[3]) / 2 * lying.height)
    assert lying.getpixel((round(middle[0]), round(middle[1]))) < 128
