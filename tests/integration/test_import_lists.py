"""The real lists with their traps in the register: right, or refused by row; undone to nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import Sum
from tests.register_scene import *  # noqa: F403 - fixtures

from onrecord.adapters.read.mapping import Mapping
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.verify import problems
from onrecord.web.people import selectors
from onrecord.web.people.models import Batch, Mention
from onrecord.web.people.services import imports
from onrecord.web.sources.services import add_source, take_in

pytestmark = [pytest.mark.data, pytest.mark.django_db]

KOSOVO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "mappings" / "kosovo-hrdag.yaml"
Find = Callable[[str], Path]
Stage = Callable[..., Batch]


@pytest.fixture
def supervisor(general: Compartment, user_of: Callable[..., User]) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def stage(general: Compartment, supervisor: User) -> Stage:
    """Return a function that preserves the bytes of a list and stages it."""

    def make(content: bytes, name: str, mapping: Mapping) -> Batch:
        values = {"title": name, "kind": "source/list", "required_notice": mapping.notice or ""}
        source = add_source(values, compartment_id=general.pk, by=supervisor)
        exhibit = take_in(source, content, name=name, by=supervisor)
        return imports.stage(exhibit, mapping, by=supervisor).batch

    return make


@pytest.fixture
def kosovo(shared_data: Find, stage: Stage) -> Batch:
    path = shared_data("kosovo-hrdag/md_pub.csv")
    return stage(path.read_bytes(), path.name, Mapping.load(KOSOVO))


def test_the_killings_of_kosovo_come_in_right_and_go_out_whole(
    kosovo: Batch, supervisor: User
) -> None:
    assert (kosovo.rows, kosovo.accepted, kosovo.rejected) == (4725, 4725, 0)
    imports.commit(kosovo, by=supervisor)
    rows = Mention.objects.all()
    assert rows.aggregate(n=Sum("weight"))["n"] == pytest.approx(4399.67, abs=0.005)
    unknown = Counter(row.raw["age"] for row in rows.filter(age__isnull=True))
    assert unknown == {"-1": 1659, "0": 825, "127": 33}, "each list has its own code"
    assert set(rows.values_list("sex", flat=True)) == {"sex/male", "sex/female", ""}
    first = rows.get(line=2)
    assert (first.death, first.raw["dt_kill"]) == ("1999-04-01", "01Apr99")
    assert first.memberships == {"exh": False, "aba": True, "osce": False, "hrw": False}
    assert rows.values("record_id").distinct().count() == 4409, "ids repeat on purpose"
    assert selectors.in_list(rows, "exh").count() == kosovo.lists["exh"]
    assert list(problems()) == []

    imports.undo(kosovo, by=supervisor, reason="A trial.")
    assert not rows.all().exists()
    assert list(problems()) == []


def test_the_same_list_twice_changes_nothing(kosovo: Batch, supervisor: User) -> None:
    imports.commit(kosovo, by=supervisor)
    again = imports.stage(kosovo.exhibit, Mapping.load(KOSOVO), by=supervisor)
    assert (again.is_new, again.batch.pk) == (False, kosovo.pk)
    assert Mention.objects.count() == 4725


def test_codes_that_nobody_declared_are_refused_by_row(shared_data: Find, stage: Stage) -> None:
    path = shared_data("kosovo-hrdag/md_pub.csv")
    mapping = Mapping.from_yaml("id: id\nlists: [exh, aba, osce, hrw]\nage: age\nsex: sex")
    batch = stage(path.read_bytes(), path.name, mapping)
    assert batch.accepted + batch.rejected == 4725
    reasons = [row for error in imports.refused(batch) for row in error.as_rows()]
    refused = Counter((row["column"], row["value"]) for row in reasons)
    assert refused == {("age", "-1"): 1659, ("age", "127"): 33, ("sex", "D"): 6, ("sex", "A"): 1}
    assert len(batch.errors) == imports.SHOWN_ERRORS


def test_a_list_of_tabs_named_csv_keeps_its_nested_quotes(
    shared_data: Find, stage: Stage, supervisor: User
) -> None:
    path = shared_data("kosovo-hrdag/nato_bombing_data.csv")
    mapping = Mapping.from_yaml(
        "list_name: strikes\ndeath: bdate\nplace: {municipality: municipality}\ndates: ['%d%b%y']"
    )
    batch = imports.commit(stage(path.read_bytes(), path.name, mapping), by=supervisor)
    assert (batch.accepted, batch.rejected) == (364, 0)
    first = Mention.objects.get(line=2)
    assert first.death == "1999-03-25"
    assert '"Chronology of Crimes' in first.raw["details"]


def test_dates_of_two_spellings_are_the_same_days(
    shared_data: Find, stage: Stage, supervisor: User
) -> None:
    path = shared_data("kosovo-hrdag/phr-transit.csv")
    mapping = Mapping.from_yaml("list_name: PHR\ndeath: lvdate\ndates: ['%d%b%Y']")
    imports.commit(stage(path.read_bytes(), path.name, mapping), by=supervisor)
    assert Mention.objects.get(line=2).death == "1999-03-24"
    undated = Mention.objects.filter(death="")
    assert {row.raw["lvdate"] for row in undated} <= {""}


def test_not_covered_is_not_no(shared_data: Find, stage: Stage, supervisor: User) -> None:
    path = shared_data("philippines-2016-17-mse/drug_killings_lists.csv")
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    lists = header[header.index("Police") :]
    mapping = Mapping.from_dict({"id": "ID", "lists": lists, "death": "Date"})
    batch = imports.commit(stage(path.read_bytes(), path.name, mapping), by=supervisor)
    assert (batch.accepted, batch.rejected) == (2320, 0)
    marks: Counter[bool | None] = Counter()
    for row in Mention.objects.all():
        assert list(row.memberships) == lists
        marks.update(row.memberships.values())
    assert set(marks) == {True, False, None}
    for name in lists:
        expected = sum(
            bool(memberships[name])
            for memberships in Mention.objects.values_list("memberships", flat=True)
        )
        assert selectors.in_list(Mention.objects.all(), name).count() == expected


def test_arabic_names_are_found_as_they_are_written(
    shared_data: Find, stage: Stage, supervisor: User
) -> None:
    path = shared_data("gaza-moh-lists/r20240413.csv")
    plain = "id: row\nlist_name: april\nnames: {full: name}\nsex: sex\nage: age\n"
    refused = stage(path.read_bytes(), path.name, Mapping.from_yaml(plain))
    assert {(error["column"], error["value"]) for error in refused.errors} == {("age", "-1")}
    mapping = Mapping.from_yaml(plain + "missing: {age: [-1]}")
    batch = imports.commit(stage(path.read_bytes(), path.name, mapping), by=supervisor)
    assert (refused.rejected, batch.rejected) == (39, 0)
    first = Mention.objects.get(line=2)
    assert first.script == "arabic"
    word = first.name.split()[0]
    assert first in selectors.named(Mention.objects.all(), word)


def test_latin_1_and_an_extra_cell_cost_one_row(
    shared_data: Find, stage: Stage, supervisor: User
) -> None:
    lines = shared_data("kosovo-hrdag/pcodes.csv").read_text(encoding="utf-8").splitlines()
    western = [
        line for line in lines if line.encode("latin-1", "replace").decode("latin-1") == line
    ]
    western[10] += ",stray"
    mapping = Mapping.from_yaml("id: pcode\nlist_name: places\nplace: {village: serbname}")
    batch = stage("\n".join(western).encode("latin-1"), "pcodes.csv", mapping)
    assert [error["line"] for error in batch.errors] == [11]
    imports.commit(batch, by=supervisor)
    assert Mention.objects.filter(village="Deçani").exists()
    assert "decani" in Mention.objects.filter(village="Deçani")[0].folded_place
