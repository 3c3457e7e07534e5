"""The steps of the main job, each as a person takes it at the pages.

Nothing here reads a word of the pages' own language: elements are found by what they do
(field names, addresses, keys), so that each step is the same in every language.
"""

from __future__ import annotations

import re
from hashlib import sha256

from playwright.sync_api import FilePayload, Locator, Page, expect
from tests.browser import invented
from tests.browser.conftest import Visit
from tests.browser.invented import File

_SUBMIT = "main form.form button.primary"

# Where the first and the last of some words stand on the screen.
_ENDS_OF_WORDS = """(words) => {
    const root = document.getElementById("text");
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const start = root.textContent.indexOf(words);
    const place = (position) => {
        walker.currentNode = root;
        let seen = 0, node;
        while ((node = walker.nextNode())) {
            if (position < seen + node.data.length) break;
            seen += node.data.length;
        }
        const range = document.createRange();
        range.setStart(node, position - seen);
        range.setEnd(node, position - seen + 1);
        return range.getBoundingClientRect();
    };
    const first = place(start), last = place(start + words.length - 1);
    const middle = (box) => box.top + box.height / 2;
    return [first.left + 1, middle(first), last.right - 1, middle(last)];
}"""


def take_in(visit: Visit, file: File, *, title: str, kind: str) -> str:
    """Take in a source with a file, and return the address of its page."""
    page = visit.page
    visit.go("/sources/")
    page.keyboard.press("n")
    page.wait_for_url("**/sources/new/")
    page.fill("#id_title", title)
    page.select_option("#id_kind", kind)
    page.fill("#id_made", "1999")
    page.set_input_files("#id_file", upload(file))
    page.click(_SUBMIT)
    page.wait_for_url(re.compile(r"/sources/\d+/$"))
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main")).to_contain_text(_digest(file))
    return page.url


def read(visit: Visit) -> None:
    """From the page of a source, read its file; ends in the reading room."""
    page = visit.page
    page.click('main a.button[href^="/coding/read/"]')
    page.wait_for_load_state()
    page.keyboard.press("r")
    expect(page.locator("[data-room]")).to_be_visible()


def select(page: Page, words: str) -> None:
    """Select words of the text with the mouse, where they stand first."""
    page.locator("#text").scroll_into_view_if_needed()
    left, top, right, bottom = page.evaluate(_ENDS_OF_WORDS, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=5)
    page.mouse.up()
    expect(page.locator("#selection")).to_have_class(re.compile("ready"))


def decide_by_keyboard(visit: Visit) -> None:
    """Accept one suggestion, edit one, reject one with a reason, and undo that: all by keys."""
    page = visit.page
    accepted = choose(page, invented.ACCEPTED)
    page.keyboard.press("a")
    expect(accepted).to_have_attribute("data-state", "accepted")

    edited = choose(page, invented.EDITED)
    page.keyboard.press("e")
    expect(edited.locator("select:focus, input:focus")).to_have_count(1)
    tab_to(page, "place")
    page.keyboard.type("Bregu")
    page.keyboard.press("Enter")
    expect(edited).to_have_attribute("data-state", "corrected")
    expect(edited.locator("a[href^='/figures/']")).to_be_visible()

    rejected = choose(page, invented.REJECTED)
    page.keyboard.press("r")
    expect(rejected.locator("input[name=reason]:focus")).to_have_count(1)
    page.keyboard.type("Houses are counted elsewhere.")
    page.keyboard.press("Enter")
    expect(rejected).to_have_attribute("data-state", "rejected")
    expect(rejected).to_contain_text("Houses are counted elsewhere.")

    choose(page, invented.REJECTED)
    page.keyboard.press("u")
    expect(rejected).to_have_attribute("data-state", "undecided")


def code_account(visit: Visit, words: str, *, act: str, place: str, period: str) -> None:
    """Select words with the mouse and code from them what the source says was done."""
    page = visit.page
    select(page, words)
    page.keyboard.press("c")
    page.wait_for_url("**/account/?**")
    expect(page.locator("blockquote mark, .quote").first).to_contain_text(words)
    # What the words themselves say is drafted already.
    expect(page.locator("#id_victims_number")).to_have_value(invented.ACCEPTED)
    page.select_option("#id_act_type", act)
    page.fill("#id_place", place)
    page.fill("#id_period", period)
    page.click(_SUBMIT)
    page.wait_for_url("**/coding/read/**")
    coded = page.locator(".item[data-state=coded]")
    expect(coded).to_have_count(1)
    coded.locator("a").click()
    page.wait_for_url(re.compile(r"/coding/accounts/[0-9a-f-]{36}/$"))
    expect(page.locator("blockquote mark").first).to_contain_text(words)


def judge(visit: Visit) -> str:
    """From the page of an account, judge an act as it has it; return the act's address."""
    page = visit.page
    page.keyboard.press("j")
    page.wait_for_url(re.compile(r"/coding/acts/[0-9a-f-]{36}/$"))
    return page.url


def see_act(visit: Visit, address: str, *, place: str, period: str) -> None:
    """Find an act in the table, on the timeline and on the map, filtered to its place."""
    page = visit.page
    visit.go("/coding/acts/")
    page.select_option("#filter-place", place)
    page.fill("#filter-period", period)
    page.locator("form.filters button").click()
    path = address.removeprefix(visit.home)
    expect(page.locator(f'table a[href="{path}"]')).to_be_visible()

    page.click('.tabs a[href^="/coding/acts/timeline/"]')
    expect(page.locator("svg.chart rect.bar")).to_have_count(1)
    expect(page.locator("tbody tr")).to_have_count(1)

    page.click('.tabs a[href^="/coding/acts/map/"]')
    expect(page.locator("svg.map circle")).to_have_count(1)
    expect(page.locator(f'tbody a[href*="place={place}"]')).to_be_visible()


def import_list(visit: Visit, source: str, file: File) -> None:
    """Bring a list in: say what is not drafted, look at the refused row, record the rest."""
    page = visit.page
    visit.go("/people/lists/")
    page.keyboard.press("n")
    page.wait_for_url("**/people/lists/import/")
    page.select_option("#id_source", source.rstrip("/").rpartition("/")[2])
    page.set_input_files("#id_file", upload(file))
    page.click(_SUBMIT)
    page.wait_for_url(re.compile(r"/people/lists/import/\d+/$"))
    for number, meaning in enumerate(invented.MEANINGS):
        expect(page.locator(f"#id_meaning-{number}")).to_have_value(meaning)
    page.fill("#id_list_name", invented.LIST_NAME)
    page.fill("#id_dates", invented.DATES)
    page.click("form.mapping button.primary")

    page.wait_for_url(re.compile(r"/people/lists/\d+/$"))
    refused = page.locator("section[aria-labelledby=refused] tbody tr")
    expect(refused).to_have_count(1)
    expect(refused.locator("td").first).to_have_text(invented.REFUSED_LINE)
    expect(refused.locator("code")).to_have_text(invented.REFUSED_VALUE)
    expect(page.locator("section[aria-labelledby=preview] tbody tr")).to_have_count(4)
    page.keyboard.press("c")
    expect(page.locator(".message.success")).to_be_visible()


def find_in_other_script(visit: Visit) -> None:
    """Search a name in Latin letters, and open the mention that is written in Cyrillic."""
    page = visit.page
    visit.go("/people/mentions/")
    page.fill("#filter-q", invented.NAME_IN_LATIN)
    page.locator("form.filters button").click()
    expect(page.locator("table.list tbody tr")).to_have_count(2)
    page.click(f'table.list a:text-is("{invented.NAME_IN_CYRILLIC}")')
    expect(page.locator("h1")).to_have_text(invented.NAME_IN_CYRILLIC)


def merge(visit: Visit) -> None:
    """From the page of a mention, judge it to be one person with the other of this name."""
    page = visit.page
    page.fill("#q", invented.NAME_IN_LATIN)
    page.keyboard.press("Enter")
    page.wait_for_url("**?q=**")
    page.locator("input[type=checkbox][name=mention]").check()
    page.fill("#merge-reason", "Same name, year and day.")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/people/persons/P-\w+/$"))
    expect(page.locator("thead th[scope=col]")).to_have_count(2)


def ask_and_place(visit: Visit, *, title: str, number: str) -> None:
    """Ask a question, place the accepted figure under it, and see it drawn."""
    page = visit.page
    visit.go("/figures/")
    page.keyboard.press("n")
    page.wait_for_url("**/figures/question/new/")
    page.fill("#id_title", title)
    page.select_option("#id_measure", "figure/killed")
    page.fill("#id_place", "Bregu")
    page.click(_SUBMIT)
    page.wait_for_url(re.compile(r"/figures/question/[0-9a-f-]{36}/$"))
    row = page.locator("tr", has=page.locator(f'a:text-matches("^{number}\\\\b")')).first
    row.locator("summary").click()
    row.locator("input[name=reason]").fill("Counts the killed of this village.")
    row.locator("form button").click()
    expect(page.locator("svg.dots circle.dot")).to_have_count(1)
    expect(page.locator("table.list").first.locator("tbody a").first).to_contain_text(number)


def estimate(visit: Visit, *, title: str, lists: tuple[str, ...]) -> None:
    """Estimate from lists of the register; ends at the page of the estimate."""
    page = visit.page
    visit.go("/estimates/")
    page.keyboard.press("n")
    page.wait_for_url("**/estimates/new/")
    page.fill("#id_title", title)
    for name in lists:
        page.locator("#id_lists label", has_text=name).locator("input").check()
    page.select_option("#id_preferred", "chapman")
    page.click(_SUBMIT)
    page.wait_for_url(re.compile(r"/estimates/\d+/$"))
    expect(page.locator("h1")).to_contain_text(title)


def trace_to(visit: Visit, file: File, source: str) -> None:
    """Click the number, follow its trace, and arrive at the page of a preserved file."""
    page = visit.page
    page.click(".big-number a")
    page.wait_for_url("**/trace/")
    evidence = page.locator("ol.trace li", has_not=page.locator("li"))
    step = evidence.filter(has_text=_digest(file))
    expect(step.locator(".tag.strong")).to_be_visible()
    step.locator("a").click()
    page.wait_for_url(source)
    expect(page.locator("main")).to_contain_text(_digest(file))


def upload(file: File) -> FilePayload:
    """Return a file as a browser is given it."""
    return FilePayload(name=file.name, mimeType=file.media_type, buffer=file.content)


def choose(page: Page, quote: str) -> Locator:
    """Walk with ``k`` to the first suggestion, then with ``j`` to that of these words."""
    items = page.locator(".item")
    wanted = items.filter(has=page.locator(f'.quote:text-is("{quote}")')).first
    identity = wanted.get_attribute("id")
    count = items.count()
    # An answer that still settles chooses its own suggestion: wait for it.
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    for _step in range(count):
        page.keyboard.press("k")
    for _step in range(count):
        if page.locator(".item[aria-current]").get_attribute("id") == identity:
            break
        page.keyboard.press("j")
    expect(wanted).to_have_attribute("aria-current", "true")
    return page.locator(f"#{identity}")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field of this name has the focus."""
    for _step in range(30):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    message = f"no Tab leads to the field {name}"
    raise AssertionError(message)


def _digest(file: File) -> str:
    return sha256(file.content).hexdigest()[:16]
