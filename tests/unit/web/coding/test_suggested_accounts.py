"""An account that the rules put together is accepted in one step, or looked at first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from onrecord.core.kernel.errors import UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services
from onrecord.web.coding.models import Account, Decision, Suggestion
from onrecord.web.coding.selectors import reading
from onrecord.web.coding.suggested import account_cites, account_roles, account_values, is_ready
from onrecord.web.sources.models import Exhibit

HTMX = {"HX-Request": "true"}
WORDS = "On 14 April 1999 armed men beat Besim and Arta in Gjakova, neighbours said."


def _at(words: str, **more: Any) -> dict[str, Any]:
    start = WORDS.index(words)
    return {"text": words, "start": start, "end": start + len(words), **more}


def payload(**changes: Any) -> dict[str, Any]:
    """Return an account as the rules word it."""
    return {
        "concept": "act/beating",
        "act": _at("beat"),
        "victims": [_at("Besim", name="Besim")],
        "alleged_perpetrator": _at("armed men", kind=None),
        "place": _at("Gjakova", id="xk-m05"),
        "period": _at("14 April 1999", edtf="1999-04-14"),
        "attribution": _at("neighbours"),
        "quotes": [[0, len(WORDS)]],
        "quote": WORDS,
        "start": 0,
        "end": len(WORDS),
        "rule": "clause",
        **changes,
    }


@pytest.fixture
def suggest(
    text_in: Callable[..., Exhibit], general: Compartment, dragana: User
) -> Callable[..., Suggestion]:
    text = text_in(general, by=dragana, text=WORDS, suggested=False)

    def make(kind: str = "account", **changes: Any) -> Suggestion:
        row = payload(**changes)
        return Suggestion.objects.create(
            exhibit=text,
            kind=kind,
            payload=row,
            start=row["start"],
            end=row["end"],
            rule=f"clause-{Suggestion.objects.count()}",
            tool="test",
            compartment_id=general.pk,
            made_by=dragana,
        )

    return make


def test_what_is_stated_becomes_fields_and_the_rest_stays_out() -> None:
    values = account_values(payload(period=None, attribution=None, victims=[]))
    assert values == {
        "act_type": "act/beating",
        "place_text": "Gjakova",
        "place_id": "xk-m05",
        "perpetrator_text": "armed men",
    }
    assert account_values({"start": 0, "end": 3}) == {}


def test_each_value_rests_on_its_own_words_else_on_the_clause() -> None:
    row = payload(act=None)
    cites = account_cites(row, {**account_values(row), "method": "with rifles"})
    assert cites["act_type"] == cites["method"] == [(0, len(WORDS))]
    assert cites["place_text"] == [(WORDS.index("Gjakova"), WORDS.index("Gjakova") + 7)]
    assert {role for _field, role, _span in account_roles(row)} >= {"victims", "place"}


def test_one_key_makes_the_account(
    suggest: Callable[..., Suggestion], work: Client, dragana: User
) -> None:
    one = suggest()
    room = work.get(reverse("coding:read", args=[one.exhibit_id])).content.decode()
    assert "alleged: armed men" in room
    assert 'title="the place"' in room
    answer = work.post(reverse("coding:accept", args=[one.pk]), headers=HTMX).content.decode()
    assert 'data-state="accepted"' in answer
    account = Account.objects.current().get()
    assert reverse("coding:account", args=[account.stem]) in answer
    assert (account.victim_name, account.municipality, account.period) == (
        "Besim",
        "xk-m05",
        "1999-04-14",
    )
    cited = {one.field: one.passage for one in account.cited.select_related("passage")}
    assert (cited["act_type"].start, cited["act_type"].end) == (
        WORDS.index("beat"),
        WORDS.index("beat") + 4,
    )
    again = work.get(reverse("coding:read", args=[one.exhibit_id])).content.decode()
    # Once, where its suggestion stands, and not once more for each of its passages.
    assert again.count('class="item"') == 1
    services.undo(Decision.objects.current().get(), by=dragana)
    assert not Account.objects.current().exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"concept": None},
        {"victims": [_at("Besim", name="Besim"), _at("Arta", name="Arta")]},
    ],
)
def test_what_is_not_clear_is_looked_at_first(
    suggest: Callable[..., Suggestion], work: Client, changes: dict[str, Any]
) -> None:
    one = suggest(**changes)
    assert not is_ready(one.payload)
    address = reverse("coding:accept", args=[one.pk])
    form = work.post(address, headers=HTMX)
    assert form["HX-Retarget"] == f"#form-s{one.pk}"
    assert 'value="Besim"' in form.content.decode()
    assert work.post(address)["Location"] == reverse("coding:edit", args=[one.pk])
    assert not Account.objects.exists()
    sent = {"act_type": "act/torture", "victim_name": "Besim", "period": "April 1999"}
    kept = work.post(reverse("coding:edit", args=[one.pk]), sent, headers=HTMX)
    assert 'data-state="corrected"' in kept.content.decode()
    assert Account.objects.current().get().act_type == "act/torture"


def test_others_who_are_named_are_pointed_to(
    suggest: Callable[..., Suggestion], work: Client
) -> None:
    one = suggest(victims=[_at("Besim", name="Besim"), _at("Arta", name="Arta")])
    room = work.get(reverse("coding:read", args=[one.exhibit_id])).content.decode()
    assert "It names others as well: Arta." in room


def test_an_account_without_an_act_is_not_kept(
    suggest: Callable[..., Suggestion], dragana: User
) -> None:
    with pytest.raises(UsageError, match="what was done"):
        services.accept(suggest(concept=None), by=dragana)
    assert not Account.objects.exists()


def test_parts_of_accounts_are_no_entries_of_their_own(
    suggest: Callable[..., Suggestion], work: Client, dragana: User
) -> None:
    account = suggest()
    for kind in ("act", "actor", "person", "place", "date"):
        suggest(kind=kind)
    room = work.get(reverse("coding:read", args=[account.exhibit_id]))
    assert room.status_code == 200
    assert room.content.decode().count('class="item"') == 1
    assert reading.progress(dragana, account.exhibit).all == 1


def test_rejecting_an_account_asks_in_its_own_words(
    suggest: Callable[..., Suggestion], work: Client
) -> None:
    page = work.get(reverse("coding:reject", args=[suggest().pk])).content.decode()
    assert "Why is it no account to keep?" in page
