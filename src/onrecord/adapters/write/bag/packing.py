"""In which order is a bag written, and what does each of its files say? BagIt 1.0 (RFC 8493)."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from importlib.resources import files as resources
from typing import BinaryIO, Protocol

from onrecord.adapters.write.bag import premis, readme, tables
from onrecord.adapters.write.bag.contents import Contents, Digests, File, plain_name
from onrecord.adapters.write.bag.signature import Signer
from onrecord.core.document.custody import Link, root_of_chain
from onrecord.core.document.custody.chain import START
from onrecord.core.kernel.errors import Conflict

CHUNK = 1024 * 1024
ALGORITHMS = ("sha256", "sha512")


class Target(Protocol):
    """Where a bag is written to, file after file: a folder, or a stream."""

    def begin(self, path: str, size: int) -> BinaryIO:
        """Open the next file of the bag; the one before is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A finished bag: all of its files and bytes, its payload, and the digest that names it.

    ``digest`` is the SHA-256 of tagmanifest-sha256.txt, which covers every other file.
    """

    files: int
    bytes: int
    payload_files: int
    payload_bytes: int
    digest: str
    public_key: str


Steps = Generator[int, None, Written]
"""Yields the number of bytes after each step, so that the caller can show it, drain it, or stop."""


def pack(contents: Contents, target: Target, signer: Signer) -> Steps:
    """Write the bag. Raises Conflict where a file no longer has the digest that was announced."""
    payload = _Part(target)
    for file in {file.path: file for file in contents.files}.values():
        with file.open() as stream:
            yield from payload.copy(file.path, stream, file.size)
        _compare(file, payload.written[file.path])
    if contents.claims:
        payload.put("data/coded/claims.jsonl", _lines(contents.claims))
    tags = _Part(target)
    for path, content in _tag_files(contents, payload.written, signer):
        tags.put(path, content)
        yield len(content)
    ending = _Part(target)
    for algorithm in ALGORITHMS:
        ending.put(f"tagmanifest-{algorithm}.txt", _manifest(tags.written, algorithm))
    ending.put("tagmanifest.sig", signer.file_over(_manifest(tags.written, "sha256")))
    parts = [*payload.written.values(), *tags.written.values(), *ending.written.values()]
    return Written(
        files=len(parts),
        bytes=sum(part.size for part in parts),
        payload_files=len(payload.written),
        payload_bytes=payload.size,
        digest=ending.written["tagmanifest-sha256.txt"].sha256,
        public_key=signer.public,
    )


@dataclass(slots=True)
class _Part:
    """The files of one manifest, as they were written."""

    target: Target
    written: dict[str, Digests] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(digests.size for digests in self.written.values())

    def put(self, path: str, content: bytes) -> None:
        for _step in self.copy(path, io.BytesIO(content), len(content)):
            pass

    def copy(self, path: str, stream: BinaryIO, size: int) -> Generator[int, None, None]:
        out = self.target.begin(path, size)
        sha256, sha512, count = hashlib.sha256(), hashlib.sha512(), 0
        while chunk := stream.read(CHUNK):
            sha256.update(chunk)
            sha512.update(chunk)
            out.write(chunk)
            count += len(chunk)
            yield len(chunk)
        self.written[path] = Digests(sha256.hexdigest(), sha512.hexdigest(), count)


def _compare(file: File, written: Digests) -> None:
    if (written.sha256, written.size) != (file.sha256, file.size):
        raise Conflict(
            "The file changed while it was copied",
            file=plain_name(file.name),
            remedy="Make sure that nothing writes to it, and begin again.",
        )


def _tag_files(
    contents: Contents, payload: Mapping[str, Digests], signer: Signer
) -> Iterable[tuple[str, bytes]]:
    """Yield path and content of every tag file but the tag manifests."""
    yield "bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    yield "bag-info.txt", _info(contents, payload)
    for algorithm in ALGORITHMS:
        yield f"manifest-{algorithm}.txt", _manifest(payload, algorithm)
    yield "metadata/premis.xml", premis.document(contents, payload)
    yield "metadata/custody.jsonl", _lines(link.to_dict() for link in contents.custody)
    heads = [*contents.heads, signer.signed(custody_head(contents))]
    yield "metadata/checkpoints.jsonl", _lines(heads)
    for name, content in contents.times:
        yield f"metadata/time/{name}", content
    yield "metadata/loadfile.csv", tables.load_file(contents, payload)
    yield "metadata/mapping.json", tables.mapping()
    yield "metadata/consent.csv", tables.consent(contents)
    for name, content in readme.texts(contents, signer):
        yield name, content
    yield "verify.py", (resources("onrecord.adapters.write.bag") / "verify.py").read_bytes()


def custody_head(contents: Contents) -> dict[str, object]:
    """Return what is signed of the custody chain: its length, last digest and Merkle root."""
    links: tuple[Link, ...] = contents.custody
    return {
        "kind": "custody",
        "bag": contents.id,
        "at": contents.created.astimezone(UTC).isoformat(timespec="seconds"),
        "entries": len(links),
        "digest": (links[-1].digest if links else START).hex(),
        "root": root_of_chain(links).hex(),
    }


def _info(contents: Contents, payload: Mapping[str, Digests]) -> bytes:
    size = sum(digests.size for digests in payload.values())
    fields = (
        ("External-Identifier", contents.id),
        ("Source-Organization", contents.organisation),
        ("Bagging-Date", contents.created.astimezone(UTC).date().isoformat()),
        ("Bag-Software-Agent", contents.tool),
        ("Payload-Oxum", f"{size}.{len(payload)}"),
        ("Recipient", contents.recipient),
        ("Purpose", contents.purpose),
    )
    return "".join(f"{key}: {plain_name(value)}\n" for key, value in fields if value).encode()


def _manifest(written: Mapping[str, Digests], algorithm: str) -> bytes:
    lines = (f"{getattr(written[path], algorithm)}  {path}\n" for path in sorted(written))
    return "".join(lines).encode()


def _lines(values: Iterable[Mapping[str, object]]) -> bytes:
    return "".join(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values
    ).encode("utf-8", errors="backslashreplace")
