"""Does a no of whoever gave a statement close it everywhere: pages, exports, bags?"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from tests.browser import document_steps, invented, steps
from tests.browser.conftest import Enter, Visit
from tests.browser.served import Served

_TITLE = "Statement on Bregu"
_SAYS = "Armed men in uniform entered Bregu"


def test_a_source_whose_consent_ended_is_closed(changed: Served, enter: Enter) -> None:
    supervisor, reader = enter(changed, "arta"), enter(changed, "fatime", language="sq")
    source, room = _statement(supervisor)
    reader.page.goto(room)
    expect(reader.page.locator("#text")).to_contain_text(_SAYS)
    assert _TITLE in document_steps.exported(supervisor, "/figures/all/")

    document_steps.record_consent(supervisor, source, "internal", given=False)
    with reader.watch.expecting(403):
        reader.page.goto(room)
    expect(reader.page.locator("h1")).to_be_visible()
    expect(reader.page.locator("body")).not_to_contain_text(_SAYS)
    document_steps.search_by_key(reader, "bregu")
    expect(reader.page.locator("main")).not_to_contain_text(_SAYS)
    expect(reader.page.locator("a.passage")).to_have_count(0)

    # The supervisor, who must return or erase it, still reads it; no file takes it out.
    supervisor.page.goto(room)
    expect(supervisor.page.locator("#text")).to_contain_text(_SAYS)
    left = document_steps.exported(supervisor, "/figures/all/")
    assert _TITLE not in left
    assert "What consent does not cover is left out." in left


def test_a_bag_for_a_court_leaves_out_what_was_refused_and_proves_the_rest(
    changed: Served, enter: Enter, tmp_path: Path
) -> None:
    visit = enter(changed, "arta")
    page = visit.page
    source, _room = _statement(visit)
    document_steps.record_consent(visit, source, "court", given=False)
    visit.go("/sources/")
    page.click('main a.button[href="/sources/bag/"]')
    page.select_option("#purpose", "court")
    page.click("form[method=get].panel button")
    expect(page.locator("section[aria-labelledby=staying]")).to_contain_text(_TITLE)
    expect(page.locator("section[aria-labelledby=going]")).not_to_contain_text(_TITLE)

    bag = document_steps.download_bag(visit, tmp_path / "received", purpose="court")
    done = document_steps.verified(bag)
    assert done.returncode == 0, done.stdout + done.stderr
    files = [path for path in bag.rglob("*") if path.is_file()]
    assert files
    for told in (_TITLE, _SAYS, Path(invented.REPORT.name).stem):
        assert not [path for path in files if told.encode() in path.read_bytes()]
        assert not [path for path in files if told in path.name]

    payload = max((bag / "data").rglob("*"), key=lambda path: path.is_file())
    content = bytearray(payload.read_bytes())
    content[0] ^= 1
    payload.write_bytes(content)
    assert document_steps.verified(bag).returncode != 0


def _statement(visit: Visit) -> tuple[str, str]:
    """Take in a statement, read it and keep a figure; return its page and its reading room."""
    source = steps.take_in(visit, invented.REPORT, title=_TITLE, kind="source/victim-statement")
    steps.read(visit)
    document_steps.accept(visit.page, invented.ACCEPTED)
    return source, visit.page.url.partition("?")[0]
