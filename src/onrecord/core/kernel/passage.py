"""Where a claim stands: which preserved file, from which character to which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.core.kernel.errors import InputError

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A place in an exhibit that a claim can cite.

    ``exhibit`` is the SHA-256 of the preserved bytes in lower-case hex. ``start`` and ``end``
    are Python string indexes into the stored text, end exclusive, and ``quote`` is the text
    between them. ``page`` counts from 1, ``row`` is the line of a table or list counted from 1,
    ``column`` its heading.

    Raises ``InputError`` when the place cannot exist.
    """

    exhibit: str
    start: int
    end: int
    quote: str
    page: int | None = None
    row: int | None = None
    column: str | None = None

    def __post_init__(self) -> None:
        if not _DIGEST.fullmatch(self.exhibit):
            raise InputError(
                "An exhibit is named by the SHA-256 of its bytes.",
                value=self.exhibit,
                remedy="Give 64 lower-case hexadecimal digits.",
            )
        if not 0 <= self.start <= self.end:
            raise InputError(
                "A passage starts at or after 0 and ends at or after its start.",
                value=f"{self.start} to {self.end}",
            )
        if len(self.quote) != self.end - self.start:
            raise InputError("The quote is not as long as its passage.", value=self.quote)
        for name, number in (("page", self.page), ("row", self.row)):
            if number is not None and number < 1:
                raise InputError("The {name} of a passage counts from 1.", name=name, value=number)

    def stands_in(self, text: str) -> bool:
        """Say whether the stored text still reads so at this place."""
        return text[self.start : self.end] == self.quote

    def overlaps(self, other: Passage) -> bool:
        """Say whether both passages share a character of the same exhibit."""
        return self.exhibit == other.exhibit and self.start < other.end and other.start < self.end
