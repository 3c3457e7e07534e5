"""Do the pages of forms, interviews and statements show, to whom, and what do their buttons do?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onrecord.testing.forms import statement_form, workbook
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding.models import Account
from onrecord.web.sources.models import Consent
from onrecord.web.sources.services import record_consent
from onrecord.web.statements import selectors, services
from onrecord.web.statements.models import FormVersion, Interview, Statement

from .conftest import ANSWERS, RULES

LoggedIn = Callable[..., Client]


@pytest.fixture
def coder(enver: User, logged_in: LoggedIn) -> Client:
    return logged_in(enver)


@pytest.fixture
def reader(fatime: User, logged_in: LoggedIn) -> Client:
    return logged_in(fatime)


def text_at(client: Client, name: str, *args: Any, status: int = 200, query: str = "") -> str:
    response = client.get(reverse(f"statements:{name}", args=args) + query)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def send(client: Client, interview: Interview, **fields: Any) -> Any:
    return client.post(reverse("statements:interview", args=[interview.pk]), fields)


def test_a_form_is_brought_in_through_its_page(work: Client, general: Compartment) -> None:
    upload = SimpleUploadedFile("attacks.xlsx", statement_form())
    response = work.post(
        reverse("statements:new_form"), {"file": upload, "compartment": general.pk}
    )
    version = FormVersion.objects.get()
    assert response.url == reverse("statements:form", args=[version.pk])
    assert "Statement on attacks" in text_at(work, "home")


def test_every_fault_of_a_workbook_is_told_and_nothing_is_kept(
    work: Client, general: Compartment
) -> None:
    broken = workbook(
        [{"type": "range", "name": "a", "label": "x"}, {"type": "text", "name": "!", "label": "y"}]
    )
    for name, data, sentences in (
        ("f.xlsx", broken, ["survey, line 2, column type", "survey, line 3, column name"]),
        ("f.txt", b"no workbook", ["The file is no XLSX workbook"]),
    ):
        upload = SimpleUploadedFile(name, data)
        page = work.post(
            reverse("statements:new_form"), {"file": upload, "compartment": general.pk}
        ).content.decode()
        assert all(sentence in page for sentence in sentences)
    assert not FormVersion.objects.exists()


def test_a_form_is_shown_in_each_of_its_languages(reader: Client, version: FormVersion) -> None:
    assert "Si e keni emrin?" in text_at(reader, "form", version.pk, query="?language=sq")
    page = text_at(reader, "form", version.pk, query="?language=sr-Cyrl")
    assert "Како се зовете?" in page
    assert "${age} &lt; 18" in page
    assert "What is your name?" in text_at(reader, "form", version.pk, query="?language=xx")


def test_an_interview_goes_from_step_to_step(
    coder: Client, version: FormVersion, general: Compartment
) -> None:
    begun = coder.post(
        reverse("statements:take", args=[version.pk]),
        {
            "language": "sr-Cyrl",
            "compartment": general.pk,
            "asked_by": "Enver",
            "asked_on": "2026-03-01",
        },
    )
    interview = Interview.objects.get()
    page = coder.get(begun.url).content.decode()
    assert "Како се зовете?" in page
    assert 'data-path="guardian" data-look="line" hidden' in page
    first = {"number": 0, "step": 1, "paths": ["full_name", "age"], "a.age": "17"}
    back = send(coder, interview, **first, action="next")
    assert back.url.endswith("?step=1&check=1")
    page = coder.get(back.url).content.decode()
    assert "Име је потребно." in page
    assert 'value="17"' in page
    assert 'data-path="guardian" data-look="line" hidden' not in page
    onward = send(coder, interview, **{**first, "number": 1, "a.full_name": "Arta"}, action="go")
    assert onward.url.endswith("?step=2")
    assert selectors.newest_draft(interview)[0] == {"full_name": "Arta", "age": "17"}


def test_turns_are_added_removed_and_put_back(
    coder: Client, interview: Interview, enver: User
) -> None:
    services.save(interview, ANSWERS, number=0, by=enver)
    added = send(coder, interview, number=1, step=2, action="add:incident/1/victim")
    assert selectors.newest_draft(interview)[0]["incident/1/victim"] == "3"
    assert added.url.endswith("?step=2")
    removed = send(coder, interview, number=2, step=2, action="remove:incident/1/victim/1")
    answers, number = selectors.newest_draft(interview)
    assert answers["incident/1/victim/1/victim_name"] == "Enver"
    assert "incident/1/victim/2/victim_name" not in answers
    assert "Put it back" in coder.get(removed.url).content.decode()
    send(coder, interview, number=number, step=2, action=f"undo:{number - 1}")
    assert selectors.newest_draft(interview)[0]["incident/1/victim/1/victim_name"] == "Besim"
    for nonsense in ("add:full_name", "remove:incident/7", "remove:x", "add:"):
        assert send(coder, interview, number=4, step=2, action=nonsense).status_code == 400


def test_boxes_that_are_not_ticked_are_emptied_and_other_pages_stay(
    coder: Client, interview: Interview, enver: User
) -> None:
    services.save(interview, ANSWERS, number=0, by=enver)
    send(
        coder,
        interview,
        number=1,
        step=2,
        paths=["incident/1/what", "incident/1/region", "turn"],
        **{"a.incident/1/what": ["killing", "beating"], "a.turn": "9", "a.age": "3"},
    )
    answers, _number = selectors.newest_draft(interview)
    assert answers["incident/1/what"] == "killing beating"
    assert answers["incident/1/region"] == ""
    assert (answers["age"], "turn" in answers) == ("44", False)


def test_a_page_saves_itself_and_is_told_of_a_conflict(
    coder: Client, interview: Interview, enver: User
) -> None:
    address = reverse("statements:save", args=[interview.pk])
    fields = {"number": 0, "step": 1, "paths": ["full_name"], "a.full_name": "Arta"}
    assert coder.post(address, fields).json() == {"number": 1}
    assert coder.post(address, {**fields, "a.full_name": "B"}).status_code == 409
    services.discard(interview, by=enver)
    assert coder.post(address, {**fields, "number": 1}).status_code == 404


def test_the_page_has_the_plan_and_holds_no_script_of_the_form(
    coder: Client, interview: Interview
) -> None:
    page = text_at(coder, "interview", interview.pk)
    assert '<script id="plan" type="application/json">' in page
    assert '["operation", "\\u003C", ["answer", "age"], ["number", 18.0]]' in page


def ended(**changed: Any) -> dict[str, Any]:
    answers = dict.fromkeys(Consent.PURPOSES, "given")
    values = {"number": 1, "title": "Statement 1", "kind": "source/statement"}
    return {**values, **answers, **changed}


def test_the_last_page_asks_for_consent_and_keeps(
    coder: Client, interview: Interview, enver: User
) -> None:
    services.save(interview, ANSWERS, number=0, by=enver)
    address = reverse("statements:finish", args=[interview.pk])
    page = coder.get(address).content.decode()
    assert "A mund ta botojmë atë që na tregoni, me emrin tuaj?" in page
    assert "rrahje; vrasje" in page
    assert "checked" not in page
    without = ended()
    del without["court"]
    assert "This field is required" in coder.post(address, without).content.decode()
    refused = coder.post(address, ended(internal="refused")).content.decode()
    assert "Keeping the statement was refused" in refused
    kept = coder.post(address, ended(publication="not_asked"))
    assert kept.url == reverse("statements:statement", args=[Statement.objects.get().source_id])


def test_proposals_are_decided_on_their_page(
    coder: Client, reader: Client, statement: Statement
) -> None:
    pk = statement.source_id
    page = text_at(coder, "statement", pk)
    assert "Accept all 6 undecided proposals" in page
    assert "Besim" in page
    assert "Accept" not in text_at(reader, "statement", pk)
    address = reverse("statements:decide", args=[pk])
    assert reader.post(address, {"action": "accept_all"}).status_code == 403
    coder.post(address, {"action": "accept_all"})
    assert Account.objects.count() == 4
    assert "The claim" in text_at(coder, "statement", pk)
    assert coder.post(address, {"action": "accept", "key": "nonsense"}).status_code == 409


def test_what_a_statement_says_is_closed_when_consent_ends(
    coder: Client, work: Client, statement: Statement, dragana: User
) -> None:
    record_consent(
        statement.source, "internal", given=False, on=None, by=dragana, reason="She called."
    )
    page = text_at(coder, "statement", statement.source_id)
    assert "what this source says is not shown" in page
    assert "withdrawn" in page
    assert "Besim" not in page
    assert "Besim" in text_at(work, "statement", statement.source_id)
    refused = coder.post(
        reverse("statements:decide", args=[statement.source_id]), {"action": "accept_all"}
    )
    assert refused.status_code == 403


def test_the_consent_page_shows_words_history_and_takes_a_new_answer(
    coder: Client, reader: Client, statement: Statement
) -> None:
    pk = statement.source_id
    page = text_at(reader, "consent", pk)
    assert "A mund të përdoret ajo që na tregoni para gjykatës" in page
    assert "Record a new answer" not in page
    address = reverse("statements:consent", args=[pk])
    new = {"purpose": "court", "given": "no", "reason": "She wrote to us."}
    assert reader.post(address, new).status_code == 403
    coder.post(address, new)
    page = text_at(coder, "consent", pk)
    assert "She wrote to us." in page
    assert "withdrawn" in page


def test_a_mapping_is_made_and_approved_on_its_page(
    work: Client, coder: Client, version: FormVersion
) -> None:
    address = reverse("statements:mapping", args=[version.pk])
    assert coder.get(address).status_code == 403
    page = work.post(address, {"action": "show", "add": "account:victim"}).content.decode()
    assert 'name="r0.act_type"' in page
    fields = {"r0.kind": "account", "r0.scope": "victim", "r0.act_type": "what"}
    page = work.post(address, {**fields, "action": "show"}).content.decode()
    assert 'name="r0.act_type.killing"' in page
    missing = work.post(address, {**fields, "action": "approve"}).status_code
    assert missing == 400
    full = {
        **fields,
        "r0.act_type.killing": "act/killing",
        "r0.act_type.beating": "nonsense",
        "r0.victim_name": "victim_name",
        "reason": "Agreed.",
        "action": "approve",
    }
    assert work.post(address, full).status_code == 302
    mapping = selectors.mapping_of(version)
    assert mapping is not None
    (rule,) = selectors.rules_of(mapping).rules
    assert rule.fields[0].concepts == (("killing", "act/killing"),)
    wrong = {**full, "r0.scope": "", "version": mapping.pk}
    assert "more than once for one claim" in work.post(address, wrong).content.decode()
    assert work.post(address, full).status_code == 409


def test_pages_of_another_compartment_do_not_exist(
    stranger: User, logged_in: LoggedIn, version: FormVersion, statement: Statement
) -> None:
    outside = logged_in(stranger)
    for name, pk in (
        ("form", version.pk),
        ("mapping", version.pk),
        ("take", version.pk),
        ("statement", statement.source_id),
        ("consent", statement.source_id),
    ):
        text_at(outside, name, pk, status=404)
    assert "attacks" not in text_at(outside, "home")
    assert "Statement of March" not in text_at(outside, "kept")


def test_a_statement_leads_from_its_source_and_back(coder: Client, statement: Statement) -> None:
    page = coder.get(reverse("sources:one", args=[statement.source_id])).content.decode()
    assert reverse("statements:statement", args=[statement.source_id]) in page
    reading = reverse("coding:read", args=[statement.text_id])
    assert "rrahje; vrasje" in coder.get(reading).content.decode()


def test_lists_cost_the_same_for_many_rows(
    coder: Client,
    enver: User,
    version: FormVersion,
    general: Compartment,
    django_assert_max_num_queries: Any,
) -> None:
    for _turn in range(12):
        services.begin(
            version,
            compartment_id=general.pk,
            language="en",
            asked_by="E",
            asked_on="2026-03-01",
            by=enver,
        )
    with django_assert_max_num_queries(14):
        text_at(coder, "home")


def test_the_rules_of_the_scene_fit_the_form(version: FormVersion, dragana: User) -> None:
    services.approve_mapping(version, RULES, shown=None, by=dragana, reason="x")
