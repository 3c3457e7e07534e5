"""How is an expression handed to the page, which works it out as we do?"""

from __future__ import annotations

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
from onrecord.core.document.questionnaire.pattern import compiled
from onrecord.core.document.questionnaire.pattern.compiled import Program


def plain(expression: Expression) -> list[object]:  # noqa: C901, PLR0911 - one for each kind
    """Return the expression as lists that JSON can hold; patterns as their programs."""
    match expression:
        case Number(value):
            return ["number", value]
        case Text(value):
            return ["text", value]
        case Answer(name):
            return ["answer", name]
        case Column(name):
            return ["column", name]
        case Current():
            return ["current"]
        case Above():
            return ["above"]
        case Negative(operand):
            return ["negative", plain(operand)]
        case Operation(sign, left, right):
            return ["operation", sign, plain(left), plain(right)]
        case Call("regex", (text, Text(pattern))):
            return ["regex", plain(text), _program(compiled(pattern))]
        case Call(name, arguments):
            return ["call", name, [plain(argument) for argument in arguments]]


def _program(program: Program) -> list[object]:
    return [
        [step.kind, list(step.to), [list(pair) for pair in step.ranges], step.letters, step.negated]
        for step in program
    ]
