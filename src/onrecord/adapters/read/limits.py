"""How much one file may ask of the machine that reads it."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of reading one file; a file beyond them is refused with its name.

    ``file_bytes`` bounds the file itself; ``expanded_bytes``, ``expansion`` (times the packed
    size) and ``members`` bound what an archive may unpack to; ``cpu_seconds``, ``wall_seconds``
    and ``memory_bytes`` bound the separate process. Recognising pictures of pages has a time of
    its own beside ``wall_seconds``: ``ocr_page_seconds`` for one look at a page, ``ocr_seconds``
    for the file (0: pictures are not recognised), on pictures of at most ``pixels``. Files
    within files (attachments, archives) are opened to a depth of ``nesting``.
    """

    file_bytes: int = 256 * MIB
    expanded_bytes: int = 256 * MIB
    expansion: int = 200
    members: int = 10_000
    pages: int = 5_000
    characters: int = 40_000_000
    cpu_seconds: int = 60
    wall_seconds: int = 120
    memory_bytes: int = 1536 * MIB
    ocr_page_seconds: int = 30
    ocr_seconds: int = 600
    pixels: int = 60_000_000
    nesting: int = 3


LIMITS = Limits()
"""What the command line and the register use."""
