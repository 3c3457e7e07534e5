"""Pages that follow one another by key lose no row and show none twice."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site import listing
from onrecord.web.sources.models import Source
from onrecord.web.sources.services import add_source

UserOf = Callable[..., User]
LoggedIn = Callable[..., Client]


@pytest.fixture
def supervisor(user_of: UserOf, general: Compartment) -> User:
    return user_of("supervisor", [general])


def titles_on(page: str) -> list[str]:
    return re.findall(r'<td><a href="/sources/\d+/">([^<]*)</a></td>', page)


def walk(client: Client, start: str, rel: str) -> tuple[list[list[str]], str]:
    pages, query = [], start
    for _turn in range(50):
        page = client.get(f"/sources/{query}").content.decode()
        pages.append(titles_on(page))
        link = re.search(rf'rel="{rel}" href="([^"]*)"', page)
        if link is None:
            return pages, query
        query = link.group(1).replace("&amp;", "&")
    raise AssertionError("the pages never end")


@settings(
    max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.sampled_from(["Ana", "Bor", "Čačak", "Drenica"]), min_size=1, max_size=17))
@pytest.mark.parametrize("sort", ["title", "-title"])
def test_walking_there_and_back_shows_every_row_once(
    supervisor: User,
    general: Compartment,
    logged_in: LoggedIn,
    monkeypatch: pytest.MonkeyPatch,
    sort: str,
    titles: list[str],
) -> None:
    monkeypatch.setattr(listing, "PAGE", 3)
    group = f"group-{Source.objects.count()}"
    for title in titles:
        add_source(
            {"title": title, "kind": "source/report", "originator": group},
            compartment_id=general.pk,
            by=supervisor,
        )
    client = logged_in(supervisor)
    forward, last = walk(client, f"?sort={sort}&q={group}", "next")
    shown = [title for page in forward for title in page]
    assert shown == sorted(titles, reverse=sort == "-title")
    backward, _first = walk(client, last, "prev")
    assert [title for page in backward[::-1] for title in page] == shown


def test_the_export_is_the_filtered_list_and_safe_in_a_spreadsheet(
    supervisor: User, general: Compartment, logged_in: LoggedIn
) -> None:
    for title in ("=HYPERLINK(1)", "Plain", "Other"):
        add_source(
            {
                "title": title,
                "kind": "source/report",
                "originator": "x" if title != "Other" else "",
            },
            compartment_id=general.pk,
            by=supervisor,
        )
    response = logged_in(supervisor).get("/sources/?q=x&export=csv")
    text = b"".join(response.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["title"] for row in rows] == ["'=HYPERLINK(1)", "Plain"]


def test_a_typed_key_shows_the_first_page(
    supervisor: User, general: Compartment, logged_in: LoggedIn
) -> None:
    add_source({"title": "One", "kind": "source/report"}, compartment_id=general.pk, by=supervisor)
    for key in ("after=x", "after=1~", "before=~", "after=9999999999999999999999~A", "sort=zzz"):
        response = logged_in(supervisor).get(f"/sources/?{key}")
        assert response.status_code == 200
