"""Does a statement go from an organisation's own form to claims, and close when consent ends?"""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, Page, expect
from tests.browser.conftest import Enter, Visit
from tests.browser.served import Served

from onrecord.testing.forms import statement_form

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PURPOSES = ("internal", "prosecutor", "court", "publication", "anonymised")


def test_a_statement_is_taken_proposed_and_closed(changed: Served, enter: Enter) -> None:
    visit = enter(changed, "arta")
    page = visit.page
    form = _bring_in(visit)
    _map(visit, form)
    visit.go(f"{form}take/")
    page.select_option("#id_language", "sq")
    page.fill("#id_asked_by", "Arta")
    page.click("main form.form button.primary")
    _fill(page)
    _keep(page)
    page.click("button[value=accept_all]")
    expect(page.locator("article.proposal .tag.strong")).to_have_count(2)
    _withdraw(page)


def _bring_in(visit: Visit) -> str:
    page = visit.page
    visit.go("/statements/")
    page.keyboard.press("n")
    page.wait_for_url("**/statements/forms/new/")
    file = FilePayload(name="attacks.xlsx", mimeType=_SHEET, buffer=statement_form())
    page.set_input_files("#id_file", file)
    page.click("main form.form button.primary")
    page.wait_for_url(re.compile(r"/statements/forms/\d+/$"))
    expect(page.locator("h1")).to_have_text("Statement on attacks")
    return page.url.removeprefix(visit.home)


def _map(visit: Visit, form: str) -> None:
    page = visit.page
    visit.go(f"{form}mapping/")
    for claim, number in (("account:victim", 0), ("mention:victim", 1)):
        page.select_option("#add", claim)
        page.click("button[value=show]")
        field = "act_type" if number == 0 else "name"
        chosen = "what" if number == 0 else "victim_name"
        page.select_option(f"[name='r{number}.{field}']", chosen)
    page.select_option("[name='r0.victim_name']", "victim_name")
    page.click("button[value=show]")
    page.select_option("[name='r0.act_type.killing']", "act/killing")
    page.fill("#reason", "Read together.")
    page.click("button[value=approve]")
    expect(page.locator(".message.success")).to_be_visible()


def _fill(page: Page) -> None:
    """Fill the form in: what applies shows at once, and what is typed is saved by itself."""
    expect(page.locator("#guardian")).to_be_hidden()
    page.fill("#full_name", "Fatime")
    page.fill("#age", "12")
    expect(page.locator("#guardian")).to_be_visible()
    page.fill("#age", "130")
    page.locator("#age").blur()
    expect(page.locator("#age-wrong")).to_have_text("Mosha është midis 0 dhe 120.")
    page.fill("#age", "44")
    page.locator("#age").blur()
    expect(page.locator("#guardian")).to_be_hidden()
    number = page.locator("#interview [name=number]")
    expect(number).not_to_have_value("0")
    page.click(".actions button[value=next]")
    page.wait_for_url("**step=2")
    page.check("input[value=killing]")
    page.check("input[value=west]")
    expect(page.locator("input[value=prizren]")).to_be_hidden()
    page.check("input[value=gjakova]")
    expect(page.locator("label[for=incident-1-story]")).to_contain_text("Gjakova")
    page.fill("#incident-1-victim-1-victim_name", "Besim")
    page.click(".actions button[value=next]")
    page.wait_for_url("**step=3")
    page.check("#read_back")
    page.click(".actions button[value=next]")


def _keep(page: Page) -> None:
    page.wait_for_url("**/finish/")
    for purpose in _PURPOSES:
        answer = "refused" if purpose == "publication" else "given"
        page.check(f"[name={purpose}][value={answer}]")
    page.click("main form.form button.primary")
    page.wait_for_url(re.compile(r"/statements/kept/\d+/$"))
    expect(page.locator("article.proposal")).to_have_count(2)


def _withdraw(page: Page) -> None:
    """Record that consent ended; a supervisor is told why the words are still there."""
    page.click("a[href*='/statements/consent/']")
    page.click("main details summary")
    page.select_option("#id_purpose", "internal")
    page.select_option("#id_given", "no")
    page.fill("#id_reason", "She called.")
    page.click("main details button.primary")
    expect(page.locator(".tag.care")).to_have_count(2)
    page.click("a[href*='/statements/kept/']")
    expect(page.locator(".sensitive")).to_be_visible()
