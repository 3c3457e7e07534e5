"""Which part of a form stands on which page of an interview?

A group at the top of a form is a step, each turn of a repeat at the top is one, and so is every
run of questions between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.core.document.questionnaire import Node, Question, Repeat, leaves, problems
from onrecord.core.document.questionnaire.statement import label_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of an interview: ``repeat`` is the repeat of which it is a turn, if it is one."""

    number: int
    title: str
    nodes: tuple[Node, ...]
    repeat: Node | None = None
    turn: int = 0

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the questions on the page."""
        return tuple(node.path for node in leaves(self.nodes))

    @property
    def wrong(self) -> list[Node]:
        """The questions on the page with whose answers something is wrong."""
        return problems(self.nodes)


def steps_of(nodes: Sequence[Node], language: str) -> tuple[Step, ...]:
    """Return the steps of a filled form; what does not apply makes none."""
    found = _parts(nodes, language)
    return tuple(
        Step(number=number, title=title, nodes=part, repeat=repeat, turn=turn)
        for number, (title, part, repeat, turn) in enumerate(found, start=1)
    )


def step_of(steps: Sequence[Step], path: str) -> int:
    """Return the number of the step on which a path stands; the first where it is on none."""
    found = (step.number for step in steps if path in step.paths)
    return next(found, 1)


_Part = tuple[str, tuple[Node, ...], Node | None, int]


def _parts(nodes: Sequence[Node], language: str) -> Iterator[_Part]:
    run: list[Node] = []
    for node in nodes:
        if isinstance(node.item, Question):
            run.append(node)
            continue
        if not node.applies:
            continue
        if _asks(run):
            yield "", tuple(run), None, 0
        run = []
        if isinstance(node.item, Repeat):
            yield from _turns(node, language)
        else:
            yield label_of(node, language), node.children, None, 0
    if _asks(run):
        yield "", tuple(run), None, 0


def _turns(node: Node, language: str) -> Iterator[_Part]:
    for turn in node.children:
        yield label_of(turn, language), turn.children, node, turn.number
    if not node.children and isinstance(node.item, Repeat) and node.item.count is None:
        yield label_of(node, language), (), node, 0


def _asks(run: Sequence[Node]) -> bool:
    """Tell whether there is anything to show: calculations alone are no page."""
    return any(node.applies and node.item.label for node in run)
