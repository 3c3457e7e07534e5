"""Which official bodies a sentence names that no one has listed, by how such names are built.

A head word (*Ministry, Komisija, Zyra*) tells a body. English puts it first before *of* or *for*,
or last behind capitalised words; Albanian and Serbian put it first.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.actors.mention import ActorMention
from onrecord.core.document.lexicon import Hit, Word
from onrecord.core.document.lexicon.tokens import Case
from onrecord.core.document.stretch import Stretch

_MOST_BEHIND = 9
_MOST_BEFORE = 5
_SMALL_BEHIND = 2
"""Serbian writes only the first word with a capital: so many small words are taken behind it."""


def official_bodies(sentence: Stretch) -> Iterator[ActorMention]:
    """Yield names of bodies around head words that are written with a capital."""
    heads = sentence.language.heads
    for hit in heads.scan(sentence.text, sentence.words, sentence.first, sentence.stop):
        if sentence.words[hit.first].case is Case.small:
            continue
        first = _first_word(sentence, hit)
        last = _last_word(sentence, hit)
        if (first, last) == (hit.first, hit.last):
            continue
        quote = sentence.quote(first, last)
        yield ActorMention(
            name=" ".join(quote.split()),
            kind=hit.term.name or "organisation",
            concept=None,
            start=sentence.words[first].start,
            end=sentence.words[last].end,
            quote=quote,
            rule="official_name",
        )


def _first_word(sentence: Stretch, hit: Hit) -> int:
    """Go left over capitalised words and over *in*, *of*, *and* between them."""
    if "first" in hit.term.part:
        return hit.first
    words, link = sentence.words, sentence.language.words.link
    first = at = hit.first
    while at > sentence.first and first - at < _MOST_BEFORE:
        at -= 1
        if sentence.gap(at, at + 1) not in _WITHIN:
            break
        if words[at].case is not Case.small and not _is_grammar(sentence, at):
            first = at
        elif words[at].key not in link or at + 1 != first:
            break
    return first


def _last_word(sentence: Stretch, hit: Hit) -> int:
    """Go right over link words and capitalised words; ``small`` heads take small words too."""
    if "last" in hit.term.part:
        return hit.last
    words, link = sentence.words, sentence.language.words.link
    last = at = hit.last
    small, most = 0, _SMALL_BEHIND if "small" in hit.term.part else 0
    while at + 1 < sentence.stop and at - hit.last < _MOST_BEHIND:
        at += 1
        if sentence.gap(at - 1, at) not in _WITHIN or _is_abbreviation(words[at], at - hit.last):
            break
        if words[at].case is not Case.small:
            last = at
        elif words[at].key in link:
            continue
        elif small < most and _may_follow(sentence, at, small):
            small += 1
            last = at
        else:
            break
    return last


def _may_follow(sentence: Stretch, at: int, taken: int) -> bool:
    """Say whether a small word can belong to a Serbian name, by its genitive ending.

    An adjective (*unutrašnjih*) takes one more word (*poslova*); a noun (*odbrane*) ends the name.
    """
    key, grammar = sentence.words[at].key, sentence.language.words
    if key in grammar.stop or key in grammar.clause:
        return False
    if not taken:
        return key.endswith((*_ADJECTIVE, *_NOUN))
    return sentence.words[at - 1].key.endswith(_ADJECTIVE) and key.endswith(_GENITIVE)


def _is_abbreviation(word: Word, distance: int) -> bool:
    """Say whether a word directly behind the head is the short form: *Law Center HLC*."""
    return distance == 1 and word.case is Case.capitals


def _is_grammar(sentence: Stretch, at: int) -> bool:
    """Tell the capital that opens a sentence (*The Kosovo Police*) from one of the name."""
    return sentence.words[at].key in sentence.language.words.stop


_WITHIN = frozenset({" ", "-", "\n", "'", "’"})
_ADJECTIVE = ("ih", "og", "eg")
_NOUN = ("nosti", "ane", "avde", "nja", "stva", "cije", "gije", "ture", "aca", "ovine")
_GENITIVE = ("a", "e", "i")
