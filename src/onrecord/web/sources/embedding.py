"""What does a photograph or a film tell of itself, and who may see where it was made?

What is embedded is read at intake in a process apart, and kept as files derived from the exhibit:
one of tags, and one for each store of content credentials. Both lie encrypted among the exhibits.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from onrecord import __version__
from onrecord.adapters.read.answers.media import FILMS, PICTURES
from onrecord.adapters.read.limits import LIMITS
from onrecord.adapters.read.sandbox import ask_apart
from onrecord.core.kernel.errors import InputError
from onrecord.web.site import register
from onrecord.web.sources.models import Exhibit

TOOL = "onrecord media"
VERSION = __version__
TAGS = "application/vnd.onrecord.embedded+json"
CREDENTIALS = "application/c2pa"


@dataclass(frozen=True, slots=True)
class Derived:
    """One file that is kept of what an exhibit holds within: its bytes, ending and type."""

    content: bytes
    ending: str
    media_type: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows; ``location`` is None where it was not asked for, empty where none is."""

    tags: Mapping[str, str]
    labels: tuple[tuple[str, ...], ...]
    location: Mapping[str, str] | None
    has_location: bool


def is_media(name: str) -> bool:
    """Tell by its name whether a file can hold anything that we read."""
    return PurePath(name).suffix.lower() in PICTURES | FILMS


def derive(content: bytes, name: str) -> Iterator[Derived]:
    """Yield the files to keep. A file that cannot be read gives none: intake never fails by it."""
    if len(content) > LIMITS.file_bytes:
        return
    try:
        told = ask_apart("media", content, name, {})
        stores = [base64.b64decode(store, validate=True) for store in told["stores"]]
        kept = {key: told[key] for key in ("tags", "location", "xmp", "labels")}
    except (InputError, ValueError, KeyError, TypeError):
        return
    document = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    yield Derived(document, "embedded.json", TAGS, {})
    for store, labels in zip(stores, told["labels"], strict=False):
        yield Derived(store, "c2pa", CREDENTIALS, {"labels": labels, "validated": False})


def shown(kept: Exhibit, *, with_location: bool) -> Shown:
    """Return what the kept file of tags says; the place only where it was asked for."""
    told = json.loads(register.archive().read(kept.sha256))
    location = {**told["location"], **({"XMP": told["xmp"]} if told["xmp"] else {})}
    return Shown(
        tags=told["tags"],
        labels=tuple(tuple(labels) for labels in told["labels"]),
        location=location if with_location else None,
        has_location=bool(location),
    )
