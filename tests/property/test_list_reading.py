"""Whatever a list holds comes back cell by cell; whatever is no list is refused, never a crash."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import Row, RowError, open_table
from onrecord.core.kernel.errors import InputError
from onrecord.flows.lists import validate

CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\ufffd", exclude_categories=("Cs",)),
    max_size=12,
)
HEADER = ("id", "name", "note", "age")


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
)
def test_every_cell_comes_back(
    rows: list[tuple[str, str, str]], separator: str, quoting: int, encoding: str
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, quoting=quoting)
    writer.writerow(HEADER)
    written = [(str(number), *cells) for number, cells in enumerate(rows)]
    writer.writerows(written)
    table = open_table(
        stream.getvalue().encode(encoding),
        "x.csv",
        encoding=encoding,
        separator=separator,
        header_line=1,
    )
    assert table.columns == HEADER
    assert [row.values for row in table.rows()] == written


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_any_bytes_are_rows_or_refusals(content: bytes) -> None:
    try:
        table = open_table(content, "x.csv")
    except InputError:
        return
    lines = [record.line for record in table.rows()]
    assert lines == sorted(lines)
    for record in table.rows():
        assert isinstance(record, RowError) or len(record.values) == len(table.columns)


@given(st.lists(st.text('",;\n ab\0', max_size=20), max_size=12))
def test_no_line_is_lost_however_it_is_quoted(lines: list[str]) -> None:
    text = "id,name\n" + "\n".join(lines)
    found = list(open_table(text.encode(), "x.csv", separator=",", header_line=1).rows())
    kept = "".join(cell for record in found for cell in record.values)
    for letter in "ab":
        assert kept.count(letter) == "".join(lines).count(letter)


@given(
    st.lists(
        st.tuples(
            *(st.one_of(CELLS, st.sampled_from(("0", "1", "-1", "127", ""))) for _ in "abcd")
        ),
        max_size=6,
    )
)
def test_validation_takes_or_refuses_every_row(rows: list[tuple[str, ...]]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADER)
    writer.writerows(rows)
    mapping = Mapping.from_yaml(
        "id: id\nlist_name: A\nnames: {full: name}\nage: age\ndeath: note\nmissing: {age: [-1]}"
    )
    table = open_table(
        stream.getvalue().encode(), "x.csv", encoding="utf-8", separator=",", header_line=1
    )
    check = validate(table, mapping)
    lines = [found.line for found in check]
    assert lines == [record.line for record in table.rows()]
    assert check.summary.accepted + check.summary.rejected == len(lines)
    for found in check:
        if isinstance(found, RowError):
            assert all(row["reason"] and row["line"] for row in found.as_rows())


@given(st.text(max_size=200))
def test_any_text_is_a_mapping_or_an_input_error(text: str) -> None:
    try:
        mapping = Mapping.from_yaml(text)
    except InputError:
        return
    assert Mapping.from_yaml(mapping.to_yaml()) == mapping


def test_a_row_is_comparable() -> None:
    assert Row(1, ("a",)) == Row(1, ("a",))
