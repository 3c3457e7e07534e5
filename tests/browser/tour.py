"""Which pages can a person reach by following links from the first page?

Pages of one kind (one view) differ by their records only: the tour keeps two of each, and
follows the links of those.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from lxml import html
from playwright.sync_api import APIRequestContext

SAMPLES = 2
"""Pages of one kind that are visited."""

DOWNLOADS = {
    "estimates:table",
    "people:failed_rows",
    "sources:original",
}
"""Views whose answer is a file, no page."""


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its kind, which is the name of its view, and its path with the query."""

    kind: str
    path: str


def tour(request: APIRequestContext, home: str, *starts: str) -> list[Place]:
    """Follow links from the first page, and from ``starts``, and return what was visited.

    An address that does not answer with a page fails the test.
    """
    found: dict[str, list[str]] = defaultdict(list)
    waiting = deque(_places(["/", *starts]))
    seen: set[str] = set()
    while waiting:
        place = waiting.popleft()
        if place.path in seen or len(found[place.kind]) >= SAMPLES:
            continue
        seen.add(place.path)
        answer = request.get(f"{home}{place.path}")
        assert answer.ok, f"{answer.status} at {place.path}"
        found[place.kind].append(place.path)
        waiting.extend(_places(_links(answer.text(), urlsplit(answer.url).path)))
    return [Place(kind, path) for kind, paths in sorted(found.items()) for path in paths]


def kind_of(path: str) -> str:
    """Return the name of the view that answers at a path; empty for none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def _places(paths: list[str]) -> list[Place]:
    kinds = [(kind_of(path), path) for path in paths]
    return [
        Place(kind, path)
        for kind, path in kinds
        if kind and kind not in DOWNLOADS and "export=" not in path
    ]


def _links(page: str, base: str) -> list[str]:
    tree = html.fromstring(page)
    links = [urljoin(base, str(link)) for link in tree.xpath("//a/@href")]
    return [link.partition("#")[0] for link in links if link.startswith("/")]
