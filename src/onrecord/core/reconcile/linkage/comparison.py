"""How two records are compared in one respect: the levels, in SQL, in Python, and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onrecord.core.kernel.errors import UsageError

Row = Mapping[str, str | int | None]
"""The columns of one record, as :mod:`onrecord.core.reconcile.linkage.columns` names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One answer that a comparison can give.

    ``sql`` is a condition over columns with ``_l`` and ``_r``; ``{jw}``, ``{dl}`` and ``{starts}``
    stand for the functions of the engine (similarity of Jaro and Winkler, edit distance with
    exchanges, whether the first text starts with the second). ``holds`` is its twin in Python.
    ``sentence`` tells a reader what was found. ``start`` is the share of true pairs that are
    expected here before anything is learned; the weight follows from the data.
    """

    sql: str
    holds: Callable[[Row, Row], bool]
    sentence: str
    start: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Levels from "cannot be compared" over the most alike down to "differs".

    The first level holds where a value is missing and says nothing either way; the last is all
    that no other level takes. ``columns`` are read by the levels; ``needs`` are those of which
    each must hold something somewhere, else the comparison is left out of a run.
    """

    name: str
    columns: tuple[str, ...]
    needs: tuple[str, ...]
    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        if len(self.levels) < 3:
            raise UsageError("A comparison has a missing level and at least two others.")

    def level(self, left: Row, right: Row) -> int:
        """Return the index of the first level that holds for two rows."""
        for index, level in enumerate(self.levels):
            if level.holds(left, right):
                return index
        return len(self.levels) - 1
