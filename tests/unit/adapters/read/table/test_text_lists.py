"""A list in text is read right whatever its separator, encoding, quotes and title lines."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.read.table import Row, RowError, Table, open_table
from onrecord.core.kernel.errors import InputError


def values(table: Table) -> list[tuple[str, ...]]:
    return [row.values for row in table.rows()]


def refusals(table: Table) -> list[tuple[int, str]]:
    return [
        (row.line, str(row.as_rows()[0]["reason"]))
        for row in table.rows()
        if isinstance(row, RowError)
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    text = "name,age,place\nArta,34,Pejë\nBesim,,Deçan\nDragana,41,Peć\n".replace(",", separator)
    table = open_table(text.encode(), "list.csv")
    assert table.columns == ("name", "age", "place")
    assert table.dialect.separator == separator
    assert values(table)[1] == ("Besim", "", "Deçan")
    assert table.warnings == ()


def test_decimal_commas_do_not_hide_the_semicolon() -> None:
    table = open_table(b"id;weight;age\n1;0,33;20\n2;0,33;21\n3;1,00;22\n", "w.csv")
    assert table.dialect.separator == ";"
    assert values(table)[0] == ("1", "0,33", "20")


def test_a_told_separator_wins() -> None:
    table = open_table(b"a,b;c\n1,2;3\n", "x.csv", separator=";")
    assert table.columns == ("a,b", "c")
    assert open_table(b"a,b\tc\n", "x.csv", separator="tab").columns == ("a,b", "c")
    with pytest.raises(InputError, match="one character"):
        open_table(b"a,b\n", "x.csv", separator="; ")


SERBIAN = "ime;prezime;opština\nDragana;Petrović;Đakovica\nGoran;Šešelj;Peć\nŽivko;Čolić;Prizren\n"
ALBANIAN = "emri;mbiemri;komuna\nArtë;Krasniqi;Pejë\nFatime;Hoxha;Gjakovë\nEnver;Çela;Deçan\n"
CYRILLIC = "име;презиме;пол;општина\nДрагана;Петровић;F;Ђаковица\nГоран;Марковић;M;Пећ\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SERBIAN, "utf-8"),
        (SERBIAN, "utf-8-sig"),
        (SERBIAN, "utf-16"),
        (SERBIAN, "utf-16-le"),
        (SERBIAN, "utf-16-be"),
        (SERBIAN, "utf-32"),
        (SERBIAN, "cp1250"),
        (SERBIAN, "iso8859_2"),
        (ALBANIAN, "latin-1"),
        (ALBANIAN, "cp1252"),
        (ALBANIAN, "cp1250"),
        (CYRILLIC, "cp1251"),
        (CYRILLIC, "utf-8"),
    ],
)
def test_the_encoding_is_found_by_its_letters(text: str, encoding: str) -> None:
    table = open_table(text.encode(encoding), "list.csv")
    expected = [tuple(line.split(";")) for line in text.splitlines()]
    assert [table.columns, *values(table)] == expected
    assert 0 < table.dialect.encoding_confidence <= 1


def test_letters_far_down_in_the_file_still_decide() -> None:
    text = "emri;komuna\n" + "Besim;Prizren\n" * 200_000 + "Artë;Pejë\n"
    table = open_table(text.encode("latin-1"), "long.csv")
    assert list(table.rows())[-1] == Row(200_002, ("Artë", "Pejë"))


def test_a_doubtful_encoding_is_reported_with_its_runner_up() -> None:
    table = open_table("name;place\nArta;\xa5\xa4\n".encode("latin-1"), "odd.csv")
    assert table.dialect.encoding_confidence < 0.7
    assert any("encoding may be" in warning for warning in table.warnings)


def test_one_damaged_line_in_utf8_costs_only_that_line() -> None:
    lines = [f"Artë {number};Pejë".encode() for number in range(40)]
    lines[7] = "Bes\xeb;Pejë".encode("latin-1")
    table = open_table(b"emri;komuna\n" + b"\n".join(lines), "mixed.csv")
    assert table.dialect.encoding == "utf-8"
    ((line, reason),) = refusals(table)
    assert line == 9
    assert "no letters in the encoding of this file" in reason
    assert len(list(table.rows())) == 40


def test_a_wrong_told_encoding_is_an_error_by_line() -> None:
    table = open_table("a,b\n1,Pej\xeb\n2,x\n".encode("latin-1"), "x.csv", encoding="utf-8")
    assert [line for line, _ in refusals(table)] == [2]
    with pytest.raises(InputError, match="no encoding of this name"):
        open_table(b"a,b\n", "x.csv", encoding="utf-9")


def test_title_and_blank_lines_above_the_header_are_passed_over() -> None:
    text = "\nMissing persons, as of 1 May 2001,,\n,,\nid,name,age\n1,Arta,30\n\n,,\n2,Besim,31\n"
    table = open_table(text.encode(), "titled.csv")
    assert table.columns == ("id", "name", "age")
    assert table.dialect.header_line == 4
    assert list(table.rows()) == [Row(5, ("1", "Arta", "30")), Row(8, ("2", "Besim", "31"))]
    assert "stand in line 4" in table.warnings[0]


def test_a_told_header_line_wins() -> None:
    table = open_table(b"a,b\nid,name\n1,Arta\n", "x.csv", header_line=2)
    assert table.columns == ("id", "name")
    assert values(table) == [("1", "Arta")]
    with pytest.raises(InputError, match="no column names in this line"):
        open_table(b"a,b\n", "x.csv", header_line=7)


def test_a_header_wider_than_most_rows_is_still_the_header() -> None:
    table = open_table(b"id,name\n1\n2\n3,Arta\n", "x.csv", separator=",")
    assert table.columns == ("id", "name")
    assert [line for line, _ in refusals(table)] == [2, 3]


def test_nameless_and_doubled_columns_get_names() -> None:
    table = open_table(b"id,,age,age\n1,x,2,3\n", "x.csv")
    assert table.columns == ("id", "column 2", "age", "age (2)")
    assert len(table.warnings) == 2


def test_quoted_cells_hold_separators_line_ends_and_quotes() -> None:
    text = 'id,note,age\r\n1,"Arta, called ""Ari""",30\r\n2,"two\r\nlines",31\r\n3,5" wide,32\r\n'
    table = open_table(text.encode(), "q.csv")
    assert list(table.rows()) == [
        Row(2, ("1", 'Arta, called "Ari"', "30")),
        Row(3, ("2", "two\nlines", "31")),
        Row(5, ("3", '5" wide', "32")),
    ]


def test_single_quotes_are_found() -> None:
    table = open_table(b"'id','name'\n'1','Arta, Ari'\n'2','Besim'\n", "q.csv")
    assert values(table) == [("1", "Arta, Ari"), ("2", "Besim")]


def test_an_unclosed_quote_costs_one_line() -> None:
    text = 'id,name\n1,"Arta\n' + "".join(f"{number},Besim\n" for number in range(2, 600))
    table = open_table(text.encode(), "unclosed.csv")
    rows = list(table.rows())
    assert len(rows) == 599
    assert isinstance(rows[0], RowError)
    assert rows[0].line == 2
    assert rows[0].values == ("1", '"Arta')
    assert "never closed" in rows[0].errors[0].sentence()
    assert rows[-1] == Row(600, ("599", "Besim"))


def test_an_undoubled_quote_costs_one_line() -> None:
    text = 'id,name\n1,"Besim "Bimi" Gashi"\n2,Arta\n'
    table = open_table(text.encode(), "q.csv")
    assert [line for line, _ in refusals(table)] == [2]
    assert values(table)[-1] == ("2", "Arta")


def test_ragged_rows_are_refused_by_line_and_lose_nothing() -> None:
    text = "id,name,age\n1,Arta\n2,Besim,30,extra\n3,Dragana,31,,\n4,Enver,32\n"
    table = open_table(text.encode(), "ragged.csv")
    rows = list(table.rows())
    assert [type(row) for row in rows] == [RowError, RowError, Row, Row]
    assert rows[1].values == ("2", "Besim", "30", "extra")
    assert refusals(table)[1][1].startswith("The row has 4 cells and the header has 3")
    assert rows[2].values == ("3", "Dragana", "31")
    assert any("Line 3 has 4 cells" in warning for warning in table.warnings)


def test_nul_characters_are_refused_by_line() -> None:
    table = open_table(b"id,name\n1,Ar\0ta\n2,Besim\n", "nul.csv")
    assert [line for line, _ in refusals(table)] == [2]
    assert values(table)[-1] == ("2", "Besim")


def test_formulas_stay_text_and_are_flagged() -> None:
    table = open_table(b'id,name\n1,"=HYPERLINK(""http://x"")"\n2,a=b\n3,-1\n', "f.csv")
    rows = list(table.rows())
    assert rows[0] == Row(2, ("1", '=HYPERLINK("http://x")'), formulas=(1,))
    assert isinstance(rows[1], Row)
    assert rows[1].formulas == ()
    assert any("formula" in warning for warning in table.warnings)


def test_a_line_of_a_million_columns_costs_one_line_and_little_memory() -> None:
    content = b"id,name\n1,Arta\n" + b"," * 1_000_001 + b"\n2," + b"," * 5_000 + b"\n3,Besim\n"
    tracemalloc.start()
    try:
        table = open_table(content, "wide.csv")
        rows = list(table.rows())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [(type(row), row.line) for row in rows] == [
        (Row, 2),
        (RowError, 3),
        (RowError, 4),
        (Row, 5),
    ]
    assert peak < 64 * 2**20


def test_an_endless_line_is_refused() -> None:
    with pytest.raises(InputError, match="longer than a million characters"):
        open_table(b"x" * 3_000_000, "blob.csv")


def test_old_line_ends_and_unusual_breaks_count_as_an_editor_counts() -> None:
    table = open_table("id,name\r1,Ar\u2028ta\r2,Besim".encode(), "mac.csv")
    assert list(table.rows()) == [Row(2, ("1", "Ar\u2028ta")), Row(3, ("2", "Besim"))]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\n\n , \n", "no row of column names"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old format"),
        (b"PK\x03\x04 not really", "damaged"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        open_table(content, "given.csv")
    assert caught.value.file == "given.csv"


def test_an_absent_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        open_table(tmp_path / "no.csv", "no.csv")


def test_rows_can_be_read_again_and_from_an_opening_function(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,name\n1,Arta\n")
    table = open_table(lambda: path.open("rb"), "a.csv")
    assert values(table) == values(table) == [("1", "Arta")]


@pytest.mark.data
def test_tabs_and_nested_quotes_of_the_air_strikes_list(shared_data: Callable[[str], Path]) -> None:
    path = shared_data("kosovo-hrdag/nato_bombing_data.csv")
    table = open_table(path, path.name)
    assert table.columns == ("bdate", "municipality", "details")
    rows = list(table.rows())
    assert len(rows) == 364
    assert all(isinstance(row, Row) for row in rows)
    assert rows[0].values[2] == 'Tanjung, "Chronology of Crimes and Dishonor of NATO," 5 June 1999.'


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("kosovo-hrdag/md_pub.csv", 4725),
        ("kosovo-hrdag/pcodes.csv", 1588),
        ("philippines-2016-17-mse/drug_killings_lists.csv", 2320),
        ("gaza-moh-lists/r20240413.csv", 976),
        ("chicago-complaints/complaints_sample_15000.csv", 15000),
        ("kosovo-geo/municipalities_1999.csv", 29),
        ("linkage/febrl4a.csv", 5000),
    ],
)
def test_real_lists_have_all_their_rows(
    shared_data: Callable[[str], Path], name: str, rows: int
) -> None:
    path = shared_data(name)
    read = list(open_table(path, path.name).rows())
    assert len(read) == rows
    assert all(isinstance(row, Row) for row in read)
