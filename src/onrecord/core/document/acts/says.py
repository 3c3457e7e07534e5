"""According to whom a sentence speaks, and for how long a quotation carries its speaker on."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core.document.actors.parties import Party, hangs_on_preposition
from onrecord.core.document.lexicon import Hit
from onrecord.core.document.stretch import Stretch

_MOST_BETWEEN = 10
_LONGEST = 8
_MOST_BEFORE_NAME = 3
_OPENING = '"“„«'


class Speaker:
    """Reads the speaker of each sentence in order; a speaker before a colon speaks on.

    He does so to the end of the paragraph that follows, and through further paragraphs that open
    with a quotation mark.
    """

    def __init__(self) -> None:
        self._carried: str | None = None
        self._has_spoken = False
        self._end = 0

    def of(self, sentence: Stretch, parties: Sequence[Party], speech: Sequence[Hit]) -> str | None:
        """Return the words for who says what this sentence says, or ``None``."""
        gap = sentence.text[self._end : sentence.start]
        opens = sentence.text[sentence.start : sentence.start + 1] in _OPENING
        if self._has_spoken and "\n\n" in gap.replace("\r", "") and not opens:
            self._carried = None
        own, opening = _own(sentence, parties, speech)
        self._end = sentence.end
        if own is not None and opening is not None:
            self._carried, self._has_spoken = own, opening < sentence.stop
            return own
        if self._carried is not None:
            self._has_spoken = True
        return own or self._carried


def _own(
    sentence: Stretch, parties: Sequence[Party], speech: Sequence[Hit]
) -> tuple[str | None, int | None]:
    """Return who speaks in the sentence, and where a quotation begins that a colon opens."""
    for hit in speech:
        if hit.term.kind == "according":
            return _behind(sentence, hit, parties), None
        speaker = _before(sentence, hit, parties)
        if speaker is not None:
            behind = sentence.text[sentence.words[hit.last].end : sentence.end]
            return speaker, hit.last + 1 if behind.startswith(":") else None
    return None, None


def _behind(sentence: Stretch, hit: Hit, parties: Sequence[Party]) -> str | None:
    """Read *according to Amnesty International*, *prema dostupnim podacima*."""
    for party in parties:
        gap = sentence.text[sentence.words[hit.last].end : party.start]
        if 0 < party.first - hit.last <= _MOST_BEFORE_NAME and set(gap).isdisjoint(".,;:()"):
            return party.text
    last = hit.last
    grammar = sentence.language.words
    while last + 1 < sentence.stop and last - hit.last < _LONGEST:
        is_closed = bool(sentence.gap(last, last + 1).strip(" -\n"))
        key = sentence.words[last + 1].key
        if is_closed or key in grammar.preposition or key[0].isdigit():
            break
        last += 1
    return _flat(sentence.quote(hit.last + 1, last)) if last > hit.last else None


def _before(sentence: Stretch, hit: Hit, parties: Sequence[Party]) -> str | None:
    """Read *Kate Allen said*, *zyrtarët deklaruan*: the subject before the verb.

    Parties that hang on a preposition are passed over: *the concerns of Amnesty International for
    minorities in Kosovo report*.
    """
    if hit.first > sentence.first and _is_no_saying(sentence, hit):
        return None
    for party in reversed(parties):
        if party.last >= hit.first:
            continue
        if not _reaches(sentence, party, hit):
            return None
        if not hangs_on_preposition(sentence, party):
            return party.text
    return None


def _is_no_saying(sentence: Stretch, hit: Hit) -> bool:
    """Tell *an estimated 7,000* and *was accused* from *they estimated*, *they accused*."""
    grammar = sentence.language.words
    return sentence.words[hit.first - 1].key in grammar.article | grammar.be


def _reaches(sentence: Stretch, party: Party, hit: Hit) -> bool:
    gap = sentence.text[party.end : sentence.words[hit.first].start]
    if hit.first - party.last - 1 > _MOST_BETWEEN or not set(gap).isdisjoint(".;:()"):
        return False
    is_apposition = gap.lstrip().startswith(",") and gap.rstrip().endswith(",")
    return is_apposition or "," not in gap


def _flat(words: str) -> str:
    return " ".join(words.split())
