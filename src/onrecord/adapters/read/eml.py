"""Mail: headers flagged, the message, and every attachment read by the reader of its format."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import errors, message_from_bytes, policy
from email.message import Message
from pathlib import PurePath
from typing import Final

from onrecord.adapters.read import html
from onrecord.adapters.read.decoding import decode
from onrecord.adapters.read.joining import Joined
from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.text_builder import TextBuilder
from onrecord.core.document.document_text import DocumentText, Flag, FlaggedSpan
from onrecord.core.document.language import guess_language
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

SUFFIXES = (".eml",)
MEDIA_TYPE = "message/rfc822"
RECOGNISES = True

_HEAD: Final = 16_384
_SHOWN: Final = (
    *("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject", "Message-ID"),
    *("In-Reply-To", "Resent-From", "Resent-To", "Resent-Date", "Received"),
)
_KNOWN: Final = frozenset(name.lower().encode("ascii") for name in _SHOWN) | {
    b"mime-version",
    b"return-path",
    b"delivered-to",
    b"content-type",
}


def accepts(data: bytes) -> bool:
    """Say whether the file begins with headers of a mail."""
    lines = data[:_HEAD].lstrip(b"\xef\xbb\xbf").splitlines()[:40]
    names = (line.partition(b":")[0].lower() for line in lines if b":" in line)
    return any(name in _KNOWN for name in names)


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return a mail as one text: headers (flagged), message, then the attachments that have one.

    Every attachment is a ``Part`` with its digest, also where no reader knows its format. Where
    a message has a plain and a formatted version, the plain one is taken. Raises ``InputError``
    for a mail that is damaged beyond reading or larger than the limits.
    """
    try:
        return _read(message_from_bytes(data, policy=policy.default), limits)
    except _BROKEN as error:
        raise InputError(_DAMAGED) from error


def attachments(data: bytes, limits: Limits = LIMITS) -> Iterator[Attachment]:
    """Yield the files that a mail carries, in its order: all that ``read`` gives as parts.

    Raises ``InputError`` for a mail that is damaged beyond reading or has too many parts.
    """
    try:
        parts = list(_leaves(message_from_bytes(data, policy=policy.default), limits))
        for part in _attached(parts, _body(parts)):
            yield Attachment(_name_of(part), part.get_content_type(), _bytes_of(part))
    except _BROKEN as error:
        raise InputError(_DAMAGED) from error


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a mail carries: its name without any folder, stated type, and bytes."""

    name: str
    media_type: str
    data: bytes


_DAMAGED: Final = "The mail is damaged and cannot be taken apart."


_BROKEN: Final = (
    errors.MessageError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    RecursionError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
)
"""What the email package raises for hostile headers and structures."""


def _read(message: Message, limits: Limits) -> DocumentText:
    parts = list(_leaves(message, limits))
    body = _body(parts)
    builder = TextBuilder()
    _write_headers(message, builder)
    warnings, flagged = _write_body(body, builder, limits) if body is not None else ((), ())
    text = builder.text()
    if not text and len(parts) < 2:
        raise InputError("The mail holds no text.")
    if len(text) > limits.characters:
        raise InputError("The mail holds more than {most} characters.", most=limits.characters)
    document = DocumentText(
        text=text,
        pages=((0, len(text)),),
        media_type=MEDIA_TYPE,
        warnings=warnings,
        flagged=(*builder.flagged(), *flagged),
    )
    joined = Joined(document, limits)
    for part in _attached(parts, body):
        joined.add(_bytes_of(part), _name_of(part), part.get_content_type())
    return replace(joined.document, language=guess_language(joined.document.text))


def _leaves(message: Message, limits: Limits) -> Iterator[Message]:
    """Yield the parts that hold something, without recursion; a mail within is one part."""
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > limits.members:
            raise InputError("The mail holds more than {most} parts.", most=limits.members)
        is_mail_within = part.get_content_type() == MEDIA_TYPE
        if part.is_multipart() and not is_mail_within:
            waiting += reversed([p for p in part.get_payload() if isinstance(p, Message)])
        else:
            yield part


def _body(parts: Sequence[Message]) -> Message | None:
    """Return the part that is the message itself: the plain version before the formatted one."""
    return next((p for p in parts if _is_body(p, "text/plain")), None) or next(
        (p for p in parts if _is_body(p, "text/html")), None
    )


def _attached(parts: Sequence[Message], body: Message | None) -> Iterator[Message]:
    for part in parts:
        if part is not body and not _is_other_version(part, body):
            yield part


def _is_body(part: Message, kind: str) -> bool:
    is_attached = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_type() == kind and not is_attached


def _is_other_version(part: Message, body: Message | None) -> bool:
    """Say whether a part is the formatted version of a message whose plain one was taken."""
    is_plain = body is not None and body.get_content_type() == "text/plain"
    return is_plain and _is_body(part, "text/html")


def _write_headers(message: Message, builder: TextBuilder) -> None:
    key = builder.open_flag(Flag.header)
    for name in _SHOWN:
        for value in _values(message, name):
            builder.words(f"{name}: {_printable(value)}")
            builder.line()
    builder.close_flag(key)
    builder.paragraph()


def _values(message: Message, name: str) -> list[str]:
    """Return a header as it is meant; a date as it is written, and what makes no sense.

    The email package mends dates: it would show another weekday or zone than the mail states.
    """
    written = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    if name.endswith("Date"):
        return written
    try:
        return [str(value) for value in message.get_all(name, [])]
    except _BROKEN:
        return written


def _write_body(
    body: Message, builder: TextBuilder, limits: Limits
) -> tuple[tuple[Remark, ...], tuple[FlaggedSpan, ...]]:
    """Write the message and return what to know of it, and its flagged parts in their places."""
    payload = _bytes_of(body)
    if not payload.strip():
        return (), ()
    if body.get_content_type() == "text/html":
        page = html.read(payload, limits)
        builder.exact(page.text)
        by = builder.length - len(page.text)
        moved = (replace(s, start=s.start + by, end=s.end + by) for s in page.flagged)
        return page.warnings, tuple(moved)
    text, warnings = _decoded(payload, body.get_content_charset())
    builder.exact(text.strip())
    return warnings, ()


def _decoded(payload: bytes, charset: str | None) -> tuple[str, tuple[Remark, ...]]:
    """Believe what the mail says of its encoding where the bytes decode so."""
    try:
        text = payload.decode(charset or "us-ascii")
        if "\x00" not in text:
            return text.replace("\r\n", "\n"), ()
    except (UnicodeDecodeError, LookupError):
        pass
    guess = decode(payload)
    return guess.text.replace("\r\n", "\n"), guess.warnings()


def _bytes_of(part: Message) -> bytes:
    if part.get_content_type() == MEDIA_TYPE:
        within = part.get_payload()
        inner = within[0] if isinstance(within, list) and within else None
        return inner.as_bytes() if isinstance(inner, Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _name_of(part: Message) -> str:
    """Return the name that the mail gives, without any folder, with the ending of its format."""
    name = _printable(PurePath((part.get_filename() or "").replace("\\", "/")).name)
    if PurePath(name).suffix:
        return name
    kind = part.get_content_type()
    suffix = ".eml" if kind == MEDIA_TYPE else mimetypes.guess_extension(kind) or ""
    return f"{name or 'unnamed'}{suffix}"


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
