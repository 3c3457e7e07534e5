"""The tables of names are read whole, and a wrong row is refused with its line."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.names import matching_key
from onrecord.vocab.names import load_short_forms, read_known_names, read_short_forms

_HEADER = "nick,full,language,source,reason\n"


def test_the_tables_that_come_with_onrecord() -> None:
    table = load_short_forms()
    assert table.joined(matching_key("Ramë"), matching_key("Ramadan"))
    assert table.joined(matching_key("Боба"), matching_key("Slobodan"))
    assert not table.joined(matching_key("Besim"), matching_key("Besnik"))
    assert {matching_key("Besim"), matching_key("Besnik")} <= table.given
    assert matching_key("Krasniqi") in table.surnames


def test_two_short_forms_of_one_name_can_be_one() -> None:
    table = load_short_forms()
    assert table.joined(matching_key("Mile"), matching_key("Mića"))


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("nick,full\nRamë,Ramadan\n", 1, None),
        (_HEADER + "Ramë,,sq,editors,Short form\n", 2, "full"),
        (_HEADER + "Ramë,Ramadan\n", 2, "language"),
        (_HEADER + "Ramë,Ramadan,xx,editors,Short form\n", 2, "language"),
        (_HEADER + "Рама,Rama,sr,editors,Script\n", 2, None),
        (_HEADER + 2 * "Ramë,Ramadan,sq,editors,Short form\n", 3, None),
    ],
)
def test_a_wrong_row_is_refused(text: str, line: int, column: str | None) -> None:
    with pytest.raises(InputError) as refused:
        list(read_short_forms(text, file="mine.csv"))
    assert (refused.value.file, refused.value.line) == ("mine.csv", line)
    assert refused.value.column == column


def test_a_known_name_needs_a_kind_and_a_sex_that_are_told() -> None:
    header = "name,kind,sex,language,source\n"
    assert [row.name for row in read_known_names(header + "Arta,given,f,sq,editors\n")] == ["Arta"]
    for row in ("Arta,first,f,sq,editors", "Arta,given,x,sq,editors", ",given,f,sq,editors"):
        with pytest.raises(InputError):
            list(read_known_names(header + row + "\n"))
