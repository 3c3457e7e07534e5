"""What does a result tell its reader in words, so that it can be said in any language?"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning or a reason: a constant sentence with ``{names}`` and the values of those names.

    The template is the key of a translation; the values are ready to be shown.
    """

    template: str
    params: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def of(cls, template: str, **params: object) -> Remark:
        """Return the sentence with its values; numbers are written with thousands separators."""
        return cls(template, tuple((name, _shown(value)) for name, value in params.items()))

    def __str__(self) -> str:
        return self.template.format(**dict(self.params))


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)
