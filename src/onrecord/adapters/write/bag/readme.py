"""What does a person read first who opens a bag? The same page in Albanian, English and Serbian."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from importlib.resources import files

from onrecord.adapters.write.bag.contents import Contents, plain_name
from onrecord.adapters.write.bag.signature import Signer
from onrecord.core.kernel.script import latin_from_serbian

_TEXTS = files("onrecord.adapters.write.bag") / "texts"
_OWNERS = {
    "en": {"register": "of the register", "file": "of the sender", "bag": "of this bag alone"},
    "sq": {"register": "i regjistrit", "file": "i dërguesit", "bag": "vetëm i kësaj pakete"},
    "sr": {"register": "регистра", "file": "пошиљаоца", "bag": "само овог пакета"},
}
_PURPOSES = {
    "en": {"internal": "internal work", "prosecutor": "a prosecutor", "court": "a court"},
    "sq": {"internal": "punë e brendshme", "prosecutor": "prokurori", "court": "gjykata"},
    "sr": {"internal": "интерни рад", "prosecutor": "тужилаштво", "court": "суд"},
}
_NOT_NAMED = {"en": "not named", "sq": "nuk është shënuar", "sr": "није наведен"}


def texts(contents: Contents, signer: Signer) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each page; README.sr holds both scripts, Cyrillic first."""
    yield "README.en", _filled("en", "README.en", contents, signer).encode()
    yield "README.sq", _filled("sq", "README.sq", contents, signer).encode()
    cyrillic = _filled("sr", "README.sr-Cyrl", contents, signer)
    latin = latin_from_serbian(cyrillic)
    yield "README.sr", f"{cyrillic}\n{'=' * 72}\n\n{latin}".encode()


def _filled(language: str, file: str, contents: Contents, signer: Signer) -> str:
    template = (_TEXTS / file).read_text(encoding="utf-8")
    paths = {file.path for file in contents.files}
    originals = sum(path.startswith("data/originals/") for path in paths)
    return template.format(
        id=contents.id,
        date=contents.created.astimezone(UTC).date().isoformat(),
        tool=contents.tool,
        recipient=plain_name(contents.recipient) or _NOT_NAMED[language],
        purpose=_PURPOSES[language].get(contents.purpose, contents.purpose),
        originals=originals,
        working=len(paths) - originals,
        sources=len(contents.sources),
        owner=_OWNERS[language][signer.owner],
        key=signer.public,
    )
