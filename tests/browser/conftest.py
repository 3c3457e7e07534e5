"""Chromium, a served demonstration register, and people who are logged in to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, sync_playwright
from tests.browser import served as serving
from tests.browser.served import Served
from tests.browser.tour import Place, Tour, visited
from tests.browser.watch import Watch

CHROMIUM = Path("/usr/bin/chromium")
LANGUAGES = {"en": "en", "sq": "sq", "sr-latn": "sr-Latn", "sr": "sr-Cyrl"}
"""The four languages by the codes of the language switch, as pages name them."""

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_HERE = Path(__file__).parent
_PATIENCE = 15_000
"""Milliseconds that a page may take."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder: it drives a real browser."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def keep(page: Page, name: str) -> None:
    """Keep a picture of the whole page where ONRECORD_SCREENSHOTS names a folder for them."""
    if folder := os.environ.get("ONRECORD_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at a browser: their page, and what is watched while they work."""

    page: Page
    watch: Watch
    home: str

    def go(self, path: str) -> None:
        """Open a page of the register by its path."""
        self.page.goto(f"{self.home}{path}")

    def speak(self, language: str) -> None:
        """Let the pages that are opened from now on speak another language."""
        cookie = {"name": "django_language", "value": language, "url": self.home}
        self.page.context.add_cookies([cookie])


Enter = Callable[..., Visit]


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser of the system, or no test of this folder."""
    if not CHROMIUM.exists():
        reason = f"there is no {CHROMIUM}: install the package chromium to run browser tests"
        if os.environ.get("ONRECORD_NOTHING_LEFT_OUT"):
            pytest.fail(reason)
        pytest.skip(reason)
    return CHROMIUM


@pytest.fixture(scope="session")
def demo(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration register, built once; tests that change it copy it."""
    return serving.build_demo(tmp_path_factory.mktemp("registers") / "demo")


@pytest.fixture(scope="session")
def shown(demo: Path) -> Iterator[Served]:
    """The demonstration register, served, for tests that only look at it."""
    with serving.served(demo) as register:
        yield register


@pytest.fixture
def changed(demo: Path, tmp_path: Path) -> Iterator[Served]:
    """A served copy of the demonstration register that one test may change."""
    with serving.served(serving.copy_of(demo, tmp_path / "register")) as register:
        yield register


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """One Chromium for the tests of a file.

    It ends with the file: while it runs, Django takes every test of this thread for
    asynchronous code.
    """
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sessions() -> dict[tuple[str, str], StorageState]:
    """Sessions that were opened by a link, by register and person: a link works only once."""
    return {}


@pytest.fixture
def enter(
    browser: Browser,
    sessions: dict[tuple[str, str], StorageState],
    request: pytest.FixtureRequest,
) -> Iterator[Enter]:
    """Return a function that logs somebody in: ``enter(register, "arta", language="sq")``.

    For ``None`` nobody is logged in.

    The test fails at its end if anything happened that the watch forbids.
    """
    opened: list[tuple[Page, Watch, Served]] = []

    def make(
        register: Served, user: str | None, *, language: str = "en", width: int = 1280
    ) -> Visit:
        key = (register.url, user or "")
        context = browser.new_context(
            storage_state=sessions.get(key),
            viewport={"width": width, "height": 900},
            locale="en",
        )
        watch = Watch(context)
        context.set_default_timeout(_PATIENCE)
        page = context.new_page()
        opened.append((page, watch, register))
        if user and key not in sessions:
            page.goto(register.link_of(user))
            page.locator("main button.primary").click()
            page.wait_for_url(f"{register.url}/")
            sessions[key] = context.storage_state()
        visit = Visit(page, watch, register.url)
        visit.speak(language)
        return visit

    yield make
    problems = [problem for _page, watch, _register in opened for problem in watch.problems]
    if any(problem.startswith("5") for problem in problems):
        problems += [register.said() for _page, _watch, register in opened[-1:]]
    for number, (page, _watch, _register) in enumerate(opened):
        keep(page, f"end-{request.node.name}-{number}")
        page.context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture(scope="session")
def places() -> dict[str, tuple[Place, ...]]:
    """What each person's tour found, so that it is made once."""
    return {}


@pytest.fixture
def tour(shown: Served, enter: Enter, places: dict[str, tuple[Place, ...]]) -> Tour:
    """Return a function that gives the pages of the demonstration that a person can reach."""

    def of(person: str) -> tuple[Place, ...]:
        if person not in places:
            # Of the sources, one with a list shall be among those visited.
            starts = ("/sources/?q=LIPA", "/") if person == "arta" else ("/",)
            places[person] = visited(enter(shown, person).page.request, shown.url, *starts)
        return places[person]

    return of
