"""Does a form hang together: every name once, every reference known, nothing in a circle?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onrecord.core.document.questionnaire.definition import (
    Form,
    Group,
    Item,
    Placed,
    Question,
    Repeat,
    Texts,
    placed,
)
from onrecord.core.document.questionnaire.expression import Expression, answers_named
from onrecord.core.kernel.errors import InputError

MOST_ITEMS = 2_000
"""Questions, groups and repeats of the largest form."""
REFERENCE = re.compile(r"\$\{ *([^\W\d][\w.-]*) *\}")
"""An answer that a text shows: ``${name}``."""


def faults(form: Form) -> list[InputError]:
    """Return everything that keeps a form from being used; ``line`` is the row of the survey."""
    found = list(placed(form))
    if len(found) > MOST_ITEMS:
        return [InputError("The form has more than {most} questions", most=MOST_ITEMS)]
    known: dict[str, Placed] = {}
    errors: list[InputError] = []
    for one in found:
        errors += _name_faults(one, known)
        known.setdefault(one.item.name, one)
    errors += [fault for one in found for fault in _reference_faults(one, known)]
    if not errors:
        try:
            in_order(known)
        except InputError as circle:
            errors.append(circle)
    return errors


def needs(one: Placed) -> frozenset[str]:
    """Return the names on whose answers the item's own answer and relevance rest."""
    found: set[str] = {outer.name for outer in one.around}
    for _column, expression in _value_expressions(one.item):
        found |= answers_named(expression)
    return frozenset(found)


def _name_faults(one: Placed, known: dict[str, Placed]) -> Iterator[InputError]:
    before = known.get(one.item.name)
    if before is not None:
        yield InputError(
            "Two rows have one name; the first is row {row}",
            row=before.item.row,
            line=one.item.row,
            column="name",
            value=one.item.name,
            remedy="Give each question, group and repeat a name of its own.",
        )


def _reference_faults(one: Placed, known: dict[str, Placed]) -> Iterator[InputError]:
    for column, names in _references(one.item):
        for name in sorted(names):
            target = known.get(name)
            if target is None:
                yield _fault(one, column, name, "The form has no question of this name")
            elif isinstance(target.item, Group):
                yield _fault(one, column, name, "This is a group, which has no answer")


def _fault(one: Placed, column: str, name: str, template: str) -> InputError:
    return InputError(
        template,
        line=one.item.row,
        column=column,
        value=name,
        remedy="Correct the name between the braces.",
    )


def _references(item: Item) -> Iterator[tuple[str, frozenset[str]]]:
    for column, expression in _value_expressions(item):
        yield column, answers_named(expression)
    yield "label", _shown(item.label)
    if isinstance(item, Question):
        yield "hint", _shown(item.hint)
        others = {
            "required": item.required,
            "constraint": item.constraint,
            "choice_filter": item.choice_filter,
        }
        for column, other in others.items():
            if other is not None:
                yield column, answers_named(other)


def _value_expressions(item: Item) -> Iterator[tuple[str, Expression]]:
    found: dict[str, Expression | None] = {"relevant": item.relevant}
    if isinstance(item, Question):
        found |= {"calculation": item.calculation, "default": item.default}
    if isinstance(item, Repeat):
        found["repeat_count"] = item.count
    yield from ((column, expression) for column, expression in found.items() if expression)


def _shown(texts: Texts) -> frozenset[str]:
    return frozenset(name for _code, text in texts.by_language for name in REFERENCE.findall(text))


def in_order(known: Mapping[str, Placed]) -> list[str]:
    """Return the names of a form so that each stands behind those on which it rests.

    Raises InputError where answers rest on one another in a circle.
    """
    lengths: dict[str, int] = {}
    for name in known:
        fault = _follow(name, known, lengths)
        if fault is not None:
            raise fault
    return sorted(known, key=lambda name: lengths[name])


def _follow(start: str, known: Mapping[str, Placed], lengths: dict[str, int]) -> InputError | None:
    """Walk down from a name without recursion; write the length of each chain."""
    on_the_way: list[str] = []
    waiting: list[tuple[str, bool]] = [(start, False)]

    while waiting:
        name, is_done = waiting.pop()
        if is_done:
            on_the_way.pop()
            lengths[name] = 1 + max((lengths[one] for one in needs(known[name])), default=0)
        elif name in on_the_way:
            circle = [*on_the_way[on_the_way.index(name) :], name]
            return InputError(
                "Answers rest on one another in a circle: {names}",
                names=" → ".join(circle),
                line=known[name].item.row,
                remedy="Take one of these names out of the relevant or calculation column.",
            )
        elif name not in lengths:
            on_the_way.append(name)
            waiting.append((name, True))
            waiting += [(one, False) for one in sorted(needs(known[name])) if one not in lengths]
    return None
