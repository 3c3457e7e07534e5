"""What is a specification of estimation, and which are there?

A specification is a paragraph of the manual that is also a test: a table, what is asked of it, and
the answer. The answer is worked out beside the code or published by somebody else, never copied
from what the code says. ``methods/`` holds one file for each method, named as the method's own
file, ``general.py`` what holds for all; each has ``SPECIFICATIONS``.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.adapters.read.capture_table import read_capture_lines
from onrecord.core.estimate import Estimate, Options, method_named
from onrecord.core.estimate.hierarchical_model import HierarchicalModel
from onrecord.core.estimate.loglinear import fit_model
from onrecord.core.kernel.capture_histories import CaptureHistories


@dataclass(frozen=True, slots=True)
class Table:
    """A table that several specifications ask about: the manual shows it once, under its title."""

    title: str
    words: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Numbers known from elsewhere, with how near the answer must come.

    ``to`` is in persons, ``within`` a share of each number; one of the two is given.
    """

    numbers: float | tuple[float, ...]
    source: str
    """Who found the numbers, and with what."""
    to: float | None = None
    within: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """One paragraph of the manual that is also a test."""

    title: str
    words: str
    """Why this is the answer, in words that can be checked."""
    table: Table | str
    """The table, or the lines of its CSV file."""
    expression: str
    answer: float | str | Near | None
    """A number worked out by hand, a sentence, a number of somebody else, or no number."""
    compiled: bool = False
    """Whether the plain code, without Numba, would take minutes for it."""

    @property
    def refuses(self) -> bool:
        """Whether it says that there is no number, and why."""
        return self.expression.startswith("reason(")

    @property
    def histories(self) -> CaptureHistories:
        """Return the table as the program reads it."""
        text = self.table if isinstance(self.table, str) else self.table.text
        (table,) = read_capture_lines(self.title, io.StringIO(text.lstrip()))
        return table

    def found(self) -> object:
        """Return what the program says: the very expression that the manual prints is run."""
        return eval(self.expression, {"table": self.histories, **WORDS})  # it is ours


def _answers(table: CaptureHistories, method: str, options: Mapping[str, Any]) -> list[Estimate]:
    return method_named(method).estimate(table, Options(**options))


def estimate(table: CaptureHistories, method: str, **options: Any) -> float | None:
    """Return the total that a method gives, as the manual writes it."""
    return _answers(table, method, options)[0].N


def estimates(table: CaptureHistories, method: str, **options: Any) -> tuple[float | None, ...]:
    """Return every total of a method that gives several."""
    return tuple(answer.N for answer in _answers(table, method, options))


def with_interval(
    table: CaptureHistories, method: str, **options: Any
) -> tuple[float | None, float | None, float | None]:
    """Return the total of a method, and both ends of its interval."""
    answer = _answers(table, method, options)[0]
    return answer.N, answer.low, answer.high


def reason(table: CaptureHistories, method: str, **options: Any) -> str:
    """Return why a method gives no number: the first reason, where it was to give several."""
    refusals = (answer.refused for answer in _answers(table, method, options))
    return str(next(refused for refused in refusals if refused is not None))


def warning(table: CaptureHistories, method: str, **options: Any) -> str:
    """Return the first thing that a method says beside its number."""
    return str(_answers(table, method, options)[0].warnings[0])


def chosen_model(table: CaptureHistories, method: str, **options: Any) -> str | None:
    """Return the model that a method chose, its lists numbered in the order of the table."""
    return _answers(table, method, options)[0].model_by_numbers()


def interval_method(table: CaptureHistories, method: str) -> str:
    """Return how the interval of a method was made."""
    return str(_answers(table, method, {})[0].to_dict()["interval_method"])


def model(table: CaptureHistories, *generators: str) -> float | None:
    """Return the total of one log-linear model, given by its terms such as ``"court press"``."""
    return fit_model(table, HierarchicalModel.of(map(str.split, generators), table.lists)).N


WORDS = {
    word.__name__: word
    for word in (
        estimate,
        estimates,
        with_interval,
        reason,
        warning,
        chosen_model,
        interval_method,
        model,
    )
}
"""What an expression may say."""

_FOLDER = Path(__file__).parent / "methods"


def methods_specified() -> dict[str, tuple[Specification, ...]]:
    """Return the specifications of each method, by the name of the method."""
    return {
        path.stem.replace("_", "-"): _specifications(f"tests.spec.methods.{path.stem}")
        for path in sorted(_FOLDER.glob("*.py"))
    }


def general() -> tuple[Specification, ...]:
    """Return what holds whatever the method."""
    return _specifications("tests.spec.general")


def _specifications(module: str) -> tuple[Specification, ...]:
    found: tuple[Specification, ...] = importlib.import_module(module).SPECIFICATIONS
    return found
