from __future__ import annotations

import pytest

from onrecord.core.document.dates import find_dates


@pytest.mark.parametrize(
    ("text", "edtf", "role"),
    [
        ("On 26 March 1999 Arta left.", "1999-03-26", "stated"),
        ("on the 26th of March 1999", "1999-03-26", "stated"),
        ("by January 1, 1998, there were", "1998-01-01", "as_of"),
        ("as of 2024-12-02", "2024-12-02", "as_of"),
        ("on 28.03.1999 they came", "1999-03-28", "stated"),
        ("in July 1999", "1999-07", "stated"),
        ("As of August 26, the office", "XXXX-08-26", "as_of"),
        ("before 1999", "1999", "before"),
        ("since 2018", "2018", "after"),
        ("in the early 2000s", "200X", "stated"),
        ("in the spring of 1999", "1999-21", "stated"),
        ("from 1998 to 1999", "1998/1999", "stated"),
        ("the 1998-99 war", "1998/1999", "stated"),
        ("between 20 March and 12 June 1999", "1999-03-20/1999-06-12", "stated"),
        ("between March 20, 1999 and June 22, 1999", "1999-03-20/1999-06-22", "stated"),
        ("in March–June 1999", "1999-03/1999-06", "stated"),
        ("on 16 or 17 July 1990", "[1990-07-16,1990-07-17]", "stated"),
        ("on 9 and 26 December 1990", "{1990-12-09,1990-12-26}", "stated"),
        ("between 17 and 20 June 1999", "1999-06-17/1999-06-20", "stated"),
        ("on 13–14 March 2002", "2002-03-13/2002-03-14", "stated"),
        ("on March 20 to 22, 1999", "1999-03-20/1999-03-22", "stated"),
        ("Battle of 1389 led to", "1389", "stated"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(text: str, edtf: str, role: str) -> None:
    (date,) = find_dates(text)
    assert (date.edtf, date.role) == (edtf, role)
    assert text[date.start : date.end] == date.quote


@pytest.mark.parametrize(
    "text",
    [
        "2000 people fled",
        "1,999 houses",
        "resolution 1244/1999x",
        "31 people",
        "page 12",
        "on 31 February 1999x",
        "version 1.1999",
        "may 5 people come",
        "1999 per cent of nothing: 1999%",
    ],
)
def test_a_number_that_is_no_date_is_left(text: str) -> None:
    assert [date.edtf for date in find_dates(text) if len(date.edtf) > 4] == []


def test_an_impossible_day_is_no_date() -> None:
    assert [date.rule for date in find_dates("on 30 February 1999")] == ["month_year"]
    assert [date.edtf for date in find_dates("on 29 February 2000")] == ["2000-02-29"]
    assert [date.edtf for date in find_dates("on 29 February 1900")] == ["1900-02"]


def test_a_count_of_people_is_no_year() -> None:
    assert list(find_dates("2000 people fled")) == []
    assert [date.edtf for date in find_dates("In 2000 people fled")] == ["2000"]
