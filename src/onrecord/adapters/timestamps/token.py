"""What does an answer of a time-stamping authority say? Read without believing it.

A TimeStampResp (RFC 3161, 2.4.2) holds a status and a token: CMS signed data over a TSTInfo. This
reads the TSTInfo, so that the page can show time, policy and digest even of a token that a
verifier refuses. Whether it is to be believed is the matter of the verifiers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.adapters.timestamps import der
from onrecord.adapters.timestamps.request import SHA256
from onrecord.core.kernel.errors import InputError

MEDIA_TYPE = "application/timestamp-reply"
LARGEST = 256 * 1024
"""Bytes of the largest answer that is taken; real ones have 3 to 10 KiB."""
_SIGNED_DATA = "1.2.840.113549.1.7.2"
_TST_INFO = "1.2.840.113549.1.9.16.1.4"
_GRANTED = (0, 1)
_CONTEXT_0 = 0xA0
_TIME = re.compile(rb"(\d{14})(?:\.(\d{1,6})\d*)?Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What the authority states: that it saw ``digest`` (hex) at ``time`` (UTC), by its policy."""

    digest: str
    algorithm: str
    time: datetime
    policy: str
    serial: int
    nonce: int | None


def read_response(data: bytes) -> Token:
    """Return what a .tsr file states.

    Raises InputError where it is none, where the authority refused, or where it stamped with
    another algorithm than SHA-256.
    """
    if len(data) > LARGEST:
        raise InputError("The file is too large for a time stamp", value=len(data))
    try:
        return _token(_tst_info(data))
    except (IndexError, ValueError) as error:
        raise InputError("This is no answer of a time-stamping authority") from error


def _tst_info(data: bytes) -> der.Value:
    """Walk down from the response to the TSTInfo within."""
    response = der.read_one(data).items()
    status = response[0].items()[0].number()
    if status not in _GRANTED:
        raise InputError(
            "The authority refused to stamp this",
            value=status,
            remedy="Ask it why, or ask another one.",
        )
    kind, wrapped = response[1].items()
    if der.dotted(kind.content) != _SIGNED_DATA:
        raise InputError("The answer holds no signed data")
    signed = wrapped.items()[0].items()
    content_type, content = signed[2].items()
    if der.dotted(content_type.content) != _TST_INFO or content.tag != _CONTEXT_0:
        raise InputError("The answer holds no time stamp")
    return der.read_one(content.items()[0].content)


def _token(info: der.Value) -> Token:
    version, policy, imprint, serial, time, *optional = info.items()
    algorithm, digest = imprint.items()
    named = der.dotted(algorithm.items()[0].content)
    if version.number() != 1 or named != SHA256:
        raise InputError("The time stamp is not one over a SHA-256 digest", value=named)
    nonces = [part.number() for part in optional if part.tag == der.INTEGER]
    return Token(
        digest=digest.content.hex(),
        algorithm="sha256",
        time=_instant(time),
        policy=der.dotted(policy.content),
        serial=serial.number(),
        nonce=nonces[0] if nonces else None,
    )


def _instant(value: der.Value) -> datetime:
    found = _TIME.fullmatch(value.content)
    if value.tag != der.TIME or found is None:
        raise InputError("The time stamp has no time in UTC")
    seconds = datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    fraction = (found[2] or b"").decode().ljust(6, "0")
    return seconds.replace(microsecond=int(fraction))
