"""What is a form: its questions, groups and repeats, its choices, and their words by language?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.core.document.questionnaire.expression import Expression


class Kind(StrEnum):
    """What kind of answer a question takes."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATE_TIME = "dateTime"
    TIME = "time"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    NOTE = "note"
    CALCULATE = "calculate"
    ACKNOWLEDGE = "acknowledge"
    GEOPOINT = "geopoint"
    IMAGE = "image"
    AUDIO = "audio"


SILENT = frozenset({Kind.NOTE, Kind.CALCULATE})
"""Kinds that nobody answers."""
FILES = frozenset({Kind.IMAGE, Kind.AUDIO})
"""Kinds whose answer is a file; it is preserved with the statement."""
SELECTS = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE})
"""Kinds whose answer is one or more of the choices."""
AGREED = "OK"
"""The answer of an acknowledge, as ODK stores it."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of a form: its code, and what the form calls it. The code may be empty."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Texts:
    """One text in several languages; the first is the one of the form's default language."""

    by_language: tuple[tuple[str, str], ...] = ()

    def text(self, language: str) -> str:
        """Return the text in a language, or in the first one that has it; empty for none."""
        found = dict(self.by_language)
        return found.get(language) or next((text for text in found.values() if text), "")

    def __bool__(self) -> bool:
        return any(text for _language, text in self.by_language)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; ``columns`` are what a choice_filter can ask for."""

    name: str
    label: Texts
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, note or calculation. ``row`` is where it stands in the sheet.

    ``default`` is a text or an expression; ``calculation`` of a kind that people answer is what
    stands there until they do.
    """

    name: str
    kind: Kind
    row: int
    label: Texts = field(default_factory=Texts)
    hint: Texts = field(default_factory=Texts)
    required: Expression | None = None
    required_message: Texts = field(default_factory=Texts)
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Texts = field(default_factory=Texts)
    default: Expression | None = None
    calculation: Expression | None = None
    read_only: bool = False
    appearance: str = ""
    choices: tuple[Choice, ...] = ()
    choice_filter: Expression | None = None

    @property
    def is_computed(self) -> bool:
        """Whether the answer follows from others and nobody types it."""
        return self.kind is Kind.CALCULATE or (self.read_only and self.calculation is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that belong together."""

    name: str
    row: int
    label: Texts = field(default_factory=Texts)
    relevant: Expression | None = None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Questions that are asked once for each thing; ``count`` fixes how many there are."""

    name: str
    row: int
    label: Texts = field(default_factory=Texts)
    relevant: Expression | None = None
    count: Expression | None = None
    items: tuple[Item, ...] = ()


Item = Question | Group | Repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as its workbook defines it. The first language is the default."""

    id: str
    title: str
    version: str
    languages: tuple[Language, ...]
    items: tuple[Item, ...]

    def language(self, wanted: str) -> str:
        """Return the code of the form's language that serves a reader of ``wanted``.

        A reader of sr-Cyrl is served by sr-Cyrl, else sr, else another Serbian, else the default.
        """
        codes = [language.code for language in self.languages]
        base = wanted.partition("-")[0]
        for code in (wanted, base):
            if code in codes:
                return code
        near = (code for code in codes if code.partition("-")[0] == base)
        return next(near, codes[0])


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with the groups and repeats around it, from the outermost to the closest."""

    item: Item
    around: tuple[Group | Repeat, ...]

    @property
    def repeats(self) -> tuple[str, ...]:
        """The names of the repeats around the item, from the outermost to the closest."""
        return tuple(one.name for one in self.around if isinstance(one, Repeat))


def placed(form: Form) -> Iterator[Placed]:
    """Yield every item of a form in its order, each with what is around it."""
    yield from _placed(form.items, ())


def questions(form: Form) -> Iterator[Question]:
    """Yield every question of a form in its order."""
    yield from (one.item for one in placed(form) if isinstance(one.item, Question))


def _placed(items: tuple[Item, ...], around: tuple[Group | Repeat, ...]) -> Iterator[Placed]:
    for item in items:
        yield Placed(item, around)
        if not isinstance(item, Question):
            yield from _placed(item.items, (*around, item))
