"""Which of our four languages a text, or each sentence of it, is written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

ENGLISH: Final = "en"
ALBANIAN: Final = "sq"
SERBIAN_LATIN: Final = "sr-Latn"
SERBIAN_CYRILLIC: Final = "sr-Cyrl"

_SAMPLE = 20_000
"""Characters looked at: enough to be sure, few enough to be quick on a large file."""
_LEAST_HITS = 2
_LEAST_LEAD = 1.5
"""A language is named when it scores this many times as much as the next."""

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04FF]")

_COMMON_WORDS = {
    ENGLISH: """
        the of and to in a that is was were for on with by from at which as are be had has have his
        her their this it not an or who been after there they
    """,
    ALBANIAN: """
        të e në dhe i me për një që se nga u është ka janë më së kanë duke por si ishte prej ndërsa
        edhe kishin ne te per qe eshte jane nje ishin pas deri sipas mbi gjatë vitin vitit numri
        persona njerëz burra gra fëmijë vranë vrarë shtëpi
    """,
    SERBIAN_LATIN: """
        je i u na da se su od za koji koja koje o iz sa kao bio bila bilo ili nije nisu što po do
        ali ih njih sto godine godini tokom prema posle nakon više oko
        ljudi žena lica osoba dece djece kuća ubijeno ubijeni nestalo
    """,
}
_LANGUAGES_OF = {
    word: tuple(language for language, words in _COMMON_WORDS.items() if word in words.split())
    for words in _COMMON_WORDS.values()
    for word in words.split()
}
_OWN_LETTERS = {ALBANIAN: frozenset("ëç"), SERBIAN_LATIN: frozenset("čćđšž")}
_LETTER_WEIGHT = 0.5
_SERBIAN_ONLY = frozenset("ђјљњћџ")
_NOT_SERBIAN = frozenset("ыэъёщіїєґѓќѕ")


def guess_language(text: str) -> str | None:
    """Return ``en``, ``sq``, ``sr-Latn`` or ``sr-Cyrl``; ``None`` where the text does not tell.

    The rule counts the commonest words of each language and the letters that only it has, in the
    first 20,000 characters. Bosnian, Croatian and Montenegrin cannot be told from Serbian in
    Latin script this way and are named ``sr-Latn``: the code says how to read the text, never
    who wrote it.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    cyrillic = sum(1 for word in words if _CYRILLIC.match(word))
    if cyrillic * 2 > len(words):
        return _cyrillic_language(words)
    return _clear_winner(_scores(words))


def languages_of(
    text: str, spans: Sequence[tuple[int, int]], *, default: str | None = None
) -> Iterator[str]:
    """Yield the language of each sentence of ``text``, given as (start, end) in reading order.

    A sentence that tells by itself has its own language, so that an English report may quote a
    witness in Albanian. One that does not tell (a heading, "12 të vrarë.") has that of its
    paragraph, else that of the text, else ``default``. Of a few words one that belongs to one
    language alone is enough, and without it they are English; in Cyrillic letters they are
    Serbian.
    """
    overall = guess_language(text) or default or _slight_lead(text) or ENGLISH
    for paragraph in _paragraphs(text, spans):
        guesses = [_sentence_language(text[start:end]) for start, end in paragraph]
        around = _commonest(guesses) or overall
        for (start, end), guess in zip(paragraph, guesses, strict=True):
            yield guess or _fitting(text[start:end], around)


def _paragraphs(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """Part the sentences where an empty line stands between two of them."""
    begin = 0
    for position, (one, other) in enumerate(pairwise(spans), start=1):
        if text.count("\n", one[1], other[0]) > 1:
            yield spans[begin:position]
            begin = position
    if spans:
        yield spans[begin:]


def _commonest(guesses: Iterable[str | None]) -> str | None:
    counted = Counter(guess for guess in guesses if guess)
    return counted.most_common(1)[0][0] if counted else None


def _fitting(sentence: str, language: str) -> str:
    """Read letters in their own script, whatever the text around them is written in."""
    is_cyrillic = language == SERBIAN_CYRILLIC
    if is_cyrillic == bool(_CYRILLIC.search(sentence)) or not _WORD.search(sentence):
        return language
    return SERBIAN_LATIN if is_cyrillic else SERBIAN_CYRILLIC


def _sentence_language(sentence: str) -> str | None:
    words = _WORD.findall(sentence.lower())
    cyrillic = 0 if sentence.isascii() else sum(1 for word in words if _CYRILLIC.match(word))
    if cyrillic * 2 > len(words):
        letters = frozenset().union(*words)
        return None if letters & _NOT_SERBIAN else SERBIAN_CYRILLIC
    return _clear_winner(_scores(words), sure=True)


def _cyrillic_language(words: list[str]) -> str | None:
    letters = Counter(letter for word in words for letter in word)
    ours = sum(letters[letter] for letter in _SERBIAN_ONLY)
    others = sum(letters[letter] for letter in _NOT_SERBIAN)
    return SERBIAN_CYRILLIC if ours > others else None


def _scores(words: list[str]) -> dict[str, tuple[int, float]]:
    """Return for each language the number of common words and the weight of its own letters."""
    hits = dict.fromkeys(_COMMON_WORDS, 0)
    for word in words:
        for language in _LANGUAGES_OF.get(word, ()):
            hits[language] += 1
    joined = "".join(words)
    if joined.isascii():
        return {language: (hit, 0.0) for language, hit in hits.items()}
    return {
        language: (
            hit,
            _LETTER_WEIGHT * sum(joined.count(letter) for letter in _OWN_LETTERS.get(language, ())),
        )
        for language, hit in hits.items()
    }


def _slight_lead(text: str) -> str | None:
    """Return the language that leads at all, for a few words that were selected in a text."""
    scores = _scores(_WORD.findall(text[:_SAMPLE].lower()))
    sums = {language: hits + letters for language, (hits, letters) in scores.items() if hits}
    ranked = sorted(sums, key=lambda language: sums[language], reverse=True)
    if not ranked or (len(ranked) > 1 and sums[ranked[0]] == sums[ranked[1]]):
        return None
    return ranked[0]


def _clear_winner(scores: dict[str, tuple[int, float]], *, sure: bool = False) -> str | None:
    """Return the language that leads clearly; with ``sure``, letters of names alone do not do."""
    sums = {
        language: hits + letters if hits or not sure else 0.0
        for language, (hits, letters) in scores.items()
    }
    first, second = sorted(sums, key=lambda language: sums[language], reverse=True)[:2]
    if sums[first] < _LEAST_HITS or sums[first] < _LEAST_LEAD * sums[second]:
        return None
    return first
