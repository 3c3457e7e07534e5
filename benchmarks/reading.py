"""How fast and in how much memory files are read, beside pdfminer.six on the same PDF.

Each reading runs in a process of its own, whose peak memory is measured: a text PDF of many
pages by us (with the process apart) and by pdfminer.six, a large one for the memory, one scanned
page in each language, and the start of a process against a fork for small files.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams

from onrecord.adapters.read.limits import LIMITS
from onrecord.adapters.read.ocr import Recogniser
from onrecord.adapters.read.ocr.tesseract import find_tesseract
from onrecord.adapters.read.sandbox import read_apart
from onrecord.adapters.read.serving import reading_server
from onrecord.testing.documents import make_pdf
from onrecord.testing.scans import degrade, make_page, scan_fonts

SENTENCES = (
    "Arta counted 12 houses in the invented village of Gurishte on 28 March 1999.",
    "Besim said that about 310 people left; Dragana named six who did not return.",
    "Between 40 and 55 houses were burned, and nearly 1,200 people slept outside.",
)
PRINTED = "Më 28 mars 1999 u dogjën dymbëdhjetë shtëpi, tha Arta Çollaku. " * 20
LINES_A_PAGE = 45
SIZE_OF_LARGE = 200
"""MiB of the large PDF; the limit of a file is 256."""


def main(argv: list[str]) -> int:
    """Print seconds and peak memory of each reading, and the ratios."""
    parser = argparse.ArgumentParser(prog="benchmarks reading")
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.inside is not None:
        _inside(*options.inside)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _pdf(Path(folder), options.pages)
    _small_files()
    _scans()
    return 0


def _pdf(folder: Path, pages: int) -> None:
    path = folder / "text.pdf"
    path.write_bytes(text_pdf(pages))
    print(f"{pages:,} pages of text, {path.stat().st_size / 2**20:.1f} MiB")
    ours = _measured("onrecord", path)
    theirs = _measured("pdfminer", path)
    print(f"{'pdfminer.six takes':<36}{theirs[0] / ours[0]:>8.0f} times as long")
    large = folder / "large.pdf"
    large.write_bytes(large_pdf(SIZE_OF_LARGE))
    print(f"{pages:,} pages of text and {SIZE_OF_LARGE} MiB of other content")
    _measured("onrecord", large)


def _measured(who: str, path: Path) -> tuple[float, float]:
    """Return seconds and peak MiB of the process that parses the file."""
    again = [sys.executable, "-m", "benchmarks", "reading", "--inside", who, str(path)]
    done = subprocess.run(again, check=True, capture_output=True, text=True)
    seconds, peak, pages = (float(value) for value in done.stdout.split()[-3:])
    print(f"{who:<36}{seconds:>8.2f} s{peak:>8.0f} MiB{pages:>8.0f} pages", flush=True)
    return seconds, peak


def _inside(who: str, path: str) -> None:
    data = Path(path).read_bytes()
    begin = time.perf_counter()
    if who == "onrecord":
        pages = len(read_apart(data, "text.pdf").pages)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
    else:
        pages = extract_text(io.BytesIO(data), laparams=LAParams()).count("\f")
        used = resource.getrusage(resource.RUSAGE_SELF)
    print(time.perf_counter() - begin, used.ru_maxrss / 1024, pages)


def text_pdf(pages: int) -> bytes:
    """Return a PDF of invented sentences, each page another selection of them."""
    return make_pdf([_page(number) for number in range(pages)])


def _page(number: int) -> str:
    lines = (SENTENCES[(number + line) % len(SENTENCES)] for line in range(LINES_A_PAGE))
    return "\n".join([f"Page {number + 1}", *lines])


def large_pdf(mebibytes: int) -> bytes:
    """Return a PDF with a thousand pages and content between them that no page shows."""
    sound = text_pdf(1_000)
    chance = np.random.default_rng(1999)
    block = chance.bytes(2**20).hex().encode("ascii")[: 2**20]
    head, tail = sound[:9], sound[9:]
    # Comments move every object; PDFium then finds them by searching, the hard way.
    return head + b"%" + b"\n%".join([block] * mebibytes) + b"\n" + tail


def _small_files() -> None:
    data = make_pdf([_page(0)])
    alone = _seconds(lambda: [read_apart(data, "a.pdf") for _ in range(10)]) / 10
    with reading_server() as server:
        server.read(data, "a.pdf")
        forked = _seconds(lambda: [server.read(data, "a.pdf") for _ in range(50)]) / 50
    print(f"{'a small file, process of its own':<36}{alone * 1000:>8.0f} ms")
    print(f"{'the same, forked':<36}{forked * 1000:>8.0f} ms{alone / forked:>8.0f} times faster")


def _scans() -> None:
    if find_tesseract() is None or not scan_fonts():
        print("scanned pages: left out, tesseract or a font is not installed")
        return
    chance = np.random.default_rng(1999)
    page = degrade(make_page(PRINTED, scan_fonts()[0], chance), chance)
    recogniser = Recogniser(LIMITS)
    for which in ("first scanned page", "each further page of the language"):
        seconds = _seconds(lambda: recogniser.page(page, 1, 200))
        print(f"{which:<36}{seconds:>8.2f} s")


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
