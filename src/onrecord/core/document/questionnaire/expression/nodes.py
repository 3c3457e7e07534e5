"""What is an expression of a form made of?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to another question: ``${name}``."""

    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet of choices, in a choice_filter: a name that stands alone."""

    name: str


@dataclass(frozen=True, slots=True)
class Current:
    """The answer to the question itself: ``.``."""


@dataclass(frozen=True, slots=True)
class Above:
    """The repeat around the question: ``..``, which only ``position`` takes."""


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus before something."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Operation:
    """Two things and the sign between them: or, and, = != < <= > >=, + - * div mod."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it is given."""

    name: str
    arguments: tuple[Expression, ...]


Expression = Number | Text | Answer | Column | Current | Above | Negative | Operation | Call


def parts(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and everything that it is made of."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        yield node
        match node:
            case Negative(operand):
                waiting.append(operand)
            case Operation(_sign, left, right):
                waiting += [right, left]
            case Call(_name, arguments):
                waiting += reversed(arguments)


def answers_named(expression: Expression) -> frozenset[str]:
    """Return the names of the questions whose answers the expression needs."""
    return frozenset(node.name for node in parts(expression) if isinstance(node, Answer))
