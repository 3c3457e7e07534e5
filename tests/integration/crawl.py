"""Fetch every page that one person of a register reaches by links; print them as JSON.

Run as ``python -m tests.integration.crawl FOLDER USERNAME`` in a process of its own.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.test import Client

from onrecord.web.site import install

HERE = "localhost"
LOADED_BY = frozenset(
    {"href", "src", "srcset", "action", "formaction", "poster", "data", "xlink:href"}
    | {"hx-get", "hx-post"}
)
"""Attributes by which a page makes the browser ask somebody for something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer: ``inline`` is what a strict policy forbids, ``foreign`` points elsewhere."""

    address: str
    status: int
    kind: str
    policy: str
    inline: list[str]
    foreign: list[str]


@dataclass(slots=True)
class Page(HTMLParser):
    """The links of one page, and what must not be in it."""

    base: str
    links: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.inline += [f"{tag} {name}" for name in known if name == "style" or name[:2] == "on"]
        # A block of data is read by a script of ours; no browser runs it, so no policy asks of it.
        is_data = known.get("type") == "application/json"
        if tag == "style" or (tag == "script" and not known.get("src") and not is_data):
            self.inline.append(tag)
        for name in LOADED_BY & known.keys():
            address = urldefrag(urljoin(self.base, known[name] or "")).url
            if urlsplit(address).netloc != HERE:
                self.foreign.append(f"{tag} {name}={known[name]}")
            elif tag in {"a", "link", "script", "img"}:
                self.links.append(address)


def main(folder: Path, username: str) -> None:
    """Print what ``username`` fetches from the register in ``folder``."""
    install.prepare(folder, "demonstration")
    install.open_register(folder)
    from onrecord.web.accounts.models import User  # noqa: PLC0415 - Django must be set up

    client = Client(SERVER_NAME=HERE, raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    sys.stdout.write(json.dumps([asdict(fetched) for fetched in _all_pages(client)]))


def _all_pages(client: Any) -> list[Fetched]:
    """Follow every link once; of the pages of one list, the first of each kind of query."""
    waiting, seen, found = deque([f"http://{HERE}/"]), set(), []
    while waiting:
        address = waiting.popleft()
        parts = urlsplit(address)
        key = (parts.path, tuple(sorted(parse_qs(parts.query))))
        if key not in seen:
            seen.add(key)
            fetched, links = _fetch(client, address)
            found.append(fetched)
            waiting.extend(links)
    return found


def _fetch(client: Any, address: str) -> tuple[Fetched, list[str]]:
    parts = urlsplit(address)
    response = client.get(parts.path + (f"?{parts.query}" if parts.query else ""))
    body = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    kind = response.headers.get("Content-Type", "")
    page = Page(address)
    if kind.startswith("text/html"):
        page.feed(body.decode())
    if kind.startswith("text/css"):
        lines = body.decode().splitlines()
        page.foreign += [line for line in lines if "@import" in line or "url(" in line]
    if "Location" in response.headers:
        page.links.append(urljoin(address, response.headers["Location"]))
    fetched = Fetched(
        address=address.removeprefix(f"http://{HERE}"),
        status=response.status_code,
        kind=kind,
        policy=response.headers.get("Content-Security-Policy", ""),
        inline=page.inline,
        foreign=page.foreign,
    )
    return fetched, page.links


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
