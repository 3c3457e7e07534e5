"""A list comes in again: what left, came and changed is kept, shown, and never deleted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from onrecord.adapters.read.mapping import Mapping
from onrecord.core.kernel.errors import AccessDenied, Conflict, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.verify import problems
from onrecord.web.people import selectors
from onrecord.web.people.models import Batch, ListEvent, Mention
from onrecord.web.people.services import imports, mentions, persons, versions
from onrecord.web.sources.models import Source
from onrecord.web.sources.services import add_source, take_in

FIRST = """uid,given,surname,sex,age,mun
1,Arta,Krasniqi,F,34,Pejë
2,Besim,Hoxha,M,51,Klina
3,Dragana,Petrović,F,29,Klina
"""
SECOND = """uid,given,surname,sex,age,mun
1,Arta,Krasniqi,F,35,Peja
3,Dragana,Petrović,F,29,Klina
4,Enver,Berisha,M,63,Istog
"""
THIRD = SECOND.replace("4,Enver,Berisha,M,63,Istog\n", "")
MAPPING = Mapping.from_dict(
    {
        "id": "uid",
        "list_name": "North",
        "names": {"given": "given", "surname": "surname"},
        "sex": "sex",
        "age": "age",
        "place": {"municipality": "mun"},
    }
)

BringIn = Callable[..., Batch]


@pytest.fixture
def source(general: Compartment, supervisor: User) -> Source:
    values = {"title": "List of the north", "kind": "source/list", "required_notice": "A sample."}
    return add_source(values, compartment_id=general.pk, by=supervisor)


@pytest.fixture
def version(source: Source, supervisor: User) -> BringIn:
    """Return a function that brings a version of the list in: ``version(text, earlier)``."""

    def make(
        text: str, earlier: Batch | None = None, *, mapping: Mapping = MAPPING, of: Source = source
    ) -> Batch:
        exhibit = take_in(of, text.encode(), name=f"v{len(text)}.csv", by=supervisor)
        staged = imports.stage(exhibit, mapping, by=supervisor).batch
        return imports.commit(staged, by=supervisor, earlier=earlier)

    return make


@pytest.fixture
def pair(version: BringIn) -> tuple[Batch, Batch]:
    first = version(FIRST)
    return first, version(SECOND, first)


def kinds(batch: Batch) -> dict[str, str]:
    return dict(ListEvent.objects.filter(batch=batch).values_list("name", "kind"))


def test_every_row_of_both_versions_is_in_one_event(pair: tuple[Batch, Batch]) -> None:
    assert kinds(pair[1]) == {
        "Arta Krasniqi": "changed",
        "Besim Hoxha": "withdrawn",
        "Dragana Petrović": "unchanged",
        "Enver Berisha": "added",
    }
    arta = ListEvent.objects.get(name="Arta Krasniqi")
    assert [change[:3] for change in arta.changes] == [
        ["age", "34", "35"],
        ["municipality", "Pejë", "Peja"],
    ]
    assert Mention.objects.count() == 6, "nothing is deleted"
    assert list(problems()) == []


def test_comparing_again_and_parting_change_no_mention(
    pair: tuple[Batch, Batch], supervisor: User
) -> None:
    first, second = pair
    versions.supersede(second, first, by=supervisor)
    assert ListEvent.objects.count() == 4
    alone = versions.part(second, by=supervisor)
    assert (alone.supersedes, ListEvent.objects.count(), Mention.objects.count()) == (None, 0, 6)
    with pytest.raises(Conflict):
        versions.part(second, by=supervisor)


def test_what_is_judged_to_be_one_person_is_one_row(version: BringIn, supervisor: User) -> None:
    first = version(FIRST.replace("2,Besim,Hoxha", ",Besim,Hoxha"))
    second = version(SECOND.replace("4,Enver,Berisha", ",Besnik,Hodža"))
    one, other = (Mention.objects.get(given=name) for name in ("Besim", "Besnik"))
    persons.merge(
        {one.stem: frozenset(), other.stem: frozenset()}, by=supervisor, reason="The same."
    )
    versions.supersede(second, first, by=supervisor)
    event = ListEvent.objects.get(after=other.stem)
    assert (event.kind, event.basis, event.before) == ("changed", "link", one.stem)


def test_a_correction_of_a_mention_is_no_change_of_the_list(
    pair: tuple[Batch, Batch], supervisor: User
) -> None:
    dragana = Mention.objects.get(given="Dragana", batch=pair[1])
    mentions.correct_mention(dragana, {"age": 30.0}, by=supervisor, reason="Misread.")
    versions.supersede(pair[1], pair[0], by=supervisor)
    assert kinds(pair[1])["Dragana Petrović"] == "unchanged"


def test_versions_are_a_chain_of_one_source(
    pair: tuple[Batch, Batch],
    version: BringIn,
    supervisor: User,
    general: Compartment,
    source: Source,
) -> None:
    first, second = pair
    third = version(THIRD)
    assert selectors.earlier_versions(supervisor, third) == [second]
    assert selectors.earlier_versions(supervisor, first) == [third]
    elsewhere = add_source(
        {"title": "Another", "kind": "source/list"}, compartment_id=general.pk, by=supervisor
    )
    stranger = version(FIRST, of=elsewhere)
    for earlier in (stranger, first, third):
        with pytest.raises(UsageError, match="cannot be the version before"):
            versions.supersede(third, earlier, by=supervisor)
    versions.supersede(third, second, by=supervisor)
    assert selectors.earlier_versions(supervisor, first) == []
    with pytest.raises(UsageError):
        versions.supersede(first, third, by=supervisor)


def test_a_list_that_is_taken_back_leaves_its_chain(
    pair: tuple[Batch, Batch], version: BringIn, supervisor: User
) -> None:
    third = version(THIRD, pair[1])
    imports.undo(pair[1], by=supervisor, reason="The wrong file.")
    third.refresh_from_db()
    assert (third.supersedes, ListEvent.objects.count()) == (None, 0)
    again = imports.stage(pair[1].exhibit, MAPPING, by=supervisor).batch
    assert imports.commit(again, by=supervisor, earlier=pair[0]).supersedes == pair[0]


def test_only_whoever_may_import_compares(
    pair: tuple[Batch, Batch], general: Compartment, user_of: Callable[..., User]
) -> None:
    coder = user_of("coder", [general])
    with pytest.raises(AccessDenied):
        versions.supersede(pair[1], pair[0], by=coder)
    with pytest.raises(AccessDenied):
        versions.part(pair[1], by=coder)


def test_a_staged_list_has_no_version_before(
    version: BringIn, source: Source, supervisor: User
) -> None:
    first = version(FIRST)
    exhibit = take_in(source, SECOND.encode(), name="second.csv", by=supervisor)
    staged = imports.stage(exhibit, MAPPING, by=supervisor).batch
    with pytest.raises(Conflict):
        versions.supersede(staged, first, by=supervisor)


# The pages.


def test_the_page_shows_counts_filters_and_leads_to_the_mentions(
    pair: tuple[Batch, Batch], client: Client, general: Compartment, user_of: Callable[..., User]
) -> None:
    client.force_login(user_of("reader", [general]))
    url = reverse("people:changes", args=[pair[1].pk])
    page = client.get(url).content.decode()
    assert "Age: 34 → 35; Municipality: Pejë → Peja (spelling only)" not in page
    assert "Age: 34 → 35; Municipality: Pejë → Peja" in page
    assert "A sample." in page
    gone = client.get(url, {"kind": "withdrawn"}).content.decode()
    besim = Mention.objects.get(given="Besim")
    assert reverse("people:mention", args=[besim.stem]) in gone
    assert "Enver" not in gone
    assert "Arta" in client.get(url, {"field": "age"}).content.decode()
    assert "Dragana" not in client.get(url, {"field": "age"}).content.decode()
    assert "Петровић" not in client.get(url, {"q": "драгана"}).content.decode()
    assert "Dragana" in client.get(url, {"q": "драгана"}).content.decode()
    assert "No row fits" in client.get(url, {"remark": "yes"}).content.decode()
    assert client.get(reverse("people:changes", args=[pair[0].pk])).status_code == 404


def test_the_page_of_a_mention_says_that_it_was_withdrawn_or_changed(
    pair: tuple[Batch, Batch], client: Client, general: Compartment, user_of: Callable[..., User]
) -> None:
    client.force_login(user_of("reader", [general]))
    besim, enver = (Mention.objects.get(given=name) for name in ("Besim", "Enver"))
    arta, later = Mention.objects.filter(given="Arta").order_by("batch__made_at")
    shown = {
        mention.pk: client.get(reverse("people:mention", args=[mention.stem])).content.decode()
        for mention in (besim, enver, arta, later)
    }
    assert "Withdrawn from the list." in shown[besim.pk]
    assert f"new in {pair[1].name}" in shown[enver.pk]
    assert reverse("people:mention", args=[later.stem]) in shown[arta.pk]
    assert reverse("people:mention", args=[arta.stem]) in shown[later.pk]
    assert "<del>34</del>" in shown[arta.pk]


def test_the_version_before_is_chosen_at_the_import_or_afterwards(
    version: BringIn, source: Source, supervisor: User, client: Client
) -> None:
    first = version(FIRST)
    client.force_login(supervisor)
    exhibit = take_in(source, SECOND.encode(), name="second.csv", by=supervisor)
    second = imports.stage(exhibit, MAPPING, by=supervisor).batch
    batch_page = reverse("people:batch", args=[second.pk])
    assert f'<option value="{first.pk}">' in client.get(batch_page).content.decode()
    commit = reverse("people:commit", args=[second.pk])
    answer = client.post(commit, {"earlier": str(first.pk)})
    assert answer.headers["Location"] == reverse("people:changes", args=[second.pk])
    assert "What changed since the version before" in client.get(batch_page).content.decode()
    client.post(reverse("people:part", args=[second.pk]))
    answer = client.post(reverse("people:follow", args=[second.pk]), {"earlier": str(first.pk)})
    assert answer.headers["Location"] == reverse("people:changes", args=[second.pk])
    assert ListEvent.objects.count() == 4
    for wrong in ("", "x", "5"):
        url = reverse("people:follow", args=[second.pk])
        assert client.post(url, {"earlier": wrong}).status_code == 404
