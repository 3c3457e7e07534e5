"""Is a time stamp to be believed? Two verifiers that share no code are asked; both answers count.

One is rfc3161-client (Rust, strict DER), the other the program ``openssl``, called from outside
where it is installed. Some authorities write the set of certificates unsorted, which strict DER
forbids: the first one cannot read such a token, the second accepts it. Both are said.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from shutil import which

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from onrecord.adapters.timestamps.token import read_response
from onrecord.core.kernel.errors import InputError

_SECONDS = 30
_KIND = re.compile(r"kind: (\w+)")
"""What the ASN.1 reader of the library calls the fault, such as InvalidSetOrdering."""


class Outcome(StrEnum):
    """What one verifier says: accepted, refused, could not read it, or is not installed."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of one verifier, with its version and a sentence."""

    verifier: str
    version: str
    outcome: Outcome
    explanation: str

    def to_dict(self) -> dict[str, str]:
        """Return the verdict as it is kept."""
        return {
            "verifier": self.verifier,
            "version": self.version,
            "outcome": self.outcome.value,
            "explanation": self.explanation,
        }


def verify(
    response: bytes, digest: str, certificates: bytes, *, nonce: int | None = None
) -> tuple[Verdict, Verdict]:
    """Ask both verifiers whether the .tsr file stamps this SHA-256 digest (hex).

    ``certificates`` is PEM: the root of the authority that you trust, and any between. Raises
    InputError where file or certificates cannot be read at all.
    """
    read_response(response)
    chain = _certificates(certificates)
    first = _by_library(response, bytes.fromhex(digest), chain, nonce)
    return first, _by_program(response, digest, chain, nonce)


def believed(verdicts: tuple[Verdict, ...]) -> bool:
    """Tell whether at least one verifier accepted and none that could read it refused."""
    outcomes = {verdict.outcome for verdict in verdicts}
    return Outcome.ACCEPTED in outcomes and Outcome.REFUSED not in outcomes


def _certificates(pem: bytes) -> list[x509.Certificate]:
    try:
        found = x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise InputError(
            "These are no certificates in PEM",
            remedy="Take the root certificate from the authority's own page.",
        ) from error
    if not any(_is_root(one) for one in found):
        raise InputError("None of the certificates is a root: none is signed by itself")
    return list(dict.fromkeys(found))


def _is_root(certificate: x509.Certificate) -> bool:
    return certificate.issuer == certificate.subject


def _by_library(
    response: bytes, digest: bytes, chain: list[x509.Certificate], nonce: int | None
) -> Verdict:
    name, found = "rfc3161-client", version("rfc3161-client")
    try:
        decoded = decode_timestamp_response(response)
    except ValueError as error:
        what = _KIND.search(str(error))
        told = f"The token is not in strict DER ({what[1] if what else error})."
        return Verdict(name, found, Outcome.UNREADABLE, told)
    builder = VerifierBuilder(
        roots=[one for one in chain if _is_root(one)],
        intermediates=[one for one in chain if not _is_root(one)],
        nonce=nonce,
    )
    try:
        builder.build().verify(decoded, digest)
    except (VerificationError, ValueError) as error:
        return Verdict(name, found, Outcome.REFUSED, f"{error}.".replace("..", "."))
    return Verdict(name, found, Outcome.ACCEPTED, "The token stamps this digest.")


def _by_program(
    response: bytes, digest: str, chain: list[x509.Certificate], nonce: int | None
) -> Verdict:
    program = which("openssl")
    if program is None:
        return Verdict("openssl", "", Outcome.ABSENT, "The program openssl is not installed.")
    found = " ".join(_run([program, "version"]).stdout.split()[1:2])
    # The program does not compare nonces of a bare digest, hence it is done here.
    if nonce is not None and read_response(response).nonce != nonce:
        return Verdict("openssl", found, Outcome.REFUSED, "The number asked for is not in it.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "token.tsr").write_bytes(response)
        (place / "roots.pem").write_bytes(_pem([one for one in chain if _is_root(one)]))
        between = [one for one in chain if not _is_root(one)]
        (place / "between.pem").write_bytes(_pem(between))
        command = [program, "ts", "-verify", "-digest", digest, "-in", str(place / "token.tsr")]
        command += ["-CAfile", str(place / "roots.pem")]
        command += ["-untrusted", str(place / "between.pem")] if between else []
        done = _run(command)
    if done.returncode == 0 and "Verification: OK" in done.stdout + done.stderr:
        return Verdict("openssl", found, Outcome.ACCEPTED, "The token stamps this digest.")
    return Verdict("openssl", found, Outcome.REFUSED, _why(done.stderr))


def _pem(certificates: list[x509.Certificate]) -> bytes:
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - a program found by name, arguments of our own, no shell
            command, capture_output=True, text=True, timeout=_SECONDS, check=False, env={}
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))


def _why(told: str) -> str:
    """Return the reason that openssl gives: the last fields of its error line."""
    for line in told.splitlines():
        parts = line.split(":")
        if "error" in line and len(parts) > 5:
            return f"{': '.join(part for part in parts[5:-1] if part).strip() or parts[5]}."
    return "The token does not stamp this digest."
