"""Which grammars lie in a folder, and which of them reads a language?"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Protocol

from onrecord.core.kernel.errors import UsageError


class ForLanguages(Protocol):
    """A grammar says which language codes it reads."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the codes, such as ``("sr-Latn", "sr-Cyrl")``."""
        ...


@cache
def grammars_in(package: str) -> Mapping[str, ForLanguages]:
    """Return the ``GRAMMAR`` of each module of a package, by language code."""
    path = importlib.import_module(package).__path__
    found: dict[str, ForLanguages] = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(path)):
        grammar: ForLanguages = importlib.import_module(f"{package}.{name}").GRAMMAR
        found.update(dict.fromkeys(grammar.languages, grammar))
    return found


def refuse(language: str, known: Mapping[str, ForLanguages]) -> UsageError:
    """Return the error for a language that no grammar reads."""
    return UsageError(
        "Figures and dates are not read in this language.",
        value=language,
        remedy=f"Use {', '.join(sorted(known))}.",
    )
