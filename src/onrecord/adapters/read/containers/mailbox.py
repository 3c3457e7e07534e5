"""Mailboxes (mbox): every mail in the order of the file, as a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from onrecord.adapters.read.containers.member import Budget, Member

SUFFIXES = (".mbox",)

_BORDER: Final = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n")


def accepts(start: bytes) -> bool:
    """Say whether the file begins as a mailbox does."""
    return start.startswith(b"From ")


def found(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    """Yield the mails byte by byte, without the line that parts them."""
    data = budget.taken(stream)
    borders = _BORDER.finditer(data)
    before = next(borders, None)
    number = 0
    while before is not None:
        budget.counted()
        after = next(borders, None)
        number += 1
        name = f"{number:05}.eml"
        yield Member(
            name=name,
            stated_name=name,
            data=data[before.end() : after.start() if after else len(data)],
            media_type="message/rfc822",
        )
        before = after
