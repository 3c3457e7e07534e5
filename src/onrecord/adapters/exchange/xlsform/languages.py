"""In which languages is a form written, and which words belong to which?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.adapters.exchange.xlsform.sheets import SheetRow
from onrecord.core.document.questionnaire.definition import Language, Texts

TRANSLATED = ("label", "hint", "constraint_message", "required_message")
_WITH_CODE = re.compile(r"(?P<name>.*?)\s*\((?P<code>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,8})?)\)\s*")
_SCRIPTS = {"sr-latn": "sr-Latn", "sr-cyrl": "sr-Cyrl"}
_BY_NAME = {
    "english": "en",
    "albanian": "sq",
    "shqip": "sq",
    "serbian": "sr",
    "srpski": "sr-Latn",
    "српски": "sr-Cyrl",
}

OTHER = {
    "en": "Other",
    "sq": "Tjetër",
    "sr": "Drugo",
    "sr-Latn": "Drugo",
    "sr-Cyrl": "Друго",
}
"""What the choice that or_other adds is called."""


def language_of(written: str) -> Language:
    """Return the language that a column names: ``English (en)``, or a name that we know."""
    found = _WITH_CODE.fullmatch(written)
    if found is None:
        return Language(_BY_NAME.get(written.casefold(), written), written)
    code = found["code"].replace("_", "-").casefold()
    return Language(_SCRIPTS.get(code, code), found["name"] or code)


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a form, the default first, and what its columns call them."""

    written: tuple[str, ...]

    @classmethod
    def of(cls, rows: Iterable[SheetRow], default: str) -> Languages:
        """Collect the languages of all columns. ``default`` is what the settings say."""
        found = dict.fromkeys(_written(rows))
        codes = {language_of(one).code: one for one in found}
        first = codes.get(language_of(default).code, default) if default else ""
        # Columns without a language belong to the default language.
        if "" in found and first:
            del found[""]
        order = [first, *found] if first or "" in found or not found else list(found)
        return cls(tuple(dict.fromkeys(order)))

    def all(self) -> tuple[Language, ...]:
        """Return the languages, the default first."""
        return tuple(language_of(one) for one in self.written)

    def texts(self, row: SheetRow, column: str) -> Texts:
        """Return what a row says in a column, in every language that it has."""
        found = []
        for place, written in enumerate(self.written):
            text = row.cell(f"{column}::{written}") if written else ""
            text = text or (row.cell(column) if place == 0 else "")
            if text:
                found.append((language_of(written).code, text))
        return Texts(tuple(found))

    def missing(self, texts: Texts) -> list[str]:
        """Return the languages in which a text is not given though another has it."""
        if not texts:
            return []
        given = {code for code, _text in texts.by_language}
        return [one.name for one in self.all() if one.code not in given]

    def other(self) -> Texts:
        """Return what the added choice is called in each language."""
        return Texts(tuple((one.code, OTHER.get(one.code, OTHER["en"])) for one in self.all()))


def _written(rows: Iterable[SheetRow]) -> Iterator[str]:
    for row in rows:
        for column in row.cells:
            name, colons, language = column.partition("::")
            if name in TRANSLATED:
                yield language if colons else ""
