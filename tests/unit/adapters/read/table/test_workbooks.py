"""A workbook is read as the list it holds, and a hostile one is refused before it harms."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from onrecord.adapters.read.table import Row, RowError, open_table
from onrecord.core.kernel.errors import InputError


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def book_of(*rows: tuple[object, ...]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def test_cells_become_the_text_that_is_seen() -> None:
    book = book_of(
        ("id", "name", "age", "born", "seen", "in list"),
        (1, "Artë", 34.0, date(1965, 4, 1), datetime.fromisoformat("1999-04-01T10:30"), True),
        (2, "Goran", 0.5, None, None, False),
        (None,) * 6,
        (3, "Драгана"),
    )
    table = open_table(saved(book), "list.xlsx")
    assert table.columns == ("id", "name", "age", "born", "seen", "in list")
    assert list(table.rows()) == [
        Row(2, ("1", "Artë", "34", "1965-04-01", "1999-04-01 10:30:00", "TRUE")),
        Row(3, ("2", "Goran", "0.5", "", "", "FALSE")),
        Row(5, ("3", "Драгана", "", "", "", "")),
    ]


def test_formulas_stay_text_and_are_flagged() -> None:
    table = open_table(saved(book_of(("id", "age"), (1, "=2+2"))), "f.xlsx")
    assert list(table.rows()) == [Row(2, ("1", "=2+2"), formulas=(1,))]
    assert any("formula" in warning for warning in table.warnings)


def test_titles_above_the_header_and_stray_cells_beside_it() -> None:
    book = book_of(("List of 2001",), (), ("id", "name", "age"), (1, "Arta", 30), (2, "Besim", 31))
    book.active["E5"] = "stray"
    table = open_table(saved(book), "t.xlsx")
    assert table.columns == ("id", "name", "age")
    rows = list(table.rows())
    assert rows[0] == Row(4, ("1", "Arta", "30"))
    assert isinstance(rows[1], RowError)
    assert rows[1].values == ("2", "Besim", "31", "", "stray")


def test_hidden_and_further_sheets_are_named_and_can_be_chosen() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Empty"
    book.create_sheet("Old").append(("id", "name"))
    book["Old"].sheet_state = "hidden"
    for title in ("Kosovo", "More"):
        book.create_sheet(title).append(("id", title))
    content = saved(book)
    table = open_table(content, "s.xlsx")
    assert table.dialect.sheet == "Kosovo"
    assert table.warnings[:2] == ("The sheet 'Old' is hidden.", "The sheet 'More' is not read.")
    assert open_table(content, "s.xlsx", sheet="More").columns == ("id", "More")
    with pytest.raises(InputError, match="no sheet of this name"):
        open_table(content, "s.xlsx", sheet="Nowhere")


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(InputError, match="no visible sheet with rows"):
        open_table(saved(openpyxl.Workbook()), "e.xlsx")


def repacked(content: bytes, changes: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return target.getvalue()


SMALL = saved(book_of(("id", "name"), (1, "Arta")))
SHEET = "xl/worksheets/sheet1.xml"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(SMALL, {SHEET: b"<worksheet>" + b" " * (64 * 2**20) + b"</worksheet>"})
    assert len(bomb) < 2**20
    with pytest.raises(InputError, match="would unpack to 64 MiB"):
        open_table(bomb, "bomb.xlsx")


def test_a_lying_size_is_no_way_round_the_limit() -> None:
    bomb = bytearray(repacked(SMALL, {SHEET: b"<worksheet>" + b" " * (64 * 2**20)}))
    true_size = (64 * 2**20 + 11).to_bytes(4, "little")
    assert bomb.count(true_size) >= 1
    lying = bytes(bomb).replace(true_size, (100).to_bytes(4, "little"))
    with pytest.raises(InputError):
        list(open_table(lying, "bomb.xlsx").rows())


def test_entities_are_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as package:
        sheet = package.read(SHEET)
    hostile = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + sheet
    with pytest.raises(InputError, match="document type"):
        open_table(repacked(SMALL, {SHEET: hostile}), "x.xlsx")


def test_a_row_number_beyond_any_sheet_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as package:
        sheet = package.read(SHEET).replace(b'<row r="2"', b'<row r="99999999999"')
    with pytest.raises(InputError):
        list(open_table(repacked(SMALL, {SHEET: sheet}), "x.xlsx").rows())


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<broken", b"<a/>"])
def test_damaged_parts_are_refused_in_words(part: str, content: bytes) -> None:
    with pytest.raises(InputError):
        list(open_table(repacked(SMALL, {part: content}), "x.xlsx").rows())


def test_another_archive_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("letter.txt", "Arta")
    with pytest.raises(InputError, match="holds no workbook"):
        open_table(stream.getvalue(), "x.zip")


@pytest.mark.parametrize("cut", [30, 200, 2000])
def test_a_truncated_workbook_is_refused(cut: int) -> None:
    with pytest.raises(InputError):
        open_table(SMALL[:-cut], "x.xlsx")
