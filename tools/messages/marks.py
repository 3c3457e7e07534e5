"""What of a sentence stays the same in every language: placeholders, tags, names of formats?"""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{[^{}]*\}|%[a-zA-Z]\b")
_UNSPOKEN = re.compile(rf"{PLACEHOLDER.pattern}|<kbd>\w+</kbd>|<[^>]+>|`[^`]*`|--\w+")
_VERBATIM = re.compile(
    r"„(?:Ã«|ë)“|„[A-Za-z'() ]+“|\.(?:zip|wacz|warc(?:\.gz)?|mbox|eml|tsq|tsr|pem)\b"
    r"|openssl genpkey -algorithm ed25519 -out key\.pem|(?:position|regex)\((?:\.\.)?\)"
    r"|lists=\['A', 'B'\]|\b(?:count|strata)=|\.(?:estimates|table)\b|'[AB]'|R-hat"
    r"|loglinear-bic|downhill-bic|stepwise-bca|if __name__ == \"__main__\""
    r"|pip install (?:distributed|pyspark|'onrecord\[link\]')|tcp://[\d.:]+|Manrique-Vallier"
    r"|\b(?:OnRecord|onrecord (?:bag|verify)|ONRECORD_PASSPHRASE|FILE\.csv|SHA-256|sha256sum"
    r"|CSV|TSV|TXT|XLSX|HTML|PDF|DOCX|Word|EDTF|UTF-8|utf-8|latin-1|cp125\d|QR|UTC|MiB|GiB"
    r"|ZIP|WARC|WACZ|MBOX|EML|DER|PEM|JSON|C2PA|Unicode|Ed25519|Argon2id|Debian|tesseract(?:-ocr(?:-\w+)*)?"
    r"|eng|sqi|srp(?:_latn)?"
    r"|BCa|N/n|Dask|DataFrame|CaptureHistories|True|False|None|NaN"
    r"|AIC|BIC|Chao|Chapman|Petersen|Mh|Mth|independence|chao-mth|Natural Earth"
    r"|Bootstrap|Krippendorff|Cohen(?=ова)|Kobo|ODK|XLSForm|survey|choices|settings|form id"
    r"|calculate|calculation|relevant|allow_choice_duplicates|(?<=')name(?=')"
    r"|(?<=Ставите )and(?=, or)|(?<=and, )or"
    r"|YAML|OCR|(?<=\*)name|(?<=\[)a(?=, b)|(?<=\[a, )b|full|given|surname"
    r"|count|lists?(?=:)|id|Id|missing|true|false|aba|exh|localhost|14Apr99|199X"
    r"|Java|Spark|chmod|Escape|Rubin|ISO|same|different|unsure|(?<=Тастер )z|(?<=Студентов )t"
    r"|p(?= = )|(?<=само )a(?= до z)|(?<=a до )z)(?:\b|(?=ова))"
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
