"""How much may one request send? More is not kept, and the page says so in words."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from onrecord.core.kernel.errors import InputError

MOST_BYTES = 4 * 1024**3
"""Bytes of all files of one request."""
MOST_FILES = 2_000
"""Files of one request."""
_MARK = "onrecord.too_much"


class Limited(FileUploadHandler):
    """Counts what a request sends before it is stored, and ends it beyond the limits.

    It stands before the handlers that store. Django reads the body before any view is asked,
    so it only marks the request; ``refuse_too_much`` turns the mark into an error in words.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._bytes = 0
        self._files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count one more file."""
        super().new_file(*args, **kwargs)
        self._files += 1
        if self._files > MOST_FILES:
            self._end("files")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - the signature of handlers
        """Count a piece of a file, and pass it on."""
        self._bytes += len(raw_data)
        if self._bytes > MOST_BYTES:
            self._end("bytes")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""

    def _end(self, what: str) -> None:
        if self.request is not None:
            self.request.META[_MARK] = what
        # The rest is read and thrown away, so that the browser shows our page.
        raise StopUpload(connection_reset=False)


def refuse_too_much(request: HttpRequest) -> None:
    """Raise InputError where the request sent more than one may; nothing of it is kept."""
    # Where nobody read the body before, it is read now, and the handler counts.
    len(request.FILES)
    beyond = request.META.get(_MARK)
    if beyond == "files":
        raise InputError(
            "More than {most} files were sent at once. None of them is kept.",
            most=MOST_FILES,
            remedy="Send them in parts, or pack them into a ZIP archive.",
        )
    if beyond:
        raise InputError(
            "More than {most} GiB were sent at once. Nothing of it is kept.",
            most=MOST_BYTES // 1024**3,
            remedy="Send the files in parts.",
        )
