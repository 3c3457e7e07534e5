"""The real lists with their traps: the published Kosovo table, dates, codes and three-way marks."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError
from onrecord.cli import main
from onrecord.core.kernel.period import Period
from onrecord.flows.lists import MentionValues, Validation, open_list, validate
from onrecord.flows.tabulate import tabulate

pytestmark = pytest.mark.data

ROOT = Path(__file__).resolve().parents[2]
MAPPING = ROOT / "docs" / "how-to" / "mappings" / "kosovo-hrdag.yaml"
Find = Callable[[str], Path]

PUBLISHED = {
    "1111": 27,
    "0111": 32,
    "1011": 42,
    "0011": 123,
    "1101": 18,
    "0101": 31,
    "1001": 106,
    "0001": 306,
    "1110": 181,
    "0110": 217,
    "1010": 228,
    "0010": 936,
    "1100": 176.67,
    "0100": 845.00,
    "1000": 1131.00,
}
"""Ball and others 2002, in the order exh, aba, osce, hrw; fractions from the published records."""


@pytest.fixture(scope="module")
def killings(shared_data: Find) -> Validation:
    path = shared_data("kosovo-hrdag/md_pub.csv")
    mapping = Mapping.load(MAPPING)
    return validate(open_list(path, path.name, mapping), mapping)


def test_the_fifteen_cells_are_the_published_ones(
    shared_data: Find, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shared_data("kosovo-hrdag/md_pub.csv")
    assert main(["tabulate", str(path), "--mapping", str(MAPPING), "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["lists"] == ["exh", "aba", "osce", "hrw"]
    cells = {cell["history"]: cell["count"] for cell in document["cells"]}
    assert cells == pytest.approx(PUBLISHED, abs=0.01)
    assert document["total"] == pytest.approx(4399.67, abs=0.005)
    assert (document["rows"], document["rejected"]) == (4725, [])
    assert "convenience sample data" in document["notice"]
    assert "convenience sample data" in err


def test_published_cells_file_agrees_to_its_rounding(shared_data: Find) -> None:
    path = shared_data("kosovo-hrdag/md_pub.csv")
    mapping = Mapping.load(MAPPING)
    counted = tabulate(open_list(path, path.name, mapping), mapping).histories
    with shared_data("kosovo-hrdag/published/cells_15.csv").open() as file:
        for row in csv.DictReader(file):
            bits = [int(row[name]) for name in counted.lists]
            assert counted.cell(bits) == pytest.approx(float(row["published_rounded"]), abs=0.34)


def test_missing_ages_are_missing_and_none_is_left_impossible(killings: Validation) -> None:
    found = [each for each in killings if isinstance(each, MentionValues)]
    assert len(found) == 4725
    assert killings.summary.repeats == 4725 - 4409
    raw = Counter(each.raw["age"] for each in found if each.age is None)
    assert raw == {"-1": 1659, "0": 825, "127": 33}
    assert {each.sex for each in found} == {"male", "female", None}
    assert found[0].death == Period.day(date(1999, 4, 1))
    assert found[0].raw["dt_kill"] == "01Apr99"


def test_undeclared_codes_are_refused_by_row_and_named(shared_data: Find) -> None:
    path = shared_data("kosovo-hrdag/md_pub.csv")
    mapping = Mapping.from_yaml("id: id\nlists: [exh, aba, osce, hrw]\nage: age\nsex: sex")
    check = validate(open_list(path, path.name, mapping), mapping)
    errors = [row for found in check if isinstance(found, RowError) for row in found.as_rows()]
    refused = Counter((row["column"], row["value"]) for row in errors)
    assert refused == {("age", "-1"): 1659, ("age", "127"): 33, ("sex", "D"): 6, ("sex", "A"): 1}
    assert all(row["line"] and row["reason"] for row in errors)


def test_dates_with_four_digit_years_are_read(shared_data: Find) -> None:
    path = shared_data("kosovo-hrdag/phr-transit.csv")
    mapping = Mapping.from_yaml("list_name: PHR\ndeath: lvdate\ndates: ['%d%b%Y']")
    found = list(validate(open_list(path, path.name, mapping), mapping))
    assert all(isinstance(each, MentionValues) for each in found)
    first = found[0]
    assert isinstance(first, MentionValues)
    assert first.death == Period.day(date(1999, 3, 24))
    assert first.raw["lvdate"] == "24mar1999"


def test_a_list_of_tabs_with_the_wrong_name_is_read_by_its_mapping(shared_data: Find) -> None:
    path = shared_data("kosovo-hrdag/nato_bombing_data.csv")
    mapping = Mapping.from_yaml(
        "list_name: strikes\ndeath: bdate\nplace: {municipality: municipality}\ndates: ['%d%b%y']"
    )
    found = list(validate(open_list(path, path.name, mapping), mapping))
    assert len(found) == 364
    assert all(isinstance(each, MentionValues) for each in found)


def test_true_false_and_not_covered_stay_three_things(shared_data: Find) -> None:
    path = shared_data("philippines-2016-17-mse/drug_killings_lists.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lists = list(rows[0])[list(rows[0]).index("Police") :]
    mapping = Mapping.from_dict({"id": "ID", "lists": lists, "death": "Date"})
    found = [
        each
        for each in validate(open_list(path, path.name, mapping), mapping)
        if isinstance(each, MentionValues)
    ]
    assert len(found) == len(rows) == 2320
    meaning = {"True": True, "False": False, "1.0": True, "0.0": False, "": None}
    for each, row in zip(found, rows, strict=True):
        assert each.membership == {name: meaning[row[name]] for name in lists}
    counted = tabulate(open_list(path, path.name, mapping), mapping)
    assert counted.histories.observed == 2320
    assert not counted.histories.fully_covered


def test_the_real_list_in_latin_1_with_an_extra_cell_loses_one_row(
    shared_data: Find, tmp_path: Path
) -> None:
    lines = shared_data("kosovo-hrdag/pcodes.csv").read_text(encoding="utf-8").splitlines()
    western = [
        line for line in lines if line.encode("latin-1", "replace").decode("latin-1") == line
    ]
    western[10] += ",stray"
    path = tmp_path / "pcodes.csv"
    path.write_bytes("\n".join(western).encode("latin-1"))
    mapping = Mapping.from_yaml("id: pcode\nlist_name: places\nplace: {village: serbname}")
    found = list(validate(open_list(path, path.name, mapping), mapping))
    assert [each.line for each in found if isinstance(each, RowError)] == [11]
    villages = [each.village for each in found if isinstance(each, MentionValues)]
    assert "Deçani" in villages
    assert len(found) == len(western) - 1
