"""onrecord check: what cannot be true in documents, why, and what would settle it."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from onrecord.adapters.read.text_of import file_bytes, readers
from onrecord.cli.output import emit, progress, say
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.finding import Finding, Severity, Span
from onrecord.flows.check import check_readings
from onrecord.flows.read import Reading, read_document

NAME = "check"
HELP = "Check documents one by one and against one another for what cannot be true."
EXAMPLE = "onrecord check REPORTS/ STATEMENT.docx --fail"

_WIDTH = 88
_LONGEST_QUOTE = 70


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar="FILE_OR_FOLDER",
        help="documents, or folders of documents",
    )
    parser.add_argument(
        "--fail", action="store_true", help="end with exit code 1 if any finding is high"
    )


def run(args: argparse.Namespace) -> int:
    """Read every document, check them alone and together, and show the findings by file."""
    files = list(_files(args.paths))
    readings = [
        (str(path), read_document(file_bytes(path), str(path)))
        for path in progress(files, "reading", len(files))
    ]
    for file, reading in readings:
        for warning in reading.warnings:
            say(f"{file}: {warning}")
    found = [(_file_of(finding), finding) for finding in check_readings(readings)]
    if args.json:
        emit([{"file": file, **_row(file, finding)} for file, finding in found])
    else:
        print(_shown(found, readings))
    is_high = any(finding.severity is Severity.high for _, finding in found)
    return 1 if args.fail and is_high else 0


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files, and of each folder the documents in it that can be read, once each."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(_readable(path)) if path.is_dir() else [path]
        if not inside:
            raise UsageError(
                "No document in this folder can be read.",
                value=str(path),
                remedy=f"Known endings are {', '.join(sorted(readers()))}.",
            )
        for file in inside:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _readable(folder: Path) -> Iterator[Path]:
    endings = set(readers())
    return (path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in endings)


def _file_of(finding: Finding) -> str:
    return finding.passages[0].document if finding.passages else ""


def _row(file: str, finding: Finding) -> dict[str, object]:
    """Return a finding as JSON; a passage names its document only where it is another one."""
    own = [
        Span(start=one.start, end=one.end, quote=one.quote) if one.document == file else one
        for one in finding.passages
    ]
    return {**finding.as_row(), "passages": [passage.as_row() for passage in own]}


def _shown(found: Sequence[tuple[str, Finding]], readings: Sequence[tuple[str, Reading]]) -> str:
    texts = {file: reading.text for file, reading in readings}
    by_file = sorted(found, key=lambda pair: list(texts).index(pair[0]))
    parts = [
        f"{file}\n\n" + "\n\n".join(_paragraph(finding, texts) for _, finding in group)
        for file, group in groupby(by_file, key=lambda pair: pair[0])
    ]
    faults = sum(1 for _, finding in found if finding.severity is not Severity.info)
    return "\n\n".join(
        [
            *parts,
            f"{faults} finding(s) in {len(readings)} document(s). A person decides each of them.",
        ]
    )


def _paragraph(finding: Finding, texts: dict[str, str]) -> str:
    lines = [
        f"  [{finding.severity}] {finding.what} ({finding.check}, {finding.sureness})",
        *_wrapped(str(finding.explanation)),
        *_places(finding, texts),
    ]
    if finding.settled_by is not None:
        lines += _wrapped(f"To settle it: {finding.settled_by}")
    return "\n".join(lines)


def _wrapped(text: str) -> Iterable[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 4)


def _places(finding: Finding, texts: dict[str, str]) -> Iterator[str]:
    """Yield one line of output for the quotes of each line of a text."""

    def where(passage: Span) -> str:
        line = texts[passage.document].count("\n", 0, passage.start) + 1
        is_own = passage.document == _file_of(finding)
        return f"line {line}" if is_own else f"{passage.document}, line {line}"

    for place, passages in groupby(finding.passages, key=where):
        quotes = ", ".join(f"“{_short(passage.quote)}”" for passage in passages)
        yield f"      {place}: {quotes}"


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"
