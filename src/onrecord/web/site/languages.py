"""Which of our four languages does the request speak?"""

from __future__ import annotations

from django.utils.translation import get_language

_CODES = {"en": "en", "sq": "sq", "sr-latn": "sr-Latn", "sr": "sr-Cyrl"}


def code() -> str:
    """Return en, sq, sr-Latn or sr-Cyrl: the codes of vocabularies, periods and places."""
    return _CODES.get((get_language() or "en").lower(), "en")
