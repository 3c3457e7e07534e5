"""What does a result tell its reader in words, so that it can be said in any language?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning or a reason: a constant sentence with ``{names}`` and the values of those names.

    The template is the key of a translation. The values are kept as they are (numbers, periods,
    quantities, other remarks, or several of these in a tuple), so that every language can write
    them in its own way; ``str`` writes the sentence in English.
    """

    template: str
    params: tuple[tuple[str, object], ...] = field(default=())

    @classmethod
    def of(cls, template: str, **params: object) -> Remark:
        """Return the sentence with its values."""
        return cls(template, tuple(params.items()))

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Remark:
        """Return the sentence that ``to_plain`` took apart."""
        values = {name: _remade(value) for name, value in plain["params"].items()}
        return cls.of(plain["template"], **values)

    def to_plain(self) -> dict[str, object]:
        """Return what JSON can hold: the template and its texts, numbers, sentences, tuples."""
        return {"template": self.template, "params": {n: _taken(v) for n, v in self.params}}

    def __str__(self) -> str:
        return self.template.format(**{name: _shown(value) for name, value in self.params})


def _taken(value: object) -> object:
    if isinstance(value, Remark):
        return value.to_plain()
    return [_taken(part) for part in value] if isinstance(value, tuple) else value


def _remade(value: Any) -> object:
    if isinstance(value, Mapping):
        return Remark.from_plain(value)
    return tuple(map(_remade, value)) if isinstance(value, list) else value


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)
