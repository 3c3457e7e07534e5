"""Two files of one list: renamed columns, links by id or line, refused rows, and the table out."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.flows.list_versions import ListComparison, compare_lists
from onrecord.flows.lists import open_list

OLD = """uid,name,sex,age,place
1,Arta Krasniqi,f,34,Pejë
2,Besim Hoxha,m,51,Klina
3,=Dragana Petrović,f,200,Klina
4,Enver Berisha,m,63,Istog
"""
NEW = """number;person;gender;years;home
1;Arta Krasniqi;F;34;Peja
4;Enver Berisha;M;64;Istog
5;Goran Ilić;M;40;Klina
"""
MAPPING = {
    "names": {"full": "name"},
    "sex": "sex",
    "age": "age",
    "place": {"municipality": "place"},
}
NEWER = {
    "names": {"full": "person"},
    "sex": "gender",
    "age": "years",
    "place": {"municipality": "home"},
}

Compare = Callable[..., ListComparison]


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """Return a function that compares OLD and NEW, with or without their ids."""

    def of(
        *, ids: bool = True, links: str = "", new: str = NEW, notice: str = ""
    ) -> ListComparison:
        paths = tmp_path / "old.csv", tmp_path / "new.csv"
        sides = []
        for path, text, keys in zip(paths, (OLD, new), (MAPPING, NEWER), strict=True):
            path.write_text(text)
            own = {"id": "uid" if keys is MAPPING else "number"} if ids else {}
            mapping = Mapping.from_dict({**keys, **own, **({"notice": notice} if notice else {})})
            sides.append((open_list(path, path.name, mapping), mapping))
        linked = tmp_path / "links.csv"
        linked.write_text(links)
        return compare_lists(sides[0], sides[1], linked if links else None)

    return of


def test_columns_that_were_renamed_are_compared_by_their_meaning(compare: Compare) -> None:
    document = compare(notice="A sample.").to_dict()
    assert document["counts"] == {"added": 1, "withdrawn": 1, "changed": 2, "unchanged": 0}
    assert document["changed_fields"] == {"age": {"value": 1}, "municipality": {"value": 1}}
    assert document["notices"] == ["A sample."]


def test_refused_rows_are_named_and_in_no_event(compare: Compare) -> None:
    found = compare()
    assert [error.line for error in found.before.rejected] == [4]
    assert found.warnings == ("1 rows of old.csv are refused and not compared.",)
    assert len(found.found.events) == 4


def test_links_name_ids_or_lines(compare: Compare) -> None:
    by_id = compare(links="old,new\n2,5\n").found
    assert [event.record.shown_name for event in by_id.events if event.basis == "link"] == [
        "Goran Ilić"
    ]
    by_line = compare(ids=False, links="old,new\n3,4\n").found
    assert [event.record.shown_name for event in by_line.events if event.basis == "link"] == [
        "Goran Ilić"
    ]


def test_a_file_of_links_that_makes_no_sense_is_refused(compare: Compare) -> None:
    with pytest.raises(InputError, match=r"line 2.*9 5"):
        compare(links="old,new\n9,5\n")
    with pytest.raises(UsageError, match="columns old and new"):
        compare(links="a,b\n1,2\n")
    with pytest.raises(InputError, match="several times"):
        compare(links="old,new\n2,5\n", new=f"{NEW}5;Fatime Shala;F;8;Klina\n")


def test_the_table_has_one_row_an_event_and_runs_nothing(compare: Compare, tmp_path: Path) -> None:
    out = tmp_path / "diff.csv"
    found = compare(new=NEW.replace("Goran", "=Goran"))
    found.write_csv(out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["kind"] for row in rows] == ["changed", "withdrawn", "changed", "added"]
    assert rows[2]["changes"] == "age: 63 → 64"
    assert (rows[1]["old_line"], rows[1]["new_line"]) == ("3", "")
    assert rows[3]["new_name"].startswith("'=")
