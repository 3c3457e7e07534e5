"""How a place's name changes in a sentence: *Gjakovës*, *u Đakovici*.

Made for finding names in running text, hence generous: a form that no one uses does no harm. It
never serves to name a place.
"""

from __future__ import annotations

from itertools import product


def inflected(name: str, language: str) -> set[str]:
    """Return forms of a name in Albanian (sq) or Serbian (sr-Latn), itself included."""
    rule = {"sq": _albanian, "sr-Latn": _serbian}.get(language)
    words = name.split()
    if rule is None or not words or len(words) > 3:
        return {name}
    *firsts, last = words
    lasts = {last, *rule(last)}
    if language == "sq" or not firsts:
        return {" ".join([*firsts, one]) for one in lasts}
    heads = product(*({first, *_adjective(first)} for first in firsts))
    return {" ".join([*head, one]) for head, one in product(heads, lasts)}


def _albanian(word: str) -> set[str]:
    """Definite nominative, genitive and accusative."""
    stem = word[:-1]
    if word.endswith(("ë", "a")):
        return {stem + ending for ending in ("ë", "a", "ës", "ën")}
    if word.endswith("i"):
        return {word + ending for ending in ("a", "së", "në", "t", "n")}
    if word.endswith("e"):
        return {stem + "ja", word + "s", word + "n"}
    if word.endswith("j"):
        return {word + ending for ending in ("i", "t", "it", "in")}
    if word.endswith(("k", "g", "h")):
        return {word + ending for ending in ("u", "ut", "un", "i", "it", "in")}
    return {word + ending for ending in ("i", "it", "in")}


def _serbian(word: str) -> set[str]:
    """Genitive, dative, accusative, instrumental, by the sound the name ends in."""
    stem = word[:-1]
    if word.endswith("a"):
        soft = {"k": "c", "g": "z", "h": "s"}.get(stem[-1:], stem[-1:])
        return {stem + "e", stem + "i", stem + "u", stem + "om", stem[:-1] + soft + "i"}
    if word.endswith(("o", "e")):
        return {stem + ending for ending in ("a", "u", "om", "em")}
    if word.endswith("i"):
        return {stem + ending for ending in ("a", "ima", "e")}
    stem = word[:-2] + "c" if word.endswith("ac") else word
    return {stem + ending for ending in ("a", "u", "om", "em", "i")}


def _adjective(word: str) -> set[str]:
    stem = word[:-1]
    if word.endswith("a"):
        return {stem + ending for ending in ("e", "oj", "u", "om")}
    if word.endswith(("o", "e", "i")):
        return {stem + ending for ending in ("og", "om", "a", "u", "eg", "em", "im", "ih")}
    return {word + ending for ending in ("og", "om", "a", "u")}
