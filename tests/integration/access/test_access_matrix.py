"""Every address of the register, for every role, in every compartment: who learns what?

The matrix itself is a table: one file for each app in the folder ``rows``.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.apps import apps as django_apps
from django.db.models import CharField, Field, JSONField, Model, TextField
from tests.integration.access.judging import Scene, breaches
from tests.integration.access.sides import OPEN, SECRET
from tests.integration.access.stage import Told, addresses
from tests.integration.access.table import Row, Shows, all_rows
from tests.integration.access.visitors import EVERY_ROLE, Visitor

from onrecord.web.estimates.selectors import ListChoice, table_from_lists
from onrecord.web.figures import selectors
from onrecord.web.figures.models import Figure
from onrecord.web.site import rights
from onrecord.web.site.models import InCompartment, RecordQuerySet
from onrecord.web.site.rights import Right, Role

CODED = """
act_type as_of birth bound code column death evidential_status fate field first_day kind
language last_day made mapping_hash measure media_type mode municipality period
perpetrator_kind place_id preferred reliability script sex sha256 sort_date unit
victim_bound victim_group
Custody.tool scheme concept broader chosen cites
Round.fields Seat.reason ConsentAsked.wording ProposalDecision.key
Run.inputs Run.spans Run.sources PairDecision.ground
ListEvent.changed ListEvent.remarks
Estimate.parameters Exhibit.parameters Exhibit.tool Exhibit.tool_version
Mention.place PersonDecision.mentions TimeToken.authority TimeToken.certificates TimeToken.verdicts
"""
"""Fields that hold concepts, dates and digests, which say nothing by themselves."""
ROWS = COMPARED = all_rows()
WITH_RECORDS = [
    row
    for row in ROWS
    if row.shows is Shows.MEMBERS
    # Of what lies in a compartment, these show its name alone.
    and row.url
    not in {
        "accounts:me",
        "checks:run",
        "coding:new_event",
        "figures:new_question",
        "linkage:start",
        "sources:intake",
        "sources:new",
        "statements:new_form",
    }
]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_nobody_learns_more_than_they_may(row: Row, told: Told) -> None:
    scene, before = told
    found = breaches(row, scene, before[str(row)])
    assert not found, "\n".join(found)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert {row.url for row in ROWS} == addresses()


@pytest.mark.django_db
def test_a_sealed_judgement_changes_no_general_number(
    told: Told,
) -> None:
    """Two general mentions that only a sealed judgement holds for one person count twice."""
    scene, _before = told
    members, outsiders = (
        next(v.user for v in scene.visitors if v.role == "supervisor" and v.enters == enters)
        for enters in ({"general", "sealed"}, {"general"})
    )
    chosen = [ListChoice(scene.general.source, f"list of {OPEN} {letter}", 3) for letter in "AB"]
    tables = [table_from_lists(user, chosen)[0] for user in (members, outsiders) if user]
    assert [table.observed for table in tables] == [4.0, 4.0]


@pytest.mark.django_db
@pytest.mark.parametrize("row", WITH_RECORDS, ids=str)
def test_a_broken_rule_of_access_is_found(
    row: Row, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The matrix fails where it must: whoever may not see a record finds it all the same."""
    scene, before = told
    monkeypatch.setattr(RecordQuerySet, "visible_to", lambda rows, _actor: rows.all())
    few = replace(scene, visitors=_outsiders(row, scene))
    assert breaches(row, few, before[str(row)]) != []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.who and row.who < EVERY_ROLE][::5], ids=str
)
def test_a_role_without_limits_is_found(
    row: Row, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, before = told
    monkeypatch.setattr(rights, "RIGHTS_OF", dict.fromkeys(Role, frozenset(Right)))
    others = [v for v in scene.visitors if v.role not in row.who and len(v.enters) == 2]
    few = replace(scene, visitors=tuple(others[-1:]))
    assert breaches(row, few, before[str(row)]) != []


@pytest.mark.django_db
def test_a_count_that_tells_too_much_is_found(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    scene, before = told
    monkeypatch.setattr(selectors, "unplaced", lambda _actor: Figure.objects.current())
    home = next(row for row in ROWS if row.url == "home")
    found = breaches(home, scene, before["home"])
    assert any("can tell from the page that there are sealed records" in each for each in found)


@pytest.mark.django_db
def test_every_text_of_the_sealed_side_holds_the_secret(
    told: Told,
) -> None:
    """A model or a field that is new and not in the scene would be in no check either."""
    scene, _before = told
    bare = [
        f"{model.__name__}.{field.name}"
        for model in django_apps.get_models()
        if issubclass(model, InCompartment)
        for field in _texts(model)
        if not any(
            SECRET in str(value).casefold()
            for value in model._default_manager.filter(
                compartment_id=scene.sealed.compartment
            ).values_list(field.name, flat=True)
        )
    ]
    assert bare == []


def _texts(model: type[Model]) -> list[Field[object, object]]:
    """Return the fields of a model that hold words of people, not codes of ours."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField)
        and not field.choices
        and not {field.name, f"{model.__name__}.{field.name}"} & set(CODED.split())
    ]


def _outsiders(row: Row, scene: Scene) -> tuple[Visitor, ...]:
    """Return one person who may do what the row offers, in the general compartment only."""
    who = row.who | row.posters
    able = [v for v in scene.visitors if v.role in who and v.factor and v.enters == {"general"}]
    return tuple(able[-1:])
