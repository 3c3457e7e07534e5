"""What a figure rule offers to a coder: a quantity, what it counts, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSuggestion:
    """A figure found by rule: a suggestion, which only a person turns into a claim.

    ``counted`` to ``attribution`` are words of the text or ``None`` where the sentence does not
    state them, save ``phenomenon``, which is one of ``phenomena.NAMES`` in every language.
    ``communities`` names those of ``group`` in plain English, so that figures compare over
    languages. ``attribution_is_sure`` says whether the wording leaves no doubt that the speaker
    says this figure; ``None`` where nobody is named. ``period`` and ``as_of`` are EDTF dates as
    precise as written. ``start`` and ``end`` are indexes into the document, end exclusive, and
    ``text[start:end] == quote``.
    """

    quantity: Quantity
    counted: str | None
    group: str | None
    phenomenon: str | None
    place: str | None
    period: str | None
    as_of: str | None
    attribution: str | None
    start: int
    end: int
    quote: str
    rule: str
    language: str
    communities: tuple[str, ...] = ()
    attribution_is_sure: bool | None = None

    def as_row(self) -> dict[str, object]:
        """Return the figure as the command line prints it; unknown is ``None``, never 0."""
        quantity = self.quantity
        return {
            "value": _plain(quantity.value),
            "low": _plain(quantity.low),
            "high": _plain(quantity.high),
            "bound": quantity.bound.value,
            "unit": quantity.unit or None,
            "counted": self.counted,
            "group": self.group,
            "phenomenon": self.phenomenon,
            "place": self.place,
            "period": self.period,
            "as_of": self.as_of,
            "attribution": self.attribution,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "rule": self.rule,
            "language": self.language,
            "communities": list(self.communities),
            "attribution_is_sure": self.attribution_is_sure,
            "wording": quantity.wording,
            "base": quantity.base_text,
            "base_value": None if quantity.base is None else _plain(quantity.base.value),
        }


def _plain(number: float | None) -> float | None:
    """Write 944 rather than 944.0."""
    return int(number) if number is not None and number == int(number) else number
