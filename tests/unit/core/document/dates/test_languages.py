"""Each way of writing a date in Albanian and Serbian, in every script and spelling."""

from __future__ import annotations

import pytest

from onrecord.core.document.dates import find_dates
from onrecord.core.kernel.errors import UsageError

ALBANIAN = [
    ("më 14 qershor 2012", "2012-06-14", "stated"),
    ("Ajo iku më 28 Mars 1999.", "1999-03-28", "stated"),
    ("gjatë vitit 1999", "1999", "stated"),
    ("në prill të vitit 1999", "1999-04", "stated"),
    ("qershori i vitit 1999", "1999-06", "stated"),
    ("në nëntor 2007", "2007-11", "stated"),
    ("ne nentor 2007", "2007-11", "stated"),
    ("28.03.1999", "1999-03-28", "stated"),
    ("28/03/1999", "1999-03-28", "stated"),
    ("para vitit 1999", "1999", "before"),
    ("pas marsit 2004", "2004-03", "after"),
    ("që nga viti 2008", "2008", "after"),
    ("deri në fund të vitit 2023", "2023", "as_of"),
    ("raporti i datës 15 dhjetor 2008", "2008-12-15", "reported"),
    ("në verën e vitit 1998", "1998-22", "stated"),
    ("në vitet 1990", "199X", "stated"),
    ("gjatë viteve '90", "199X", "stated"),
    ("në vitet nëntëdhjetë", "199X", "stated"),
    ("nga viti 1998 deri në vitin 1999", "1998/1999", "stated"),
    ("midis 20 marsit dhe 12 qershorit 1999", "1999-03-20/1999-06-12", "stated"),
    ("më 16 ose 17 korrik 1990", "[1990-07-16,1990-07-17]", "stated"),
    ("nga 17 deri më 20 mars 2004", "2004-03-17/2004-03-20", "stated"),
    ("mars–qershor 1999", "1999-03/1999-06", "stated"),
    ("më 26 gusht", "XXXX-08-26", "stated"),
]
SERBIAN = [
    ("14. juna 2012. godine", "2012-06-14", "stated"),
    ("14. јуна 2012. године", "2012-06-14", "stated"),
    ("u martu 1999.", "1999-03", "stated"),
    ("у септембру 2001. године", "2001-09", "stated"),
    ("dana 28.03.1999.", "1999-03-28", "stated"),
    ("28. 3. 1999. godine", "1999-03-28", "stated"),
    ("14. VI 1999. godine", "1999-06-14", "stated"),
    ("pre 1998. godine", "1998", "before"),
    ("prije marta 1998.", "1998-03", "before"),
    ("posle 10. juna 1999.", "1999-06-10", "after"),
    ("od početka 2000. godine", "2000", "after"),
    ("do kraja 2021. godine", "2021", "as_of"),
    ("izveštaj od 15. decembra 2008. godine", "2008-12-15", "reported"),
    ("извештај од 15. децембра 2008.", "2008-12-15", "reported"),
    ("u proleće 1999. godine", "1999-21", "stated"),
    ("u proljeće 1999.", "1999-21", "stated"),
    ("ljeta 1998.", "1998-22", "stated"),
    ("1990-ih", "199X", "stated"),
    ("devedesetih godina", "199X", "stated"),
    ("од 1998. до 1999. године", "1998/1999", "stated"),
    ("između 20. marta i 12. juna 1999.", "1999-03-20/1999-06-12", "stated"),
    ("od 17. do 20. marta 2004.", "2004-03-17/2004-03-20", "stated"),
    ("9. i 26. decembra 1990.", "{1990-12-09,1990-12-26}", "stated"),
    ("16. ili 17. jula 1990.", "[1990-07-16,1990-07-17]", "stated"),
    ("26. avgusta", "XXXX-08-26", "stated"),
]


@pytest.mark.parametrize(
    ("text", "edtf", "role", "language"),
    [(*row, "sq") for row in ALBANIAN] + [(*row, "sr-Cyrl") for row in SERBIAN],
)
def test_a_date_is_as_precise_as_it_was_written(
    text: str, edtf: str, role: str, language: str
) -> None:
    (date,) = find_dates(text, language=language)
    assert (date.edtf, date.role) == (edtf, role)
    assert text[date.start : date.end] == date.quote


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kishte 2000 banorë dhe 1500 shtëpi.", "sq"),
        ("rezoluta 1244, neni 12", "sq"),
        ("Selo je imalo 2000 stanovnika i 1500 kuća.", "sr-Latn"),
        ("rezolucija 1244, 31. februara", "sr-Latn"),
        ("од 17 до 20 људи", "sr-Cyrl"),
    ],
)
def test_a_number_that_is_no_date_is_left(text: str, language: str) -> None:
    assert list(find_dates(text, language=language)) == []


def test_each_sentence_is_read_in_its_language() -> None:
    text = (
        "The witness was heard in the court on 3 May 2001. "
        "„Më morën nga shtëpia në prill të vitit 1999.“ "
        "Кући се вратио у јулу 1999. године."
    )
    assert [date.edtf for date in find_dates(text)] == ["2001-05-03", "1999-04", "1999-07"]


def test_a_language_without_grammar_is_refused() -> None:
    with pytest.raises(UsageError, match="sr-Latn"):
        list(find_dates("14 juin 1999", language="fr"))
