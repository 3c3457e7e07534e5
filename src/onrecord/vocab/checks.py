"""Whether a scheme is fit for use: nothing missing or double, no circle, each script pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from onrecord.core.kernel.errors import InputError
from onrecord.vocab.concepts import LANGUAGES, Concept

_ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_EDTF = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")

# Serbian Cyrillic to Latin letter by letter (the reverse is ambiguous for lj, nj and dž).
_LATIN = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)) | {
    "љ": "lj",
    "њ": "nj",
    "џ": "dž",
}

Check = Callable[[Sequence[Concept]], Iterator[tuple[Concept, str]]]


def find_problems(
    concepts: Sequence[Concept], *, file: str, lines: Mapping[int, int] | None = None
) -> Iterator[InputError]:
    """Yield an InputError for each thing that is wrong, naming file, line and concept.

    ``lines`` gives the line in the file for the position of a concept in ``concepts``.
    """
    places = {id(concept): (lines or {}).get(at) for at, concept in enumerate(concepts)}
    for check in _CHECKS:
        for concept, problem in check(concepts):
            yield InputError(
                "Concept {concept}: {problem}",
                concept=concept.id,
                problem=problem,
                file=file,
                line=places[id(concept)],
            )


def latin_of(cyrillic: str) -> str:
    """Return Serbian Cyrillic text in Serbian Latin letters, case kept."""
    return "".join(_latin_letter(letter) for letter in cyrillic)


def _latin_letter(letter: str) -> str:
    small = _LATIN.get(letter.lower())
    if small is None:
        return letter
    return small if letter.islower() else small[0].upper() + small[1:]


def _ids(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, str]]:
    seen: set[str] = set()
    for concept in concepts:
        if not _ID.match(concept.id):
            yield concept, "the id is not a slug such as act/looting."
        if concept.id in seen:
            yield concept, "the id stands twice in the scheme."
        seen.add(concept.id)


def _labels_present(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, str]]:
    for concept in concepts:
        for language in LANGUAGES:
            if not concept.labels.get(language, "").strip():
                yield concept, f"the label in {language} is missing."
        for language in (*concept.labels, *concept.alternative_labels):
            if language not in LANGUAGES:
                yield concept, f"{language} is not a language of this scheme."
        if not concept.scope_note:
            yield concept, "the scope note is missing."


def _labels_unique(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, str]]:
    for language in LANGUAGES:
        owner: dict[str, str] = {}
        for concept in concepts:
            label = concept.labels.get(language, "").casefold()
            if label and owner.setdefault(label, concept.id) != concept.id:
                yield concept, f"the label {label!r} ({language}) is also that of {owner[label]}."


def _links(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, str]]:
    known = {concept.id for concept in concepts}
    for concept in concepts:
        for wider in concept.broader:
            if wider not in known:
                yield concept, f"the broader concept {wider} is unknown."
        if concept.retired_by is not None and concept.retired_by not in known:
            yield concept, f"it is retired by {concept.retired_by}, which is unknown."


def _circles(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, str]]:
    broader = {concept.id: concept.broader for concept in concepts}
    for concept in concepts:
        seen: set[str] = set()
        waiting = list(concept.broader)
        while waiting:
            wider = waiting.pop()
            if wider == concept.id:
                yield concept, "it is broader than itself: its broader concepts form a circle."
                break
            if wider not in seen:
                seen.add(wider)
                waiting.extend(broader.get(wider, ()))


def _dates(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, str]]:
    for concept in concepts:
        for name, value in (("valid_from", concept.valid_from), ("valid_to", concept.valid_to)):
            if value is not None and not _EDTF.match(value):
                yield concept, f"{name} is {value!r}; write 1968, 1968-03 or 1968-03-01."
        if concept.valid_from and concept.valid_to and concept.valid_from > concept.valid_to:
            yield concept, "valid_from lies after valid_to."


def _scripts(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, str]]:
    for concept in concepts:
        for language in LANGUAGES:
            wrong = "LATIN" if language == "sr-Cyrl" else "CYRILLIC"
            names = (
                concept.labels.get(language, ""),
                *concept.alternative_labels.get(language, ()),
            )
            for name in names:
                strange = [letter for letter in name if _script(letter) == wrong]
                if strange:
                    yield (
                        concept,
                        (
                            f"the label {name!r} ({language}) holds the {wrong.title()} "
                            f"letter {strange[0]!r}."
                        ),
                    )


def _scripts_agree(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, str]]:
    for concept in concepts:
        cyrillic, latin = concept.labels.get("sr-Cyrl", ""), concept.labels.get("sr-Latn", "")
        if not concept.script_exception and latin_of(cyrillic) != latin:
            yield (
                concept,
                (
                    f"the label {cyrillic!r} reads {latin_of(cyrillic)!r} in Latin letters, not "
                    f"{latin!r}; mend one of them or state a script_exception."
                ),
            )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0] if letter.isalpha() else ""


_CHECKS: tuple[Check, ...] = (
    _ids,
    _labels_present,
    _labels_unique,
    _links,
    _circles,
    _dates,
    _scripts,
    _scripts_agree,
)
