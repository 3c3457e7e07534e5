"""Periods keep the precision of their source, in four languages and in EDTF."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.core.kernel.period import Period, Precision, Qualifier


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        ("28 March 1999", "en", "1999-03-28"),
        ("March 28, 1999", "en", "1999-03-28"),
        ("the 28th of March 1999", "en", "1999-03-28"),
        ("28. marta 1999.", "sr-Latn", "1999-03-28"),
        ("28. marta 1999. godine", "sr-Latn", "1999-03-28"),
        ("28. марта 1999", "sr-Cyrl", "1999-03-28"),
        ("14. juna 2012.", "sr-Latn", "2012-06-14"),
        ("28 mars 1999", "sq", "1999-03-28"),
        ("15 korrik 1999", "sq", "1999-07-15"),
        ("më 14 qershor 2012", "sq", "2012-06-14"),
        ("28.03.1999.", "sr-Latn", "1999-03-28"),
        ("03.04.1999", "sq", "1999-04-03"),
        ("13/04/1999", "en", "1999-04-13"),
        ("04/13/1999", "en", "1999-04-13"),
        ("1999-03-24 00:00:00", "en", "1999-03-24"),
        ("1999-04", "en", "1999-04"),
        ("04/1999", "en", "1999-04"),
        ("u martu 1999. godine", "sr-Latn", "1999-03"),
        ("muaji mars i vitit 1999", "sq", "1999-03"),
        ("end of March 1999", "en", "1999-03"),
        ("spring 1999", "en", "1999-21"),
        ("në pranverën e vitit 1999", "sq", "1999-21"),
        ("pranvera 1999", "sq", "1999-21"),
        ("u proleće 1999. godine", "sr-Latn", "1999-21"),
        ("winter 1998/99", "en", "1998-24"),
        ("зима 1998/1999.", "sr-Cyrl", "1998-24"),
        ("gjatë vitit 1999", "sq", "1999"),
        ("1999. godine", "sr-Latn", "1999"),
        ("1990s", "en", "199X"),
        ("the nineties", "en", "199X"),
        ("viteve '90", "sq", "199X"),
        ("devedesetih godina", "sr-Latn", "199X"),
        ("early 2000s", "en", "2000~/2003~"),
        ("mid-1999", "en", "1999-05~/1999-08~"),
        ("fillimi i viteve 1990", "sq", "1990~/1993~"),
        ("krajem 1998. godine", "sr-Latn", "1998-09~/1998-12~"),
        ("before 20 March 1999", "en", "../1999-03-19"),
        ("prior to March 1999", "en", "../1999-02"),
        ("pre-1999", "en", "../1998"),
        ("para vitit 1999", "sq", "../1998"),
        ("pre 1999. godine", "sr-Latn", "../1998"),
        ("by 1997", "en", "../1997"),
        ("after 10 June 1999", "en", "1999-06-11/.."),
        ("pas marsit 1999", "sq", "1999-04/.."),
        ("после марта 1999.", "sr-Cyrl", "1999-04/.."),
        ("since 1998", "en", "1998/.."),
        ("circa 1998", "en", "1998~"),
        ("rreth vitit 1998", "sq", "1998~"),
        ("oko 28. marta 1999.", "sr-Latn", "1999-03-28~"),
        ("24 March to 10 June 1999", "en", "1999-03-24/1999-06-10"),
        ("24–28 March 1999", "en", "1999-03-24/1999-03-28"),
        ("between March and June 1999", "en", "1999-03/1999-06"),
        ("između marta i juna 1999.", "sr-Latn", "1999-03/1999-06"),
        ("nga marsi deri në qershor 1999", "sq", "1999-03/1999-06"),
        ("1998-99", "en", "1998/1999"),
        ("28 March to June 1999", "en", "1999-03-28/1999-06"),
    ],
)
def test_texts_are_read_as_precisely_as_they_speak(text: str, language: str, edtf: str) -> None:
    assert Period.parse(text, language=language).edtf() == edtf


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("03/04/1999", "en", "told apart"),
        ("03.04.1999", "en", "told apart"),
        ("03/04/1999", "sq", "told apart"),
        ("28.03.99", "sq", "two digits"),
        ("30 February 1999", "en", "no such day"),
        ("1999-02-30", "en", "no such day"),
        ("13/1999", "en", "no such month"),
        ("winter 1998", "en", "two years"),
        ("before March to June 1999", "en", "no date"),
        ("June 1999 to March 1999", "en", "ends before"),
        ("0999", "en", "four digits"),
        ("by 1", "en", "no date"),
        ("tension", "en", "no date"),
        ("28 mars 99", "sq", "no date"),
        ("1999 1998", "en", "no date"),
        ("(1999)", "en", "no date"),
        ("../..", "en", "both ends"),
        ("", "en", "empty"),
    ],
)
def test_what_names_no_date_or_two_is_refused(text: str, language: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        Period.parse(text, language=language)


@pytest.mark.parametrize(
    ("text", "form", "edtf"),
    [
        ("01Apr99", "%d%b%y", "1999-04-01"),
        ("24mar1999", "%d%b%Y", "1999-03-24"),
        ("24MAR1999", "%d%b%Y", "1999-03-24"),
        ("24 mars 1999", "%d %B %Y", "1999-03-24"),
        ("24. марта 1999.", "%d. %B %Y.", "1999-03-24"),
        ("03/04/1999", "%d/%m/%Y", "1999-04-03"),
        ("03/04/1999", "%m/%d/%Y", "1999-03-04"),
        ("19990324", "%Y%m%d", "1999-03-24"),
        ("24031999", "%d%m%Y", "1999-03-24"),
        ("Apr99", "%b%y", "1999-04"),
        ("99", "%y", "1999"),
        ("29", "%y", "2029"),
        ("30", "%y", "1930"),
    ],
)
def test_formats_decide_and_stop_at_what_they_hold(text: str, form: str, edtf: str) -> None:
    assert Period.parse(text, formats=[form]).edtf() == edtf


def test_formats_are_tried_in_turn_and_words_after_them() -> None:
    formats = ["%d%b%y", "%d%b%Y"]
    assert Period.parse("24mar1999", formats=formats) == Period.day(date(1999, 3, 24))
    assert Period.parse("spring 1999", formats=formats).precision is Precision.SEASON
    assert Period.parse("01jan25", formats=formats, pivot=1900).edtf() == "1925-01-01"
    with pytest.raises(InputError, match="told apart"):
        Period.parse("03/04/1999", formats=formats)
    with pytest.raises(InputError, match="no such day"):
        Period.parse("31feb99", formats=formats)


@pytest.mark.parametrize("form", ["%d%b", "%H:%M", "%d%d%Y", "words", "%d %Y"])
def test_formats_that_name_no_date_are_refused(form: str) -> None:
    with pytest.raises(UsageError):
        Period.parse("1", formats=[form])


@pytest.mark.parametrize(
    ("edtf", "en", "sq", "latin", "cyrillic"),
    [
        ("1999-03-28", "28 March 1999", "28 mars 1999", "28. marta 1999.", "28. марта 1999."),
        ("1999-03", "March 1999", "mars 1999", "mart 1999.", "март 1999."),
        ("1999-04-XX", "April 1999", "prill 1999", "april 1999.", "април 1999."),
        ("1999-21", "spring 1999", "pranvera 1999", "proleće 1999.", "пролеће 1999."),
        ("1998-24", "winter 1998/1999", "dimri 1998/1999", "zima 1998/1999.", "зима 1998/1999."),
        ("1999", "1999", "1999", "1999.", "1999."),
        ("199X", "1990s", "vitet 1990", "1990-e", "1990-е"),
        ("1998~", "circa 1998", "rreth vitit 1998", "oko 1998.", "око 1998."),
        (
            "../1999-02",
            "before March 1999",
            "para marsit 1999",
            "pre marta 1999.",
            "пре марта 1999.",
        ),
        (
            "2000~/2003~",
            "early 2000s",
            "fillimi i viteve 2000",
            "početak 2000-ih",
            "почетак 2000-их",
        ),
        (
            "1999-03/1999-06",
            "March 1999 to June 1999",
            "mars 1999 – qershor 1999",
            "od marta 1999. do juna 1999.",
            "од марта 1999. до јуна 1999.",
        ),
    ],
)
def test_periods_are_written_in_four_languages(
    edtf: str, en: str, sq: str, latin: str, cyrillic: str
) -> None:
    period = Period.from_edtf(edtf)
    assert period.text("en") == str(period) == en
    assert period.text("sq") == sq
    assert period.text("sr-Latn") == latin
    assert period.text("sr-Cyrl") == cyrillic
    with pytest.raises(UsageError):
        period.text("de")


def test_bounds_are_strict_and_open() -> None:
    before = Period.before(date(1999, 3, 20))
    assert (before.earliest, before.latest) == (None, date(1999, 3, 19))
    assert before.qualifier is Qualifier.BEFORE
    assert Period.after(date(1999, 3, 20)).earliest == date(1999, 3, 21)
    assert before.text() == "before 20 March 1999"


def test_an_interval_of_one_unit_is_that_unit() -> None:
    day = date(1999, 3, 20)
    assert Period.between(day, day) == Period.day(day)
    assert Period(date(1999, 3, 1), date(1999, 3, 31), Precision.INTERVAL) == Period.month(1999, 3)
    assert Period.between(date(1999, 3, 1), date(1999, 3, 31)).edtf() == "1999-03-01/1999-03-31"


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "qualifier"),
    [
        (date(1999, 4, 1), date(1999, 4, 1), Precision.MONTH, Qualifier.NONE),
        (date(1999, 1, 1), date(1999, 6, 30), Precision.YEAR, Qualifier.NONE),
        (date(1999, 1, 2), date(1999, 1, 1), Precision.INTERVAL, Qualifier.NONE),
        (date(1999, 1, 1), None, Precision.DAY, Qualifier.NONE),
        (date(1999, 1, 1), None, Precision.DAY, Qualifier.BEFORE),
        (None, date(1999, 1, 15), Precision.MONTH, Qualifier.BEFORE),
        (None, None, Precision.DAY, Qualifier.NONE),
        (None, date(1999, 1, 15), Precision.INTERVAL, Qualifier.BEFORE),
    ],
)
def test_a_period_that_contradicts_itself_cannot_be_made(
    earliest: date | None, latest: date | None, precision: Precision, qualifier: Qualifier
) -> None:
    with pytest.raises(InputError):
        Period(earliest, latest, precision, qualifier)


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "contains"),
    [
        ("1999", "1999-03", True, True),
        ("1999-03", "1999", True, False),
        ("1999-03", "1999-04", False, False),
        ("../1998", "1999", False, False),
        ("../1998", "1997-21", True, True),
        ("1999-06-11/..", "2004-03-17", True, True),
        ("1998~", "1999-06", True, False),
        ("1998~", "2000-01", False, False),
        ("199X", "1998~", True, True),
        ("1998", "1998~", True, False),
        ("1000~/2999~", "1998", True, True),
    ],
)
def test_periods_are_compared_with_their_doubt(
    one: str, other: str, overlaps: bool, contains: bool
) -> None:
    first, second = Period.from_edtf(one), Period.from_edtf(other)
    assert first.overlaps(second) is second.overlaps(first) is overlaps
    assert first.contains(second) is contains
