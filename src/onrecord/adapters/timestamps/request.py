"""How does one ask an authority to stamp a digest? The file of a TimeStampReq (RFC 3161, 2.4.1).

The authority learns the digest and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.adapters.timestamps import der
from onrecord.core.kernel.errors import InputError

SHA256 = "2.16.840.1.101.3.4.2.1"
MEDIA_TYPE = "application/timestamp-query"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a SHA-256 digest (hex), and a number by which the answer is known again."""

    digest: str
    nonce: int


def request_for(digest: str, nonce: int) -> bytes:
    """Return the .tsq file for a SHA-256 digest (hex); the nonce is chance of 64 bits.

    It asks for the certificates too, so that the answer can be checked without the authority.
    """
    imprint = _digest_bytes(digest)
    algorithm = der.written(der.SEQUENCE, der.identifier(SHA256), der.written(der.NULL))
    return der.written(
        der.SEQUENCE,
        der.integer(1),
        der.written(der.SEQUENCE, algorithm, der.written(der.OCTETS, imprint)),
        der.integer(nonce),
        der.written(der.BOOLEAN, b"\xff"),
    )


def read_request(data: bytes) -> Request:
    """Return what a .tsq file of ours asks; raises InputError for any other."""
    parts = der.read_one(data).items()
    tags = [part.tag for part in parts]
    if tags != [der.INTEGER, der.SEQUENCE, der.INTEGER, der.BOOLEAN]:
        raise InputError("This is no request that we wrote")
    imprint = parts[1].items()
    if len(imprint) != 2 or len(imprint[1].content) != 32:
        raise InputError("This is no request that we wrote")
    return Request(imprint[1].content.hex(), parts[2].number())


def _digest_bytes(digest: str) -> bytes:
    try:
        imprint = bytes.fromhex(digest)
    except ValueError:
        imprint = b""
    if len(imprint) != 32:
        raise InputError("This is no SHA-256 digest", value=digest)
    return imprint
