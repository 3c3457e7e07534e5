"""Any column of a list of records parts the table, and nobody is counted in two parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.adapters.read.capture_table import read_capture_table
from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import open_table
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.estimate import estimate
from onrecord.flows.tabulate import Tabulation, tabulate

RECORDS = (
    "sex,mun,A,B,C\n"
    + "F,Peja,1,1,0\n" * 4
    + "F,Peja,1,0,0\n" * 9
    + "F,Peja,0,1,1\n" * 5
    + "F,Peja,0,0,1\n" * 8
    + "M,Prizren,1,0,0\n" * 6
    + ",Prizren,0,1,0\n" * 2
    + "-1,Peja,1,0,1\n"
)


def _tabulated(text: str, mapping: str, *columns: str) -> Tabulation:
    return tabulate(open_table(text.encode(), "list.csv"), Mapping.from_yaml(mapping), columns)


def test_strata_of_two_columns_hold_everybody_once() -> None:
    found = _tabulated(RECORDS, "lists: [A, B, C]\nsex: sex", "mun", "sex")
    names = [part.table.stratum for part in found.strata]
    assert names == [
        "mun=Peja, sex=-1",
        "mun=Peja, sex=F",
        "mun=Prizren, sex unknown",
        "mun=Prizren, sex=M",
    ]
    assert sum(part.table.observed for part in found.strata) == found.histories.observed == 35
    assert {part.table.lists for part in found.strata} == {("A", "B", "C")}


def test_a_missing_code_of_the_mapping_is_unknown() -> None:
    mapping = 'lists: [A, B, C]\nsex: sex\nmissing: {sex: {"*": [-1]}}'
    found = _tabulated(RECORDS, mapping, "sex")
    assert [part.table.stratum for part in found.strata] == ["sex unknown", "sex=F", "sex=M"]
    assert found.strata[0].table.observed == 3


def test_strata_of_records_are_estimated_and_small_ones_say_why_not() -> None:
    found = _tabulated(RECORDS, "lists: [A, B, C]", "mun")
    run = estimate([part.table for part in found.strata], ["loglinear-bic"])
    peja, prizren = run.estimates
    assert peja.N is not None
    assert prizren.N is None
    assert prizren.refused is not None
    assert run.totals[0].lower_bound


def test_a_person_whose_rows_disagree_is_counted_where_most_of_them_put_them() -> None:
    text = (
        "person,src,mun\np1,HRW,Peja\np1,ABA,Peja\np1,EXH,Prizren\n"
        "p2,ABA,\np2,HRW,Prizren\np3,ABA,Peja\np3,HRW,Prizren\n"
    )
    found = _tabulated(text, "id: person\nlist: src", "mun")
    by_name = {part.table.stratum: part.table for part in found.strata}
    assert {name: table.observed for name, table in by_name.items()} == {
        "mun=Peja": 2,
        "mun=Prizren": 1,
    }
    assert by_name["mun=Peja"].cell((1, 1, 1)) == 1
    assert any("rows of 2 people disagree about mun" in said for said in found.warnings)


def test_the_written_table_has_the_columns_that_strata_are_read_from(tmp_path: Path) -> None:
    found = _tabulated(RECORDS, "lists: [A, B, C]", "mun", "sex")
    path = tmp_path / "table.csv"
    found.write_csv(path)
    read = read_capture_table(path, ("mun", "sex"))
    parts = sorted((part.table for part in found.strata), key=lambda table: str(table.stratum))
    assert [table.canonical() for table in read] == [table.canonical() for table in parts]


def test_without_columns_nothing_is_parted() -> None:
    found = _tabulated(RECORDS, "lists: [A, B, C]")
    assert (found.columns, found.strata) == ((), ())


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (("region",), "no column of this name"),
        (("mun", "mun"), "twice"),
        (("A",), "name of a list"),
    ],
)
def test_columns_that_cannot_make_strata_are_named(columns: tuple[str, ...], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        _tabulated(RECORDS, "lists: [A, B, C]", *columns)
