"""In which exact words is somebody asked to agree, and what are the parts of a statement called?

They are read from ``consent_wording.yaml`` and never from the translations of the pages: what was
read out to somebody must not change with a correction of a button.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from onrecord.vocab import LANGUAGES

_FILE = Path(__file__).parent / "consent_wording.yaml"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language: how consent is asked, and what a statement's parts are called."""

    version: str
    language: str
    introduction: str
    purposes: dict[str, str]
    words: dict[str, str]


def language_near(code: str) -> str:
    """Return that one of our four languages in which a speaker of another is asked.

    Serbian without a script is asked in Latin letters; what we do not speak, in English.
    """
    if code in LANGUAGES:
        return code
    base = code.partition("-")[0]
    return "sr-Latn" if base == "sr" else base if base in LANGUAGES else "en"


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """Return the words of one of our four languages."""
    found = _read()
    return Wording(
        version=found["version"],
        language=language,
        introduction=found["introduction"][language],
        purposes={name: texts[language] for name, texts in found["purposes"].items()},
        words={name: texts[language] for name, texts in found["words"].items()},
    )


@lru_cache(maxsize=1)
def _read() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found
