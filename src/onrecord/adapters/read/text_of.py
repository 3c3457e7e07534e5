"""Which reader takes a file, by its name and its first bytes, and what text it gives."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path, PurePath
from typing import Protocol, cast

import onrecord.adapters.read as folder
from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.core.document.document_text import DocumentText
from onrecord.core.kernel.errors import InputError


class Reader(Protocol):
    """A module of this folder that reads one format.

    ``SUFFIXES`` are the endings of file names in lower case with their dot.
    """

    SUFFIXES: tuple[str, ...]
    MEDIA_TYPE: str

    def accepts(self, data: bytes) -> bool:
        """Say whether the bytes could be of this format."""
        ...

    def read(self, data: bytes, limits: Limits = LIMITS) -> DocumentText:
        """Return the text, or raise ``InputError``."""
        ...


def text_of(
    source: Path | bytes, name: str | None = None, *, limits: Limits = LIMITS
) -> DocumentText:
    """Read a file in this process and return its text; for trusted bytes only.

    ``source`` is a path or the bytes; ``name`` is the file name that decides the format and
    stands in errors. Bytes from outside go through ``sandbox.read_apart`` instead. Raises
    ``InputError`` with the name of the file.
    """
    shown = name or (str(source) if isinstance(source, Path) else "")
    data = file_bytes(source, limits) if isinstance(source, Path) else source
    try:
        _check_size(data, limits)
        return _fitting(data, shown).read(data, limits)
    except InputError as error:
        raise named(error, shown) from error


def file_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """Return the bytes of a file that is there, may be read and is not larger than the limit."""
    try:
        with path.open("rb") as stream:
            return stream.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise InputError("There is no such file.", file=str(path)) from error
    except IsADirectoryError as error:
        raise InputError(
            "This is a folder.", file=str(path), remedy="Name the files in it."
        ) from error
    except OSError as error:
        raise InputError(
            "The file cannot be opened: {why}.", file=str(path), why=error.strerror or "unknown"
        ) from error


def named(error: InputError, name: str) -> InputError:
    """Return the same error with the name of the file."""
    return InputError(
        error.template,
        file=error.file or name or None,
        line=error.line,
        column=error.column,
        value=error.value,
        remedy=error.remedy,
        **error.params,
    )


@cache
def readers() -> dict[str, Reader]:
    """Return the reader of each file ending: every module of this folder that reads a format."""
    found: dict[str, Reader] = {}
    for module in pkgutil.iter_modules(folder.__path__):
        if module.ispkg or module.name in _NO_READERS:
            continue
        reader = importlib.import_module(f"{folder.__name__}.{module.name}")
        for suffix in getattr(reader, "SUFFIXES", ()):
            found[suffix] = cast("Reader", reader)
    return found


_NO_READERS = frozenset({"capture_table", "page_view", "sandbox", "serving", "text_of"})
"""Modules that read no document; not imported, because some are slow to load."""


def _check_size(data: bytes, limits: Limits) -> None:
    if not data:
        raise InputError("The file is empty.")
    if len(data) > limits.file_bytes:
        raise InputError(
            "The file is larger than {most} MiB.", most=limits.file_bytes // 1024 // 1024
        )


def _fitting(data: bytes, name: str) -> Reader:
    suffix = PurePath(name).suffix.lower()
    reader = readers().get(suffix)
    if reader is None:
        raise InputError(
            "No reader knows this kind of file.",
            value=suffix or "no file ending",
            remedy=f"Give one of {' '.join(sorted(readers()))}.",
        )
    if not reader.accepts(data):
        raise InputError(
            "The file ends in {suffix}, but its content is of another kind.",
            suffix=suffix,
            remedy="Give it the ending of its format.",
        )
    return reader
