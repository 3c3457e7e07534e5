"""The mentions behind a cell, found by the database, are those that counting one by one finds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.estimates.behind import mentions_behind
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.selectors import ListChoice, list_choices, table_from_lists
from onrecord.web.people.models import Membership, Mention
from onrecord.web.people.services import imports, persons
from onrecord.web.sources.models import Source
from onrecord.web.sources.services import add_source, take_in

PLAIN = "id: id\nlist: list\n"
COLUMNS = "id: id\nlists: [Ash, Birch]\n"


def bring_in(title: str, content: str, mapping: str, compartment: Compartment, by: User) -> Source:
    values = {"title": title, "kind": "source/list"}
    source = add_source(values, compartment_id=compartment.pk, by=by)
    exhibit = take_in(source, content.encode(), name=f"{title}.csv", by=by)
    imports.commit(imports.stage(exhibit, Mapping.from_yaml(mapping), by=by).batch, by=by)
    return source


@pytest.fixture
def arta(user_of: Callable[..., User], general: Compartment, sealed: Compartment) -> User:
    return user_of("supervisor", [general, sealed])


@pytest.fixture
def estimate(arta: User, general: Compartment, sealed: Compartment) -> Estimate:
    """Three lists and two more by columns, with persons over them in both compartments."""
    marks = ["true", "false", ""]
    rows = [f"{n},{one},{two}" for n, (one, two, _) in enumerate(product(marks, marks, "abc"))]
    by_columns = bring_in("columns", "id,Ash,Birch\n" + "\n".join(rows), COLUMNS, general, arta)
    rows = [f"{n},{'Cedar' if n % 2 else 'Dogwood'}" for n in range(12)]
    plain = bring_in("plain", "id,list\n" + "\n".join(rows), PLAIN, general, arta)
    rows = [f"{n},Elm" for n in range(5)]
    hidden = bring_in("hidden", "id,list\n" + "\n".join(rows), PLAIN, sealed, arta)
    for number, compartment in enumerate((general, general, general, sealed, sealed)):
        drawn = np.random.default_rng(number)
        general_ones = list(Mention.objects.filter(compartment=general).order_by("pk"))
        chosen = [general_ones[n] for n in drawn.choice(len(general_ones), 3, replace=False)]
        if compartment == sealed:
            chosen.append(Mention.objects.filter(compartment=sealed)[number])
        known = {m.stem: persons_of(m) for m in chosen}
        persons.merge(known, by=arta, reason="The same name.")
    inputs = [
        {"source": source.pk, "list": name, "mentions": 1}
        for source, names in (
            (by_columns, ("Ash", "Birch")),
            (plain, ("Cedar",)),
            (hidden, ("Elm",)),
        )
        for name in names
    ]
    return Estimate(inputs=inputs, lists=[item["list"] for item in inputs])


def persons_of(mention: Mention) -> frozenset[int]:
    found = Membership.objects.filter(mention=mention.stem)
    return frozenset(found.values_list("person", flat=True))


def counted(actor: User, estimate: Estimate) -> dict[str, int]:
    chosen = [ListChoice(i["source"], i["list"], i["mentions"]) for i in estimate.inputs]
    table, _behind, _where = table_from_lists(actor, chosen)
    pairs = zip(table.histories.tolist(), table.counts.tolist(), strict=True)
    return {"".join("-" if mark < 0 else str(mark) for mark in row): n for row, n in pairs}


def test_each_cell_has_the_mentions_that_its_count_comes_from(
    arta: User, estimate: Estimate
) -> None:
    table = counted(arta, estimate)
    assert len(table) > 8
    found: set[int] = set()
    for signs in map("".join, product("01-", repeat=4)):
        behind = list(mentions_behind(arta, estimate, signs))
        assert bool(behind) == (signs in table), signs
        alone = [m for m in behind if not persons_of(m)]
        assert len(alone) <= table.get(signs, 0)
        assert found.isdisjoint(m.pk for m in behind)
        found |= {m.pk for m in behind}
    on_lists = Mention.objects.filter(list_name__in=("Cedar", "Elm")).values_list("pk", flat=True)
    assert set(on_lists) <= found


def test_persons_stand_together_behind_one_cell(arta: User, estimate: Estimate) -> None:
    cells = {
        m.pk: signs
        for signs in counted(arta, estimate)
        for m in mentions_behind(arta, estimate, signs)
    }
    for membership in Membership.objects.all():
        together = Membership.objects.filter(person=membership.person).values("mention")
        shown = Mention.objects.filter(stem__in=together, pk__in=cells)
        assert len({cells[m.pk] for m in shown}) <= 1


def test_whoever_sees_less_finds_less(
    user_of: Callable[..., User], general: Compartment, estimate: Estimate
) -> None:
    besim = user_of("supervisor", [general])
    seen = {m.compartment_id for m in mentions_behind(besim, estimate, "0010")}
    assert seen == {general.pk}
    assert not mentions_behind(besim, estimate, "0001").exists()


def test_each_list_is_offered_with_its_mentions(arta: User, estimate: Estimate) -> None:
    offered = {choice.name: choice.mentions for choice in list_choices(arta)}
    assert offered == {"Ash": 9, "Birch": 9, "Cedar": 6, "Dogwood": 6, "Elm": 5}
