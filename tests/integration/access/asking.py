"""What does the register answer one visitor, and did anything change? Nothing stays changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any
from urllib.parse import quote, quote_plus

from django.apps import apps
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from tests.integration.access.visitors import Visitor

from onrecord.web.audit.models import Entry
from onrecord.web.site import register

_WATCHING = frozenset({"read", "login-failed"})
"""Entries of the log that a request may leave which changes nothing."""
_RANDOM = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<="X-CSRFToken": ")[^"]+'
    r"|(?<=nonce[=-])[^;' ]+"
    r'|(?<=name="next" value=")[^"]*'
)
"""What differs between any two responses, or repeats the address that was asked for."""
_UNSTABLE = frozenset({"set-cookie", "expires", "date", "content-length"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One response: all of its text, without what differs between any two responses."""

    status: int
    body: str
    headers: str
    session: str
    changed: bool
    logged: frozenset[str]

    @property
    def text(self) -> str:
        """Return everything that reached the visitor, and the messages that wait for them."""
        return f"{self.headers}\n{self.body}\n{self.session}"

    @property
    def seen(self) -> tuple[int, str, str]:
        """Return what a visitor can tell two answers apart by."""
        return self.status, self.headers, self.body

    def unlike(self, other: Answer) -> str:
        """Return the first line in which two answers differ."""
        ours, theirs = (
            [str(answer.status), *answer.headers.splitlines(), *answer.body.splitlines()]
            for answer in (self, other)
        )
        for mine, its in zip_longest(ours, theirs, fillvalue=""):
            if mine != its:
                same = next(
                    (n for n, (a, b) in enumerate(zip(mine, its, strict=False)) if a != b), 0
                )
                return f"“{mine[same : same + 120]}”, not “{its[same : same + 120]}”"
        return "nothing"


def ask(
    visitor: Visitor,
    path: str,
    query: Mapping[str, Any] | None = None,
    *,
    method: str = "GET",
    data: Mapping[str, Any] | None = None,
    partial: bool = False,
    without: str = "",
) -> Answer:
    """Send one request, read the whole answer and set everything back.

    Where the page repeats what the visitor sent, it says nothing; ``without`` is a word of it.
    """
    client = visitor.client
    client.raise_request_exception = False
    cookies = copy(client.cookies)
    typed = _typed(path, without, *_values(query), *_values(data))
    sent = {"query_params": query, "headers": {"HX-Request": "true"} if partial else {}}
    with transaction.atomic():
        posts, newest = method != "GET", _newest()
        before = _state() if posts else ()
        if method == "POST":
            response = client.post(path, data or {}, **sent)
        else:
            response = client.generic(method, path, **sent)
        body = _body(response)
        entries = frozenset(Entry.objects.filter(seq__gt=newest).values_list("action", flat=True))
        answer = Answer(
            status=response.status_code,
            body=_plain(body, typed),
            headers=_plain(_headers(response), typed),
            session=_plain(str(client.session.get("_messages", "")), typed),
            changed=not entries <= _WATCHING or bool(posts and _state() != before),
            logged=entries,
        )
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def _body(response: HttpResponseBase) -> str:
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return raw.decode("utf-8", errors="replace")


def _headers(response: HttpResponseBase) -> str:
    kept = (f"{k}: {v}" for k, v in sorted(response.items()) if k.lower() not in _UNSTABLE)
    return "\n".join(kept)


def _plain(text: str, typed: Collection[str]) -> str:
    text = _RANDOM.sub("…", text).replace(' aria-current="page"', "")
    for told in typed:
        text = text.replace(told, "«asked»")
    return text


def _typed(*values: object) -> list[str]:
    """Return the names of records that the visitor sent and the page may repeat."""
    told = {str(value) for value in values if value is not None}
    said = {value for value in told if len(value) >= 7 and re.search(r"\d|/|zz|xx|^P-", value)}
    spelt = {form for value in said for form in (value, quote(value, safe=""), quote_plus(value))}
    return sorted(spelt, key=len, reverse=True)


def _values(data: Mapping[str, Any] | None) -> Iterator[object]:
    for value in (data or {}).values():
        yield from value if isinstance(value, list) else [value]


def _newest() -> int:
    return Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def _state() -> tuple[int, ...]:
    """Return how many rows each table of ours holds, and how many files the archive."""
    tables = [
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name.startswith("onrecord.") and config.label != "audit"
        for model in config.get_models(include_auto_created=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f'(SELECT count(*) FROM "{t}")' for t in tables))
        rows = cursor.fetchone()
    files = sum(1 for path in (register.folder() / register.EXHIBITS).rglob("*") if path.is_file())
    return (*rows, files)
