"""The pages of a file, one after the other: how each looks, and where its words stand."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from onrecord.adapters.read.limits import Limits
from onrecord.adapters.read.serving import ReadingServer
from onrecord.core.document.document_text import Box, DocumentText, Word

DPI: Final = 150
"""Dots an inch of the pages of a copy."""


@dataclass(frozen=True, slots=True)
class PagedFile:
    """A file whose pages are asked for one after the other, each in a process apart.

    ``document`` is the text that was read from it. Pages count from 1.
    """

    server: ReadingServer
    data: bytes
    name: str
    document: DocumentText
    limits: Limits

    def picture(self, page: int) -> bytes:
        """Return a page as a PNG picture."""
        wanted = {"page": page, "dpi": DPI}
        answer = self.server.ask("page_image", self.data, self.name, wanted, limits=self.limits)
        return base64.b64decode(answer["png"])

    def words(self, page: int) -> tuple[Word, ...]:
        """Return the words of a page: those recognised on it, or those of its text layer."""
        begin, finish = self.document.pages[page - 1]
        there = tuple(word for word in self.document.words if begin <= word.start < finish)
        if there or PurePath(self.name).suffix.lower() != ".pdf":
            return there
        answer = self.server.ask("words", self.data, self.name, {"page": page}, limits=self.limits)
        return tuple(
            Word(start=begin + start, end=begin + end, box=Box(*sides), confidence=1.0)
            for start, end, sides in answer["words"]
        )
