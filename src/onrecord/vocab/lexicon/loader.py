"""How the forms of the lexicon come from their data files into memory, and what is refused.

One file a language (``en.csv``, ``sq.csv``, ``sr.csv``) with the columns concept, kind, part and
forms; forms are parted by ``|``. Serbian is written in Latin letters only: Cyrillic text is
compared by the same keys. ``bodies.csv`` and ``roles.csv`` hold the concepts that no scheme has.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType

from onrecord.core.document.lexicon import (
    LanguageLexicon,
    Lexicon,
    Piece,
    Term,
    Words,
    key_of,
    pieces_of,
)
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.script import Script, script_of
from onrecord.vocab.gazetteer.inflections import inflected
from onrecord.vocab.lexicon.concepts import Known, data_text, known_concepts

COLUMNS = ("concept", "kind", "part", "forms")
_ACT_PARTS = frozenset({"verb", "active", "passive", "noun", "subject", "doer", "alone", "none"})
_HEAD_PARTS = frozenset({"first", "small", "organisation", "authority", "force"})
_STATUS_PARTS = frozenset({"behind", "clause", "verb"})
_PARTS = {
    "act": _ACT_PARTS,
    "head": _HEAD_PARTS,
    "denied": _STATUS_PARTS,
    "hypothetical": _STATUS_PARTS,
}
"""What may stand in the column part, by kind; nothing where a kind is not named."""
_KINDS = frozenset(
    {
        *("act", "organisation", "authority", "force", "role", "group", "persons", "event"),
        *("title", "head", "denied", "hypothetical", "says", "according", "means"),
    }
)
_FILES = {"en": ("en",), "sq": ("sq",), "sr": ("sr-Latn", "sr-Cyrl")}
"""The files of forms, and the language codes that each serves."""
_INFLECTED = ("sq", "sr-Latn")


@cache
def default_lexicon() -> Lexicon:
    """Return the lexicon that comes with OnRecord, for our four language codes."""
    words = _words(data_text("words.csv"))
    built: dict[str, LanguageLexicon] = {}
    for name, codes in _FILES.items():
        file = f"{name}.csv"
        terms = read_forms(data_text(file), known=known_concepts(), file=file)
        language = LanguageLexicon.of(terms, words[name], synthetic=name != "en")
        built.update(dict.fromkeys(codes, language))
    return Lexicon(languages=MappingProxyType(built), given_names=_given_names())


def _given_names() -> frozenset[str]:
    """Return given names with their Albanian and Serbian endings: *Besimit*, *Envera*."""
    names = data_text("given_names.csv").split()[1:]
    forms = {form for name in names for code in _INFLECTED for form in inflected(name, code)}
    return frozenset(map(key_of, (*names, *forms)))


def read_forms(text: str, *, known: Mapping[str, Known], file: str) -> tuple[Term, ...]:
    """Return the terms of a file of forms; the first thing that is wrong is an ``InputError``.

    Refused are other columns, an unknown kind or part, a concept that does not exist or is of
    another kind, a form without words or in Cyrillic letters, and one that stands for two things.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise InputError(
            "A file of forms has the columns {columns}.",
            columns=", ".join(COLUMNS),
            file=file,
            line=1,
        )
    owners: dict[tuple[str, tuple[Piece, ...]], Term] = {}
    terms: list[Term] = []
    for row in rows:
        try:
            for term in _terms(row, known):
                _refuse_two_meanings(term, owners)
                terms.append(term)
        except InputError as error:
            error.file, error.line = file, rows.line_num
            raise
    return tuple(terms)


def _terms(row: Mapping[str, str], known: Mapping[str, Known]) -> Iterator[Term]:
    concept = row["concept"] or None
    if concept is not None and concept not in known:
        raise InputError(
            "The form stands for a concept that does not exist.",
            value=concept,
            remedy="Add the concept to its scheme, to bodies.csv or to roles.csv first.",
        )
    kind = row["kind"] or (known[concept].kind if concept else "")
    if kind not in _KINDS or not set(row["part"].split()) <= _PARTS.get(kind, frozenset()):
        raise InputError("Unknown kind or part.", value=f"{kind} {row['part']}".strip())
    if concept and kind not in {known[concept].kind, "title"}:
        raise InputError("The concept is of another kind.", value=f"{concept}: {kind}")
    label = known[concept].labels["en"] if concept and kind != "act" else None
    name = row["part"].split()[-1] if kind == "head" else label
    for form in filter(None, map(str.strip, row["forms"].split("|"))):
        if script_of(form) not in {Script.LATIN, Script.OTHER}:
            raise InputError("Forms are written in Latin letters.", value=form)
        pieces_of(form)
        yield Term(form=form, kind=kind, concept=concept, name=name, part=row["part"])


def _refuse_two_meanings(term: Term, owners: dict[tuple[str, tuple[Piece, ...]], Term]) -> None:
    """Refuse a form that means two things to one finder: it would be found as the first only."""
    owner = owners.setdefault((_purpose(term.kind), pieces_of(term.form)), term)
    if owner is not term:
        raise InputError(
            "The form stands twice, for {one} and for {other}.",
            value=term.form,
            one=owner.concept or owner.kind,
            other=term.concept or term.kind,
            remedy="Keep it in one row.",
        )


def _purpose(kind: str) -> str:
    if kind in {"act", "title", "head"}:
        return kind
    if kind in {"denied", "hypothetical"}:
        return "status"
    if kind in {"says", "according"}:
        return "speech"
    return kind if kind == "means" else "name"


def _words(text: str) -> dict[str, Words]:
    """Return the small words by language; a use that :class:`Words` does not have is our fault."""
    uses: dict[str, dict[str, frozenset[str]]] = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        keys = frozenset(map(key_of, row["words"].split()))
        uses.setdefault(row["language"], {})[row["use"]] = keys
    names = {field.name for field in fields(Words)}
    unknown = {use for found in uses.values() for use in found} - names
    if unknown:
        raise InputError("Unknown use of words.", value=min(unknown), file="words.csv")
    return {language: Words(**found) for language, found in uses.items()}
