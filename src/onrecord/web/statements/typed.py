"""What did somebody type on a page of an interview, and what did they ask for?"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from onrecord.core.document.questionnaire import Node, Question, leaves
from onrecord.core.document.questionnaire.answers import MOST_REPEATS, without_turn
from onrecord.core.document.questionnaire.definition import FILES, SELECTS, SILENT
from onrecord.core.document.questionnaire.filling import fill
from onrecord.core.kernel.errors import InputError
from onrecord.web.statements.definitions import form_of
from onrecord.web.statements.models import Interview
from onrecord.web.statements.shown import FIELD


@dataclass(frozen=True, slots=True)
class Asked:
    """What a button asks for: next, back, stay, add or remove a turn, undo, finish."""

    verb: str
    object: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> Asked:
        """Read the button that was pressed; without one the page is only saved."""
        verb, _colon, rest = data.get("action", "stay").partition(":")
        return cls(verb, rest)


def typed_answers(
    data: QueryDict, before: dict[str, str], nodes: tuple[Node, ...]
) -> dict[str, str]:
    """Return the answers with what was typed on a page that showed ``nodes``.

    A box that is not ticked is not sent; it is told from a question of another page by the list
    of the page's paths. Answers that the page did not show stay as they are.
    """
    sent = {path for paths in data.getlist("paths") for path in paths.split(" ")}
    found = dict(before)
    for node in leaves(nodes):
        item = node.item
        if node.path not in sent or not isinstance(item, Question):
            continue
        if item.kind in SILENT or item.kind in FILES or item.is_computed or item.read_only:
            continue
        values = data.getlist(FIELD + node.path)
        found[node.path] = (
            " ".join(values) if item.kind in SELECTS else (values[0] if values else "")
        )
    return found


def with_turn(interview: Interview, answers: dict[str, str], path: str) -> dict[str, str]:
    """Return the answers with one more turn of a repeat."""
    repeat = _repeat(interview, answers, path)
    count = int(repeat.value)
    if count >= MOST_REPEATS:
        raise InputError("A repeat has at most {most} turns.", most=MOST_REPEATS)
    return {**answers, path: str(count + 1)}


def without(interview: Interview, answers: dict[str, str], turn: str) -> dict[str, str]:
    """Return the answers without a turn, ``child/2``; the draft before keeps it."""
    path, _slash, number = turn.rpartition("/")
    repeat = _repeat(interview, answers, path)
    if not number.isdecimal() or not 1 <= int(number[:9]) <= int(repeat.value):
        raise InputError("There is no such turn.", value=turn)
    return without_turn({**answers, path: repeat.value}, path, int(number))


def _repeat(interview: Interview, answers: dict[str, str], path: str) -> Node:
    nodes = fill(form_of(interview.form), answers, today=interview.asked_on)
    found = _find(nodes, path)
    if found is None:
        raise InputError("There is no such repeat.", value=path)
    return found


def _find(nodes: tuple[Node, ...], path: str) -> Node | None:
    for node in nodes:
        if node.path == path and not isinstance(node.item, Question):
            return node if node.value.isdecimal() else None
        inside = _find(node.children, path)
        if inside is not None:
            return inside
    return None
