from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from onrecord.adapters.read import xlsx
from onrecord.adapters.read.limits import Limits
from onrecord.core.document.document_text import Flag
from onrecord.core.kernel.errors import InputError
from onrecord.testing.documents import make_docx, make_docx_of


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def village_list() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "Gurishtë"
    sheet.append(["name", "age", "date", "seen"])
    sheet.append(["Драгана", 34, date(1999, 3, 28), True])
    sheet.append([None, 7.5, datetime(1999, 3, 28, 14, 30), None])  # noqa: DTZ001 - sheets know no zone
    return book


def test_cells_become_rows_with_dates_and_numbers_as_a_reader_sees_them() -> None:
    document = xlsx.read(saved(village_list()))
    assert document.text == (
        "Gurishtë\nname\tage\tdate\tseen\nДрагана\t34\t1999-03-28\tTRUE\n\t7.5\t1999-03-28 14:30:00"
    )
    (table,) = document.tables
    cell = table.rows[1][2]
    assert cell is not None
    assert document.text[slice(*cell.spans[0])] == "1999-03-28"
    assert (table.page, table.first_row) == (1, 1)


def test_hidden_sheets_rows_and_columns_are_kept_and_flagged() -> None:
    book = village_list()
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    other = book.create_sheet("unseen")
    other.append(["Besim"])
    other.sheet_state = "veryHidden"
    document = xlsx.read(saved(book))
    for words in ("Драгана", "7.5", "Besim"):
        start = document.text.index(words)
        assert document.flags_of(start, start + len(words)) == (Flag.hidden,)
    start = document.text.index("name")
    assert document.flags_of(start, start + 4) == ()
    assert document.page_of(document.text.index("Besim")) == 2
    assert "hidden: unseen" in str(document.warnings[0])


def test_a_formula_is_shown_as_the_value_that_the_file_keeps() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="B1"><f>SUM(1,2)</f><v>3</v></c><c r="D1" t="str"><f>A1</f><v>Arta</v></c>'
        "</row></sheetData></worksheet>"
    )
    relations = (
        '<Relationships xmlns="r"><Relationship Id="i1" Type="x/worksheet" Target="sheet1.xml"/>'
        "</Relationships>"
    )
    book = '<workbook xmlns="w" xmlns:r="o"><sheets><sheet name="S" r:id="i1"/></sheets></workbook>'
    data = make_docx_of(
        {
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": relations,
            "xl/sheet1.xml": sheet,
        }
    )
    assert xlsx.read(data).text == "S\n\t3\t\tArta"


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(InputError, match="no workbook"):
        xlsx.read(make_docx(["Arta"]))
    with pytest.raises(InputError, match="more than 9 characters"):
        xlsx.read(saved(village_list()), Limits(characters=9))
