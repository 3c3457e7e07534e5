"""How does a person say which column of a list is what, without writing a mapping file?

One row for each column: its name, its first values, what it means, and which of its values mean
"not known": ``-1; aba: 0; exh: 127`` is -1 in every list, 0 in the list aba, 127 in exh.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from onrecord.adapters.read.mapping import EVERY_SOURCE, Mapping, MissingCodes
from onrecord.adapters.read.table import Row, Table
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.person_name import NameOrder
from onrecord.web.site.words import said_error_in_place

SAMPLE = 4
"""Values of each column that are shown beside it."""

MEMBER = "member"

_MEANINGS: tuple[tuple[str, str | Promise], ...] = (
    ("", _("– not used –")),
    ("id", _("record id")),
    ("list", _("name of the list")),
    (MEMBER, _("is it in the list of this name: yes or no")),
    ("weight", _("weight")),
    ("full", _("full name")),
    ("given", _("given name")),
    ("father", _("father's name")),
    ("surname", _("surname")),
    ("sex", _("sex")),
    ("birth", _("date of birth")),
    ("birth_year", _("year of birth")),
    ("age", _("age")),
    ("death", _("date of death or event")),
    ("municipality", _("municipality")),
    ("village", _("village")),
)
_NAMES = ("full", "given", "father", "surname")
_PLACE = ("municipality", "village")
_ORDERS = {
    NameOrder.GIVEN_SURNAME: _("given name, surname"),
    NameOrder.GIVEN_FATHER_SURNAME: _("given name, father's name, surname"),
    NameOrder.SURNAME_GIVEN: _("surname, given name"),
    NameOrder.SURNAME_FATHER_GIVEN: _("surname, father's name, given name"),
}
_LANGUAGES = (
    ("en", _("English")),
    ("sq", _("Albanian")),
    ("sr-Latn", _("Serbian (Latin)")),
    ("sr-Cyrl", _("Serbian (Cyrillic)")),
)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of the list as the form shows it."""

    name: str
    values: tuple[str, ...]
    meaning: forms.BoundField
    codes: forms.BoundField


class MappingForm(forms.Form):
    """What each column of one list means, drafted by the list itself."""

    list_name = forms.CharField(
        label=_("Name of the list"),
        required=False,
        max_length=120,
        help_text=_("Where the whole file is one list."),
    )
    dates = forms.CharField(
        label=_("Forms of the dates"),
        required=False,
        help_text=_("Separated by commas: %d%b%y for 14Apr99, %d.%m.%Y for 14.04.1999."),
    )
    language = forms.ChoiceField(label=_("Language of the dates"), choices=_LANGUAGES)
    order = forms.ChoiceField(
        label=_("Order of full names"), choices=[(str(k), v) for k, v in _ORDERS.items()]
    )

    def __init__(self, *args: Any, table: Table, mapping: Mapping, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(table, mapping)
        super().__init__(*args, **kwargs)
        self._columns = table.columns
        self._samples = _samples(table)
        self._mapping = mapping
        for number, column in enumerate(table.columns):
            self.fields[f"meaning-{number}"] = forms.ChoiceField(
                label=_t("Meaning of {column}").replace("{column}", column),
                choices=_MEANINGS,
                required=False,
            )
            self.fields[f"codes-{number}"] = forms.CharField(
                label=_t("Not known in {column}").replace("{column}", column), required=False
            )

    def columns(self) -> list[ColumnRow]:
        """Return the columns with their first values and their two fields."""
        return [
            ColumnRow(
                column,
                self._samples[number],
                self[f"meaning-{number}"],
                self[f"codes-{number}"],
            )
            for number, column in enumerate(self._columns)
        ]

    def general(self) -> list[forms.BoundField]:
        """Return the fields that are about the whole list."""
        return [self[name] for name in ("list_name", "dates", "language", "order")]

    def clean(self) -> dict[str, Any]:
        """Make the mapping, or say what does not go together."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                cleaned["mapping"] = Mapping.from_dict(self._document(cleaned))
            except InputError as error:
                raise forms.ValidationError(said_error_in_place(error)) from error
        return cleaned

    def _document(self, cleaned: dict[str, Any]) -> dict[str, object]:
        """Return what the form says in the shape of a mapping file."""
        column_of: dict[str, str] = {}
        members: list[str] = []
        missing: dict[str, object] = {}
        for number, column in enumerate(self._columns):
            meaning = cleaned[f"meaning-{number}"]
            if meaning == MEMBER:
                members.append(column)
            elif meaning in column_of:
                raise forms.ValidationError(
                    _("Two columns cannot mean the same: %(first)s and %(second)s."),
                    params={"first": column_of[meaning], "second": column},
                )
            elif meaning:
                column_of[meaning] = column
                if codes := cleaned[f"codes-{number}"].strip():
                    missing[meaning] = read_codes(codes)
        names = {part: column_of.pop(part) for part in _NAMES if part in column_of}
        if "full" in names and cleaned["order"] != NameOrder.GIVEN_SURNAME:
            names["order"] = cleaned["order"]
        place = {part: column_of.pop(part) for part in _PLACE if part in column_of}
        told = "list" in column_of or members
        kept = self._mapping
        document: dict[str, object] = {
            **column_of,
            "list_name": None if told else cleaned["list_name"].strip(),
            "lists": members,
            "names": names,
            "place": place,
            "missing": missing,
            "dates": [form.strip() for form in cleaned["dates"].split(",") if form.strip()],
            "language": cleaned["language"],
            "encoding": kept.encoding,
            "separator": kept.separator,
            "sheet": kept.sheet,
        }
        return {key: value for key, value in document.items() if value}


def read_codes(text: str) -> dict[str, list[str]]:
    """Return missing codes by list: ``-1, 99; aba: 0`` is -1 and 99 in every list, 0 in aba."""
    found: dict[str, list[str]] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        source, colon, codes = part.rpartition(":")
        source = source.strip() if colon else EVERY_SOURCE
        found.setdefault(source or EVERY_SOURCE, []).extend(
            code.strip() for code in codes.split(",") if code.strip()
        )
    return found


def written_codes(codes: MissingCodes) -> str:
    """Return missing codes as the form writes them."""
    return "; ".join(
        ("" if source == EVERY_SOURCE else f"{source}: ") + ", ".join(sorted(found))
        for source, found in codes.by_source.items()
    )


def _initial(table: Table, mapping: Mapping) -> dict[str, Any]:
    meanings = {column: field for field, column in mapping.columns().items()}
    meanings |= {each.column: MEMBER for each in mapping.lists}
    initial: dict[str, Any] = {
        "list_name": mapping.list_name or "",
        "dates": ", ".join(mapping.dates),
        "language": mapping.language,
        "order": str(mapping.name_order),
    }
    for number, column in enumerate(table.columns):
        meaning = meanings.get(column, "")
        initial[f"meaning-{number}"] = meaning
        codes = mapping.missing.get(meaning)
        if codes is not None:
            initial[f"codes-{number}"] = written_codes(codes)
    return initial


def _samples(table: Table) -> list[tuple[str, ...]]:
    rows = [row for row in islice(table.rows(), 50) if isinstance(row, Row)]
    return [
        tuple(dict.fromkeys(row.values[number] for row in rows if row.values[number].strip()))[
            :SAMPLE
        ]
        for number in range(len(table.columns))
    ]
