"""How is a long list of records filtered, sorted, paged and exported, everywhere in one way?

Pages follow one another by key (the last row seen), not by offset: the thousandth page costs
what the first does.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise

from onrecord.adapters.write.spreadsheet import spreadsheet_safe
from onrecord.web.site.rights import Right, actor_of, has_right, require_export
from onrecord.web.site.words import shown

PAGE = 50
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how a row shows in it, by what it sorts, where it leads.

    A number, quantity or period that ``value`` returns is said in the language of the page; an
    export keeps its plain form.
    ``sort`` names a field or annotation that is never null: pages follow one another by it.
    """

    key: str
    label: Text
    value: Callable[[Any], object]
    sort: str | None = None
    link: Callable[[Any], str] | None = None
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: a text box, or a choice where ``choices`` are given."""

    key: str
    label: Text
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]
    choices: Sequence[tuple[str, Text]] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the page shows it."""

    text: str
    url: str | None
    numeric: bool


@dataclass(frozen=True, slots=True)
class Head:
    """One column head: its label, the link that sorts by it, and how it sorts now."""

    label: Text
    url: str | None
    sorted: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """One filter as the page shows it."""

    key: str
    label: Text
    value: str
    choices: Sequence[tuple[str, Text]]


@dataclass(slots=True)
class Listing:
    """A list page over ``rows`` (already limited to what the person may see).

    ``sort`` is a column key, with ``-`` before it for descending. ``exported`` is called with
    the number of rows when the list is exported, so that the app can write it to the log.
    ``leaving`` keeps of the rows what may leave the register; ``left_out`` says in the file that
    something may not.
    """

    rows: QuerySet[Any]
    columns: Sequence[Column]
    sort: str
    filters: Sequence[Filter] = ()
    name: str = "list"
    notice: str = ""
    exported: Callable[[int], None] | None = None
    leaving: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    left_out: Text = ""
    extra: dict[str, object] = field(default_factory=dict)

    def response(self, request: HttpRequest, template: str) -> HttpResponseBase:
        """Answer with the page, or with the whole filtered list as CSV for ``?export=csv``."""
        rows = self._filtered(request)
        if request.GET.get("export") == "csv":
            require_export(request)
            return self._export(rows)
        return render(request, template, {**self.extra, "listing": self._page(request, rows)})

    def _filtered(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.rows
        for item in self.filters:
            value = request.GET.get(item.key, "").strip()
            if value and (not item.choices or value in {key for key, _label in item.choices}):
                rows = item.apply(rows, value)
        return rows

    def _page(self, request: HttpRequest, rows: QuerySet[Any]) -> dict[str, object]:
        order = _Order.of(request.GET.get("sort") or self.sort, self.columns, self.sort)
        shown, older, newer = order.page(rows, request)
        return {
            "count": rows.count(),
            "heads": [self._head(request, column, order) for column in self.columns],
            "rows": [[_cell(column, row) for column in self.columns] for row in shown],
            "filters": [
                ShownFilter(item.key, item.label, request.GET.get(item.key, ""), item.choices)
                for item in self.filters
            ],
            "sort": request.GET.get("sort", ""),
            "next": _query(request, after=order.key_of(shown[-1])) if older else None,
            "previous": _query(request, before=order.key_of(shown[0])) if newer else None,
            "export": _query(request, export="csv")
            if has_right(actor_of(request), Right.EXPORT)
            else None,
            "notice": self.notice,
        }

    def _head(self, request: HttpRequest, column: Column, order: _Order) -> Head:
        if column.sort is None:
            return Head(column.label, None, "", column.numeric)
        here = order.column.key == column.key
        state = ("descending" if order.down else "ascending") if here else ""
        turned = f"-{column.key}" if here and not order.down else column.key
        return Head(column.label, _query(request, sort=turned), state, column.numeric)

    def _export(self, rows: QuerySet[Any]) -> StreamingHttpResponse:
        notices = [self.notice] if self.notice else []
        if self.leaving is not None:
            every, rows = rows.count(), self.leaving(rows)
            notices += [str(self.left_out)] if rows.count() < every else []
        if self.exported is not None:
            self.exported(rows.count())
        lines = _csv_lines(self.columns, rows.iterator(chunk_size=2000), notices)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.name}.csv"'
        return response


@dataclass(frozen=True, slots=True)
class _Order:
    column: Column
    down: bool

    @classmethod
    def of(cls, asked: str, columns: Sequence[Column], default: str) -> _Order:
        known = {column.key: column for column in columns if column.sort}
        wanted = asked if asked.lstrip("-") in known else default
        return cls(known[wanted.lstrip("-")], wanted.startswith("-"))

    def page(self, rows: QuerySet[Any], request: HttpRequest) -> tuple[list[Model], bool, bool]:
        """Return the rows of the page and whether there are more after and before it."""
        after, before = request.GET.get("after"), request.GET.get("before")
        rows = rows.annotate(sort_key=F(self.column.sort or "pk"))
        backwards = before is not None
        key = before if backwards else after
        if key is not None:
            rows = self._beyond(rows, key, backwards=backwards)
        sign = "-" if self.down != backwards else ""
        found = list(rows.order_by(f"{sign}sort_key", f"{sign}pk")[: PAGE + 1])
        more, found = len(found) > PAGE, found[:PAGE]
        if backwards:
            return found[::-1], bool(found), more
        return found, more, after is not None and bool(found)

    def key_of(self, row: Any) -> str:
        return f"{row.pk}~{row.sort_key}"

    def _beyond(self, rows: QuerySet[Any], key: str, *, backwards: bool) -> QuerySet[Any]:
        pk, _tilde, value = key.partition("~")
        side = "lt" if self.down != backwards else "gt"
        try:
            return rows.filter(
                Q(**{f"sort_key__{side}": value}) | Q(sort_key=value, **{f"pk__{side}": int(pk)})
            )
        except (ValueError, ValidationError):
            # A key that somebody typed: show the first page.
            return rows


def _cell(column: Column, row: object) -> Cell:
    value = column.value(row)
    text = "–" if value is None or value == "" else shown(value)
    return Cell(text, column.link(row) if column.link else None, column.numeric)


def _query(request: HttpRequest, **changes: str) -> str:
    kept = {
        key: value
        for key, value in request.GET.items()
        if key not in {"after", "before", "export"} and value
    }
    return "?" + urlencode({**kept, **changes})


class _Echo:
    def write(self, value: str) -> str:
        return value


def _csv_lines(
    columns: Sequence[Column], rows: Iterable[object], notices: Sequence[str]
) -> Iterator[str]:
    writer = csv.writer(_Echo())
    for notice in notices:
        yield writer.writerow([f"# {notice}"])
    yield writer.writerow([column.key for column in columns])
    for row in rows:
        values = [column.value(row) for column in columns]
        yield writer.writerow(
            ["" if value is None else spreadsheet_safe(str(value)) for value in values]
        )
