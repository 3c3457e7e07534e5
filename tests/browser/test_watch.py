"""Would the tests of this folder see a request that leaves, a broken policy, a failing script?"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser
from tests.browser.served import Served, contacts, run_closed
from tests.browser.watch import Watch

_ELSEWHERE = "192.0.2.1"
"""An address that RFC 5737 keeps for examples: nobody answers there."""


def test_a_request_that_would_leave_is_seen_and_stopped(browser: Browser) -> None:
    context = browser.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.set_content(f'<img src="http://{_ELSEWHERE}/pixel.png" alt="">')
    context.close()
    assert any(_ELSEWHERE in problem for problem in watch.problems)


def test_a_page_that_breaks_the_policy_is_seen(browser: Browser, shown: Served) -> None:
    context = browser.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.goto(f"{shown.url}/accounts/login/")
    assert watch.problems == []
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.evaluate(f"fetch('http://{_ELSEWHERE}/').catch(() => null)")
    context.close()
    for directive in ("style-src", "connect-src"):
        assert any(directive in problem for problem in watch.problems), watch.problems


def test_a_script_that_fails_and_a_page_that_fails_are_seen(
    browser: Browser, shown: Served
) -> None:
    context = browser.new_context()
    watch = Watch(context)
    page = context.new_page()
    page.goto(f"{shown.url}/nowhere/")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(50)
    context.close()
    assert any(problem.startswith("404") for problem in watch.problems)
    assert any("broken" in problem for problem in watch.problems)


def test_commands_run_with_the_network_closed(tmp_path: Path) -> None:
    register = tmp_path / "register"
    call = f"import socket; socket.create_connection(('{_ELSEWHERE}', 80), timeout=1)"
    done = run_closed(register, call)
    assert done.returncode != 0
    assert "the network is closed" in done.stderr
    assert _ELSEWHERE in contacts(register)


def test_building_and_serving_the_demonstration_asked_nobody(shown: Served) -> None:
    assert contacts(shown.folder) == ""
