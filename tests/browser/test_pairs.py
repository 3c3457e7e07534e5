"""Can a reviewer work through pairs by keyboard alone, and can everybody use the pages?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Enter, Visit, keep
from tests.browser.served import Served, run_closed
from tests.browser.test_accessible import findings, on_paper

_ROOT = Path(__file__).resolve().parents[2]
_PAIRS = 20


@pytest.fixture
def linked(changed: Served, request: pytest.FixtureRequest) -> Served:
    """A served register with a linkage run whose pairs wait, a share of them for two people."""
    share = getattr(request, "param", 0.2)
    code = (
        f"import sys; sys.path.insert(0, {str(_ROOT)!r}); "
        "from tests.browser.pairs_to_review import fill; "
        f"fill({str(changed.folder)!r}, {share})"
    )
    done = run_closed(changed.folder, code)
    assert done.returncode == 0, done.stderr
    return changed


def test_a_reviewer_works_through_twenty_pairs_by_keyboard_alone(
    linked: Served, enter: Enter
) -> None:
    visit = enter(linked, "arta")
    page = visit.page
    _open_run(visit)
    keep(page, "linkage-run")
    page.keyboard.press("r")
    page.wait_for_url("**/linkage/pairs/*/")
    _asks_for_a_reason(page)
    hidden = 0
    for number in range(_PAIRS):
        here = page.url
        is_hidden = page.locator("#evidence ~ .notice").count()
        hidden += is_hidden
        assert page.locator("section[aria-labelledby=evidence] svg").count() == (not is_hidden)
        if number in {0, 3}:
            keep(page, f"linkage-pair-{number}")
        _decide(page, "sdu"[number % 3] if number else "s", digit=1 + number % 3)
        expect(page.locator(".message.success, .message.warning")).to_be_visible()
        assert page.url != here
    assert hidden
    _takes_back(page)
    visit.go("/linkage/decisions/?whose=mine")
    # Twenty decisions and the one that takes the last back.
    expect(page.locator(".count")).to_contain_text(str(_PAIRS + 1))


@pytest.mark.parametrize("linked", [0.0], indirect=True, ids=["one reviewer"])
def test_a_contradiction_is_shown_and_ends_when_a_decision_is_taken_back(
    linked: Served, enter: Enter
) -> None:
    visit = enter(linked, "arta")
    page = visit.page
    for lists, key in (("Elm Lime", "d"), ("Lime Oak", "s"), ("Elm Oak", "s")):
        _open_pair_of_arta(visit, lists.split())
        _decide(page, key, digit=1)
    expect(page.locator(".message.warning")).to_contain_text("not carried out")
    visit.go("/linkage/decisions/contradictions/")
    expect(page.locator(".chain li")).to_have_count(3)
    keep(page, "linkage-contradictions")
    assert list(findings(page)) == []
    page.locator(".chain li.different input[name=reason]").fill("One birth was misread.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/linkage/pairs/*/")
    visit.go("/linkage/decisions/contradictions/")
    expect(page.locator(".chain")).to_have_count(0)
    visit.go("/linkage/decisions/")
    expect(page.locator("table.list")).to_contain_text("one person")


def test_the_pages_of_linkage_are_accessible_wide_narrow_and_on_paper(
    linked: Served, enter: Enter
) -> None:
    problems = []
    for width in (1280, 390):
        visit = enter(linked, "arta", width=width)
        _open_run(visit)
        run = re.sub(r"^https?://[^/]+", "", visit.page.url)
        start = visit.page.locator("main")
        expect(start).to_be_visible()
        visit.go(f"{run}queue/")
        pair = visit.page.locator("table.list tbody a").first.get_attribute("href") or ""
        for path in (run, f"{run}queue/", f"{run}quality/", pair, "/linkage/"):
            visit.go(path)
            problems += [f"{path}: {finding}" for finding in findings(visit.page)]
            wide = visit.page.evaluate("document.documentElement.scrollWidth")
            problems += [f"{path} is {wide} wide at {width}"] if wide > width else []
            name = path.strip("/").replace("/", "-")
            keep(visit.page, f"{re.sub(r'[0-9]+', 'n', name)}-{width}")
            if width == 1280:
                problems += [f"{path}: {finding}" for finding in on_paper(visit.page)]
                visit.page.emulate_media(media="print")
                keep(visit.page, f"{re.sub(r'[0-9]+', 'n', name)}-print")
                visit.page.emulate_media(media="screen")
    assert not problems, "\n".join(problems)


def _open_run(visit: Visit) -> None:
    visit.go("/linkage/")
    visit.page.locator("table.list tbody a").first.click()
    visit.page.wait_for_url("**/linkage/runs/*/")


def _open_pair_of_arta(visit: Visit, lists: list[str]) -> None:
    _open_run(visit)
    visit.go(f"{re.sub(r'^https?://[^/]+', '', visit.page.url)}queue/?which=all&list={lists[0]}")
    row = visit.page.locator(
        "table.list tbody tr", has_text=re.compile("Arta Krasni.*Arta Krasni", re.DOTALL)
    )
    for name in lists:
        row = row.filter(has_text=name)
    row.first.locator("a").click()
    visit.page.wait_for_url("**/linkage/pairs/*/")


def _asks_for_a_reason(page: Page) -> None:
    """A verdict without a reason stays on the page and says what is missing."""
    here = page.url
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    expect(page.locator("[data-need]")).to_contain_text("number")
    assert page.url == here
    page.keyboard.press("?")
    expect(page.locator("details dl.facts")).to_be_visible()
    page.keyboard.press("?")


def _decide(page: Page, key: str, *, digit: int) -> None:
    here = page.url
    page.keyboard.press(key)
    page.keyboard.press(str(digit))
    page.keyboard.press("Enter")
    page.wait_for_function("(here) => location.href !== here", arg=here)
    page.wait_for_load_state()


def _takes_back(page: Page) -> None:
    page.keyboard.press("z")
    expect(page.locator(".message.success")).to_contain_text("taken back")
    expect(page.locator("[data-deciding]")).to_be_visible()
