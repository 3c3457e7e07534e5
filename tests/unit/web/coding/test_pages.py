"""Pages show what a person may see, in words, and every action works with and without htmx."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onrecord.vocab import load_scheme
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.coding import services
from onrecord.web.coding.forms.acts import judged_from
from onrecord.web.coding.models import (
    Account,
    Act,
    Decision,
    Event,
    EventLink,
    Involvement,
    Suggestion,
)
from onrecord.web.figures.models import Figure
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import take_in

LoggedIn = Callable[..., Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def dragana(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def work(dragana: User, logged_in: LoggedIn) -> Client:
    return logged_in(dragana)


@pytest.fixture
def reader(user_of: Callable[..., User], general: Compartment, logged_in: LoggedIn) -> Client:
    return logged_in(user_of("reader", [general]))


@pytest.fixture
def outsider(user_of: Callable[..., User], sealed: Compartment, logged_in: LoggedIn) -> Client:
    return logged_in(user_of("supervisor", [sealed]))


@pytest.fixture
def text(text_in: Callable[..., Exhibit], general: Compartment, dragana: User) -> Exhibit:
    return text_in(general, by=dragana)


@pytest.fixture
def act(account_in: Callable[..., Account], general: Compartment, dragana: User) -> Act:
    account = account_in(
        general,
        by=dragana,
        period="1999-04-14",
        place_text="Gjakova",
        place_id="xk-m05",
        perpetrator_text="Goran",
    )
    return services.judge_act(judged_from(account), accounts=[account.stem], by=dragana)


def page(client: Client, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(f"coding:{name}", args=args), query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def suggested(text: Exhibit) -> Suggestion:
    return Suggestion.objects.filter(exhibit=text).order_by("start")[0]


def test_the_room_shows_text_marks_and_suggestions_safely(text: Exhibit, work: Client) -> None:
    shown = page(work, "read", text.pk)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown
    assert "at least 230 persons" in shown
    assert "1,303 = 944 + 359" in shown
    assert '<mark data-start="14" data-state="undecided"' in shown
    assert "0 of 5 suggestions decided" in shown
    assert Entry.objects.filter(action="read", subject="sources_exhibit").count() == 1


def test_the_file_leads_to_its_text_and_an_unread_one_can_be_read(
    text: Exhibit, dragana: User, work: Client, reader: Client
) -> None:
    assert "at least 230 persons" in page(work, "read", text.derived_from_id)
    exhibit = take_in(text.source, b"About 40 persons fled.", name="new.txt", by=dragana)
    assert "Read it" in page(work, "read", exhibit.pk)
    assert "Read it" not in page(reader, "read", exhibit.pk)
    answer = work.post(reverse("coding:read_it", args=[exhibit.pk]), follow=True)
    assert "about 40 persons" in answer.content.decode()
    table = take_in(text.source, b"a,b", name="list.csv", by=dragana)
    assert "There is no reader" in page(work, "read", table.pk)


def test_a_reader_sees_no_buttons_and_may_not_decide(text: Exhibit, reader: Client) -> None:
    assert "data-room-key" not in page(reader, "read", text.pk)
    answer = reader.post(reverse("coding:accept", args=[suggested(text).pk]))
    assert answer.status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", ["read", "code_figure", "code_account", "choose_cited"])
def test_a_document_of_another_compartment_is_not_there(
    text: Exhibit, outsider: Client, name: str
) -> None:
    address = reverse(f"coding:{name}", args=[text.pk])
    assert outsider.get(address, {"start": 0, "end": 5}).status_code == 404
    assert "Report of April" not in page(outsider, "documents")


@pytest.mark.parametrize("name", ["suggestion", "accept", "edit", "reject", "undo"])
def test_a_suggestion_of_another_compartment_is_not_there(
    text: Exhibit, outsider: Client, name: str
) -> None:
    address = reverse(f"coding:{name}", args=[suggested(text).pk])
    assert outsider.post(address).status_code == 404


def test_accepting_without_scripts_comes_back_to_the_place(text: Exhibit, work: Client) -> None:
    one = suggested(text)
    answer = work.post(reverse("coding:accept", args=[one.pk]))
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/read/{text.pk}/?at={one.start}#s{one.pk}")
    shown = page(work, "read", text.pk, at=one.start)
    assert '<mark data-start="14" data-state="accepted"' in shown
    assert "1 of 5 suggestions decided" in shown


def test_accepting_with_htmx_answers_with_the_entry_and_the_progress(
    text: Exhibit, work: Client
) -> None:
    one = suggested(text)
    shown = work.post(reverse("coding:accept", args=[one.pk]), headers=HTMX).content.decode()
    assert shown.lstrip().startswith(f'<li class="item" id="s{one.pk}" data-state="accepted"')
    assert "1 of 5 suggestions decided" in shown
    assert "<html" not in shown


def test_a_total_brings_its_figures_along_in_the_answer(text: Exhibit, work: Client) -> None:
    total = Suggestion.objects.get(kind="total")
    shown = work.post(reverse("coding:accept", args=[total.pk]), headers=HTMX).content.decode()
    assert shown.count('data-state="accepted"') == 4
    assert shown.count('hx-swap-oob="true"') == 4


def test_editing_posts_corrections_and_says_what_is_wrong(text: Exhibit, work: Client) -> None:
    address = reverse("coding:edit", args=[suggested(text).pk])
    shown = work.get(address, headers=HTMX).content.decode()
    assert "<html" not in shown
    assert 'value="230"' in shown
    values = {"bound": "at_least", "value": "230", "unit": "persons", "status": "seen"}
    bad = work.post(address, {**values, "period": "03/04/1999"}, headers=HTMX)
    assert bad["HX-Retarget"] == f"#form-s{suggested(text).pk}"
    assert "1999" in bad.content.decode()
    assert not Figure.objects.exists()
    work.post(address, {**values, "period": "14 April 1999", "group": "Albanians"})
    figure = Figure.objects.get()
    assert (figure.period, figure.group) == ("1999-04-14", "Albanians")
    assert Decision.objects.get().outcome == "corrected"


def test_rejecting_asks_for_a_reason_and_undo_takes_it_back(text: Exhibit, work: Client) -> None:
    one = suggested(text)
    address = reverse("coding:reject", args=[one.pk])
    assert "Why is it no figure" in work.get(address).content.decode()
    assert work.post(address, {"reason": ""}).status_code == 200
    assert not Decision.objects.exists()
    work.post(address, {"reason": "A page number."})
    decision = Decision.objects.get()
    entry = work.get(reverse("coding:suggestion", args=[one.pk]), headers=HTMX)
    assert "A page number." in entry.content.decode()
    work.post(reverse("coding:undo", args=[one.pk]), {"decision": decision.pk})
    assert not Decision.objects.current().exists()


def test_the_second_of_two_coders_sees_a_conflict(text: Exhibit, work: Client) -> None:
    address = reverse("coding:accept", args=[suggested(text).pk])
    work.post(address)
    answer = work.post(address)
    assert answer.status_code == 409
    assert "Somebody decided about this suggestion already." in answer.content.decode()


def test_a_megabyte_opens_sheet_by_sheet(
    text_in: Callable[..., Exhibit], general: Compartment, dragana: User, work: Client
) -> None:
    words = "\n\n".join(f"Paragraph {n}. {'The report goes on. ' * 30}" for n in range(1700))
    assert len(words) > 10**6
    text = text_in(general, by=dragana, text=words, suggested=False)
    first = page(work, "read", text.pk)
    assert "Paragraph 1." in first
    assert "Paragraph 1600." not in first
    assert len(first) < 60_000
    assert "Paragraph 1600." in page(work, "read", text.pk, at=words.index("Paragraph 1600."))


def test_a_figure_is_coded_from_selected_words(text: Exhibit, work: Client) -> None:
    shown = page(work, "code_figure", text.pk, start=55, end=81)
    assert "Men in uniform beat Besim" in shown
    values = {
        "start": 55,
        "end": 81,
        "bound": "exact",
        "value": "1",
        "unit": "persons",
        "status": "seen",
    }
    answer = work.post(reverse("coding:code_figure", args=[text.pk]), values)
    assert answer.status_code == 302
    figure = Figure.objects.get()
    assert figure.passage is not None
    assert (figure.passage.start, figure.passage.end) == (55, 81)
    assert 'data-state="coded"' in page(work, "read", text.pk)


def test_nothing_selected_is_said_in_words(text: Exhibit, work: Client) -> None:
    answer = work.get(reverse("coding:code_figure", args=[text.pk]), {"start": "", "end": ""})
    assert answer.status_code == 400
    assert "No words are selected." in answer.content.decode()


def test_an_account_is_drafted_from_the_words_coded_and_supported(
    text: Exhibit, work: Client
) -> None:
    shown = page(work, "code_account", text.pk, start=0, end=54)
    assert 'value="1999-04"' in shown
    assert 'value="Gjakova"' in shown
    address = reverse("coding:code_account", args=[text.pk])
    span = {"start": 55, "end": 81}
    bad = {**span, "act_type": "act/beating", "place": "Drenovac of nowhere", "period": "?"}
    assert "The gazetteer has no such place." in work.post(address, bad).content.decode()
    good = {
        **span,
        "act_type": "act/beating",
        "victim_name": "Besim",
        "place_text": "Gjakova",
        "place": "Ђаковица",
        "victims_number": "1",
    }
    assert work.post(address, good).status_code == 302
    account = Account.objects.get()
    assert (account.place_id, account.victim_bound, account.victim_value) == (
        "xk-m05",
        "exact",
        1,
    )
    assert "beating" in page(work, "choose_cited", text.pk, start=0, end=13)
    cite = {"start": 0, "end": 13, "account": account.stem, "field": "victim_name"}
    work.post(reverse("coding:cite", args=[text.pk]), cite)
    shown = page(work, "account", account.stem)
    assert shown.count('class="quote sensitive"') == 2
    assert "Men in uniform beat Besim" in shown


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
