"""A document with two suggestions and a total, in the general and in a sealed compartment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services
from onrecord.web.coding.forms.acts import judged_from
from onrecord.web.coding.models import Account, Act, Suggestion
from onrecord.web.coding.services.accounts import CODED_FIELDS
from onrecord.web.coding.services.claims import passage_of
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import add_source, keep_text, take_in

TEXT = (
    "In April 1999 more than 230 persons fled from Gjakova. Men in uniform beat Besim.\n"
    "Of 1,303 missing 944 are Albanians and 359 are Serbs. <script>alert(1)</script>\n"
)

TextOf = Callable[..., Exhibit]
LoggedIn = Callable[..., Client]


def figure_row(quote: str, **values: Any) -> dict[str, Any]:
    """Return a figure as a rule words it."""
    start = TEXT.index(quote)
    empty = dict.fromkeys(
        ("value", "low", "high", "counted", "group", "phenomenon", "place", "period", "as_of")
    )
    return {
        **empty,
        "bound": "exact",
        "unit": "persons",
        "attribution": None,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "rule": "exact",
        **values,
    }


def rows() -> list[dict[str, Any]]:
    """Return the four figures of the text."""
    return [
        figure_row(
            "more than 230 persons",
            bound="at_least",
            value=230,
            low=230,
            rule="at_least",
            place="Gjakova",
            period="1999-04",
        ),
        figure_row("1,303", value=1303, phenomenon="missing"),
        figure_row("944", value=944, group="Albanians"),
        figure_row("359", value=359, group="Serbs"),
    ]


@pytest.fixture
def text_in() -> TextOf:
    """Return a function that keeps the text in a compartment: ``text_in(general, by=user)``."""

    def keep(
        compartment: Compartment,
        *,
        by: User,
        title: str = "Report of April",
        text: str = TEXT,
        suggested: bool = True,
    ) -> Exhibit:
        source = add_source(
            {"title": title, "kind": "report"}, compartment_id=compartment.pk, by=by
        )
        exhibit = take_in(source, text.encode(), name="report.txt", by=by)
        kept = keep_text(exhibit, text, [(0, len(text))], by=by, tool="test", parameters={})
        if suggested:
            _suggest(kept, by)
        return kept

    return keep


def _suggest(text: Exhibit, by: User) -> None:
    figures = rows()
    total = {
        "total": figures[1],
        "parts": figures[2:],
        "difference": 0.0,
        "start": figures[1]["start"],
        "end": figures[3]["end"],
        "quote": "1,303 … 359",
        "rule": "parts_and_total",
    }
    for kind, row in [*(("figure", row) for row in figures), ("total", total)]:
        Suggestion.objects.create(
            exhibit=text,
            kind=kind,
            payload=row,
            start=row["start"],
            end=row["end"],
            rule=row["rule"],
            tool="test",
            compartment_id=text.compartment_id,
            made_by=by,
        )


@pytest.fixture
def account_in(text_in: TextOf) -> Callable[..., Account]:
    """Return a function that codes an account: ``account_in(general, by=user, period="1999")``."""

    def code(
        compartment: Compartment, *, by: User, text: Exhibit | None = None, **values: Any
    ) -> Account:
        text = text or text_in(compartment, by=by, suggested=False)
        passage = passage_of(text, 55, 81, by=by)
        coded = {"act_type": "act/beating", "victim_name": "Besim", **values}
        return services.code_account(
            text.source, coded, passages={name: [passage] for name in CODED_FIELDS}, by=by
        )

    return code


@pytest.fixture
def dragana(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def work(dragana: User, logged_in: LoggedIn) -> Client:
    return logged_in(dragana)


@pytest.fixture
def reader(user_of: Callable[..., User], general: Compartment, logged_in: LoggedIn) -> Client:
    return logged_in(user_of("reader", [general]))


@pytest.fixture
def outsider(user_of: Callable[..., User], sealed: Compartment, logged_in: LoggedIn) -> Client:
    return logged_in(user_of("supervisor", [sealed]))


@pytest.fixture
def text(text_in: Callable[..., Exhibit], general: Compartment, dragana: User) -> Exhibit:
    return text_in(general, by=dragana)


@pytest.fixture
def act(account_in: Callable[..., Account], general: Compartment, dragana: User) -> Act:
    account = account_in(
        general,
        by=dragana,
        period="1999-04-14",
        place_text="Gjakova",
        place_id="xk-m05",
        perpetrator_text="Goran",
    )
    return services.judge_act(judged_from(account), accounts=[account.stem], by=dragana)
