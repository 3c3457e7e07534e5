"""An answer of a time-stamping authority that nobody believes: right in form, without signature."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from onrecord.adapters.timestamps import der
from onrecord.adapters.timestamps.request import SHA256


def reply(digest: str) -> bytes:
    """Return a .tsr file that names the digest (hex)."""
    algorithm = der.written(der.SEQUENCE, der.identifier(SHA256))
    imprint = der.written(der.SEQUENCE, algorithm, der.written(der.OCTETS, bytes.fromhex(digest)))
    time = der.written(der.TIME, b"20260504120000Z")
    info = der.written(
        der.SEQUENCE,
        der.integer(1),
        der.identifier("1.2.3.4"),
        imprint,
        der.integer(7),
        time,
    )
    kind = der.identifier("1.2.840.113549.1.9.16.1.4")
    content = der.written(der.SEQUENCE, kind, der.written(0xA0, der.written(der.OCTETS, info)))
    empty = der.written(der.SET)
    signed = der.written(der.SEQUENCE, der.integer(3), empty, content, empty)
    token = der.written(
        der.SEQUENCE, der.identifier("1.2.840.113549.1.7.2"), der.written(0xA0, signed)
    )
    status = der.written(der.SEQUENCE, der.integer(0))
    return der.written(der.SEQUENCE, status, token)


def root() -> bytes:
    """Return the certificate of a root, in PEM."""
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Root of the test")])
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=1,
        not_valid_before=begin,
        not_valid_after=begin + timedelta(days=3650),
    )
    return builder.sign(key, None).public_bytes(Encoding.PEM)
