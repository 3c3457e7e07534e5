"""Which letters are compared of a text: those that the engine can count one byte each."""

from __future__ import annotations

from onrecord.core.reconcile.names.matching_key import matching_key


def comparable(text: str) -> str:
    """Return the matching key of a text in ASCII letters and digits alone.

    Distances in SQL count bytes, so nothing else may be left: Arabic letters become the Latin
    letter of their sound (short vowels are not written), any other letter a Latin stand-in.
    """
    key = matching_key(text)
    if key.isascii():
        return key
    letters = (_ARABIC.get(letter, letter) for letter in key)
    plain = "".join(one if one.isascii() else _stand_in(one) for one in letters)
    return " ".join(plain.split())


def _stand_in(letter: str) -> str:
    return chr(ord("a") + ord(letter) % 26) if letter.isalpha() else ""


_ARABIC = dict(
    zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةپچڤگک", "abttghkddrzsssdtzagfkklmnhuiihbgfgk", strict=True)
) | {"ء": "", "ـ": ""}
