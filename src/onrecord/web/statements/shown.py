"""How do the questions of a form stand on a page, in the language of the interview?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core.document.questionnaire import Node, Question, Repeat
from onrecord.core.document.questionnaire.checking import REFERENCE
from onrecord.core.document.questionnaire.definition import (
    FILES,
    SELECTS,
    Kind,
    Texts,
)
from onrecord.core.document.questionnaire.filling import Problem
from onrecord.core.document.questionnaire.statement import answered, label_of
from onrecord.web.site.words import said

FIELD = "a."
"""Stands before the path of an answer in the name of its field."""
_FEW = 8
_INPUTS = {
    Kind.DATE: ("date", ""),
    Kind.DATE_TIME: ("datetime-local", ""),
    Kind.TIME: ("time", ""),
    Kind.INTEGER: ("text", "numeric"),
    Kind.DECIMAL: ("text", "decimal"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a label: words, or the answer to another question by its name."""

    words: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice as a page shows it."""

    value: str
    label: str
    chosen: bool
    offered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One item of a form as a page shows it.

    ``look`` names the template: note, line, area, select, radios, boxes, tick, file, computed,
    group, repeat or turn.
    """

    look: str
    path: str
    name: str
    label: tuple[Piece, ...]
    hint: tuple[Piece, ...] = ()
    value: str = ""
    applies: bool = True
    required: bool = False
    type: str = "text"
    inputmode: str = ""
    options: tuple[Option, ...] = ()
    problem: str = ""
    parts: tuple[Part, ...] = ()
    fixed: bool = False
    number: int = 0

    @property
    def key(self) -> str:
        """The path as the id of an element."""
        return self.path.replace("/", "-").replace(".", "_")


def parts_of(nodes: Sequence[Node], language: str) -> tuple[Part, ...]:
    """Return the items of a step as a page shows them; what is worked out unseen is left out."""
    found = (_part(node, language) for node in nodes)
    return tuple(part for part in found if part is not None)


def problem_text(problem: Problem | None, language: str) -> str:
    """Return what is wrong: in the form's words and language, else in those of the page."""
    if problem is None:
        return ""
    return problem.words.text(language) or said(problem.remark)


def label_text(node: Node, language: str) -> str:
    """Return what a question is called on a page that lists it."""
    return label_of(node, language) or node.item.name


def answer_text(node: Node, language: str) -> str:
    """Return an answer as a page that lists it shows it."""
    return answered(node, language)


def _part(node: Node, language: str) -> Part | None:
    item = node.item
    if isinstance(item, Question):
        return _question(node, item, language)
    look = "group"
    if isinstance(item, Repeat):
        look = "turn" if node.number else "repeat"
    return Part(
        look=look,
        path=node.path,
        name="",
        label=(Piece(label_of(node, language)),),
        value=node.value,
        applies=node.applies,
        parts=parts_of(node.children, language),
        fixed=isinstance(item, Repeat) and item.count is not None,
        number=node.number,
    )


def _question(node: Node, item: Question, language: str) -> Part | None:
    if item.kind is Kind.CALCULATE or (item.is_computed and not item.label):
        return None
    kind, inputmode = _INPUTS.get(item.kind, ("text", ""))
    return Part(
        look=_look(item),
        path=node.path,
        name=FIELD + node.path,
        label=_pieces(node, item.label, language),
        hint=_pieces(node, item.hint, language),
        value=node.value,
        applies=node.applies,
        required=node.required,
        type=kind,
        inputmode=inputmode,
        options=_options(node, item, language) if item.kind in SELECTS else (),
        problem=problem_text(node.problem, language) if node.applies else "",
        fixed=item.read_only,
    )


def _look(item: Question) -> str:
    if item.is_computed:
        return "computed"
    if item.kind in FILES:
        return "file"
    if item.kind is Kind.SELECT_ONE:
        is_short = len(item.choices) <= _FEW and "minimal" not in item.appearance
        return "radios" if is_short else "select"
    plain = {Kind.NOTE: "note", Kind.SELECT_MULTIPLE: "boxes", Kind.ACKNOWLEDGE: "tick"}
    many_lines = item.kind is Kind.TEXT and "multiline" in item.appearance
    return plain.get(item.kind, "area" if many_lines else "line")


def _options(node: Node, item: Question, language: str) -> tuple[Option, ...]:
    chosen = set(node.value.split(" ")) if item.kind is Kind.SELECT_MULTIPLE else {node.value}
    offered = {choice.name for choice in node.choices}
    return tuple(
        Option(
            choice.name,
            choice.label.text(language) or choice.name,
            choice.name in chosen,
            choice.name in offered or choice.name in chosen,
        )
        for choice in item.choices
    )


def _pieces(node: Node, texts: Texts, language: str) -> tuple[Piece, ...]:
    """Cut a text where it shows an answer, so that the page can show it as it is typed."""
    text = texts.text(language)
    found: list[Piece] = []
    at = 0
    for reference in REFERENCE.finditer(text):
        if reference.start() > at:
            found.append(Piece(text[at : reference.start()]))
        name = reference[1]
        found.append(Piece(node.shown.get(name, Texts()).text(language), name))
        at = reference.end()
    return (*found, Piece(text[at:])) if text[at:] else tuple(found)
