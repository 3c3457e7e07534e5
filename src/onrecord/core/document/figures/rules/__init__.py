"""One file a kind of figure: a rule takes part because its file lies in this folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Protocol, cast

from onrecord.core.document.figures.sentence import Draft, Sentence


class Rule(Protocol):
    """A module that finds one kind of figure in a sentence."""

    NAME: str

    def find(self, sentence: Sentence) -> Iterator[Draft]:
        """Yield what the rule finds; places are indexes into the sentence."""
        ...


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules of this folder, in the order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast("Rule", importlib.import_module(f"{__name__}.{name}")) for name in names)
