"""What the parts of a mapping are: a column for each list, codes that mean "not known"."""

from __future__ import annotations

import collections.abc
from dataclasses import dataclass
from functools import lru_cache

EVERY_SOURCE = "*"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column that says of each record whether it is in one list; often both have one name."""

    name: str
    column: str


@dataclass(frozen=True, slots=True)
class MissingCodes:
    """Values that mean "not known" in one field: for every source, and for single sources.

    The codes are kept as ``plain_code`` gives them.
    """

    by_source: collections.abc.Mapping[str, frozenset[str]]

    def holds(self, value: str, sources: collections.abc.Iterable[str]) -> bool:
        """Say whether the value means "not known" in any of the lists that hold the record."""
        code = plain_code(value)
        return code in self.by_source.get(EVERY_SOURCE, ()) or any(
            code in self.by_source.get(source, ()) for source in sources
        )


@lru_cache(maxsize=4096)
def plain_code(value: str) -> str:
    """Return a value as codes are compared: ``0``, ``0.0`` and ``00`` are one number."""
    text = value.strip().casefold()
    try:
        number = float(text)
    except ValueError:
        return text
    return str(int(number)) if number.is_integer() else text
