"""Do two people code a document blind to one another, and does a judge settle what differs?"""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.browser import document_steps, invented, steps
from tests.browser.conftest import Enter, Visit
from tests.browser.served import Served, onrecord

_CODERS = ("besim", "goran")
_TITLE = "Report on Bregu"


def test_two_coders_differ_and_a_judge_settles_it(changed: Served, enter: Enter) -> None:
    words = ("--role", "coder", "--compartment", "general", "--reason", "Codes too.")
    onrecord(changed.folder, "user", "add", "goran", *words)
    judge = enter(changed, "arta")
    steps.take_in(judge, invented.REPORT, title=_TITLE, kind="source/report")
    steps.read(judge)
    _open_round(judge.page)
    address = judge.page.url

    besim, goran = (enter(changed, name) for name in _CODERS)
    _begin(besim)
    document_steps.accept(besim.page, invented.ACCEPTED)
    document_steps.accept(besim.page, invented.EDITED)
    _begin(goran)
    expect(goran.page.locator(".item:not([data-state=undecided])")).to_have_count(0)
    document_steps.accept(goran.page, invented.ACCEPTED)
    _read_otherwise(goran.page)

    # Nobody sees what was decided while the round is open, not even who gave it out.
    judge.page.goto(address)
    expect(judge.page.locator("table.agreement")).to_have_count(0)
    for visit in (besim, goran):
        visit.page.goto(address)
        visit.page.click('form[action$="/done/"] button')
        visit.page.wait_for_url(address)

    judge.page.goto(address)
    expect(judge.page.locator("table.agreement tbody tr").first).to_be_visible()
    _settle(judge.page, address)


def _open_round(page: Page) -> None:
    page.click('main a[href$="/round/"]')
    page.wait_for_url("**/round/")
    for name in _CODERS:
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.click("main form.form button.primary")
    page.wait_for_url(re.compile(r"/coding/rounds/[0-9a-f-]{36}/$"))


def _begin(visit: Visit) -> None:
    """Find the round in the list, and open its document by keyboard."""
    page = visit.page
    visit.go("/coding/rounds/")
    page.click(f'table.list a:text-is("{_TITLE}")')
    page.wait_for_url(re.compile(r"/coding/rounds/[0-9a-f-]{36}/$"))
    page.keyboard.press("o")
    expect(page.locator("[data-room]")).to_be_visible()


def _read_otherwise(page: Page) -> None:
    """Keep the second figure with another number than the words have."""
    item = steps.choose(page, invented.EDITED)
    page.keyboard.press("e")
    expect(item.locator("select:focus, input:focus")).to_have_count(1)
    steps.tab_to(page, "value")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("102")
    page.keyboard.press("Enter")
    expect(item).to_have_attribute("data-state", "corrected")


def _settle(page: Page, address: str) -> None:
    """Choose the reading of the coder who kept the words' own number, by keyboard alone."""
    unit = page.locator(".unit", has=page.locator(f'mark:text-is("{invented.EDITED}")'))
    waiting = page.locator(".unit").count()
    identity = unit.get_attribute("id")
    for _step in range(waiting):
        if page.locator(".unit[aria-current]").get_attribute("id") == identity:
            break
        page.keyboard.press("j")
    expect(unit).to_have_attribute("aria-current", "true")
    # Coders are numbered as the page says; the digit of one chooses what that one has.
    (row,) = unit.locator("[data-choice]").all()
    reading = row.locator("label", has_text="120").locator("input")
    digit = int(reading.get_attribute("value") or "") + 1
    expect(page.locator("main")).to_contain_text(f"Coder {digit}: besim")
    page.keyboard.press(str(digit))
    expect(reading).to_be_checked()
    expect(unit.locator("[data-reason]")).to_be_focused()
    page.keyboard.type("The words say 120.")
    page.keyboard.press("Enter")
    settled = page.locator("section[aria-labelledby=settled] tbody tr")
    expect(settled).to_have_count(1)
    expect(settled).to_contain_text("The words say 120.")
    page.wait_for_url(re.compile(re.escape(address)))
    page.keyboard.press("b")
    expect(settled).to_have_count(2)
    settled.filter(has_text="The words say 120.").locator('a[href^="/figures/"]').click()
    expect(page.locator("h1")).to_contain_text("120")
