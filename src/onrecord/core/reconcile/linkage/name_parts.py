"""Which folded words of a name are compared with which: given, father's, middle, surname?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.core.kernel.person_name import PersonName
from onrecord.core.reconcile.linkage.text import comparable


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name as keys; None where the source does not state one."""

    given: str | None = None
    father: str | None = None
    middle: str | None = None
    surname: str | None = None


def name_parts(name: PersonName | None, *, full: bool = False) -> NameParts:
    """Return the parts of a name; of one that says "unknown", none.

    ``full`` tells that one column held all parts: then a name of three words or more is read as
    given name, father's, further ones, surname, as lists from the Levant write it.
    """
    if name is None or _unknown(name.full):
        return NameParts()
    given, father, surname = _key(name.given), _key(name.father), _key(name.surname)
    if not full:
        return NameParts(given, father, None, surname)
    words = _words(name.full) if father is None else [given or "", father, surname or ""]
    words = [word for word in words if word]
    if len(words) < 2:
        return NameParts(given=words[0] if words else None)
    return NameParts(
        given=words[0],
        father=words[1] if len(words) > 2 else None,
        middle=" ".join(words[2:-1]) or None,
        surname=words[-1],
    )


_KEYS_KEPT = 500_000


@lru_cache(maxsize=_KEYS_KEPT)
def _folded(text: str) -> str:
    return comparable(text)


def _key(text: str | None) -> str | None:
    if text is None or _unknown(text):
        return None
    return _folded(text) or None


def _words(full: str) -> list[str]:
    """Return the folded words, with a prefix joined to the word that it belongs to."""
    words: list[str] = []
    held = ""
    for word in _folded(full).split():
        if word in _ARTICLES:
            continue
        if word in _PREFIXES:
            held += word
            continue
        words.append(held + _without_article(word))
        held = ""
    return [*words, held] if held else words


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("al") and len(word) > 4 else word


def _unknown(text: str) -> bool:
    return " ".join(_folded(text).split()) in _UNKNOWN


_ARTICLES = frozenset({"al", "el", "ul"})
_PREFIXES = frozenset({"abd", "abdal", "abdel", "abdul", "abu", "abo", "abi", "um", "am", "bin",
                       "ibn", "bn", "bnt", "abn"})  # fmt: skip
_UNKNOWN = frozenset(
    map(
        comparable,
        (
            "unknown", "unidentified", "unnamed", "not known", "no name", "nn", "n n", "na",
            "i panjohur", "e panjohur", "panjohur", "i paidentifikuar", "pa emer",
            "nepoznat", "nepoznata", "nepoznato", "neidentifikovan", "NN lice",
            "مجهول", "مجهولة", "مجهول الهوية", "مجهولة الهوية", "غير معروف",
        ),
    )
)  # fmt: skip
"""Words that stand for a name nobody knows; nobody is linked by them."""
