"""Every period survives being written and read: in EDTF and in each of the four languages."""

from __future__ import annotations

import contextlib
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period, Precision, Qualifier
from onrecord.core.kernel.period import stretch as units

LANGUAGES = ("en", "sq", "sr-Latn", "sr-Cyrl")
PIECES = [
    "1999",
    "24",
    "3",
    "March",
    "mars",
    "vitit",
    "spring",
    "to",
    "–",
    "/",
    ".",
    "-",
    "early",
    "before",
    "1990s",
    "i",
]
DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))
UNITS = st.builds(
    units.unit_of, DAYS, st.sampled_from([p for p in Precision if p is not Precision.INTERVAL])
)


@st.composite
def stretches(draw: st.DrawFn) -> units.Stretch:
    plain = draw(UNITS)
    kind = draw(st.sampled_from(["plain", "before", "after", "circa", "part", "interval"]))
    if kind in {"before", "after"}:
        return units.bounded(plain, Qualifier(kind), inclusive=draw(st.booleans()))
    if kind == "circa":
        return units.circa(plain)
    if kind == "part":
        assume(plain.precision in {Precision.YEAR, Precision.DECADE})
        return units.part(plain, draw(st.integers(0, 2)))
    if kind == "interval":
        other = draw(UNITS)
        assume(plain.earliest <= other.latest)
        interval = units.between(plain, other)
        return units.circa(interval) if draw(st.booleans()) else interval
    return plain


PERIODS = stretches().map(lambda stretch: Period(*stretch))


@given(PERIODS)
def test_edtf_and_back(period: Period) -> None:
    assert Period.from_edtf(period.edtf()) == period
    assert Period.parse(period.edtf()) == period


@given(PERIODS, st.sampled_from(LANGUAGES))
def test_words_and_back(period: Period, language: str) -> None:
    assert Period.parse(period.text(language), language=language) == period


@given(PERIODS)
def test_no_filler_day_is_ever_written(period: Period) -> None:
    inner = {period.precision, *(period.ends or ())}
    if Precision.DAY not in inner:
        assert period.edtf().count("-") <= period.edtf().count("/") + 1


@given(PERIODS, PERIODS)
def test_what_contains_another_overlaps_it(one: Period, other: Period) -> None:
    assert one.overlaps(one)
    assert one.overlaps(other) is other.overlaps(one)
    if one.contains(other):
        assert one.overlaps(other)


@given(DAYS, st.sampled_from(["%d%b%y", "%d.%m.%y", "%d %B %y"]))
def test_two_digit_years_follow_the_pivot(day: date, form: str) -> None:
    text = form.replace("%d", f"{day.day:02}").replace("%y", f"{day.year % 100:02}")
    text = text.replace("%m", f"{day.month:02}").replace("%b", f"{day:%b}")
    text = text.replace("%B", f"{day:%B}")
    read = Period.parse(text, formats=[form]).earliest
    assert read is not None
    assert 1930 <= read.year <= 2029
    assert (read.year - day.year) % 100 == 0


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(InputError):
        assert Period.parse(text).edtf()


@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
def test_any_row_of_date_words_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(InputError):
        assert Period.parse(text).edtf()
