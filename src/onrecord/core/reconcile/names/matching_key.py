"""Which key do all spellings of one name share: Albanian, Serbian, Turkish, or without marks?"""

from __future__ import annotations

import re

from onrecord.core.reconcile.names.fold import fold


def matching_key(text: str) -> str:
    """Return one key for every spelling of a name: small ASCII words with one space between.

    The text is folded first (:func:`fold`: Serbian Cyrillic by the Serbian table, then no
    marks), so nothing of the key rests on marks that a list may have lost. Then the letters
    that Albanian, Serbian, Bosniak, Gorani, Turkish and English spelling use for one sound
    become one: ``Xhevdet Hoxha``, ``Dževdet Hodža`` and ``Џевдет Хоџа`` are ``dzevdet hodza``;
    ``Petroviq``, ``Petrović`` and ``Petrovich`` are ``petrovic``; ``Gjorgje``, ``Đorđe``,
    ``Djordje`` and ``Dorde`` are ``dorde``.

    Endings, vowels and word order stay: those are for :func:`blocking_key` and name parts. Two
    names that differ only by a mark that lists lose (``Gjini`` and ``Dini``) share a key, as
    their stripped spellings do. A key of a key is the key itself. It is never shown as a name.
    """
    key = fold(text)
    following = _step(key)
    while following != key:
        key, following = following, _step(following)
    return key


def _step(key: str) -> str:
    key = _DOUBLED.sub(r"\1", key)
    if "y" in key:
        key = _TURKISH_Y.sub("j", key).replace("y", "i")
    key = _GLIDE.sub("i", key)
    for letters, sound in _SOUNDS:
        if letters in key:
            key = key.replace(letters, sound)
    return key


_SOUNDS = (
    ("w", "v"),
    ("tch", "c"),
    ("ch", "c"),
    ("q", "c"),
    ("kj", "c"),
    ("sh", "s"),
    ("zh", "z"),
    ("xh", "dz"),
    ("x", "dz"),
    ("th", "t"),
    ("dh", "d"),
    ("gj", "d"),
    ("dj", "d"),
    ("lj", "l"),
)
"""Letters for one sound, longest first; ``fold`` has taken š ş ž č ć ç đ ë ı ö ü ğ before.

Albanian sh zh xh x th dh gj q; English sh zh ch; Macedonian kj; Serbian dj (for đ) and lj, which
Albanian writes l or ll (doubled letters go as such).
"""

_DOUBLED = re.compile(r"([a-z])\1+")
_TURKISH_Y = re.compile(r"(?<=[aeiou])y|(?<![a-z])y(?=[aeiou])")
"""y as a consonant (Yusuf, Hayriye); between consonants it is the Albanian vowel (Hysen)."""

_GLIDE = re.compile(r"i[jy](?=[aeou])")
"""Hajrije and Hajrie, Aliu and Aliju: a glide that is written or not."""
