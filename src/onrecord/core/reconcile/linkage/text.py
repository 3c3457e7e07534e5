"""How alike are two folded texts? The plain twins of what the engine computes in SQL."""

from __future__ import annotations

from functools import lru_cache

from onrecord.core.reconcile.names.matching_key import matching_key

_PREFIX_SCALE = 0.1
_PREFIX_LENGTH = 4
_BOOST_FROM = 0.7


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


def within_one_edit(left: str, right: str) -> bool:
    """Say whether one letter added, lost, changed, or exchanged with the next makes them equal."""
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    exchanged = (
        short[start : start + 2] == long[start : start + 2][::-1]
        and short[start + 2 :] == long[start + 2 :]
    )
    return exchanged or short[start + 1 :] == long[start + 1 :]


@lru_cache(maxsize=65_536)
def jaro_winkler(left: str, right: str) -> float:
    """Return the similarity of Jaro and Winkler, 0 to 1; the prefix counts from 0.7 on."""
    jaro = _jaro(left, right)
    if jaro <= _BOOST_FROM:
        return jaro
    pairs = zip(left[:_PREFIX_LENGTH], right[:_PREFIX_LENGTH], strict=False)
    prefix = 0
    for one, other in pairs:
        if one != other:
            break
        prefix += 1
    return jaro + prefix * _PREFIX_SCALE * (1.0 - jaro)


def _jaro(left: str, right: str) -> float:
    if not left or not right:
        return float(left == right)
    reach = max(max(len(left), len(right)) // 2 - 1, 0)
    taken = [False] * len(right)
    matched_left: list[str] = []
    for index, letter in enumerate(left):
        for place in range(max(0, index - reach), min(len(right), index + reach + 1)):
            if not taken[place] and right[place] == letter:
                taken[place] = True
                matched_left.append(letter)
                break
    matches = len(matched_left)
    if not matches:
        return 0.0
    matched_right = (letter for letter, one in zip(right, taken, strict=True) if one)
    moved = sum(one != other for one, other in zip(matched_left, matched_right, strict=True)) // 2
    shares = matches / len(left) + matches / len(right) + (matches - moved) / matches
    return shares / 3.0


def _stand_in(letter: str) -> str:
    return chr(ord("a") + ord(letter) % 26) if letter.isalpha() else ""


_ARABIC = dict(
    zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةپچڤگک", "abttghkddrzsssdtzagfkklmnhuiihbgfgk", strict=True)
) | {"ء": "", "ـ": ""}
