"""What the text of one cell means: an age, a sex, a weight, yes or no; or why it means nothing."""

from __future__ import annotations

import math
from functools import lru_cache

from onrecord.adapters.read.mapping.parts import plain_code
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.names.fold import fold

OLDEST = 120
_CACHED = 4096


@lru_cache(maxsize=_CACHED)
def age(text: str) -> int:
    """Return an age in full years, 0 to 120."""
    code = plain_code(text)
    if not code.removeprefix("-").isdecimal() or len(code) > 9:
        raise InputError("The age is no whole number", remedy="Ages are in full years.")
    years = int(code)
    if not 0 <= years <= OLDEST:
        raise InputError(
            "The age lies outside 0 to {oldest}",
            oldest=OLDEST,
            remedy="If it means not known, declare it in the mapping under missing.",
        )
    return years


_SEXES = {
    "female": ("f", "female", "w", "woman", "femer", "femra", "z", "zensko", "zenski", "zena"),
    "male": ("m", "male", "man", "mashkull", "mashkullor", "musko", "muski", "muskarac"),
    None: ("u", "unknown", "not known", "i panjohur", "nepoznato", "nepoznat"),
}
_SEX_OF = {word: meaning for meaning, words in _SEXES.items() for word in words}


@lru_cache(maxsize=_CACHED)
def sex(text: str) -> str | None:
    """Return ``female``, ``male``, or None for a word that says "unknown"."""
    word = fold(text)
    if word not in _SEX_OF:
        raise InputError(
            "The sex is written in a way we do not know",
            remedy="If it means not known, declare it in the mapping under missing.",
        )
    return _SEX_OF[word]


_YES = frozenset({"1", "true", "yes", "y", "x", "po", "da"})
_NO = frozenset({"0", "false", "no", "n", "jo", "ne"})


@lru_cache(maxsize=_CACHED)
def membership(text: str) -> bool | None:
    """Return whether a record is in a list; None where the list did not cover it (empty)."""
    code = plain_code(text)
    if code in _YES:
        return True
    if code in _NO:
        return False
    if not code:
        return None
    raise InputError(
        "A list column says neither yes nor no",
        remedy="Write 1 or true, 0 or false, or nothing where the list did not cover the record.",
    )


@lru_cache(maxsize=_CACHED)
def weight(text: str) -> float:
    """Return a weight in persons, above 0; a decimal comma is understood."""
    try:
        number = float(text.replace(",", ".", 1))
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise InputError("The weight is no number above 0")
    return number


@lru_cache(maxsize=_CACHED)
def year(text: str) -> Period:
    """Return a year."""
    return Period.parse(plain_code(text), formats=("%Y",))


def name_part(text: str) -> str | None:
    """Return a part of a name; None for signs that stand for an unknown name, such as ``?``."""
    if any(map(str.isalpha, text)):
        return text
    if any(map(str.isdigit, text)):
        raise InputError(
            "The name holds digits and no letter",
            remedy="If it means not known, declare it in the mapping under missing.",
        )
    return None
