"""Which functions may an expression call, and what does each give?

The names and meanings are those of XPath 1.0 and of ODK's XForms. A function is added here and
in the page's twin (``web/statements/static/statements/expressions.js``); a test compares both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.core.document.questionnaire.expression.values import (
    BLANK,
    Value,
    as_boolean,
    as_number,
    as_text,
    day_text,
    is_date,
)
from onrecord.core.document.questionnaire.pattern import compiled, matches

Run = Callable[[Sequence[Value]], Value]
_SPACES = str.maketrans({"\t": " ", "\r": " ", "\n": " "})
MANY = 50
"""The most values that a function takes."""


@dataclass(frozen=True, slots=True)
class Function:
    """How many values a function takes, and what it gives for them."""

    least: int
    most: int
    run: Run

    def takes(self, count: int) -> bool:
        """Tell whether the function takes so many values."""
        return self.least <= count <= self.most


def _words(value: Value) -> list[str]:
    return [word for word in as_text(value).strip(BLANK).split(" ") if word]


def _selected_at(given: Sequence[Value]) -> str:
    words, place = _words(given[0]), as_number(given[1])
    inside = place == math.floor(place) and 0 <= place < len(words) if _finite(place) else False
    return words[int(place)] if inside else ""


def _all_texts(given: Sequence[Value]) -> list[str]:
    found: list[str] = []
    for value in given:
        found += value if isinstance(value, tuple) else [as_text(value)]
    return found


def _numbers(given: Sequence[Value]) -> list[float]:
    """Return the numbers of every answer that was given; a repeat left empty is left out."""
    return [as_number(text) for text in _all_texts(given) if text]


def _smallest(given: Sequence[Value]) -> float:
    return _extreme(_numbers(given), min)


def _largest(given: Sequence[Value]) -> float:
    return _extreme(_numbers(given), max)


def _extreme(numbers: list[float], choose: Callable[[list[float]], float]) -> float:
    if not numbers or any(map(math.isnan, numbers)):
        return math.nan
    return choose(numbers)


def _sum(given: Sequence[Value]) -> float:
    total = 0.0
    for number in _numbers(given):
        total += number
    return total


def _count(given: Sequence[Value]) -> float:
    return float(len(given[0])) if isinstance(given[0], tuple) else 1.0


def _coalesce(given: Sequence[Value]) -> str:
    return next((text for text in map(as_text, given) if text), "")


def _substr(given: Sequence[Value]) -> str:
    text = as_text(given[0])
    first = _place(given[1], len(text))
    last = _place(given[2], len(text)) if len(given) > 2 else len(text)
    return text[first:last] if first < last else ""


def _place(value: Value, length: int) -> int:
    """Return a place in a text; a negative one counts from its end."""
    number = as_number(value)
    if not _finite(number):
        return length if number == math.inf else 0
    whole = math.floor(number)
    return max(0, length + whole) if whole < 0 else min(whole, length)


def _date(given: Sequence[Value]) -> str:
    value = given[0]
    text = as_text(value).strip(BLANK)
    if not isinstance(value, float) and is_date(text):
        return text
    return day_text(as_number(value))


def _integer(given: Sequence[Value]) -> float:
    number = as_number(given[0])
    return float(math.trunc(number)) if _finite(number) else math.nan


def _round(given: Sequence[Value]) -> float:
    number = as_number(given[0])
    digits = as_number(given[1]) if len(given) > 1 else 0.0
    if not _finite(number) or not _finite(digits) or not -9 <= digits <= 9:
        return math.nan
    scale = 1.0
    for _digit in range(int(abs(digits))):
        scale *= 10
    scaled = number * scale if digits >= 0 else number / scale
    if not _finite(scaled):
        return math.nan
    whole = float(math.floor(scaled + 0.5))
    return whole / scale if digits >= 0 else whole * scale


def _whole(round_to: Callable[[float], int]) -> Run:
    def run(given: Sequence[Value]) -> float:
        number = as_number(given[0])
        return float(round_to(number)) if _finite(number) else math.nan

    return run


def _finite(number: float) -> bool:
    return math.isfinite(number)


def _never(given: Sequence[Value]) -> Value:
    """Stand for a function that the evaluation itself answers: it knows day and place."""
    raise AssertionError(given)


FUNCTIONS: dict[str, Function] = {
    "if": Function(3, 3, _never),
    "today": Function(0, 0, _never),
    "position": Function(1, 1, _never),
    "selected": Function(2, 2, lambda given: as_text(given[1]).strip(BLANK) in _words(given[0])),
    "count-selected": Function(1, 1, lambda given: float(len(_words(given[0])))),
    "selected-at": Function(2, 2, _selected_at),
    "string-length": Function(1, 1, lambda given: float(len(as_text(given[0])))),
    "regex": Function(2, 2, lambda given: matches(compiled(as_text(given[1])), as_text(given[0]))),
    "coalesce": Function(2, MANY, _coalesce),
    "concat": Function(1, MANY, lambda given: "".join(_all_texts(given))),
    "contains": Function(2, 2, lambda given: as_text(given[1]) in as_text(given[0])),
    "starts-with": Function(2, 2, lambda given: as_text(given[0]).startswith(as_text(given[1]))),
    "ends-with": Function(2, 2, lambda given: as_text(given[0]).endswith(as_text(given[1]))),
    "substr": Function(2, 3, _substr),
    "normalize-space": Function(
        1, 1, lambda given: " ".join(_words(as_text(given[0]).translate(_SPACES)))
    ),
    "not": Function(1, 1, lambda given: not as_boolean(given[0])),
    "true": Function(0, 0, lambda _given: True),
    "false": Function(0, 0, lambda _given: False),
    "boolean": Function(1, 1, lambda given: as_boolean(given[0])),
    "number": Function(1, 1, lambda given: as_number(given[0])),
    "string": Function(1, 1, lambda given: as_text(given[0])),
    "int": Function(1, 1, _integer),
    "round": Function(1, 2, _round),
    "floor": Function(1, 1, _whole(math.floor)),
    "ceiling": Function(1, 1, _whole(math.ceil)),
    "abs": Function(1, 1, lambda given: abs(as_number(given[0]))),
    "date": Function(1, 1, _date),
    "decimal-date-time": Function(1, 1, lambda given: as_number(given[0])),
    "min": Function(1, MANY, _smallest),
    "max": Function(1, MANY, _largest),
    "sum": Function(1, 1, _sum),
    "count": Function(1, 1, _count),
    "count-non-empty": Function(
        1, 1, lambda given: float(len([text for text in _all_texts(given) if text]))
    ),
}
"""Every function that an expression may call, by its name."""
