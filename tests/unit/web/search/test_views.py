"""The page of search."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.unit.web.search.conftest import AddSource, AddText

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.search import refreshing
from onrecord.web.search.refreshing import refresh

LoggedIn = Callable[..., Client]
_CHANCE = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<="X-CSRFToken": ")[^"]+')


def page(client: Client, **values: str) -> str:
    answer = client.get("/search/", values)
    assert answer.status_code == 200
    return _CHANCE.sub("", answer.content.decode())


def test_without_words_the_page_says_how_one_searches(besim: User, logged_in: LoggedIn) -> None:
    shown = page(logged_in(besim))
    assert "krasn*" in shown
    assert 'data-key="/"' in shown


def test_found_words_are_marked_and_lead_to_their_record(
    besim: User, general: Compartment, add_text: AddText, logged_in: LoggedIn
) -> None:
    exhibit = add_text("Armed men came to <Ђаковица>.", general, title="Report & more")
    shown = page(logged_in(besim), q="djakovica")
    assert "&lt;<mark>Ђаковица</mark>&gt;" in shown
    assert f"/coding/read/{exhibit.pk}/?at=19" in shown
    assert "Report &amp; more" in shown
    assert "also searched for" in shown


def test_a_hidden_record_changes_nothing_at_all(
    besim: User, general: Compartment, sealed: Compartment, add_text: AddText, logged_in: LoggedIn
) -> None:
    add_text("Police came to Prizren.", general)
    client = logged_in(besim)
    asked = [
        {"q": "zarezimale"},
        {"q": "zare*"},
        {"q": '"police came"'},
        {"q": "police -zarezimale"},
        {"q": "police", "kind": "document"},
        {},
    ]
    refresh(words=None, entries=None)
    before = [page(client, **values) for values in asked]
    add_text("Zarezimale police came to Prizren.", sealed, title="Zarezimale police")
    assert [page(client, **values) for values in asked] == before
    refresh(words=None, entries=None)
    assert [page(client, **values) for values in asked] == before


def test_shown_texts_are_read_and_the_log_says_so(
    besim: User, general: Compartment, add_text: AddText, logged_in: LoggedIn
) -> None:
    exhibit = add_text("Police came.", general)
    page(logged_in(besim), q="police")
    read = Entry.objects.filter(action="read", subject="sources_exhibit", actor=besim.username)
    assert list(read.values_list("subject_id", "fields")) == [(str(exhibit.pk), "")]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"q": "kr*"}, "at least three letters"),
        ({"q": "-police"}, "only says what must not occur"),
        ({"q": "police", "from": "April"}, "Write a year, a month or a day"),
    ],
)
def test_what_cannot_be_searched_is_said(
    values: dict[str, str], said: str, besim: User, logged_in: LoggedIn
) -> None:
    answer = logged_in(besim).get("/search/", values)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_the_page_says_when_the_index_is_not_complete(
    besim: User,
    general: Compartment,
    add_text: AddText,
    logged_in: LoggedIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_text("Police came.", general)
    monkeypatch.setattr(refreshing, "_work", lambda *_ignored: False)
    assert "may still be missing" in page(logged_in(besim), q="police")
    monkeypatch.undo()
    assert "may still be missing" not in page(logged_in(besim), q="police")


def test_whoever_reads_no_records_may_not_search(
    user_of: Callable[..., User], general: Compartment, logged_in: LoggedIn
) -> None:
    for role in ("auditor", "administrator"):
        assert logged_in(user_of(role, [general])).get("/search/").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_results(
    besim: User, general: Compartment, add: AddSource, logged_in: LoggedIn
) -> None:
    client = logged_in(besim)
    counts = []
    for many in (2, 20):
        for number in range(many):
            add(f"Report {many} {number}", general)
        refresh(words=None, entries=None)
        page(client, q="report")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client, q="report")
        counts.append(len(queries))
    assert counts[0] == counts[1] < 40


def test_notices_that_sources_require_are_shown(
    besim: User, general: Compartment, add: AddSource, logged_in: LoggedIn
) -> None:
    add("Report", general, required_notice="These data do not support conclusions.")
    assert "These data do not support conclusions." in page(logged_in(besim), q="report")
    assert "These data" not in page(logged_in(besim), q="nothing")
