from __future__ import annotations

import pytest

from onrecord.adapters.read import separated
from onrecord.adapters.read.limits import Limits
from onrecord.core.kernel.errors import InputError


def cells(data: bytes) -> list[list[str]]:
    (table,) = separated.read(data).tables
    return [[cell.text for cell in row if cell is not None] for row in table.rows]


def test_the_text_stays_letter_by_letter_and_cells_have_their_places() -> None:
    text = 'ime;mesto\r\n"Živković; ""Goran""";Peć\r\n\r\nĐorđe;\r\n'
    document = separated.read(text.encode("cp1250"))
    assert document.text == text
    assert cells(text.encode("cp1250")) == [
        ["ime", "mesto"],
        ['Živković; "Goran"', "Peć"],
        [""],
        ["Đorđe", ""],
    ]
    (table,) = document.tables
    cell = table.rows[1][1]
    assert cell is not None
    first, last = document.byte_span(*cell.spans[0]) or (0, 0)
    assert text.encode("cp1250")[first:last].decode("cp1250") == "Peć"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b'a,b\n"open,1\n2,3\n', [["a", "b"], ['"open', "1"], ["2", "3"]]),
        (b'a,b\n"x"y,1\n', [["a", "b"], ['"x"y', "1"]]),
        (b"a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        (b'a,b\n"two\nlines",1', [["a", "b"], ["two\nlines", "1"]]),
    ],
)
def test_quotes_that_are_none_lose_nothing(data: bytes, wanted: list[list[str]]) -> None:
    assert cells(data) == wanted


def test_a_file_beyond_the_limits_or_no_text_is_refused() -> None:
    with pytest.raises(InputError, match="more than 2 characters"):
        separated.read(b"a,b\n", Limits(characters=2))
    with pytest.raises(InputError, match="control characters"):
        separated.read(b"a,\x00\n")
