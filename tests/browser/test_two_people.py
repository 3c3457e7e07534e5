"""Does the second of two people who change one record see what the first one wrote?"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter, Visit, keep
from tests.browser.served import Served


@pytest.mark.parametrize(
    ("address", "field", "theirs", "yours"),
    [
        ("/sources/?q=LIPA", "originator", "Linden Watch, Prizren", "Linden Watch, Gjakovë"),
        ("/figures/all/", "counted", "people who were killed", "civilians who were killed"),
    ],
)
def test_the_second_editor_sees_the_version_of_the_first(
    address: str, field: str, theirs: str, yours: str, changed: Served, enter: Enter
) -> None:
    arta, besim = enter(changed, "arta"), enter(changed, "besim", language="sq")
    for visit in (arta, besim):
        _open_correction(visit, address)
    record = re.sub(r"correct/$", "", arta.page.url)

    _write(arta.page, field, theirs, reason="As the cover says.")
    arta.page.wait_for_url(record)
    with besim.watch.expecting(409):
        _write(besim.page, field, yours, reason="As page two says.")
        expect(besim.page.locator("h1")).to_be_visible()
    expect(besim.page.locator("main")).not_to_contain_text("Somebody else")
    row = besim.page.locator("tbody tr", has_text=theirs)
    expect(row).to_contain_text(yours)
    expect(besim.page.locator("main")).to_contain_text("As the cover says.")

    keep(besim.page, f"conflict-{field}")

    # Their version is kept, his is not, and from here he can correct it once more.
    besim.page.click("main a.button.primary")
    besim.page.wait_for_url(f"{record}correct/")
    expect(besim.page.locator(f"#id_{field}")).to_have_value(theirs)
    _write(besim.page, field, yours, reason="As page two says.")
    besim.page.wait_for_url(record)
    expect(besim.page.locator("main")).to_contain_text("As page two says.")


def _open_correction(visit: Visit, address: str) -> None:
    """Open the form that corrects the first record of a list."""
    visit.go(address)
    visit.page.locator("table.list tbody a").first.click()
    visit.page.locator('main a[href$="/correct/"]').first.click()
    visit.page.wait_for_url("**/correct/")


def _write(page: Page, field: str, text: str, *, reason: str) -> None:
    page.fill(f"#id_{field}", text)
    page.fill("#id_reason", reason)
    page.click("main form.form button.primary")
