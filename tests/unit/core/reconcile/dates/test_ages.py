"""Ages, birth years and codes become intervals that hold whoever they describe."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.dates import (
    AgeInterval,
    age_between,
    birth_from_age,
    birth_from_year,
    read_age,
)

_dates = st.dates(date(1900, 1, 1), date(1999, 12, 31))
_later = st.dates(date(1999, 12, 31), date(2010, 12, 31))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("34", 34, 34),
        (" 20 - 29 ", 20, 29),
        ("20–29", 20, 29),
        ("18+", 18, 115),
        (">60", 61, 115),
        ("<1", 0, 0),
        ("30s", 30, 39),
        ("FËMIJË", 0, 17),
        ("femije", 0, 17),
        ("-1", 60, 90),
    ],
)
def test_what_a_cell_means(text: str, low: int, high: int) -> None:
    codes = {"fëmijë": AgeInterval(0, 17), "-1": AgeInterval(60, 90)}
    assert read_age(text, codes) == AgeInterval(low, high)


@pytest.mark.parametrize("text", ["", "old", "-1", "29-20", "1999"])
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_age(text)


def test_a_code_of_figures_is_not_taken_for_its_number() -> None:
    assert read_age("1", {"-1": AgeInterval(60, 90)}) == AgeInterval(1, 1)


def test_an_age_gives_a_span_of_birth_days() -> None:
    born = birth_from_age(30, Period.day(date(1999, 4, 27)))
    assert (born.earliest, born.latest) == (date(1968, 4, 28), date(1969, 4, 27))
    heaped = birth_from_age(30, Period.day(date(1999, 4, 27)), heaped_years=2)
    assert (heaped.earliest, heaped.latest) == (date(1966, 4, 28), date(1971, 4, 27))
    exact = birth_from_age(31, Period.day(date(1999, 4, 27)), heaped_years=2)
    assert exact.earliest == date(1967, 4, 28)
    with pytest.raises(InputError):
        birth_from_age(30, Period.after(date(1999, 4, 27)))


def test_a_birth_year_can_be_in_doubt() -> None:
    assert birth_from_year(1960) == Period.year(1960)
    assert birth_from_year(1960, doubt=1).contains(Period.day(date(1961, 12, 31)))


def test_ages_of_births_that_are_open_or_too_late() -> None:
    on = Period.day(date(1999, 4, 27))
    assert age_between(Period.year(1960), on) == AgeInterval(38, 39)
    assert age_between(Period.before(date(1960, 1, 1)), on) == AgeInterval(39, 115)
    assert age_between(Period.year(2001), on) is None


@given(_dates, _later)
def test_the_birth_lies_in_the_span_of_its_age(birth: date, on: date) -> None:
    then = Period.day(on)
    age = age_between(Period.day(birth), then)
    assert age is not None
    assert age.low == age.high
    span = birth_from_age(age, then)
    assert span.contains(Period.day(birth))
    ages = age_between(span, then)
    assert ages is not None
    assert ages == age
