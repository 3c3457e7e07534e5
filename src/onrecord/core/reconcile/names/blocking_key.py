"""Under which coarse key do forms of a name meet that may be one name, endings and vowels aside?"""

from __future__ import annotations

import re

from onrecord.core.reconcile.names.matching_key import matching_key


def blocking_key(text: str) -> str:
    """Return a coarse key for choosing pairs to compare, never for calling two names one.

    Each word of :func:`matching_key` keeps its first letter and its consonants. So meet the
    endings (``Haradinaj``, ``Haradini``; ``Berishë``, ``Berisha``), the vowels that spellings
    exchange (``Hysen``, ``Husein``), the h that Serbian drops inside a word (``Hajrullah``,
    ``Hajrula``), the last sounds that Albanian and Turkish harden (``Mehmet``, ``Mehmed``;
    ``Jakup``, ``Jakub``) and a first vowel with or without j (``Jusuf``, ``Isuf``; ``Ymer``,
    ``Umer``). Equal matching keys always give equal blocking keys.
    """
    return " ".join(map(_coarse, matching_key(text).split()))


def _coarse(word: str) -> str:
    onset = _ONSET.sub("i", word)
    first, rest = onset[0], _SOFT.sub("", onset[1:])
    return first + _DOUBLED.sub(r"\1", rest[:-1] + rest[-1:].translate(_HARDENED))


_ONSET = re.compile(r"^(?:j[aeiou]?|[iu])")
_SOFT = re.compile(r"[aeiouhj]")
_DOUBLED = re.compile(r"(.)\1+")
_HARDENED = str.maketrans("bdg", "ptk")
