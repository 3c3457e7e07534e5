"""What does the page need to show relevance and constraints while somebody types?

The same form, its expressions parsed, as JSON. The page judges nothing: what it shows the server
works out again when the answers arrive.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.core.document.questionnaire import Form, Question, Repeat
from onrecord.core.document.questionnaire.definition import SELECTS, Placed, Texts, placed
from onrecord.core.document.questionnaire.expression import Expression, plain
from onrecord.web.statements.shown import FIELD

Plan = dict[str, object]


def plan_of(form: Form, answers: Mapping[str, str], language: str, *, today: date) -> Plan:
    """Return the form and the answers so far, as the page works with them."""
    return {
        "today": today.isoformat(),
        "field": FIELD,
        "answers": dict(answers),
        "items": [_item(one, language) for one in placed(form)],
    }


def _item(one: Placed, language: str) -> Plan:
    item = one.item
    found: Plan = {
        "name": item.name,
        "around": [outer.name for outer in one.around],
        "repeats": list(one.repeats),
        "relevant": _plain(item.relevant),
    }
    if isinstance(item, Repeat):
        return found | {"kind": "repeat", "count": _plain(item.count)}
    if not isinstance(item, Question):
        return found | {"kind": "group"}
    return found | {
        "kind": str(item.kind),
        "computed": item.is_computed,
        "rule": _plain(item.calculation or item.default),
        "required": _plain(item.required),
        "requiredMessage": _text(item.required_message, language),
        "constraint": _plain(item.constraint),
        "constraintMessage": _text(item.constraint_message, language),
        "filter": _plain(item.choice_filter),
        "choices": _choices(item, language) if item.kind in SELECTS else None,
    }


def _choices(item: Question, language: str) -> list[Plan]:
    return [
        {
            "name": choice.name,
            "label": choice.label.text(language) or choice.name,
            "columns": dict(choice.columns),
        }
        for choice in item.choices
    ]


def _plain(expression: Expression | None) -> list[object] | None:
    return None if expression is None else plain(expression)


def _text(texts: Texts, language: str) -> str:
    return texts.text(language)
