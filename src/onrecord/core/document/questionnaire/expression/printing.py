"""How is an expression written, so that reading it gives the same expression?"""

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
from onrecord.core.document.questionnaire.expression.parsing import LEVELS
from onrecord.core.document.questionnaire.expression.values import number_text

_CLOSEST = len(LEVELS)
_LEVEL_OF = {sign: level for level, signs in enumerate(LEVELS) for sign in signs}


def printed(expression: Expression) -> str:
    """Return the expression as text, with no more brackets than it needs."""
    return _printed(expression, 0)


def _printed(expression: Expression, level: int) -> str:  # noqa: PLR0911 - one for each kind
    match expression:
        case Number(value):
            return number_text(value)
        case Text(value):
            return f'"{value}"' if "'" in value else f"'{value}'"
        case Answer(name):
            return f"${{{name}}}"
        case Column(name):
            return name
        case Current():
            return "."
        case Above():
            return ".."
        case Negative(operand):
            return f"-{_printed(operand, _CLOSEST)}"
        case Call(name, arguments):
            return f"{name}({', '.join(_printed(argument, 0) for argument in arguments)})"
        case Operation(sign, left, right):
            own = _LEVEL_OF[sign]
            text = f"{_printed(left, own)} {sign} {_printed(right, own + 1)}"
            return f"({text})" if own < level else text
