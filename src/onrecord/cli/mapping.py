"""onrecord mapping: a first draft of the file that says which column of a list is what."""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.adapters.read.mapping import draft
from onrecord.adapters.read.table import open_table
from onrecord.cli.output import emit, say
from onrecord.core.kernel.errors import InputError

NAME = "mapping"
HELP = "Write a first draft of a mapping file from a list itself."
EXAMPLE = "onrecord mapping init RECORDS.csv --out M.yaml"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("action", choices=["init"], help="init: draft a mapping file")
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV or XLSX list")
    parser.add_argument("--out", type=Path, metavar="M.yaml", help="write here; without it, show")
    parser.add_argument("--encoding", metavar="NAME", help="the encoding, if you know it")
    parser.add_argument("--separator", metavar="SIGN", help="the separator, if you know it")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook to read")


def run(args: argparse.Namespace) -> int:
    """Draft the mapping and show or write it; an existing file is never replaced."""
    table = open_table(
        args.file,
        str(args.file.name),
        encoding=args.encoding,
        separator=args.separator,
        sheet=args.sheet,
    )
    suggestion = draft(table)
    for warning in table.warnings:
        say(f"Note: {warning}")
    text = suggestion.to_yaml()
    if args.out:
        _write_new(args.out, text)
        say(f"Wrote {args.out}. Check every line of it before you use it.")
    if args.json:
        emit(
            {
                "file": str(args.file),
                "columns": list(table.columns),
                "encoding": table.dialect.encoding,
                "separator": table.dialect.separator,
                "sheet": table.dialect.sheet,
                "header_line": table.dialect.header_line,
                "mapping": suggestion.mapping.to_dict(),
                "remarks": suggestion.remarks,
                "warnings": list(table.warnings),
            }
        )
    elif not args.out:
        print(text, end="")
    return 0


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(
            "There is a file of this name, and a draft must not replace it",
            file=str(path),
            remedy="Choose another name.",
        ) from None
    except OSError as error:
        raise InputError(
            "The file cannot be written: {reason}",
            file=str(path),
            reason=(error.strerror or "unknown").lower(),
        ) from error
