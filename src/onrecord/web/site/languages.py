"""Which of our four languages does the request speak?"""

from __future__ import annotations

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

_CODES = {"en": "en", "sq": "sq", "sr-latn": "sr-Latn", "sr": "sr-Cyrl"}


def code() -> str:
    """Return en, sq, sr-Latn or sr-Cyrl: the codes of vocabularies, periods and places."""
    return _CODES.get((get_language() or "en").lower(), "en")


def remember(response: HttpResponseBase, language: str) -> None:
    """Let this browser ask for a language, by Django's code of it, from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
