"""Is a page seen beside its text, a table cut from it, and a name taken out of a copy?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser import steps
from tests.browser.conftest import Enter, Visit, keep
from tests.browser.scanned import Scan
from tests.browser.served import Served

from onrecord.adapters.read.sandbox import read_apart
from onrecord.testing.documents import make_pdf

_NAME = "Arta Lumni"
_FIRST = (
    f"{_NAME} of the invented village of Bregu spoke to Linden Watch.\n"
    "Armed men killed 17 people in the village, she said.\n"
    "At least 120 people fled to the border."
)
_SECOND = f"""Village               Dead        Missing
Bregu                   17            4
Lumnice               9              2
Kamenovo            21            11

Signed: A. Lumni, daughter of Besim. {_NAME}."""
_PAGES = make_pdf([_FIRST, _SECOND])
_STATEMENT = Scan("arta-lumni.pdf", "application/pdf", "", _PAGES)


@pytest.mark.parametrize("language", ["en", "sq", "sr"])
def test_the_page_beside_the_text_shows_the_chosen_words(
    language: str, changed: Served, enter: Enter
) -> None:
    page = _in_the_room(enter(changed, "arta", language=language)).page
    # Before its script has come, the key follows the link: the page opens alone.
    expect(page.locator("[data-page-toggle]")).to_have_attribute("role", "button")
    page.keyboard.press("p")
    pane = page.locator("#page-pane")
    expect(pane.locator("img")).to_be_visible()
    expect(pane.locator("img")).to_have_js_property("complete", value=True)
    keep(page, f"page-beside-text-{language}")
    item = steps.choose(page, "At least 120")
    expect(item).to_be_focused()
    expect(pane.locator(".word.here")).to_have_count(3)

    # A word of the page leads to the suggestion that holds it.
    words = pane.locator(".word")
    seventeen = words.nth(_FIRST.split().index("17"))
    seventeen.click()
    expect(page.locator(".item:focus")).to_contain_text("17")

    page.keyboard.press(".")
    expect(pane.locator("nav")).to_contain_text("2")
    page.keyboard.press("p")
    expect(pane).to_be_hidden()


def test_a_table_without_lines_is_cut_from_its_page(changed: Served, enter: Enter) -> None:
    page = _in_the_room(enter(changed, "arta")).page
    # Before its script has come, the key follows the link: the page opens alone.
    expect(page.locator("[data-page-toggle]")).to_have_attribute("role", "button")
    page.keyboard.press("p")
    pane = page.locator("#page-pane")
    expect(pane.locator("img")).to_be_visible()
    page.keyboard.press(".")
    expect(pane.locator("nav")).to_contain_text("2 of 2")
    pane.locator("a[href*='/table/']").click()
    page.wait_for_url("**/page/2/table/")
    rows = page.locator("#rows table tr")
    expect(rows).to_have_count(5)
    expect(rows.nth(1).locator("td")).to_have_text(["Bregu", "17", "4"])

    # The line of the signature is no row: the lower border goes above it, by keyboard.
    page.fill("#id_bottom", "12.5")
    page.locator("[data-line=bottom]").press("ArrowUp")
    expect(page.locator("#id_bottom")).to_have_value("12")
    expect(rows).to_have_count(4)
    page.click("#cut button[name=propose]")
    expect(rows.nth(3).locator("td")).to_have_text(["Kamenovo", "21", "11"])
    expect(page.locator(".cutting img")).to_have_js_property("complete", value=True)
    keep(page, "table-picker")
    page.click("#cut button.primary")
    page.wait_for_url(re.compile(r"/sources/\d+/$"))
    expect(page.locator("main")).to_contain_text("arta-lumni-page-2.csv")


@pytest.mark.parametrize("language", ["en", "sq", "sr"])
def test_a_name_is_nowhere_in_the_redacted_copy(
    language: str, changed: Served, enter: Enter, tmp_path: Path
) -> None:
    page = _in_the_room(enter(changed, "arta", language=language)).page
    steps.select(page, _NAME)
    page.keyboard.press("x")
    page.wait_for_url("**/redact/**")
    found = page.locator("section[aria-labelledby=found]")
    # A village whose name begins so is offered too: a person sees that it is none.
    expect(found.locator("input[name=place]")).to_have_count(4)
    found.locator("li", has=page.locator("mark:text-is('Lumnice')")).locator("input").uncheck()
    keep(page, f"redact-found-{language}")
    found.locator("button.primary").click()
    taken = page.locator("section[aria-labelledby=taken]")
    expect(taken.locator(".places > li")).to_have_count(3)
    expect(page.locator(".redacted-text")).not_to_contain_text("Lumni,")

    page.fill("#id_name", "Besim")
    page.click("section[aria-labelledby=name] button")
    page.select_option("#why-found", "third-person")
    found.locator("button.primary").click()
    expect(taken.locator(".places > li")).to_have_count(4)
    keep(page, f"redact-taken-{language}")
    taken.locator("form.form button.primary").click()
    copies = page.locator("section[aria-labelledby=copies] a")
    expect(copies).to_have_count(2, timeout=60_000)
    for number in range(2):
        with page.expect_download() as started:
            copies.nth(number).click()
        name = started.value.suggested_filename
        received = tmp_path / name
        started.value.save_as(received)
        content = received.read_bytes()
        assert "lumni" not in name
        # The pages of a PDF are pictures: where a machine can read them, it finds no name either.
        text = read_apart(content, name).text
        for word in ("Arta", "Lumni,", "Besim"):
            assert word not in text
            assert word.encode() not in content
        assert content.startswith(b"%PDF") or "of the invented village of Bregu spoke" in text


def _in_the_room(visit: Visit) -> Visit:
    steps.take_in(visit, _STATEMENT, title="Statement on Bregu", kind="source/victim-statement")
    steps.read(visit)
    expect(visit.page).to_have_url(re.compile(r"/coding/read/\d+/"))
    return visit
