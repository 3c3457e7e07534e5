"""What lies within an archive or a mail, one file after the other, with where it stands there?"""

from __future__ import annotations

import base64
from collections.abc import Generator
from dataclasses import replace
from typing import Any

from onrecord import __version__
from onrecord.adapters.read.containers import Member, is_container, members
from onrecord.adapters.read.containers.member import safe_name
from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.sandbox import ask_apart
from onrecord.core.kernel.errors import InputError
from onrecord.web.sources.selectors import MEMBER_TOOL as TOOL
from onrecord.web.sources.selectors import TEXT

__all__ = ["TOOL", "VERSION", "files_within", "is_openable", "kept_type"]

VERSION = __version__
MAIL = ".eml"
# While a file is preserved the process that takes the archive apart waits: the time that this
# takes is not its own. What it may use itself (processor, memory) stays bounded.
_PATIENT = replace(LIMITS, wall_seconds=6 * 60 * 60)


def is_openable(name: str) -> bool:
    """Tell by its name whether a file holds files that can be taken out."""
    return name.lower().endswith(MAIL) or is_container(name)


def files_within(content: bytes, name: str, *, limits: Limits = _PATIENT) -> Generator[Member]:
    """Yield the files within an archive, or those that a mail carries, with safe names.

    They come in the order of the archive, the same each time. Raises InputError where it is
    damaged or holds more than the limits allow; what came before that is good.
    """
    if name.lower().endswith(MAIL):
        yield from _carried(content, name)
        return
    yield from members(content, name, limits=limits)


def kept_type(member: Member) -> str:
    """Return the media type that a file is kept with.

    Plain text alone is the type of texts that were read, and our own types say how the register
    made a file: no archive may state either of its files.
    """
    kind = (member.media_type or "").lower()
    if kind.startswith("application/vnd.onrecord"):
        return "application/octet-stream"
    return f"{TEXT}; derived=member" if kind.startswith(TEXT) else kind[:100]


def _carried(content: bytes, name: str) -> Generator[Member]:
    taken: set[str] = set()
    answer = ask_apart("attachments", content, name, {})
    try:
        for one in answer["files"]:
            yield _attachment(one, taken)
    except (KeyError, TypeError, ValueError) as error:
        # The process apart is not believed: a hostile mail may have got hold of it.
        raise InputError("The mail is damaged and cannot be taken apart.", file=name) from error


def _attachment(one: dict[str, Any], taken: set[str]) -> Member:
    return Member(
        name=safe_name(str(one["name"]), taken),
        stated_name=str(one["name"]),
        data=base64.b64decode(one["data"], validate=True),
        media_type=str(one["media_type"]),
    )
