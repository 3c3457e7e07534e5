"""Does no page and no export show what a source says after its giver refused internal work?

Each place is a row: a new page that shows what sources say gets one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services as coding
from onrecord.web.coding.forms.acts import judged_from
from onrecord.web.coding.models import Account
from onrecord.web.figures.services import add_figure
from onrecord.web.people.models import Mention
from onrecord.web.sources.services import record_consent
from onrecord.web.statements import selectors, services
from onrecord.web.statements.models import Statement

LoggedIn = Callable[..., Client]
SAID = ("Besim", "rrahje", "burra në uniformë", "Fatime saw")
"""Words that only the statement has."""


@dataclass(frozen=True)
class Told:
    """A statement whose claims were made before consent was withdrawn."""

    statement: Statement
    account: Account
    mention: Mention
    figure: Any
    act: Any

    @property
    def source(self) -> int:
        return self.statement.source_id


@pytest.fixture
def told(statement: Statement, dragana: User) -> Told:
    services.accept_all(statement, by=dragana)
    passage = selectors.passages_of(statement)["incident/1/story"]
    words = dict.fromkeys(("counted", "group", "place", "attributed_to"), "Fatime saw")
    values = {"bound": "exact", "value": 9.0, "measure": "figure/killed", **words}
    figure = add_figure(statement.source, values, by=dragana, passage=passage)
    account = Account.objects.filter(victim_name="Besim").order_by("pk")[0]
    act = coding.judge_act(judged_from(account), accounts=[account.stem], by=dragana)
    record_consent(
        statement.source, "internal", given=False, on=None, by=dragana, reason="He called."
    )
    return Told(statement, account, Mention.objects.get(name="Besim"), figure, act)


def _asks(address: Callable[[Told], str], query: str = "", *, name: str) -> Any:
    return pytest.param(address, query, id=name)


PLACES = [
    _asks(lambda _t: reverse("statements:home"), name="statements"),
    _asks(lambda _t: reverse("statements:kept"), name="statements kept"),
    _asks(lambda _t: reverse("statements:kept"), "?export=csv", name="statements kept, export"),
    _asks(
        lambda t: reverse("statements:statement", args=[t.statement.source_id]), name="proposals"
    ),
    _asks(lambda t: reverse("statements:consent", args=[t.statement.source_id]), name="consent"),
    _asks(lambda t: reverse("sources:one", args=[t.statement.source_id]), name="source"),
    _asks(lambda t: reverse("coding:read", args=[t.statement.text_id]), name="reading room"),
    _asks(lambda _t: reverse("coding:accounts"), name="accounts"),
    _asks(lambda _t: reverse("coding:accounts"), "?export=csv", name="accounts, export"),
    _asks(lambda t: reverse("coding:account", args=[t.account.stem]), name="account"),
    _asks(lambda t: reverse("coding:act", args=[t.act.stem]), name="act"),
    _asks(lambda _t: reverse("people:mentions"), name="mentions"),
    _asks(lambda _t: reverse("people:mentions"), "?export=csv", name="mentions, export"),
    _asks(lambda t: reverse("people:mention", args=[t.mention.stem]), name="mention"),
    _asks(lambda _t: reverse("figures:all"), name="figures"),
    _asks(lambda _t: reverse("figures:all"), "?export=csv", name="figures, export"),
    _asks(lambda t: reverse("figures:figure", args=[t.figure.stem]), name="figure"),
    _asks(lambda t: reverse("sources:original", args=[t.statement.text_id]), name="original file"),
]


@pytest.mark.parametrize(("address", "query"), PLACES)
def test_what_is_withdrawn_is_shown_nowhere(
    told: Told,
    user_of: Callable[..., User],
    general: Compartment,
    logged_in: LoggedIn,
    address: Callable[[Told], str],
    query: str,
) -> None:
    for role in ("publisher", "investigator"):
        visitor = logged_in(user_of(role, [general], name=role))
        answer = visitor.get(address(told) + query)
        content = b"".join(answer) if answer.streaming else answer.content
        text = content.decode("utf-8", errors="replace")
        assert [word for word in SAID if word in text] == []


@pytest.mark.parametrize("name", ["coding:accounts", "people:mentions", "figures:all"])
def test_nothing_of_it_leaves_with_a_supervisor_and_the_file_says_so(
    told: Told, dragana: User, logged_in: LoggedIn, name: str
) -> None:
    desk = logged_in(dragana)
    shown = desk.get(reverse(name)).content.decode()
    assert any(word in shown for word in SAID), "a supervisor still reads it"
    answer = desk.get(reverse(name) + "?export=csv")
    text = b"".join(answer).decode()
    assert [word for word in SAID if word in text] == []
    assert "What consent does not cover is left out." in text
