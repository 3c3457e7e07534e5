"""What a date rule offers: a date as precise as it was written, and what it does there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DateRole(StrEnum):
    """What a date does in its sentence, as the words before it say.

    ``stated`` dates what the sentence tells, ``reported`` the report, decision or letter that is
    named; something holds ``as_of``, ``before`` or ``after`` the others.
    """

    stated = "stated"
    reported = "reported"
    as_of = "as_of"
    before = "before"
    after = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or period as it stands in a text.

    ``edtf`` is the date alone in the Extended Date/Time Format (ISO 8601-2:2019): ``1999``,
    ``1999-03``, ``199X``, ``1998/1999``, ``XXXX-08-26`` where the year is not stated. Nothing is
    filled in. ``role`` says whether something is stated as of, before or after it.

    ``anchor`` is the place (start, end) of the date that a relative one ("two years later")
    was counted from: such a date is derived by rule and stands so in no text.
    """

    edtf: str
    role: DateRole
    start: int
    end: int
    quote: str
    rule: str
    anchor: tuple[int, int] | None = None

    @property
    def is_derived(self) -> bool:
        """Say whether the date was counted from another one."""
        return self.anchor is not None
