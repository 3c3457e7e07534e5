"""A relative date is counted from the last stated one, or not at all."""

from __future__ import annotations

import pytest

from onrecord.core.document.dates import DateMention, find_dates


def the_relative(text: str, language: str) -> DateMention | None:
    return next((one for one in find_dates(text, language=language) if one.is_derived), None)


@pytest.mark.parametrize(
    ("text", "edtf", "language"),
    [
        ("By 1997 it began. Two years later they left.", "1999", "en"),
        ("In March 1999 it began. The following month they left.", "1999-04", "en"),
        ("In November 1998 it began. Three months later they left.", "1999-02", "en"),
        ("On 28 February 1999 he left. Two days later he died.", "1999-03-02", "en"),
        ("On 28 February 1999 he left. A week later he died.", "1999-03-07~", "en"),
        ("In 1999 he left. A year earlier he had married.", "1998", "en"),
        ("In March 1999 he left and in the same year he died.", "1999", "en"),
        ("Ndodhi në vitin 1999. Dy vjet më vonë ai u lirua.", "2001", "sq"),
        ("Ndodhi në mars 1999. Muajin pasues ai u lirua.", "1999-04", "sq"),
        ("Ndodhi më 14 qershor 1999. Tri ditë më parë ai u arrestua.", "1999-06-11", "sq"),
        ("Uhapšen je 1999. godine. Dve godine kasnije oslobođen je.", "2001", "sr-Latn"),
        ("Ухапшен је 1999. године. Годину дана касније ослобођен је.", "2000", "sr-Cyrl"),
        ("U martu 2004. je izgorela. Sledećeg meseca je obnovljena.", "2004-04", "sr-Latn"),
        ("U martu 2004. je izgorjela. Sljedeće godine je obnovljena.", "2005", "sr-Latn"),
        ("Napad je bio 2004. Prethodne godine bio je mir.", "2003", "sr-Latn"),
    ],
)
def test_it_is_counted_from_the_date_before_it(text: str, edtf: str, language: str) -> None:
    date = the_relative(text, language)
    assert date is not None
    assert date.edtf == edtf
    assert date.rule == "relative"
    assert text[date.start : date.end] == date.quote
    assert date.anchor is not None
    assert text[slice(*date.anchor)][-1].isdigit()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two years later they left.", "en"),
        ("In 1999 it began. Two months later they left.", "en"),
        ("On 5 May it began. Two days later they left.", "en"),
        ("In the 1990s it began. Two years later they left.", "en"),
        ("From 1998 to 1999 it lasted. Two years later they left.", "en"),
        ("In 9999 it began. Two years later they left.", "en"),
        ("Dy vjet më vonë ai u lirua.", "sq"),
        ("Dve godine kasnije oslobođen je.", "sr-Latn"),
    ],
)
def test_what_cannot_be_counted_is_left_out(text: str, language: str) -> None:
    assert the_relative(text, language) is None
