"""What a line of the lexicon says: a pattern of words, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.document.lexicon.tokens import Case, key_of, words_of
from onrecord.core.kernel.errors import InputError

GAP = "..."
"""Stands in a form for up to three words of any kind."""
LONGEST_GAP = 3
LONGEST_ENDING = 7
"""The most letters that ``*`` stands for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a form: an exact key, or a stem that takes an ending (``ubijen*``).

    ``case`` is how the word of the text must at least be written. The piece with an empty key is
    the gap.
    """

    key: str
    is_stem: bool
    case: Case

    @property
    def is_gap(self) -> bool:
        """Say whether the piece stands for up to three words."""
        return not self.key

    def fits(self, key: str, case: Case) -> bool:
        """Say whether a word of this key, so written, is meant."""
        if case < self.case:
            return False
        if not self.is_stem:
            return key == self.key
        return key.startswith(self.key) and len(key) - len(self.key) <= LONGEST_ENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One form and what it means.

    ``kind`` is what the finders ask for (``act``, ``organisation``, ``role``, ``group``,
    ``title``, ``denied``...). ``part`` says how an act is worded: ``verb``, ``active``,
    ``passive``, ``noun``, ``subject`` (the subject is the victim: *fled*) or ``alone``. ``name``
    is what the thing is called, ``concept`` its id in our vocabularies.
    """

    form: str
    kind: str
    concept: str | None = None
    name: str | None = None
    part: str = ""


def pieces_of(form: str) -> tuple[Piece, ...]:
    """Return the words of a form; ``InputError`` for one without words or with a gap at an end."""
    pieces = tuple(_piece(word) for word in form.split() for word in _parted(word))
    if not pieces or pieces[0].is_gap or pieces[-1].is_gap:
        raise InputError(
            "A form begins and ends with a word.",
            value=form,
            remedy="Write words; * ends a stem, ... stands between words for up to three others.",
        )
    return pieces


def _parted(word: str) -> list[str]:
    if word == GAP:
        return [GAP]
    star = "*" if word.endswith("*") else ""
    parts = [word[one.start : one.end] for one in words_of(word)]
    if not parts:
        raise InputError("A form holds a sign that is no word.", value=word)
    return [*parts[:-1], parts[-1] + star]


def _piece(word: str) -> Piece:
    if word == GAP:
        return Piece("", is_stem=False, case=Case.small)
    plain = word.removesuffix("*")
    return Piece(key_of(plain), is_stem=word != plain, case=words_of(plain)[0].case)
