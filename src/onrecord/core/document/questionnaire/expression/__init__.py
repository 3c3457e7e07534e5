"""What does an expression of a form say, and what comes out for the answers given?"""

from onrecord.core.document.questionnaire.expression.evaluation import Scope, evaluate
from onrecord.core.document.questionnaire.expression.nodes import Expression, answers_named
from onrecord.core.document.questionnaire.expression.parsing import parse
from onrecord.core.document.questionnaire.expression.plain import plain
from onrecord.core.document.questionnaire.expression.printing import printed
from onrecord.core.document.questionnaire.expression.values import (
    Value,
    as_boolean,
    as_number,
    as_text,
)

__all__ = [
    "Expression",
    "Scope",
    "Value",
    "answers_named",
    "as_boolean",
    "as_number",
    "as_text",
    "evaluate",
    "parse",
    "plain",
    "printed",
]
