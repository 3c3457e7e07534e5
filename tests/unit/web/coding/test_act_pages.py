"""Pages of accounts, acts and events show what a person may see, in every language."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.unit.web.coding.opening import page

from onrecord.vocab import load_scheme
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.coding import services
from onrecord.web.coding.forms.acts import judged_from
from onrecord.web.coding.models import (
    Account,
    Act,
    Event,
    EventLink,
    Involvement,
)
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import take_in


def test_lists_show_only_what_one_may_see(act: Act, work: Client, outsider: Client) -> None:
    for name in ("accounts", "acts"):
        assert "Besim" in page(work, name)
        assert "Besim" not in page(outsider, name)
        assert "0 rows" in page(outsider, name)
    assert "0 acts" in page(outsider, "acts_map")
    assert "0 acts" in page(outsider, "acts_timeline")
    assert "1 act" in page(work, "acts_map")


def test_three_views_of_one_selection(act: Act, work: Client) -> None:
    kept = {"type": "act/bodily-violence", "period": "April 1999", "place": "xk-m05"}
    for name in ("acts", "acts_timeline", "acts_map"):
        shown = page(work, name, **kept)
        assert "type=act%2Fbodily-violence" in shown
        assert "1 act" in shown or "1 row" in shown
        assert "1 act" not in page(work, name, type="act/trafficking")
    assert "April 1999: 1" in page(work, "acts_timeline", **kept)
    assert 'aria-current="page">Map' in page(work, "acts_map", **kept)
    answer = work.get(reverse("coding:acts"), {"period": "some day"})
    assert answer.status_code == 400


def test_the_list_is_exported_with_an_entry_in_the_log(act: Act, work: Client) -> None:
    answer = work.get(reverse("coding:acts"), {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # a stream
    assert lines[0] == "act,victim,place,municipality,period"
    assert "Besim" in lines[1]
    assert Entry.objects.filter(action="export", subject="coding_act").exists()


@pytest.mark.parametrize("rows", [2, 12])
def test_queries_do_not_grow_with_rows(
    rows: int,
    account_in: Callable[..., Account],
    text: Exhibit,
    general: Compartment,
    dragana: User,
    work: Client,
) -> None:
    for number in range(rows):
        account = account_in(general, by=dragana, text=text, victim_name=f"Arta {number}")
        services.judge_act(judged_from(account), accounts=[account.stem], by=dragana)
    most = {"accounts": 12, "acts": 12, "acts_map": 10, "acts_timeline": 10, "documents": 10}
    for name, limit in most.items():
        with CaptureQueriesContext(connection) as queries:
            page(work, name)
        assert len(queries) <= limit, name
    with CaptureQueriesContext(connection) as queries:
        page(work, "read", text.pk)
    assert len(queries) <= 26


def test_an_act_is_judged_in_one_step_and_shows_its_accounts(
    account_in: Callable[..., Account], general: Compartment, dragana: User, work: Client
) -> None:
    account = account_in(general, by=dragana, perpetrator_text="Goran")
    answer = work.post(reverse("coding:judge", args=[account.stem]))
    act = Act.objects.get()
    assert answer["Location"] == reverse("coding:act", args=[act.stem])
    shown = page(work, "act", act.stem)
    assert "Report of April" in shown
    assert "alleged: Goran" in shown
    assert "Goran" not in shown.replace("alleged: Goran", "").replace('value="Goran"', "")


def test_an_act_is_judged_with_other_values_and_anew(act: Act, work: Client, dragana: User) -> None:
    account = Account.objects.get()
    form = page(work, "new_act", account=account.stem)
    assert 'value="Besim"' in form
    event = services.judge_event(
        {"title": "Raid", "period": ""}, compartment_id=act.compartment_id, by=dragana
    )
    values = {
        "act_type": "act/torture",
        "victim_name": "Besim",
        "event": event.stem,
        "period": "1999-04",
        "reason": "As the doctor says.",
        "version": act.pk,
    }
    address = reverse("coding:correct_act", args=[act.stem])
    assert work.post(address, values).status_code == 302
    assert work.post(address, values).status_code == 409
    shown = page(work, "act", act.stem)
    assert "As the doctor says." in shown
    assert "differs" in shown
    assert "torture" in page(work, "event", event.stem)
    wrong = {**values, "victim_person": "NOBODY", "version": Act.objects.latest("pk").pk}
    assert "There is no person of this code" in work.post(address, wrong).content.decode()


def test_allegations_are_added_judged_anew_and_taken_back(act: Act, work: Client) -> None:
    account = Account.objects.get()
    modes, statuses = list(load_scheme("involvement")), list(load_scheme("evidential_status"))
    values = {
        "perpetrator_text": "Goran",
        "mode": modes[0].id,
        "evidential_status": statuses[0].id,
        "basis": account.stem,
    }
    assert work.post(reverse("coding:involve", args=[act.stem]), {}).status_code == 400
    work.post(reverse("coding:involve", args=[act.stem]), values)
    involvement = Involvement.objects.get()
    shown = page(work, "act", act.stem)
    assert modes[0].label("en") in shown
    assert statuses[0].label("en") in shown
    changed = {
        **values,
        "evidential_status": statuses[1].id,
        "reason": "A second witness.",
        "version": involvement.pk,
    }
    work.post(reverse("coding:correct_involvement", args=[involvement.stem]), changed)
    newest = Involvement.objects.current().get()
    assert (newest.mode, newest.evidential_status) == (modes[0].id, statuses[1].id)
    work.post(
        reverse("coding:withdraw_involvement", args=[involvement.stem]), {"reason": "Mistaken."}
    )
    assert "Nobody is named yet." in page(work, "act", act.stem)


def test_accounts_are_added_to_an_act(
    act: Act,
    account_in: Callable[..., Account],
    general: Compartment,
    dragana: User,
    work: Client,
) -> None:
    second = account_in(general, by=dragana, place_id="xk-m05", period="1999-04", victim_name="B.")
    first = Account.objects.exclude(stem=second.stem).get()
    shown = page(work, "choose_accounts", act.stem)
    assert str(second.stem) in shown
    both = {"accounts": [first.stem, second.stem], "reason": "The same beating.", "version": act.pk}
    work.post(reverse("coding:choose_accounts", args=[act.stem]), both)
    assert Act.objects.current().get().basis.count() == 2


def test_events_are_made_linked_and_unlinked(
    general: Compartment, dragana: User, work: Client, reader: Client
) -> None:
    values = {"title": "Expulsion", "period": "April 1999", "compartment": general.pk}
    work.post(reverse("coding:new_event"), values)
    work.post(reverse("coding:new_event"), {**values, "title": "Arrival"})
    first, second = Event.objects.order_by("pk")
    link = {"kind": "precedes", "other": second.stem, "reason": "A day later."}
    work.post(reverse("coding:link", args=[first.stem]), link)
    shown = page(reader, "event", second.stem)
    assert "precedes this event" in shown
    assert "Take this link back" not in shown
    assert "Expulsion" in page(work, "events", q="expul")
    found = EventLink.objects.get()
    work.post(reverse("coding:unlink", args=[found.stem]), {"reason": "Not sure."})
    assert "No link to another event yet." in page(work, "event", second.stem)
    renamed = {"title": "The expulsion", "reason": "Wording.", "version": first.pk}
    work.post(reverse("coding:correct_event", args=[first.stem]), renamed)
    assert "The expulsion" in page(work, "event", first.stem)
    work.post(reverse("coding:withdraw_event", args=[first.stem]), {"reason": "Two events."})
    assert work.get(reverse("coding:event", args=[first.stem])).status_code == 404


@pytest.mark.parametrize(
    "name", ["account", "correct_account", "act", "correct_act", "choose_accounts", "event"]
)
def test_what_is_not_there_and_what_is_hidden_look_alike(
    act: Act, outsider: Client, name: str
) -> None:
    stem = (
        Account.objects.get().stem if "account" in name and name != "choose_accounts" else act.stem
    )
    hidden = outsider.get(reverse(f"coding:{name}", args=[stem]))
    absent = outsider.get(reverse(f"coding:{name}", args=[uuid.uuid4()]))
    assert hidden.status_code == absent.status_code == 404


@pytest.mark.parametrize("name", ["correct_act", "choose_accounts"])
def test_a_reader_judges_nothing(act: Act, reader: Client, name: str) -> None:
    assert reader.get(reverse(f"coding:{name}", args=[act.stem])).status_code == 403
    assert "Judge anew" not in page(reader, "act", act.stem)


@pytest.mark.parametrize("language", ["en", "sq", "sr-latn", "sr"])
def test_every_page_opens_in_every_language(
    act: Act, text: Exhibit, work: Client, language: str
) -> None:
    work.cookies["django_language"] = language
    for name in ("documents", "types", "accounts", "acts", "acts_timeline", "acts_map", "events"):
        page(work, name)
    page(work, "read", text.pk)
    page(work, "act", act.stem)
    page(work, "account", Account.objects.get().stem)


def test_small_answers_while_coding(work: Client) -> None:
    assert "Gjakov" in page(work, "place", place="Djakovica")
    assert "no such place" in page(work, "place", place="Nowhere at all")
    assert load_scheme("acts").concept("act/beating").scope_note[:20] in page(
        work, "type", act_type="act/beating"
    )
    assert page(work, "type", act_type="?").strip() == ""


def test_the_first_page_says_what_waits(text: Exhibit, dragana: User, work: Client) -> None:
    take_in(text.source, b"x", name="new.txt", by=dragana)
    shown = work.get(reverse("home")).content.decode()
    assert "document has suggestions to decide about" in shown
    assert "file is not read yet" in shown
