"""What does OnRecord make of the jobs that other tools are given as well?"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks._measuring import Tool, Work, main
from onrecord.adapters.read import pdf
from onrecord.adapters.read.decoding import decode
from onrecord.core.document.dates import find_dates
from onrecord.core.document.document_text import DocumentText
from onrecord.core.document.figures import FigureSuggestion, find_figures
from onrecord.core.document.figures.rules import calendar
from onrecord.core.document.spans import Spanned
from onrecord.core.kernel.quantity import SHARE
from onrecord.flows.read import Reading, default_names, read_text


def numbers(figure: FigureSuggestion) -> list[float]:
    """Return the numbers that a figure states: both ends of a range, a share in per cent.

    The upper end of "the majority" is said by nobody.
    """
    quantity = figure.quantity
    stated = [quantity.value] if quantity.value is not None else [quantity.low, quantity.high]
    if quantity.unit != SHARE:
        return [number for number in stated if number is not None]
    return [number * 100 for number in stated if number is not None and number < 1]


def _figures(_job: dict[str, Any]) -> Work:
    return lambda job: [
        [
            number
            for one in find_figures(text)
            if one.rule != calendar.NAME
            for number in numbers(one)
        ]
        for text in job["inputs"]
    ]


def _dates(_job: dict[str, Any]) -> Work:
    return lambda job: [[one.edtf for one in find_dates(text)] for text in job["inputs"]]


def _names(_job: dict[str, Any]) -> Work:
    names = default_names()

    def read(text: str) -> Reading:
        document = DocumentText(text=text, pages=((0, len(text)),), media_type="text/plain")
        return read_text(document, "", names=names)

    return lambda job: [
        [*_spans(found.places, "place"), *_spans((*found.actors, *found.people), "actor")]
        for found in map(read, job["inputs"])
    ]


def _spans(found: Iterable[Spanned], kind: str) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, kind) for one in found]


def _pdf(_job: dict[str, Any]) -> Work:
    def pages(path: str) -> list[str]:
        document = pdf.read(Path(path).read_bytes())
        return [document.text[start:end] for start, end in document.pages]

    return lambda job: [pages(path) for path in job["inputs"]]


def _encodings(_job: dict[str, Any]) -> Work:
    return lambda job: [decode(Path(path).read_bytes()).text for path in job["inputs"]]


TOOLS: dict[str, Tool] = {
    "figures": ("onrecord", _figures),
    "dates": ("onrecord", _dates),
    "names": ("onrecord", _names),
    "pdf": ("onrecord", _pdf),
    "encodings": ("onrecord", _encodings),
}

if __name__ == "__main__":
    sys.exit(main(TOOLS, sys.argv[1:]))
