#!/usr/bin/env python3
"""Is this submission bag whole? Run: python3 verify.py [FOLDER]. Needs the standard library alone.

Checks every file against two manifests (SHA-256 and SHA-512), that nothing is missing or was
added, the signature, the chain of custody and the signed checkpoints. Says in words what is wrong
and ends with 1; ends with 0 where nothing is. It changes nothing. BagIt 1.0 is RFC 8493, Ed25519
is RFC 8032, the Merkle tree is RFC 6962.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ALGORITHMS = ("sha256", "sha512")
TAG_MANIFESTS = tuple(f"tagmanifest-{name}.txt" for name in ALGORITHMS)
SIGNATURE = "tagmanifest.sig"
NEEDED = ("bagit.txt", "bag-info.txt", "metadata/custody.jsonl", "metadata/checkpoints.jsonl")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CHUNK = 1024 * 1024
_HEX = re.compile(r"[0-9a-f]+")


def main(arguments: list[str]) -> int:
    """Check the bag in the folder named, or in the folder of this file; return the exit code."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    if not (folder / "bagit.txt").is_file():
        say(f"There is no bag in {folder}: bagit.txt is missing.")
        return 1
    bag = Bag(folder)
    problems = list(bag.problems())
    for problem in problems:
        say(f"WRONG: {problem}")
    for remark in bag.remarks:
        say(remark)
    count, size = len(bag.digests), sum(found[2] for found in bag.digests.values())
    verdict = f"{len(problems)} things are wrong." if problems else "The bag is whole."
    say(f"{count} files, {size} bytes read. {verdict}")
    return 1 if problems else 0


def say(text: str) -> None:
    """Write a line that every terminal can show."""
    sys.stdout.write(text.encode("ascii", "backslashreplace").decode() + "\n")


class Bag:
    """One bag on the disk; ``digests`` holds SHA-256, SHA-512 and size of each file read."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is read yet."""
        self.folder = folder
        self.digests: dict[str, tuple[str, str, int]] = {}
        self.remarks: list[str] = []
        self.public_key: bytes | None = None
        self.signed: set[str] = set()

    def problems(self) -> Iterator[str]:
        """Yield a sentence for everything that is wrong."""
        for path, trouble in walked(self.folder):
            if trouble:
                yield trouble
                continue
            try:
                self.digests[path] = digests_of(self.folder / path)
            except OSError as error:
                yield f"{path} cannot be read: {error.strerror}."
        for path in (*NEEDED, *TAG_MANIFESTS, SIGNATURE):
            if path not in self.digests:
                yield f"{path} is missing."
        if self.read("bagit.txt") != DECLARATION:
            yield "bagit.txt does not declare BagIt 1.0 in UTF-8."
        payload = {path for path in self.digests if path.startswith("data/")}
        tags = set(self.digests) - payload - {*TAG_MANIFESTS, SIGNATURE}
        for which, algorithm in enumerate(ALGORITHMS):
            yield from self.manifest(f"manifest-{algorithm}.txt", which, payload)
            yield from self.manifest(f"tagmanifest-{algorithm}.txt", which, tags)
        yield from self.names_and_counts(payload)
        yield from self.signature()
        yield from self.custody()

    def read(self, path: str) -> bytes:
        """Return the bytes of a tag file; empty where it cannot be read, which is said already."""
        if path not in self.digests:
            return b""
        return (self.folder / path).read_bytes()

    def manifest(self, name: str, which: int, there: set[str]) -> Iterator[str]:
        """Compare one manifest with the files that are there."""
        listed, troubles = parsed(self.read(name), name, which)
        yield from troubles
        for path in sorted(set(listed) - there):
            yield f"{name} lists {path}, which is not there."
        for path in sorted(there - set(listed)):
            yield f"{path} is not listed in {name}: it was added."
        for path in sorted(there & set(listed)):
            if self.digests[path][which] != listed[path]:
                yield f"{path} was changed: its digest is not the one in {name}."

    def names_and_counts(self, payload: set[str]) -> Iterator[str]:
        """Compare names under data/ with digests, and the payload with what bag-info.txt says."""
        for path in sorted(payload):
            folder, _, name = path.rpartition("/")
            if folder in ("data/originals", "data/working") and name != self.digests[path][0]:
                yield f"{path} does not have the content that its name says."
        size = sum(self.digests[path][2] for path in payload)
        line = f"Payload-Oxum: {size}.{len(payload)}"
        if line.encode() not in self.read("bag-info.txt").split(b"\n"):
            yield f"bag-info.txt does not have the line {line}."

    def signature(self) -> Iterator[str]:
        """Check tagmanifest.sig: its own check line, then Ed25519 over the tag manifest."""
        content = self.read(SIGNATURE)
        lines, _, check = content.rpartition(b"check ")
        if check != hashlib.sha256(lines).hexdigest().encode() + b"\n":
            yield "tagmanifest.sig was changed."
            return
        fields = dict(
            line.partition(" ")[::2] for line in lines.decode("utf-8", "replace").splitlines()
        )
        try:
            key, code = (bytes.fromhex(fields[name]) for name in ("public-key", "signature"))
        except (KeyError, ValueError):
            yield "tagmanifest.sig holds no key and signature."
            return
        if not ed25519(key, code, self.read(TAG_MANIFESTS[0])):
            yield "The signature does not fit the tag manifest."
            return
        self.public_key = key
        self.remarks.append(
            "Signed with the key {} (owner: {}).".format(key.hex(), fields.get("owner"))
        )
        if fields.get("owner") == "bag":
            self.remarks.append(
                "This key was made for this bag alone: it shows that nothing was changed since, "
                "not who made the bag."
            )
        else:
            self.remarks.append("Compare the key with the one that the sender gives you.")

    def custody(self) -> Iterator[str]:
        """Check the chain of custody and the signed heads."""
        links, trouble = json_lines(self.read("metadata/custody.jsonl"), "custody.jsonl")
        yield from trouble
        yield from chain(links)
        heads, trouble = json_lines(self.read("metadata/checkpoints.jsonl"), "checkpoints.jsonl")
        yield from trouble
        commitments = [bytes_of(link.get("commitment")) for link in links]
        last = links[-1].get("digest") if links else "0" * 64
        own = (len(links), last, merkle_root(commitments).hex())
        ours = [head for head in heads if head.get("kind") == "custody"]
        if [(h.get("entries"), h.get("digest"), h.get("root")) for h in ours] != [own]:
            yield "The chain of custody is not the one that was signed."
        for number, head in enumerate(heads, start=1):
            statement = {key: value for key, value in head.items() if key != "signature"}
            code = bytes_of(head.get("signature"))
            if self.public_key and not ed25519(self.public_key, code, canonical(statement)):
                yield f"checkpoints.jsonl, line {number}: the signature does not fit."
        shown = sum(1 for link in links if link.get("event") is not None)
        self.remarks.append(f"{len(links)} custody events, {len(links) - shown} of them withheld.")


def walked(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the path of every file below a folder, and what is wrong with its kind."""
    for place, folders, files in os.walk(folder):
        folders.sort()
        # os.walk does not look behind a link to a folder, hence it is told of here.
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in sorted(files + links):
            full = Path(place) / name
            path = full.relative_to(folder).as_posix()
            regular = full.is_file() and not full.is_symlink()
            yield path, None if regular else f"{path} is no ordinary file."


def digests_of(path: Path) -> tuple[str, str, int]:
    """Read a file once and return SHA-256, SHA-512 and size."""
    sha256, sha512, size = hashlib.sha256(), hashlib.sha512(), 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            if not chunk:
                return sha256.hexdigest(), sha512.hexdigest(), size
            sha256.update(chunk)
            sha512.update(chunk)
            size += len(chunk)


def parsed(content: bytes, name: str, which: int) -> tuple[dict[str, str], list[str]]:
    """Return path and digest of each line, and what is wrong with lines."""
    length = (64, 128)[which]
    listed, troubles = {}, []
    for number, line in enumerate(content.decode("utf-8", "replace").split("\n")[:-1], start=1):
        digest, gap, path = line[:length], line[length : length + 2], line[length + 2 :]
        fits = len(digest) == length and _HEX.fullmatch(digest) and gap == "  " and path
        if not fits or path in listed:
            troubles.append(f"{name}, line {number} is no line of a manifest.")
        else:
            listed[path] = digest
    if content and not content.endswith(b"\n"):
        troubles.append(f"{name} is cut off.")
    return listed, troubles


def json_lines(content: bytes, name: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the objects of a file of JSON lines, and what is wrong with lines."""
    found, troubles = [], []
    for number, line in enumerate(content.split(b"\n")[:-1], start=1):
        try:
            value = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            found.append(value)
        else:
            troubles.append(f"{name}, line {number} cannot be read.")
    return found, troubles


def chain(links: list[dict[str, Any]]) -> Iterator[str]:
    """Walk the chain of custody: each link follows the one before, each event fits."""
    previous = bytes(32)
    for number, link in enumerate(links, start=1):
        where = f"custody.jsonl, link {number}"
        commitment = bytes_of(link.get("commitment"))
        digest = hashlib.sha256(
            b"onrecord custody 1\n" + number.to_bytes(8, "big") + previous + commitment
        ).digest()
        if link.get("number") != number or bytes_of(link.get("previous")) != previous:
            yield f"{where} does not follow the one before it."
        if bytes_of(link.get("digest")) != digest:
            yield f"{where} was changed, or one before it."
        event, salt = link.get("event"), link.get("salt")
        if (event is None) != (salt is None):
            yield f"{where} has an event without salt or a salt without event."
        elif event is not None:
            opened = hmac.new(bytes_of(salt), canonical(event), hashlib.sha256).digest()
            if opened != commitment:
                yield f"{where}: the event is not the one that was recorded."
        previous = digest


def canonical(value: object) -> bytes:
    """Return the bytes that stand for a JSON value (RFC 8785; our keys are ASCII)."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def bytes_of(text: object) -> bytes:
    """Return the bytes of a hex text, none where it is no hex."""
    try:
        return bytes.fromhex(str(text))
    except ValueError:
        return b""


def merkle_root(entries: list[bytes]) -> bytes:
    """Return the root over entries (RFC 6962, 2.1)."""
    if not entries:
        return hashlib.sha256().digest()
    level = [hashlib.sha256(b"\x00" + entry).digest() for entry in entries]
    while len(level) > 1:
        pairs = range(0, len(level) - 1, 2)
        above = [hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in pairs]
        level = above + level[len(level) - len(level) % 2 :]
    return level[0]


# Ed25519 (RFC 8032), verification only: it handles nothing secret. Points are (x, y, z, t) with
# x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def ed25519(key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the signature over the message was made with the key."""
    if len(key) != 32 or len(signature) != 64:
        return False
    public, committed = point(key), point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if public is None or committed is None or scalar >= ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + key + message).digest()
    left = times(scalar, BASE)
    right = plus(committed, times(int.from_bytes(hashed, "little") % ORDER, public))
    return (
        (left[0] * right[2] - right[0] * left[2]) % P
        == 0
        == (left[1] * right[2] - right[1] * left[2]) % P
    )


def point(encoded: bytes) -> tuple[int, int, int, int] | None:
    """Return the point of an encoding, None where there is none."""
    number = int.from_bytes(encoded, "little")
    y, odd = number & (2**255 - 1), number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    if x & 1 != odd:
        x = P - x
    return x, y, 1, x * y % P


def plus(
    one: tuple[int, int, int, int], other: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    """Add two points."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar: int, one: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Multiply a point by a number."""
    result: tuple[int, int, int, int] = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = plus(result, one)
        one, scalar = plus(one, one), scalar >> 1
    return result


_BASE_Y = 4 * pow(5, P - 2, P) % P
BASE: tuple[int, int, int, int] = point(_BASE_Y.to_bytes(32, "little")) or (0, 1, 1, 0)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
