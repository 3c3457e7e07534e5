"""What must never happen in a browser, whatever a test does there?

No request leaves the machine, nothing breaks the content security policy, no script fails, no
page fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, Route, WebError

LOCAL = ("127.0.0.1", "localhost")


class Watch:
    """Looks at everything that one browser context does, and remembers what is wrong."""

    def __init__(self, context: BrowserContext) -> None:
        self.problems: list[str] = []
        self._expected: set[int] = set()
        context.route("**/*", self._only_here)
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("response", self._answered)

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        """Take an answer of this status, which a browser writes down as an error, as right."""
        self._expected.add(status)
        yield
        self._expected.discard(status)

    def _only_here(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOCAL:
            route.continue_()
        else:
            self.problems.append(f"a request would leave the machine: {route.request.url}")
            route.abort()

    def _said(self, message: ConsoleMessage) -> None:
        expected = any(f"status of {status}" in message.text for status in self._expected)
        if message.type in {"error", "warning"} and not expected:
            self.problems.append(f"console {message.type}: {message.text}")

    def _failed(self, error: WebError) -> None:
        self.problems.append(f"a script failed: {error.error}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.problems.append(f"{response.status} at {response.url}")
