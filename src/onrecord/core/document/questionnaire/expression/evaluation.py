"""What comes out of an expression for the answers given so far?"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Protocol

from onrecord.core.document.questionnaire.expression.functions import FUNCTIONS
from onrecord.core.document.questionnaire.expression.nodes import (
    Above,
    Answer,
    Call,
    Column,
    Current,
    Expression,
    Negative,
    Number,
    Operation,
    Text,
)
from onrecord.core.document.questionnaire.expression.values import (
    Value,
    as_boolean,
    as_number,
)


class Scope(Protocol):
    """Where an expression stands: what it can ask for."""

    @property
    def today(self) -> date:
        """The day on which the form is filled in."""

    @property
    def current(self) -> str:
        """The answer to the question itself."""

    @property
    def position(self) -> int:
        """Which repeat the question stands in, from 1; 0 outside of any."""

    def answers(self, name: str) -> tuple[str, ...]:
        """Return the answers to a question: one, or one of each repeat; no answer is empty."""

    def column(self, name: str) -> str:
        """Return what a choice has in a column of the sheet of choices."""


def evaluate(expression: Expression, scope: Scope) -> Value:  # noqa: PLR0911 - one for each kind
    """Return the value of an expression. Never fails: what is no number is NaN."""
    match expression:
        case Number(number):
            return number
        case Text(text):
            return text
        case Answer(name):
            return scope.answers(name)
        case Column(name):
            return scope.column(name)
        case Current():
            return (scope.current,)
        case Above():
            return float(scope.position)
        case Negative(operand):
            return -as_number(evaluate(operand, scope))
        case Call(name, arguments):
            return _called(name, arguments, scope)
        case Operation(sign, left, right):
            return _operated(sign, left, right, scope)


def _called(name: str, arguments: tuple[Expression, ...], scope: Scope) -> Value:
    match name:
        case "if":
            chosen = arguments[1 if as_boolean(evaluate(arguments[0], scope)) else 2]
            return evaluate(chosen, scope)
        case "today":
            return scope.today.isoformat()
        case "position":
            return float(scope.position)
    return FUNCTIONS[name].run([evaluate(argument, scope) for argument in arguments])


def _operated(sign: str, left: Expression, right: Expression, scope: Scope) -> Value:
    first = evaluate(left, scope)
    if sign in ("and", "or"):
        decided = as_boolean(first)
        if decided == (sign == "or"):
            return decided
        return as_boolean(evaluate(right, scope))
    second = evaluate(right, scope)
    if sign in _COMPARED:
        return _compared(sign, first, second)
    return _ARITHMETIC[sign](as_number(first), as_number(second))


def _compared(sign: str, first: Value, second: Value) -> bool:
    """Compare as XPath does: some answer of one side with some of the other (3.4)."""
    if isinstance(first, bool) or isinstance(second, bool):
        return _one_compared(sign, as_boolean(first), as_boolean(second))
    firsts = first if isinstance(first, tuple) else (first,)
    seconds = second if isinstance(second, tuple) else (second,)
    return any(_one_compared(sign, one, other) for one in firsts for other in seconds)


def _one_compared(sign: str, first: Value, second: Value) -> bool:
    if sign in ("=", "!="):
        if isinstance(first, float) or isinstance(second, float):
            same = as_number(first) == as_number(second)
        else:
            same = first == second
        return same == (sign == "=")
    return _COMPARED[sign](as_number(first), as_number(second))


_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def _divided(one: float, other: float) -> float:
    if other == 0:
        return math.nan if one == 0 or math.isnan(one) else math.copysign(math.inf, one)
    return one / other


def _remainder(one: float, other: float) -> float:
    if other == 0 or math.isinf(one):
        return math.nan
    return math.fmod(one, other)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "div": _divided,
    "mod": _remainder,
}
