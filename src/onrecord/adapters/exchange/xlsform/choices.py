"""Which lists of choices does a form have?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.adapters.exchange.xlsform.languages import TRANSLATED, Languages
from onrecord.adapters.exchange.xlsform.sheets import SheetRow
from onrecord.core.document.questionnaire.definition import Choice
from onrecord.core.kernel.errors import InputError

Lists = dict[str, tuple[Choice, ...]]


def choice_lists(
    rows: Iterable[SheetRow], languages: Languages, *, may_repeat: bool
) -> tuple[Lists, list[InputError]]:
    """Return the choices by the name of their list, and what is wrong with their rows."""
    found: dict[str, list[Choice]] = {}
    errors: list[InputError] = []
    for row in rows:
        before = found.setdefault(row.cell("list_name"), [])
        faults = list(_faults(row, before, may_repeat=may_repeat))
        errors += faults
        if not faults:
            before.append(
                Choice(
                    row.cell("name"),
                    languages.texts(row, "label"),
                    tuple((one, row.cells[one]) for one in row.cells if _is_own(one)),
                )
            )
    return {name: tuple(choices) for name, choices in found.items()}, errors


def _faults(row: SheetRow, before: list[Choice], *, may_repeat: bool) -> Iterator[InputError]:
    name = row.cell("name")
    for column in ("list_name", "name"):
        if not row.cell(column):
            yield row.fault("A choice needs this column", column, remedy="Fill the cell in.")
    if " " in name:
        yield row.fault(
            "The name of a choice holds a space",
            "name",
            value=name,
            remedy="Write an underscore; the label may hold spaces.",
        )
    if name and not may_repeat and any(choice.name == name for choice in before):
        yield row.fault(
            "Two choices of one list have one name",
            "name",
            value=name,
            remedy="Give each a name of its own, or set allow_choice_duplicates in the settings.",
        )


def _is_own(column: str) -> bool:
    return column.partition("::")[0] not in (*TRANSLATED, "list_name")
