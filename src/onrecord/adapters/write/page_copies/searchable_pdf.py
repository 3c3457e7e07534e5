"""Which bytes are a PDF of pictures whose words can be searched and copied?

Over each picture lie the words that were recognised on it, drawn in the mode that paints nothing
(ISO 32000-1, 9.3.6), each as wide as its box. Their letters have no shape: a Type 3 font whose one
glyph is empty, with a table that says which character each code stands for (9.6.5, 9.10.3). So no
font is needed, whatever the script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from onrecord.adapters.write.page_copies.blackened import Picture
from onrecord.adapters.write.page_copies.pdf_objects import PdfObjects, filling, sides_in_points
from onrecord.core.document.document_text import Box

_CODES: Final = 250
"""Characters of one font; a code is one byte, and 0 stands for nothing."""
_CODES_OF_A_BLOCK: Final = 100
"""Lines of one block of a character table (Adobe Technical Note 5411)."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A word and its place on a page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class SearchablePage:
    """The picture of a page and the words that lie on it, in reading order."""

    picture: Picture
    words: Sequence[PlacedText]


def searchable_pdf(
    pages: Iterable[SearchablePage], *, characters: Iterable[str], dpi: int
) -> bytes:
    """Return a PDF with one page for each picture, its words over it without being seen.

    ``characters`` holds every character of the words of all pages.
    """
    out = PdfObjects()
    codes = _coded(characters)
    fonts = _fonts(out, codes)
    numbers = []
    for page in pages:
        sides = sides_in_points(page.picture, dpi)
        image = out.picture(page.picture)
        resources = f"/XObject << /P {image} 0 R >> /Font << {fonts} >>"
        words = b"\n".join(_unseen(page.words, sides, codes))
        numbers.append(
            out.page(sides, resources, filling(sides) + b"\nBT 3 Tr\n" + words + b"\nET")
        )
    return out.finished(numbers)


_Codes = Mapping[str, tuple[int, int]]
"""Of each character the number of its font and its code there."""


def _coded(characters: Iterable[str]) -> _Codes:
    known = sorted(set(characters))
    return {one: (place // _CODES, place % _CODES + 1) for place, one in enumerate(known)}


def _fonts(out: PdfObjects, codes: _Codes) -> str:
    """Write the fonts and return how a page names them."""
    empty = b"1000 0 d0"
    glyph = out.add(f"<< /Length {len(empty)} >>", empty)
    named = []
    for font, group in groupby(codes.items(), key=lambda item: item[1][0]):
        held = {code: character for character, (_font, code) in group}
        table = _character_table(held)
        meaning = out.add(f"<< /Length {len(table)} >>", table)
        last = max(held)
        number = out.add(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] "
            f"/FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /e {glyph} 0 R >> "
            f"/Encoding << /Type /Encoding /Differences [1{' /e' * last}] >> "
            f"/FirstChar 1 /LastChar {last} /Widths [{' '.join(['1000'] * last)}] "
            f"/Resources << >> /ToUnicode {meaning} 0 R >>"
        )
        named.append(f"/F{font} {number} 0 R")
    return " ".join(named)


def _character_table(held: Mapping[int, str]) -> bytes:
    rows = [
        f"<{code:02x}> <{character.encode('utf-16-be').hex()}>" for code, character in held.items()
    ]
    blocks = [rows[at : at + _CODES_OF_A_BLOCK] for at in range(0, len(rows), _CODES_OF_A_BLOCK)]
    listed = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Words def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")


def _unseen(words: Sequence[PlacedText], sides: tuple[str, str], codes: _Codes) -> Iterator[bytes]:
    width, height = map(float, sides)
    for word in words:
        if not word.text:
            continue
        box = word.box
        wide = (box.right - box.left) * width / len(word.text)
        tall = (box.bottom - box.top) * height
        done = 0
        for font, group in groupby(word.text, key=lambda one: codes[one][0]):
            part = "".join(group)
            left = box.left * width + done * wide
            shown = "".join(f"{codes[one][1]:02x}" for one in part)
            below = (1 - box.bottom) * height
            yield (
                f"/F{font} 1 Tf {wide:.4f} 0 0 {tall:.4f} {left:.3f} {below:.3f} Tm <{shown}> Tj"
            ).encode("ascii")
            done += len(part)
