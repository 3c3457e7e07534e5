"""Surface forms of concepts, and where they stand in a text; the forms come in as an argument."""

from onrecord.core.document.lexicon.index import Hit, PhraseIndex
from onrecord.core.document.lexicon.lexicon import LanguageLexicon, Lexicon, Words
from onrecord.core.document.lexicon.plain import plain_scan
from onrecord.core.document.lexicon.terms import Piece, Term, pieces_of
from onrecord.core.document.lexicon.tokens import Word, key_of, words_of

__all__ = [
    "Hit",
    "LanguageLexicon",
    "Lexicon",
    "PhraseIndex",
    "Piece",
    "Term",
    "Word",
    "Words",
    "key_of",
    "pieces_of",
    "plain_scan",
    "words_of",
]
