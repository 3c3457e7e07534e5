"""What of a sentence stays the same in every language: placeholders, tags, names of formats?"""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{[^{}]*\}|%[a-zA-Z]\b")
_UNSPOKEN = re.compile(rf"{PLACEHOLDER.pattern}|<[^>]+>|`[^`]*`|--\w+")
_VERBATIM = re.compile(
    r"\b(?:OnRecord|onrecord verify|ONRECORD_PASSPHRASE|SHA-256|sha256sum|Argon2id"
    r"|CSV|TSV|TXT|XLSX|HTML|PDF|DOCX|Word|EDTF|UTF-8|utf-8|latin-1|cp125\d|QR|UTC|MiB|GiB"
    r"|AIC|BIC|Chao|Chapman|Petersen|Mh|Mth|independence|chao-mth|Natural Earth"
    r"|YAML|OCR|(?<=\*)name|(?<=\[)a(?=, b)|(?<=\[a, )b|full|given|surname"
    r"|count|lists?(?=:)|id|Id|missing|true|false|aba|exh|localhost|14Apr99|199X"
    r"|p(?= = )|(?<=само )a(?= до z)|(?<=a до )z)\b"
)
"""Words that Serbian writes in Latin letters even amid Cyrillic: names, formats, what one types."""


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a sentence."""
    return set(PLACEHOLDER.findall(text))


def spoken(text: str) -> str:
    """Return a sentence without placeholders, tags and what is typed."""
    return _UNSPOKEN.sub(" ", text)


def spoken_in_cyrillic(text: str) -> str:
    """Return a Serbian sentence without the words that stay in Latin letters."""
    return _VERBATIM.sub(" ", spoken(text))
