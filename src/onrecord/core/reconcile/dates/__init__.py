"""How dates and ages are compared that sources state with more or less precision."""

from onrecord.core.reconcile.dates.ages import (
    AgeInterval,
    age_between,
    birth_from_age,
    birth_from_year,
    read_age,
)
from onrecord.core.reconcile.dates.day_likeness import DayLevel, DayLikeness, compare_days
from onrecord.core.reconcile.dates.heaping import (
    Heap,
    Heaping,
    heap_of,
    measured_heaping,
    whipple_index,
)

__all__ = [
    "AgeInterval",
    "DayLevel",
    "DayLikeness",
    "Heap",
    "Heaping",
    "age_between",
    "birth_from_age",
    "birth_from_year",
    "compare_days",
    "heap_of",
    "measured_heaping",
    "read_age",
    "whipple_index",
]
