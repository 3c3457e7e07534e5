"""Which pages can a person reach by following links from the first page?

Pages of one kind (one view) differ by their records only: the tour keeps two of each, and
follows the links of those.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from lxml import html
from playwright.sync_api import APIRequestContext

SAMPLES = 2
"""Pages of one kind that are visited."""

FILES = {"estimates:table", "linkage:export", "people:failed_rows", "sources:original"}
"""Views whose answer is a file, no page."""

_SELECTED = "?start=0&end=40"
"""What the reading room adds to the address of a form that needs selected words."""


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its kind, which is the name of its view, and its path with the query."""

    kind: str
    path: str


Tour = Callable[[str], tuple[Place, ...]]
"""The fixture: pages by the person who visits them."""


def visited(request: APIRequestContext, home: str, *starts: str) -> tuple[Place, ...]:
    """Follow links from ``starts`` and return what was visited, two pages of each kind.

    An address that does not answer with a page fails the test.
    """
    found: dict[str, list[str]] = defaultdict(list)
    waiting = deque(Place(_kind_of(start), start) for start in starts)
    seen: set[str] = set()
    while waiting:
        place = waiting.popleft()
        if place.path in seen or len(found[place.kind]) >= SAMPLES:
            continue
        seen.add(place.path)
        answer = request.get(f"{home}{place.path}")
        assert answer.ok, f"{answer.status} at {place.path}"
        found[place.kind].append(place.path)
        waiting.extend(_places(answer.text(), urlsplit(answer.url).path))
    return tuple(Place(kind, path) for kind, paths in sorted(found.items()) for path in paths)


def every_view() -> set[str]:
    """Return the names of all views that the register has addresses for."""
    return set(_views(get_resolver().url_patterns, ""))


def _views(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _views(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{space}{pattern.name}"


def _places(page: str, base: str) -> Iterator[Place]:
    tree = html.fromstring(page)
    links = [urljoin(base, str(link)).partition("#")[0] for link in tree.xpath("//a/@href")]
    links += [
        f"{button.get('formaction')}{_SELECTED}{_hidden_of(button)}"
        for button in tree.xpath("//button[@formaction]")
    ]
    for link in links:
        kind = _kind_of(link)
        if kind and kind not in FILES and "export=" not in link and "sort=" not in link:
            yield Place(kind, link)


def _hidden_of(button: html.HtmlElement) -> str:
    fields = button.xpath("ancestor::form[1]//input[@type='hidden']")
    return "".join(f"&{field.get('name')}={field.get('value')}" for field in fields)


def _kind_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
