"""Which questions, groups and repeats does the sheet ``survey`` define?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from onrecord.adapters.exchange.xlsform.choices import Lists
from onrecord.adapters.exchange.xlsform.languages import Languages
from onrecord.adapters.exchange.xlsform.sheets import SheetRow
from onrecord.core.document.questionnaire.definition import (
    SELECTS,
    SILENT,
    Choice,
    Group,
    Item,
    Kind,
    Question,
    Repeat,
    Texts,
)
from onrecord.core.document.questionnaire.expression import Expression, parse
from onrecord.core.document.questionnaire.expression.nodes import Answer, Call, Text
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

_NAME = re.compile(r"[^\W\d][\w.-]{0,99}")
_LOOKS_COMPUTED = re.compile(r"\$\{|^[a-z-]+\(")
_SELECT = re.compile(r"select[_ ](one|multiple)\s+(?P<list>\S+)(?P<other>\s+or[_ ]other)?")
_SECTION = re.compile(r"(begin|end)[_ ](group|repeat)")
_KINDS = {str(kind).casefold(): kind for kind in Kind if kind not in SELECTS} | {
    "string": Kind.TEXT,
    "int": Kind.INTEGER,
    "trigger": Kind.ACKNOWLEDGE,
    "photo": Kind.IMAGE,
}
_OF_THE_DEVICE = frozenset(
    (
        "start",
        "end",
        "deviceid",
        "phonenumber",
        "simserial",
        "subscriberid",
        "username",
        "email",
        "audit",
        "start-geopoint",
        "background-audio",
    )
)
_YES = frozenset({"yes", "true", "1", "true()", "y"})
_NO = frozenset({"", "no", "false", "0", "false()", "n"})
OTHER = "other"
"""The choice that or_other adds; what was meant is asked in a question of its own."""


@dataclass(slots=True)
class Survey:
    """What the rows of the survey come to, with everything that is wrong with them."""

    languages: Languages
    lists: Lists
    items: tuple[Item, ...] = ()
    errors: list[InputError] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, rows: list[SheetRow]) -> None:
        """Read all rows; errors are collected, so that all can be mended at once."""
        stack = [_Open("", None, [])]
        for row in rows:
            if row.cell("disabled").casefold() in _YES:
                continue
            section = _SECTION.fullmatch(row.cell("type").casefold())
            if section is None:
                stack[-1].items.extend(self._questions(row))
            elif section[1] == "begin":
                stack.append(_Open(section[2], row, []))
            else:
                self._close(stack, section[2], row)
        for left_open in stack[1:]:
            if left_open.row is not None:
                self.errors.append(
                    left_open.row.fault(
                        "This {kind} is never closed",
                        "type",
                        kind=left_open.kind,
                        remedy="Add the row that ends it.",
                    )
                )
        self.items = tuple(stack[0].items)

    def _close(self, stack: list[_Open], kind: str, row: SheetRow) -> None:
        begun = stack[-1]
        if begun.row is None or begun.kind != kind:
            self.errors.append(
                row.fault(
                    "Nothing of this kind is open here",
                    "type",
                    value=row.cell("type"),
                    remedy="Each begin needs its end, and what begins last ends first.",
                )
            )
            return
        stack.pop()
        stack[-1].items.append(self._section(begun.row, kind, tuple(begun.items)))

    def _section(self, row: SheetRow, kind: str, items: tuple[Item, ...]) -> Item:
        name = self._name(row, f"{kind}_{row.line}")
        label = self._texts(row, "label")
        relevant = self._expression(row, "relevant")
        if kind == "group":
            return Group(name=name, row=row.line, label=label, relevant=relevant, items=items)
        return Repeat(
            name=name,
            row=row.line,
            label=label,
            relevant=relevant,
            count=self._expression(row, "repeat_count"),
            items=items,
        )

    def _questions(self, row: SheetRow) -> Iterator[Question]:
        written = row.cell("type")
        plain = written.casefold()
        if plain in _OF_THE_DEVICE:
            self.remarks.append(
                Remark.of(
                    "Row {row} ({type}) is left out: the register notes who and when by itself.",
                    row=row.line,
                    type=written,
                )
            )
            return
        select = _SELECT.fullmatch(written.strip())
        if select is not None:
            yield from self._select(row, select)
        elif plain == "today":
            yield self._question(row, Kind.CALCULATE, calculation=Call("today", ()))
        elif plain in _KINDS:
            yield self._question(row, _KINDS[plain])
        else:
            self.errors.append(
                row.fault(
                    "This type of question is not supported",
                    "type",
                    value=written,
                    remedy="The reference of XLSForm lists the types that are.",
                )
            )

    def _select(self, row: SheetRow, select: re.Match[str]) -> Iterator[Question]:
        kind = Kind(f"select_{select[1]}")
        choices = self.lists.get(select["list"], ())
        if not choices:
            self.errors.append(
                row.fault(
                    "The sheet choices has no list of this name",
                    "type",
                    value=select["list"],
                    remedy="Correct the name, or add the list to the sheet choices.",
                )
            )
        if not select["other"]:
            yield self._question(row, kind, choices=choices)
            return
        if all(choice.name != OTHER for choice in choices):
            choices = (*choices, Choice(OTHER, self.languages.other(), (("name", OTHER),)))
        question = self._question(row, kind, choices=choices)
        yield question
        yield Question(
            name=f"{question.name}_other",
            kind=Kind.TEXT,
            row=row.line,
            label=self.languages.other(),
            relevant=Call("selected", (Answer(question.name), Text(OTHER))),
        )

    def _question(
        self,
        row: SheetRow,
        kind: Kind,
        *,
        choices: tuple[Choice, ...] = (),
        calculation: Expression | None = None,
    ) -> Question:
        columns = {name for choice in choices for name, _value in choice.columns} | {"name"}
        question = Question(
            name=self._name(row, f"note_{row.line}" if kind is Kind.NOTE else ""),
            kind=kind,
            row=row.line,
            label=self._texts(row, "label"),
            hint=self._texts(row, "hint"),
            required=self._required(row),
            required_message=self._texts(row, "required_message"),
            relevant=self._expression(row, "relevant"),
            constraint=self._expression(row, "constraint"),
            constraint_message=self._texts(row, "constraint_message"),
            default=self._default(row),
            calculation=calculation or self._expression(row, "calculation"),
            read_only=row.cell("read_only").casefold() in _YES,
            appearance=row.cell("appearance"),
            choices=choices,
            choice_filter=self._expression(row, "choice_filter", columns),
        )
        self._check_words(row, question)
        return question

    def _check_words(self, row: SheetRow, question: Question) -> None:
        if question.kind is Kind.CALCULATE:
            if question.calculation is None and not row.cell("calculation"):
                self.errors.append(
                    row.fault("A calculate needs a calculation", "calculation", remedy="Add it.")
                )
        elif not question.label and not question.hint:
            self.errors.append(
                row.fault(
                    "A question without words cannot be asked", "label", remedy="Add a label."
                )
            )
        if question.kind in SILENT and question.required is not None:
            self.remarks.append(
                Remark.of("Row {row} needs no answer: it is a note or calculated.", row=row.line)
            )

    def _name(self, row: SheetRow, without: str) -> str:
        name = row.cell("name") or without
        if not _NAME.fullmatch(name):
            self.errors.append(
                row.fault(
                    "This row needs a name of letters, digits, points, hyphens and underscores",
                    "name",
                    value=name or None,
                    remedy="Begin it with a letter.",
                )
            )
        return name or f"row_{row.line}"

    def _texts(self, row: SheetRow, column: str) -> Texts:
        return self.languages.texts(row, column)

    def _required(self, row: SheetRow) -> Expression | None:
        written = row.cell("required").casefold()
        if written in _NO:
            return None
        return Call("true", ()) if written in _YES else self._expression(row, "required")

    def _default(self, row: SheetRow) -> Expression | None:
        written = row.cell("default")
        if not written:
            return None
        return (
            self._expression(row, "default") if _LOOKS_COMPUTED.search(written) else Text(written)
        )

    def _expression(
        self, row: SheetRow, column: str, columns: Collection[str] = ()
    ) -> Expression | None:
        written = row.cell(column)
        if not written:
            return None
        return self._tried(row, column, lambda: parse(written, columns=columns))

    def _tried(
        self, row: SheetRow, column: str, read: Callable[[], Expression]
    ) -> Expression | None:
        try:
            return read()
        except InputError as error:
            self.errors.append(
                row.fault(
                    error.template,
                    column,
                    value=error.value,
                    remedy=error.remedy or "Correct the cell.",
                    **error.params,
                )
            )
            return None


@dataclass(frozen=True, slots=True)
class _Open:
    """A group or repeat that has begun and not ended; the whole form to begin with."""

    kind: str
    row: SheetRow | None
    items: list[Item]
