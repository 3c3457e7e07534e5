"""The reading room shows what a person may see, and works with and without htmx."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.coding.opening import page

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.coding.models import (
    Account,
    Decision,
    Suggestion,
)
from onrecord.web.figures.models import Figure
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import take_in

HTMX = {"HX-Request": "true"}


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
