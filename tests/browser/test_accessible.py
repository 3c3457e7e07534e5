"""Can everybody use every page: with a screen reader, enlarged, by keyboard, on paper?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter
from tests.browser.served import Served
from tests.browser.tour import Tour, every_view

_GRAVE = ("serious", "critical")
_PEOPLE = ("arta", "dragana", "enver")
"""Supervisor, auditor, administrator: together they see every page."""

_NOT_BY_A_LINK = {
    # Before one is logged in, and the second factor that a demonstration does not ask for.
    *("accounts:login", "accounts:link", "accounts:second_step"),
    # Answers of a form or of a field, no pages.
    *("set_language", "accounts:logout", "accounts:add_passkey", "accounts:recovery_codes"),
    *("accounts:remove_factor", "accounts:user_action"),
    *("coding:accept", "coding:cite", "coding:involve", "coding:judge", "coding:link"),
    "coding:add_account",
    *("coding:place", "coding:read_it", "coding:suggestion", "coding:type", "coding:undo"),
    *("coding:unlink", "coding:withdraw_account", "coding:withdraw_act"),
    *("coding:withdraw_event", "coding:withdraw_involvement"),
    "estimates:again",
    *("linkage:decide", "linkage:undo"),
    *("figures:place", "figures:remove", "people:cancel", "people:commit", "people:merge"),
    *("people:split", "people:undo", "people:undo_decision", "people:withdraw"),
    *("people:follow", "people:part"),
    *("sources:add_file", "sources:consent"),
    *("checks:decide", "checks:run", "checks:undo", "jobs:again", "jobs:cancel"),
    *("coding:close_round", "coding:finish", "coding:join", "coding:move", "coding:resume"),
    *("coding:settle", "coding:settle_alike", "coding:state", "coding:withdraw_coding"),
    *("sources:add_redactions", "sources:take_back_redaction", "sources:make_redacted"),
    "sources:make_searchable",
    *("sources:ask_stamp", "sources:stamp_answer", "sources:open", "coding:read_all"),
    *("statements:decide", "statements:discard", "statements:save"),
    # Files.
    *("estimates:table", "people:failed_rows", "sources:original", "linkage:export"),
    *("audit:checkpoint", "sources:stamp_question", "sources:page_image", "sources:redacted_copy"),
    # Pages of what the demonstration does not hold: rounds, photographs, copies, asked terms,
    # archives, documents with pages, lists in two versions; and the page after the last step of an
    # interview.
    *("sources:page", "sources:pick_table"),
    *("checks:shared", "coding:coding", "coding:round", "coding:term", "sources:embedded"),
    *("statements:finish", "sources:contents", "people:changes"),
    *("statements:finish", "sources:contents"),
    # Of linkage the demonstration holds no run: test_pairs.py makes one and looks at its pages.
    *("linkage:run", "linkage:queue", "linkage:quality", "linkage:pair"),
}


def test_a_link_leads_to_every_page(tour: Tour) -> None:
    reached: set[str] = set()
    for person in _PEOPLE:
        reached |= {place.kind for place in tour(person)}
    assert every_view() - reached == _NOT_BY_A_LINK


@pytest.mark.parametrize("person", _PEOPLE)
def test_every_page_is_accessible(person: str, shown: Served, enter: Enter, tour: Tour) -> None:
    visit = enter(shown, person)
    problems = []
    for place in tour(person):
        visit.go(place.path)
        problems += [f"{place.path}: {finding}" for finding in findings(visit.page)]
        problems += [f"{place.path}: {finding}" for finding in on_paper(visit.page)]
    assert not problems, "\n".join(problems)


def test_pages_before_the_door_are_accessible(shown: Served, enter: Enter) -> None:
    visit = enter(shown, None)
    for path in ("/accounts/login/", "/accounts/link/used-up/"):
        with visit.watch.expecting(410):
            visit.go(path)
        assert list(findings(visit.page)) == []


@pytest.mark.parametrize(
    ("person", "path", "status"),
    [("arta", "/sources/999999/", 404), ("dragana", "/sources/", 403)],
)
def test_pages_that_refuse_are_accessible(
    person: str, path: str, status: int, shown: Served, enter: Enter
) -> None:
    visit = enter(shown, person)
    with visit.watch.expecting(status):
        visit.go(path)
    assert list(findings(visit.page)) == []


def test_the_scan_finds_what_is_wrong(shown: Served, enter: Enter) -> None:
    visit = enter(shown, "arta")
    visit.go("/sources/new/")
    visit.page.evaluate("document.querySelectorAll('label').forEach((label) => label.remove())")
    assert any(finding.startswith("label") for finding in findings(visit.page))


def test_by_keyboard_from_the_first_page_to_a_suggestion(shown: Served, enter: Enter) -> None:
    visit = enter(shown, "arta")
    page = visit.page
    visit.go("/")
    _open_by_tab(page, ".skip")
    expect(page.locator("main")).to_be_focused()
    _open_by_tab(page, '.waiting a[href*="/coding/read/"]')
    _open_by_tab(page, 'table a[href^="/coding/read/"]')
    expect(page.locator("[data-room]")).to_be_visible()
    first = page.locator(".item[aria-current]")
    expect(first).to_have_attribute("data-state", "undecided")
    page.keyboard.press("e")
    expect(first.locator("form select:focus")).to_be_visible()
    page.keyboard.press("Escape")
    expect(first.locator("form.dense")).to_have_count(0)


def findings(page: Page) -> Iterator[str]:
    """Yield the grave findings of axe on the page as it is."""
    for found in Axe().run(page).response["violations"]:
        if found["impact"] in _GRAVE:
            elements = [" ".join(node["target"]) for node in found["nodes"][:3]]
            yield f"{found['id']} ({found['impact']}): {', '.join(elements)}"


def on_paper(page: Page) -> Iterator[str]:
    """Yield what a printed page shows and should not: menus, forms, buttons."""
    page.emulate_media(media="print")
    for unwanted in (".menu", ".who", ".filters", ".pager", ".actions", "main button"):
        if page.locator(unwanted).locator("visible=true").count():
            yield f"{unwanted} is printed"
    if not page.locator("h1").locator("visible=true").count():
        yield "the heading is not printed"
    page.emulate_media(media="screen")


def _open_by_tab(page: Page, link: str) -> None:
    """Press Tab until a link has the focus, and open it."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(link) => document.activeElement.matches(link)", link):
            address = page.evaluate("document.activeElement.href")
            page.keyboard.press("Enter")
            page.wait_for_url(address)
            return
    message = f"no Tab leads to {link}"
    raise AssertionError(message)
