"""Which tables does a bag hold? The load file with its mapping, and consent for each source."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from onrecord.adapters.write.bag.contents import Contents, Digests, File, Source, plain_name
from onrecord.adapters.write.spreadsheet import spreadsheet_safe

COLUMNS: dict[str, tuple[str, str]] = {
    "exhibit": ("id of the file in the register it comes from", "document number"),
    "parent": ("id of the file it was derived from; empty: an original", "parent number"),
    "source": ("id of the source", "full number"),
    "path": ("where the file lies in this bag", "file path"),
    "original": ("yes: the bytes as received; no: a working copy", "original y/n"),
    "original_name": (r"name as received; what is no plain text is written \xNN", "file name"),
    "original_name_hex": ("bytes of that name, where it is no plain text", ""),
    "size": ("number of bytes", "file size"),
    "sha256": ("SHA-256 of the bytes", "hash"),
    "sha512": ("SHA-512 of the bytes", ""),
    "media_type": ("media type", "mime type"),
    "tool": ("what made a working copy", ""),
    "tool_version": ("its version", ""),
    "parameters": ("its settings, as JSON", ""),
    "title": ("title of the source", "title"),
    "kind": ("kind of source, by our vocabulary", "type"),
    "originator": ("who made the source", "source"),
    "language": ("language of the source", "language"),
    "made": ("when it was made, as EDTF", "date of document"),
    "received": ("when it was received, ISO 8601", "date received"),
    "reliability": ("grade, by our vocabulary", ""),
    "licence": ("licence", ""),
    "required_notice": ("notice that must be shown with it", ""),
}
"""Column of the load file: what it says, and which field of another system it often fills."""


def load_file(contents: Contents, payload: Mapping[str, Digests]) -> bytes:
    """Return loadfile.csv: one row for each file of each source."""
    sources = {source.id: source for source in contents.sources}
    rows = (_row(file, sources[file.source], payload[file.path]) for file in contents.files)
    return _csv(list(COLUMNS), rows)


def mapping() -> bytes:
    """Return mapping.json: what each column says, and which field of another system it fills.

    Evidence systems of courts differ and are not public: a receiver edits ``field``.
    """
    document = {
        "file": "loadfile.csv",
        "encoding": "UTF-8",
        "separator": ",",
        "quote": '"',
        "columns": [
            {"column": name, "meaning": meaning, "field": field or None}
            for name, (meaning, field) in COLUMNS.items()
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def consent(contents: Contents) -> bytes:
    """Return consent.csv: for each source why it may go, and every answer on record."""
    header = ["source", "title", "recipient", "purpose", "why", "asked_for", "given", "on", "how"]
    return _csv(header, _consent_rows(contents))


def _consent_rows(contents: Contents) -> Iterable[list[str]]:
    for source in contents.sources:
        begin = [source.id, source.title, contents.recipient, contents.purpose, source.ruling]
        for answer in source.consents:
            yield [*begin, answer.purpose, _yes(answer.given), answer.on, answer.how]
        if not source.consents:
            yield [*begin, "", "", "", ""]


def _row(file: File, source: Source, digests: Digests) -> list[str]:
    return [
        file.exhibit,
        file.derived_from or "",
        source.id,
        file.path,
        _yes(file.derived_from is None),
        plain_name(file.name),
        file.name_bytes.hex() if file.name_bytes is not None else "",
        str(file.size),
        file.sha256,
        digests.sha512,
        file.media_type,
        file.tool,
        file.version,
        json.dumps(dict(file.parameters), ensure_ascii=False) if file.parameters else "",
        source.title,
        source.kind,
        source.originator,
        source.language,
        source.made,
        source.received,
        source.reliability,
        source.licence,
        source.required_notice,
    ]


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([spreadsheet_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", errors="backslashreplace")


def _yes(answer: bool) -> str:  # noqa: FBT001 - a word for it
    return "yes" if answer else "no"
