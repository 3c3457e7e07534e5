"""How does a submission bag come about from files on the disk, without a register?

Each file is a source of its own. What the bag can say of its custody begins with this run: that
the file was taken in, with which digest, and that it was handed over.
"""

from __future__ import annotations

import csv
import hashlib
import mimetypes
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from onrecord.adapters.write.bag import Consent, Contents, File, Signer, Source, Written
from onrecord.adapters.write.bag.contents import plain_name
from onrecord.adapters.write.bag.outputs import check_free, write_folder
from onrecord.core.document.custody import PURPOSES, Event, EventKind, Link, chained, rule
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.flows.consent import needs_consent

CLOCK = "clock of the computer"
_CHUNK = 1024 * 1024
_CONSENT_COLUMNS = ("file", "purpose", "given", "on", "how")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A source that does not go into the bag, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """A bag that was written, and what had to be left out. The bag itself does not tell of it."""

    path: Path
    written: Written
    left_out: tuple[LeftOut, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the answer with the keys of the command line."""
        return {
            "path": str(self.path),
            "files": self.written.files,
            "bytes": self.written.bytes,
            "digest": self.written.digest,
            "payload_files": self.written.payload_files,
            "payload_bytes": self.written.payload_bytes,
            "public_key": self.written.public_key,
            "left_out": [{"source": o.source, "reason": o.reason} for o in self.left_out],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for: for which use, to whom, by whom (a pseudonym), when, with which tool."""

    now: datetime
    tool: str
    purpose: str = "internal"
    recipient: str = ""
    organisation: str = ""
    who: str = "operator"
    kind: str = ""

    def __post_init__(self) -> None:
        """Refuse a use for which no bag can be made."""
        if self.purpose not in PURPOSES:
            raise UsageError(
                "A bag is made for internal work, a prosecutor or a court.", value=self.purpose
            )

    def new_id(self) -> str:
        """Return a name for the bag that nothing else has."""
        day = self.now.astimezone(UTC).strftime("%Y%m%d")
        return f"onrecord-bag-{day}-{secrets.token_hex(4)}"


def bag_of_files(
    selection: Sequence[Path],
    out: Path,
    order: Order,
    signer: Signer,
    *,
    consent: Path | None = None,
    told: Callable[[int], None] | None = None,
) -> Made:
    """Write a bag of files and of all files in folders.

    ``consent`` is a CSV with the columns file, purpose, given (yes or no), on, how; ``file`` is
    the path as the bag names it (folder/file). Raises InputError where a file cannot be read,
    and where no file may go to the recipient.
    """
    check_free(out)
    sources, files, left_out = _chosen(list(_found(selection, out.absolute())), order, consent)
    if not files:
        raise InputError(
            "None of the {count} files may go into this bag: {reason}",
            count=len(left_out),
            reason=left_out[0].reason if left_out else "There is none.",
            remedy="Record consent with --consent FILE.csv, or leave --recipient out.",
        )
    contents = Contents(
        id=order.new_id(),
        created=order.now,
        purpose=order.purpose,
        recipient=order.recipient,
        organisation=order.organisation,
        tool=order.tool,
        sources=tuple(sources),
        files=tuple(files),
        custody=tuple(_custody(files, order)),
    )
    written = write_folder(contents, out, signer, told=told)
    return Made(out, written, tuple(left_out))


def _chosen(
    found: Sequence[tuple[str, Path | None]], order: Order, consent: Path | None
) -> tuple[list[Source], list[File], list[LeftOut]]:
    """Part what may go to the recipient from what may not."""
    answers = _answers(consent, {name for name, path in found if path is not None})
    sources: list[Source] = []
    files: list[File] = []
    left_out: list[LeftOut] = []
    for name, path in found:
        given = {one.purpose: one.given for one in answers.get(name, ())}
        ruling = rule(order.purpose, given, needs_consent=needs_consent(order.kind))
        if path is None:
            left_out.append(LeftOut(plain_name(name), "It is a link or no ordinary file."))
        elif not ruling.allowed:
            left_out.append(LeftOut(plain_name(name), ruling.reason))
        else:
            number = f"{len(sources) + 1:05}"
            files.append(_file(name, path, number))
            sources.append(
                Source(
                    id=f"source-{number}",
                    title=plain_name(name),
                    kind=order.kind,
                    ruling=ruling.reason,
                    consents=answers.get(name, ()),
                )
            )
    return sources, files, left_out


def _found(selection: Sequence[Path], out: Path) -> Iterator[tuple[str, Path | None]]:
    """Yield name and path of every file; the path is None for what is no ordinary file."""
    for place in selection:
        if not place.exists():
            raise InputError("There is no such file or folder", file=str(place))
        if out.is_relative_to(place.absolute()):
            raise UsageError(
                "The bag would lie in the folder that it is made of.",
                file=str(out),
                remedy="Name another place with --out.",
            )
        if place.is_dir():
            base = place.absolute()
            for path in _below(base):
                ordinary = path if stat.S_ISREG(path.lstat().st_mode) else None
                yield (Path(base.name) / path.relative_to(base)).as_posix(), ordinary
        else:
            yield place.name, place.absolute() if place.is_file() else None


def _below(folder: Path) -> Iterator[Path]:
    """Yield all that is no folder below a folder, in a fixed order; links are not followed."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise _unreadable(folder, error) from error
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        else:
            yield entry


def _file(name: str, path: Path, number: str) -> File:
    opened = partial(_open, path)
    digest, size = hashlib.sha256(), 0
    with opened() as stream:
        try:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
        except OSError as error:
            raise _unreadable(path, error) from error
    return File(
        exhibit=f"file-{number}",
        source=f"source-{number}",
        sha256=digest.hexdigest(),
        size=size,
        name=name,
        name_bytes=None if plain_name(name) == name else os.fsencode(name),
        media_type=mimetypes.guess_type(plain_name(name))[0] or "",
        open=opened,
    )


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        "The file cannot be read: {reason}",
        file=plain_name(str(path)),
        reason=(error.strerror or "unknown").lower(),
    )


def _custody(files: Sequence[File], order: Order) -> Iterator[Link]:
    """Chain what this run knows: each file was taken in, and handed over."""

    def events() -> Iterator[Event]:
        for kind in (EventKind.INTAKE, EventKind.EXPORT):
            for file in files:
                yield Event(
                    id=f"{kind.value}-{file.exhibit}",
                    kind=kind,
                    who=order.who,
                    what=file.exhibit,
                    before=file.sha256 if kind is EventKind.EXPORT else None,
                    after=file.sha256,
                    when=order.now,
                    clock=CLOCK,
                    receiver=(order.recipient or None) if kind is EventKind.EXPORT else None,
                    tool=order.tool,
                )

    return chained(events(), lambda _event: secrets.token_bytes(32))


def _answers(path: Path | None, names: set[str]) -> Mapping[str, tuple[Consent, ...]]:
    """Read what was agreed to, by file; raises InputError for a line that cannot be taken."""
    found: dict[str, tuple[Consent, ...]] = {}
    if path is None:
        return found
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if missing := set(_CONSENT_COLUMNS) - set(rows.fieldnames or ()):
                raise InputError("A column is missing", file=str(path), line=1, column=min(missing))
            for row in rows:
                name, answer = _answer(row, path, rows.line_num, names)
                found[name] = (*found.get(name, ()), answer)
    except OSError as error:
        raise _unreadable(path, error) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("This is no CSV file in UTF-8", file=str(path)) from error
    return found


def _answer(
    row: Mapping[str, str | None], path: Path, line: int, names: set[str]
) -> tuple[str, Consent]:
    cells = {column: (row[column] or "").strip() for column in _CONSENT_COLUMNS}
    allowed = {"file": names, "purpose": set(PURPOSES), "given": {"yes", "no"}}
    for column, values in allowed.items():
        if cells[column] not in values:
            raise InputError(
                "No such {what} is known here",
                what=column,
                file=str(path),
                line=line,
                column=column,
                value=cells[column],
                remedy=None if column == "file" else f"Write one of {', '.join(sorted(values))}.",
            )
    return cells["file"], Consent(
        purpose=cells["purpose"],
        given=cells["given"] == "yes",
        on=cells["on"],
        how=cells["how"],
    )
