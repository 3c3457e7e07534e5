"""onrecord read: what documents state (figures, dates, acts, people, places), and where."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from onrecord.adapters.read.text_of import file_bytes
from onrecord.cli.output import emit, progress, say, table
from onrecord.core.document.acts.suggestion import ActStatus, ActSuggestion
from onrecord.core.document.figures import FigureSuggestion
from onrecord.core.kernel.finding import Finding
from onrecord.flows.check import check_reading
from onrecord.flows.read import Reading, default_names, read_document

NAME = "read"
HELP = "Read documents and list the figures, dates, acts, people and places that they state."
EXAMPLE = "onrecord read REPORT.pdf STATEMENT.docx --json"

_WIDEST = 44


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="documents: text, HTML, PDF, scans, DOCX, mail, workbooks",
    )


def run(args: argparse.Namespace) -> int:
    """Read every file before anything is shown, so that a bad one leaves no half answer."""
    readings = [
        (str(path), read_document(file_bytes(path), str(path), names=default_names()))
        for path in progress(args.files, "reading", len(args.files))
    ]
    for file, reading in readings:
        for warning in reading.warnings:
            say(f"{file}: {warning}")
    if args.json:
        emit([reading.to_dict(file, check_reading(reading)) for file, reading in readings])
    else:
        print(
            "\n\n".join(_shown(file, reading, check_reading(reading)) for file, reading in readings)
        )
    return 0


def _shown(file: str, reading: Reading, findings: Iterable[Finding]) -> str:
    parts = [_heading(file, reading)]
    if reading.figures:
        headers = ("line", "figure", "means", "of", "what", "where", "when", "says")
        parts.append(table(headers, [_row(one, reading) for one in reading.figures], "r"))
    else:
        parts.append("No figures were found.")
    if reading.acts:
        columns = ("line", "act", "victims", "alleged perpetrator", "where", "when", "says")
        parts.append(table(columns, [_act_row(one, reading) for one in reading.acts], "r"))
    parts += [f"[{one.severity}] {one.check}: {one.explanation}" for one in findings]
    parts.append("These are suggestions: a person decides which of them become claims.")
    return "\n\n".join(parts)


def _heading(file: str, reading: Reading) -> str:
    counts = (
        f"{len(reading.text):,} characters, {len(reading.pages)} page(s), "
        f"language {reading.language or 'not recognised'}, {len(reading.figures)} figures, "
        f"{len(reading.dates)} dates, {len(reading.acts)} acts, {len(reading.people)} people, "
        f"{len(reading.actors)} actors, {len(reading.places)} places"
    )
    return f"{file}\nSHA-256 {reading.sha256}\n{counts}"


def _row(figure: FigureSuggestion, reading: Reading) -> tuple[object, ...]:
    line = reading.text.count("\n", 0, figure.start) + 1
    when = figure.period or (f"as of {figure.as_of}" if figure.as_of else None)
    return (
        line,
        _short(figure.quote),
        str(figure.quantity),
        _short(figure.counted),
        figure.phenomenon,
        figure.place,
        when,
        _short(figure.attribution),
    )


def _act_row(act: ActSuggestion, reading: Reading) -> tuple[object, ...]:
    line = reading.text.count("\n", 0, act.start) + 1
    told = "" if act.status is ActStatus.asserted else f" ({act.status.value})"
    return (
        line,
        f"{_short(act.quote)}{told}",
        _short(act.victims),
        _short(act.alleged_perpetrator),
        _short(act.place),
        act.period,
        _short(act.attribution),
    )


def _short(text: str | None) -> str | None:
    if text is None:
        return None
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"
