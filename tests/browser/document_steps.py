"""The steps of reading, checking, searching and handing on, each as a person takes it.

As in ``steps``, elements are found by what they do, so that each step is the same in every
language.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Locator, Page, expect
from tests.browser import steps
from tests.browser.conftest import Visit

_LONG_ENOUGH = 90_000
"""Milliseconds that the recognition of one scanned page may take on a busy machine."""


def read_for_long(visit: Visit, name: str) -> str:
    """From the page of a source, read its scanned file; ends in the reading room.

    Whoever asked may look at another page meanwhile: the list of long work leads back.
    """
    page = visit.page
    page.click('main a.button[href^="/coding/read/"]')
    page.wait_for_load_state()
    page.keyboard.press("r")
    expect(page.locator("#job, [data-room]")).to_be_visible(timeout=_LONG_ENOUGH)
    page.click('.menu a[href="/jobs/"]')
    page.click(f'table.list a:text("{name}")')
    page.wait_for_url(re.compile(r"/jobs/\d+/$"))
    # Work that is done shows its result; work that ends while one looks on leads there itself.
    result, room = page.locator("#job a.primary"), page.locator("[data-room]")
    expect(result.or_(room)).to_be_visible(timeout=_LONG_ENOUGH)
    if result.is_visible():
        result.click()
    expect(room).to_be_visible()
    return page.url


def accept(page: Page, quote: str) -> Locator:
    """In the reading room, accept the suggestion of these words by keyboard."""
    item = steps.choose(page, quote)
    page.keyboard.press("a")
    expect(item).to_have_attribute("data-state", "accepted")
    return item


def search_by_key(visit: Visit, words: str) -> None:
    """From any page, open the search by its key, and search."""
    page = visit.page
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    # Where one is, the key goes to the field.
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?**")


def record_consent(visit: Visit, source: str, purpose: str, *, given: bool) -> None:
    """Record at the page of a source what its giver answered about one use."""
    page = visit.page
    page.goto(source)
    page.click("section[aria-labelledby=consent] summary")
    page.select_option("#id_purpose", purpose)
    page.select_option("#id_given", "yes" if given else "no")
    page.fill("#id_reason", "By telephone.")
    page.click("section[aria-labelledby=consent] form button")
    expect(page.locator("section[aria-labelledby=consent] li")).to_contain_text("By telephone.")


def exported(visit: Visit, path: str) -> str:
    """Download the list of a page as CSV, and return what the file says."""
    page = visit.page
    visit.go(path)
    with page.expect_download() as started:
        page.click('main a[href*="export=csv"]')
    return Path(started.value.path()).read_text(encoding="utf-8-sig")


def download_bag(visit: Visit, folder: Path, *, purpose: str) -> Path:
    """Make a bag of everything that may go to a recipient, and unpack it as they would."""
    page = visit.page
    page.select_option("#purpose", purpose)
    page.click("form[method=get].panel button")
    page.wait_for_url(f"**purpose={purpose}")
    page.fill("#id_recipient", "Court of Bregu (invented)")
    page.fill("#id_reason", "Asked for in writing.")
    with page.expect_download() as started:
        page.click("section[aria-labelledby=make] button.primary")
    with ZipFile(started.value.path()) as archive:
        archive.extractall(folder)
    (bag,) = folder.iterdir()
    return bag


def verified(bag: Path) -> subprocess.CompletedProcess[str]:
    """Run the program that lies in a bag, as its recipient does: with plain Python alone."""
    program = [sys.executable, "-I", str(bag / "verify.py")]
    return subprocess.run(program, capture_output=True, text=True, check=False)
