"""What every comparison must keep to: one suite of checks, for our comparisons and others'.

A comparison of your own passes when ``check_comparison(COMPARISON)`` returns; each check raises
AssertionError with a sentence. That the twin in Python is the SQL is checked on an engine, by
``check_twin``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from onrecord.core.reconcile.linkage.comparison import Comparison, Row

_ROWS: Final = 60
_WORDS: Final = (
    "arta", "arat", "artan", "besim", "besin", "berisa", "berisha", "dragana", "dragan", "enver",
    "fatime", "fatima", "goran", "gorane", "gasi", "gashi", "hodza", "hoda",
    "isa", "ise", "is", "o",
)  # fmt: skip
_NUMBERS: Final = {
    "byear": (1950, 1990), "bm": (1, 13), "bd": (1, 13), "bday": (712_000, 712_080),
    "age": (0, 30), "eday": (729_800, 729_900), "emon": (23_980, 23_992),
}  # fmt: skip


def check_comparison(one: Comparison) -> None:
    """Run every check on a comparison; raises AssertionError at the first that fails."""
    for check in COMPARISON_CHECKS:
        check(one)


def random_rows(one: Comparison, count: int, chance: np.random.Generator) -> list[Row]:
    """Return rows with values of every column of a comparison, a fifth of them missing."""
    return [_row(one, chance) for _ in range(count)]


def check_symmetric(one: Comparison) -> None:
    """Find no pair of which the order of the two records matters."""
    for left, right in _pairs(one):
        _require(
            one.level(left, right) == one.level(right, left),
            f"{one.name} depends on the order of {left} and {right}",
        )


def check_missing_says_nothing(one: Comparison) -> None:
    """Keep rows without any value at the first level, which has no chance."""
    empty: dict[str, str | int | None] = dict.fromkeys(one.columns)
    _require(one.level(empty, empty) == 0, f"{one.name} judges rows that say nothing")
    _require(one.levels[0].start == 0.0, f"{one.name} gives weight to what is missing")


def check_monotone(one: Comparison) -> None:
    """Find no pair that is nearer than a row with itself."""
    for left, right in _pairs(one):
        found, itself = one.level(left, right), one.level(left, left)
        if found and itself and _comparable(one, left, right):
            _require(itself <= found, f"{one.name}: {left} is nearer to {right} than to itself")


def check_sentences(one: Comparison) -> None:
    """Give every level a sentence of its own, and the last what is left."""
    sentences = [level.sentence for level in one.levels]
    _require(
        all(text.endswith(".") and "{" not in text for text in sentences),
        f"{one.name} has a level that is no sentence",
    )
    _require(len(set(sentences)) == len(sentences), f"{one.name} says one thing at two levels")
    _require(one.levels[-1].sql == "ELSE", f"{one.name} does not take what is left")


def check_starts(one: Comparison) -> None:
    """Start from shares that are chances over the levels beyond the first."""
    starts = [level.start for level in one.levels]
    _require(all(0 < each < 1 for each in starts[1:]), f"{one.name} starts with a certainty")
    _require(abs(sum(starts) - 1) < 0.35, f"{one.name} starts with shares of sum {sum(starts)}")


def check_twin(
    one: Comparison, levels_of: Callable[[Comparison, Sequence[tuple[Row, Row]]], list[int]]
) -> None:
    """Find on an engine the levels that the twin in Python finds."""
    pairs = _pairs(one)
    for (left, right), found in zip(pairs, levels_of(one, pairs), strict=True):
        expected = one.level(left, right)
        _require(found == expected, f"{one.name}: {found} in SQL, {expected}: {left} {right}")


COMPARISON_CHECKS: Final[tuple[Callable[[Comparison], None], ...]] = (
    check_symmetric,
    check_missing_says_nothing,
    check_monotone,
    check_sentences,
    check_starts,
)


def _pairs(one: Comparison) -> list[tuple[Row, Row]]:
    rows = random_rows(one, _ROWS, np.random.default_rng(25))
    return [(left, right) for left in rows for right in rows]


def _row(one: Comparison, chance: np.random.Generator) -> Row:
    row: dict[str, str | int | None] = {}
    for name in one.columns:
        low, high = _NUMBERS.get(name, (0, len(_WORDS)))
        number = int(chance.integers(low, high))
        row[name] = number if name in _NUMBERS else _WORDS[number]
        if chance.random() < 0.2:
            row[name] = None
    for name in one.columns:
        word = row.get(name.removesuffix("_r"))
        if name.endswith("_r"):  # the tier follows from the name
            row[name] = None if word is None else len(str(word)) % 3 + 1
        if name.endswith("_b"):
            row[name] = None if row[name[:-2]] is None else str(row[name[:-2]])[:2]
    return row


def _comparable(one: Comparison, left: Row, right: Row) -> bool:
    """Say whether both state the same columns, so that one is not nearer by saying less."""
    return all((left[name] is None) == (right[name] is None) for name in one.columns)


def _require(holds: bool, sentence: str) -> None:  # noqa: FBT001
    """Raise AssertionError unless the condition holds; unlike assert, also under python -O."""
    if not holds:
        raise AssertionError(sentence)
