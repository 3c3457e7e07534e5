"""How alike are two keys, letter by letter?"""

from __future__ import annotations


def jaro_winkler(one: str, other: str) -> float:
    """Return the likeness of Jaro and Winkler, 0 (nothing alike) to 1 (the same); symmetric.

    Source: Winkler, "String Comparator Metrics and Enhanced Decision Rules in the
    Fellegi-Sunter Model of Record Linkage" (1990), with his usual settings: a common beginning
    of up to four letters counts a tenth each, where the plain likeness is above 0.7.
    """
    likeness = _jaro(one, other)
    if likeness <= _BOOST_FROM:
        return likeness
    common = 0
    for letter, met in zip(one[:4], other[:4], strict=False):
        if letter != met:
            break
        common += 1
    return likeness + common * 0.1 * (1 - likeness)


def one_letter_apart(one: str, other: str) -> bool:
    """Say whether a letter left out, added or changed, or two neighbours exchanged, explain it."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    exchanged = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return exchanged or short[at + 1 :] == long[at + 1 :]


_BOOST_FROM = 0.7


def _jaro(one: str, other: str) -> float:
    if one == other:
        return 1.0
    first, second = sorted((one, other), key=lambda word: (len(word), word))
    kept, met = _common(first, second)
    if not kept:
        return 0.0
    exchanged = sum(a != b for a, b in zip(kept, met, strict=True)) // 2
    count = len(kept)
    return (count / len(one) + count / len(other) + (count - exchanged) / count) / 3


def _common(short: str, long: str) -> tuple[str, str]:
    """Return the letters of each word that have their like near the same place in the other."""
    reach = max(len(long) // 2 - 1, 0)
    taken: set[int] = set()
    kept = []
    for at, letter in enumerate(short):
        for near in range(max(0, at - reach), min(len(long), at + reach + 1)):
            if near not in taken and long[near] == letter:
                taken.add(near)
                kept.append(letter)
                break
    return "".join(kept), "".join(long[near] for near in sorted(taken))
