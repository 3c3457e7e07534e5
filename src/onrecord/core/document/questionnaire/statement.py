"""How does a filled form become a statement: text to read and cite, and a record of its answers?

The text holds each question that applied with its answer, in the language of the interview, and
where each answer stands in it, so that a claim can cite the answer alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.core.document.questionnaire.definition import (
    SELECTS,
    SILENT,
    Form,
    Kind,
    Question,
    Repeat,
)
from onrecord.core.document.questionnaire.filling import Node, leaves

NO_ANSWER = "—"
"""Stands where a question applied and was not answered."""


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """Where the answer of one path stands in the text, end exclusive."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatementText:
    """A statement as text, and where each answer stands in it."""

    text: str
    spans: tuple[AnswerSpan, ...]


def statement_text(
    nodes: Sequence[Node], language: str, *, heading: Sequence[str]
) -> StatementText:
    """Return a filled form as text: the heading, then each question that applied.

    ``heading`` are lines about the interview: who asked, when, with which form, and what was
    consented to.
    """
    lines = _Lines()
    for line in heading:
        lines.write(line)
    _write(lines, nodes, language, 0)
    return StatementText("".join(lines.parts), tuple(lines.spans))


def answered(node: Node, language: str) -> str:
    """Return an answer as a reader reads it: choices by their labels."""
    item = node.item
    if not isinstance(item, Question) or item.kind not in SELECTS:
        return node.counted
    labels = {choice.name: choice.label.text(language) or choice.name for choice in item.choices}
    words = node.counted.split(" ") if item.kind is Kind.SELECT_MULTIPLE else [node.counted]
    return "; ".join(labels.get(word, word) for word in words if word)


def label_of(node: Node, language: str) -> str:
    """Return what an item is called, with the number of an instance: "Incident 2"."""
    words = node.words(node.item.label, language)
    return f"{words or node.item.name} {node.number}" if node.number else words


def statement_record(form: Form, nodes: Sequence[Node]) -> dict[str, object]:
    """Return the answers as plain values for canonical JSON: text by path, in the form's order."""
    answers: dict[str, object] = {
        node.path: node.counted
        for node in leaves(tuple(nodes))
        if node.applies and isinstance(node.item, Question) and node.item.kind is not Kind.NOTE
    }
    return {
        "form": {"id": form.id, "title": form.title, "version": form.version},
        "answers": answers,
        "repeats": dict(_repeats(nodes)),
    }


def _repeats(nodes: Sequence[Node]) -> Iterator[tuple[str, int]]:
    for node in nodes:
        if isinstance(node.item, Repeat) and not node.number and node.applies:
            yield node.path, len(node.children)
        yield from _repeats(node.children)


class _Lines:
    """Text under way: its parts and how long it is so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.spans: list[AnswerSpan] = []
        self.length = 0

    def write(self, line: str) -> None:
        self.parts.append(f"{line}\n")
        self.length += len(line) + 1

    def answer(self, path: str, indent: str, answer: str) -> None:
        text = answer.replace("\r\n", "\n").replace("\r", "\n")
        start = self.length + len(indent)
        self.write(indent + (text or NO_ANSWER))
        if text:
            self.spans.append(AnswerSpan(path, start, start + len(text)))


def _write(lines: _Lines, nodes: Sequence[Node], language: str, depth: int) -> None:
    for node in nodes:
        if not node.applies:
            continue
        if isinstance(node.item, Repeat) and not node.number:
            _write(lines, node.children, language, depth)
        elif isinstance(node.item, Question):
            _write_question(lines, node, node.item, language)
        else:
            title = label_of(node, language)
            if title:
                lines.write("")
                lines.write(f"{'#' * min(depth + 1, 6)} {title}")
            _write(lines, node.children, language, depth + 1)


def _write_question(lines: _Lines, node: Node, item: Question, language: str) -> None:
    if item.kind in SILENT:
        # A note says something to the person, a calculation is nobody's words.
        if item.kind is Kind.NOTE and item.label:
            lines.write("")
            lines.write(f"({label_of(node, language)})")
        return
    lines.write("")
    lines.write(label_of(node, language) or item.name)
    lines.answer(node.path, "    ", answered(node, language))
