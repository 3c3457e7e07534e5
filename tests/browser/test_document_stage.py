"""Is a scanned page read, a text checked and a word found, in more than one language?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser import document_steps, scanned, steps
from tests.browser.conftest import LANGUAGES, Enter
from tests.browser.invented import File
from tests.browser.served import Served, contacts

from onrecord.adapters.read.ocr.tesseract import PACKS, find_tesseract
from onrecord.testing.scans import scan_fonts

_SUMS = File(
    "report-sums.txt",
    "text/plain",
    "Invented for demonstration: no such village exists.\n\n"
    "In May 1999 in Bregu 100 people were killed: 40 men, 30 women and 20 children.\n",
)
_RULE = "parts_and_total"


@pytest.fixture
def _recognises() -> None:
    tesseract = find_tesseract()
    if tesseract is None or not tesseract.packs >= {*PACKS.values(), "osd"}:
        pytest.skip("tesseract is not installed with the packs eng, sqi, srp, srp_latn and osd")
    if not scan_fonts():
        pytest.skip("no font with Albanian and Serbian letters is installed to draw a page")


@pytest.mark.usefixtures("_recognises")
@pytest.mark.parametrize("language", scanned.PAGES)
def test_a_scanned_page_is_read(language: str, changed: Served, enter: Enter) -> None:
    visit = enter(changed, "arta", language=language)
    page, words, file = visit.page, scanned.PAGES[language], scanned.scan(language)
    steps.take_in(visit, file, title="Scan of Bregu", kind="source/report")
    expect(page.locator("html")).to_have_attribute("lang", LANGUAGES[language])
    document_steps.read_for_long(visit, file.name)
    for marked in words.marked:
        expect(page.locator("#text")).to_contain_text(marked)
    accepted = document_steps.accept(page, words.figure)
    accepted.locator("a[href^='/figures/']").click()
    expect(page.locator("main")).to_contain_text(words.figure)
    assert not contacts(changed.folder)


@pytest.mark.parametrize("language", ["en", "sq", "sr"])
def test_a_finding_is_seen_in_its_place_decided_and_undone(
    language: str, changed: Served, enter: Enter
) -> None:
    visit = enter(changed, "arta", language=language)
    page = visit.page
    source = steps.take_in(visit, _SUMS, title="Sums of Bregu", kind="source/report")
    steps.read(visit)
    page.goto(source)
    page.locator('main a.button[href^="/checks/text/"]').click()
    page.click("main form.actions button.primary")
    row = page.locator("tr", has_text=_RULE)
    row.locator("a").first.click()
    page.wait_for_url(re.compile(r"/checks/\d+/$"))
    finding = page.url

    place = page.locator("section[aria-labelledby=places]")
    expect(place.locator("mark")).to_have_text(["100", "40", "30", "20"])
    place.locator("a").first.click()
    page.wait_for_url("**/coding/read/**at=**")
    expect(page.locator("#text")).to_contain_text("100 people were killed: 40 men")

    page.goto(finding)
    page.check("input[name=outcome][value=fault]")
    page.fill("#id_reason", "The source left ten out.")
    page.click("section[aria-labelledby=decision] button.primary")
    expect(page.locator("form.panel")).to_have_count(0)
    expect(page.locator("section[aria-labelledby=decision] strong")).to_be_visible()

    page.click("section[aria-labelledby=decision] summary")
    page.fill("#undo-reason", "Read again.")
    page.keyboard.press("Enter")
    expect(page.locator("form.panel input[name=outcome]").first).to_be_visible()
    expect(page.locator("section[aria-labelledby=decision]")).to_contain_text("Read again.")


@pytest.mark.parametrize(
    ("language", "words", "marked"),
    [
        ("en", "gurishte", "Gurishtë"),
        ("sq", "GURISHTË", "Gurishtë"),
        ("sr", "каменово", "Kamenovo"),
    ],
)
def test_a_word_is_found_in_any_script_and_leads_to_its_passage(
    language: str, words: str, marked: str, shown: Served, enter: Enter
) -> None:
    visit = enter(shown, "arta", language=language)
    page = visit.page
    visit.go("/sources/")
    document_steps.search_by_key(visit, words)
    hit = page.locator(
        "a.passage[href^='/coding/read/']", has=page.locator(f'mark:text("{marked}")')
    )
    hit.first.click()
    page.wait_for_url("**/coding/read/**at=**")
    expect(page.locator("#text")).to_contain_text(marked)
