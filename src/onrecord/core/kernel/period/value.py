"""When something was, as precisely as a source says it and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.core.kernel.period import edtf, reading, stretch, writing
from onrecord.core.kernel.period.formats import PIVOT
from onrecord.core.kernel.period.stretch import Ends, Precision, Qualifier, Stretch


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day on which something can have happened, and how that was said.

    ``earliest`` and ``latest`` are both counted in; one of them is ``None`` for *before* and
    *after*, which are strict: before 1999 ends on 31 December 1998. ``precision`` is the unit
    the source uses, so April 1999 is the whole month and never its first day. ``ends`` holds
    the units of the two ends of an interval and is filled in where it is left out.

    Raises ``InputError`` for bounds that are no whole unit of the precision, are in the wrong
    order, or do not fit the qualifier. Years run from 1000 to 2999.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    qualifier: Qualifier = Qualifier.NONE
    ends: Ends | None = None

    def __post_init__(self) -> None:
        given = self._stretch()
        fixed = stretch.settled(given)
        if fixed != given:
            for name, value in zip(self.__slots__, fixed, strict=True):
                object.__setattr__(self, name, value)

    @classmethod
    def day(cls, when: date) -> Period:
        """Return a single day."""
        return cls(when, when, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return a month, 1 to 12."""
        return cls(*stretch.month(year, month))

    @classmethod
    def season(cls, year: int, season: int) -> Period:
        """Return spring (1), summer (2), autumn (3) or the winter (4) that begins in ``year``."""
        if season not in range(1, 5):
            message = "seasons are numbered 1 to 4"
            raise ValueError(message)
        return cls(*stretch.season(year, season))

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a year."""
        return cls(*stretch.year(year))

    @classmethod
    def decade(cls, first_year: int) -> Period:
        """Return the ten years from ``first_year``, which ends in 0."""
        return cls(*stretch.decade(first_year))

    @classmethod
    def between(cls, start: date, end: date) -> Period:
        """Return the interval between two days, both counted in."""
        return cls(start, end, Precision.INTERVAL, ends=(Precision.DAY, Precision.DAY))

    @classmethod
    def before(cls, when: date) -> Period:
        """Return all days before ``when``, which is itself left out."""
        return cls(None, when - timedelta(1), Precision.DAY, Qualifier.BEFORE)

    @classmethod
    def after(cls, when: date) -> Period:
        """Return all days after ``when``, which is itself left out."""
        return cls(when + timedelta(1), None, Precision.DAY, Qualifier.AFTER)

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        language: str = "en",
        formats: Sequence[str] = (),
        pivot: int = PIVOT,
    ) -> Period:
        """Return the period that a text names.

        Tried are the ``formats`` of the source (``%d %m %b %B %y %Y``, any case, months in all
        four languages), then EDTF, then words. Words of all four languages are understood;
        ``language`` (en, sq, sr-Latn, sr-Cyrl) settles how ``03.04.1999`` is meant. Two-digit
        years are read only by a format, as the year from ``pivot`` to ``pivot + 99``.

        Raises ``InputError`` for a text that names no date or could name two: ``03/04/1999``
        without a format.
        """
        found = reading.read(text, language, tuple(formats), pivot)
        return cls(*found)

    @classmethod
    def from_edtf(cls, text: str) -> Period:
        """Return the period of an EDTF string; ``InputError`` where it is none."""
        return cls(*edtf.read(text))

    def edtf(self) -> str:
        """Return the period as an EDTF string: ``1999-04``, ``../1999-03-19``, ``1998~``."""
        return edtf.written(self._stretch())

    def text(self, language: str = "en") -> str:
        """Return the period in words of en, sq, sr-Latn or sr-Cyrl."""
        return writing.written(self._stretch(), language)

    def overlaps(self, other: Period) -> bool:
        """Say whether both can be the same time; *circa* reaches its own length further."""
        (first, last), (other_first, other_last) = self._reach(), other._reach()
        return first <= other_last and other_first <= last

    def contains(self, other: Period) -> bool:
        """Say whether the other, with all its doubt, lies within this one as stated."""
        other_first, other_last = other._reach()
        first = (self.earliest or date.min).toordinal()
        last = (self.latest or date.max).toordinal()
        return first <= other_first and other_last <= last

    def __str__(self) -> str:
        return self.text()

    def _stretch(self) -> Stretch:
        return Stretch(self.earliest, self.latest, self.precision, self.qualifier, self.ends)

    def _reach(self) -> tuple[int, int]:
        """Return the bounds as numbers of days; *circa* adds the own length on either side."""
        first = (self.earliest or date.min).toordinal()
        last = (self.latest or date.max).toordinal()
        length = last - first + 1 if self.qualifier is Qualifier.CIRCA else 0
        return first - length, last + length
