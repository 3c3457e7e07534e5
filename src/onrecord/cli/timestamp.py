"""Carry the digest of any file to a time-stamping authority, and check what it answered."""

from __future__ import annotations

import argparse
import hashlib
import secrets
from datetime import UTC
from pathlib import Path

from onrecord.adapters.timestamps import (
    Verdict,
    read_request,
    read_response,
    request_for,
    verify,
)
from onrecord.adapters.timestamps.verifiers import believed
from onrecord.cli import output
from onrecord.core.kernel.errors import InputError, UsageError

NAME = "timestamp"
HELP = "Ask for a time stamp of a file by a file, and check the answer; nothing is sent."
EXAMPLE = "onrecord timestamp ask bag/tagmanifest-sha256.txt --out question.tsq"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("action", choices=("ask", "check"), help="write a question, or check")
    parser.add_argument("file", type=Path, metavar="FILE", help="what is stamped")
    parser.add_argument(
        "--out", type=Path, metavar="Q.tsq", help="ask: where the question is written"
    )
    parser.add_argument("--answer", type=Path, metavar="A.tsr", help="check: what came back")
    parser.add_argument(
        "--certificates",
        type=Path,
        metavar="C.pem",
        help="check: the root certificate of the authority, and any between",
    )
    parser.add_argument(
        "--question", type=Path, metavar="Q.tsq", help="check: compare its number too"
    )


def run(args: argparse.Namespace) -> int:
    """Ask or check; exit code 1 where the answer does not hold."""
    digest = _digest(args.file)
    if args.action == "ask":
        return _ask(args, digest)
    if args.answer is None or args.certificates is None:
        raise UsageError("Name the answer and the certificates: --answer, --certificates.")
    answer = _read(args.answer)
    nonce = read_request(_read(args.question)).nonce if args.question else None
    stated = read_response(answer)
    verdicts = verify(answer, digest, _read(args.certificates), nonce=nonce)
    holds = believed(verdicts)
    at = stated.time.astimezone(UTC).isoformat()
    if args.json:
        told = [verdict.to_dict() for verdict in verdicts]
        output.emit({"digest": digest, "at": at, "holds": holds, "verdicts": told})
    else:
        print(f"{args.file}: SHA-256 {digest}")
        print(f"The authority states: seen at {at} (policy {stated.policy})")
        print("\n".join(_line(verdict) for verdict in verdicts))
        print("The time stamp holds." if holds else "The time stamp does not hold.")
    return 0 if holds else 1


def _ask(args: argparse.Namespace, digest: str) -> int:
    if args.out is None:
        raise UsageError("Where shall the question be written?", remedy="Name it: --out Q.tsq.")
    question = request_for(digest, secrets.randbits(64))
    try:
        with args.out.open("xb") as file:
            file.write(question)
    except OSError as error:
        raise UsageError(
            "The question cannot be written: {reason}",
            file=str(args.out),
            reason=(error.strerror or "unknown").lower(),
        ) from error
    if args.json:
        output.emit({"digest": digest, "path": str(args.out)})
    else:
        print(f"{args.out}: carry it to an authority; it holds the digest {digest} alone.")
    return 0


def _line(verdict: Verdict) -> str:
    return f"{verdict.verifier} {verdict.version}: {verdict.outcome}. {verdict.explanation}"


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    reason = (error.strerror or "unknown").lower()
    return InputError("The file cannot be read: {reason}", file=str(path), reason=reason)
