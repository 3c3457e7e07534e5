"""Which pages of the large register are asked for?

Every page that is looked at, and the lists sorted every way, deep inside, searched and exported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, URLResolver

from onrecord.web.accounts.models import User
from onrecord.web.coding.models import Account, Act, Event, Involvement, Suggestion
from onrecord.web.estimates.models import Estimate
from onrecord.web.figures.models import Figure, Question
from onrecord.web.people.models import Batch, Mention, Person
from onrecord.web.site import urls
from onrecord.web.sources.models import Exhibit, Source

Page = tuple[str, str, Mapping[str, Any], Mapping[str, str]]
"""What it is, the name of its address, its arguments, its query."""

SORTS = {
    "people:mentions": ("name", "place", "date", "list"),
    "people:persons": ("code", "name", "mentions"),
    "people:lists": ("file", "made"),
    "figures:all": ("measure", "group", "as_of", "source"),
    "figures:questions": ("title", "measure"),
    "coding:acts": ("period", "act", "victim", "municipality"),
    "coding:accounts": ("period", "source"),
    "coding:events": ("period", "title"),
    "coding:documents": ("file", "state", "source"),
    "sources:list": ("title", "made"),
    "estimates:list": ("made", "title"),
}
"""The lists, and by what they are sorted here; each also from the end."""

SEARCHES = {
    "people:mentions": (
        *({"q": "gashi"}, {"q": "aš"}, {"q": "zzzz"}, {"q": "arta krasniqi"}),
        *({"place": "village 17"}, {"date": "1999-04"}, {"list": "Elm"}, {"sex": "sex/female"}),
        {"q": "gashi", "place": "village 17", "list": "Lime"},
    ),
    "people:persons": ({"q": "gashi"}, {"q": "P-1"}),
    "figures:all": ({"q": "group 7"}, {"q": "zzzz"}),
    "coding:acts": ({"q": "gash"}, {"type": "act/killing"}, {"period": "April 1999"}),
    "coding:acts_timeline": ({"q": "gash"}, {"type": "act/killing"}),
    "coding:acts_map": ({"q": "gash"}, {"type": "act/killing"}),
    "coding:accounts": ({"q": "gash"}, {"judged": "no"}),
    "coding:events": ({"q": "gash"},),
    "sources:list": ({"q": "gash"},),
}
_LISTS = """
home accounts:me accounts:password accounts:second_factor
sources:list sources:new figures:questions figures:all figures:new_question
people:lists people:import people:mentions people:persons
coding:documents coding:types coding:type coding:place coding:accounts
coding:acts coding:acts_timeline coding:acts_map coding:events coding:new_event
estimates:list estimates:new
checks:list jobs:list search:search statements:home statements:kept statements:new_form
coding:codebook coding:rounds coding:terms coding:propose
sources:bag sources:intake
linkage:runs linkage:decisions linkage:contradictions
"""
"""Lists, forms and the first page: addresses without arguments."""
NOT_LOOKED_AT = frozenset(
    {
        # Steps of logging in and pages of administrators, whose size does not grow with records.
        *("accounts:login", "accounts:second_step", "accounts:link", "accounts:users"),
        *("accounts:add_user", "accounts:user", "accounts:compartments", "audit:log"),
        "sources:checks",
        # Answers to posts.
        *("accounts:logout", "accounts:add_passkey", "accounts:recovery_codes"),
        *("accounts:remove_factor", "accounts:user_action", "set_language"),
        *("sources:add_file", "sources:consent", "figures:place", "figures:remove"),
        *("people:commit", "people:cancel", "people:undo", "people:withdraw", "people:merge"),
        *("people:split", "people:undo_decision", "coding:read_it", "coding:cite"),
        *("people:follow", "people:part"),
        *("coding:accept", "coding:undo", "coding:withdraw_account", "coding:judge"),
        "coding:add_account",
        *("coding:withdraw_act", "coding:involve", "coding:withdraw_involvement"),
        *("coding:withdraw_event", "coding:link", "coding:unlink", "estimates:again"),
        *("checks:decide", "checks:run", "checks:undo", "jobs:again", "jobs:cancel"),
        *("coding:close_round", "coding:finish", "coding:join", "coding:move"),
        *("coding:read_all", "coding:resume", "coding:settle", "coding:settle_alike"),
        *("coding:state", "coding:withdraw_coding", "sources:open", "sources:ask_stamp"),
        *("sources:stamp_answer", "statements:decide", "statements:discard"),
        "statements:save",
        # Pages of one record that the large register does not hold yet.
        *("checks:one", "checks:shared", "coding:coding", "coding:new_round", "coding:note"),
        *("coding:round", "coding:scheme", "coding:split", "coding:term", "jobs:one"),
        *("sources:add_copy", "sources:contents", "sources:embedded", "sources:stamps"),
        # What is drawn or recognised in a process apart, one page at a time.
        *("sources:page", "sources:page_image", "sources:pick_table"),
        *("sources:redact", "sources:redacted_copy", "sources:add_redactions"),
        *("sources:take_back_redaction", "sources:make_redacted", "sources:make_searchable"),
        *("statements:consent", "statements:finish", "statements:form"),
        *("statements:interview", "statements:mapping", "statements:statement"),
        "statements:take",
        *("audit:checkpoint", "sources:stamp_question"),
        # Linkage: the large register holds no run yet.
        *("linkage:start", "linkage:run", "linkage:queue", "linkage:quality", "linkage:pair"),
        *("linkage:decide", "linkage:undo", "linkage:export"),
        # Files given out, measured by their size elsewhere.
        *("sources:original", "people:failed_rows", "estimates:table"),
    }
)


def pages() -> Iterator[Page]:
    """Yield every page; raises LookupError for an address that this file does not know."""
    known = dict(_single())
    missing = set(_names(urls.urlpatterns)) - known.keys() - NOT_LOOKED_AT
    if missing:
        raise LookupError(f"pages that nobody measures: {', '.join(sorted(missing))}")
    for name, (arguments, query) in known.items():
        yield name, name, arguments, query
    for name, sorts in SORTS.items():
        for sort in sorts:
            for sign in ("", "-"):
                yield f"{name} by {sign}{sort}", name, {}, {"sort": f"{sign}{sort}"}
    yield from _deep()
    for name, queries in SEARCHES.items():
        for query in queries:
            words = " ".join(f"{key}={value}" for key, value in query.items())
            yield f"{name} {words}", name, {}, query
    for name in SORTS:
        yield f"export {name}", name, {}, {"export": "csv"}


def _single() -> Iterator[tuple[str, tuple[dict[str, Any], dict[str, str]]]]:
    """Yield each address once, with arguments of one record and a query where it needs one."""
    for line in _LISTS.split():
        yield line, ({}, {})
    yield "coding:new_act", ({}, {"account": str(_some(Account).stem)})
    span = {"start": "3", "end": "40"}
    text = Exhibit.objects.get(name="long.txt.txt")
    for name in ("code_figure", "code_account", "choose_cited"):
        yield f"coding:{name}", ({"pk": text.pk}, span)
    for names, arguments in (
        (
            "sources:one sources:correct sources:custody sources:files sources:intake_more",
            {"pk": _some(Source).pk},
        ),
        ("checks:text", {"pk": text.pk}),
        ("figures:question", {"stem": _some(Question).stem}),
        ("figures:figure figures:correct", {"stem": _some(Figure).stem}),
        ("people:columns", {"pk": _some(Batch).exhibit_id}),
        ("people:batch", {"pk": _some(Batch).pk}),
        ("people:changes", {"pk": _of(Batch).get(supersedes__isnull=False).pk}),
        ("people:mention people:correct", {"stem": _some(Mention).stem}),
        ("people:person", {"code": _some(Person).code}),
        ("coding:read", {"pk": text.pk}),
        ("coding:suggestion coding:edit coding:reject", {"pk": _some(Suggestion).pk}),
        ("coding:account coding:correct_account", {"stem": _some(Account).stem}),
        ("coding:act coding:correct_act coding:choose_accounts", {"stem": _some(Act).stem}),
        ("coding:correct_involvement", {"stem": _some(Involvement).stem}),
        ("coding:event coding:correct_event", {"stem": _some(Event).stem}),
        ("estimates:one estimates:trace", {"pk": _some(Estimate).pk}),
        ("estimates:behind", {"pk": _some(Estimate).pk, "history": "10"}),
    ):
        for name in names.split():
            yield name, (arguments, {})


def _deep() -> Iterator[Page]:
    """Yield pages from the middle and from the far end of the longest list."""
    for sort, key in (("name", "folded"), ("date", "sort_date"), ("place", "folded_place")):
        rows = _of(Mention).order_by(key, "pk").values_list("pk", key)
        count = rows.count()
        for where, number in (("middle", count // 2), ("end", count - 60)):
            pk, value = rows[number]
            query = {"sort": sort, "after": f"{pk}~{value}"}
            yield f"people:mentions by {sort}, the {where}", "people:mentions", {}, query


def _of(model: Any) -> Any:
    return model.objects.visible_to(User.objects.get(username="dragana"))


def _some(model: Any) -> Any:
    """Return a record from the middle of those that the user may see."""
    rows = _of(model).order_by("pk")
    return rows[rows.count() // 2]


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{space}{pattern.namespace}:")
        elif pattern.name:
            yield f"{space}{pattern.name}"
