"""Beside an act stand the accounts that may tell it, and one step makes one of them its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.coding.opening import page

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services
from onrecord.web.coding.forms.acts import judged_from
from onrecord.web.coding.models import Account, Act
from onrecord.web.coding.selectors import acts as selectors

AccountIn = Callable[..., Account]
HEAD = "Accounts that may tell the same act"
WHERE = {"place_text": "Gjakova", "place_id": "xk-m05", "period": "1999-04-14"}


@pytest.fixture
def judged(account_in: AccountIn, general: Compartment, dragana: User) -> Act:
    account = account_in(general, by=dragana, **WHERE)
    return services.judge_act(judged_from(account), accounts=[account.stem], by=dragana)


def test_candidates_stand_in_order_and_others_do_not_stand(
    judged: Act, account_in: AccountIn, general: Compartment, dragana: User
) -> None:
    likely = account_in(general, by=dragana, **{**WHERE, "victim_name": "Бесим"})
    possible = account_in(general, by=dragana, **{**WHERE, "victim_name": ""})
    account_in(general, by=dragana, **{**WHERE, "victim_name": "Goran"})
    account_in(general, by=dragana, **{**WHERE, "period": "1998"})
    found = selectors.may_tell_it(dragana, judged)
    assert [one.account.stem for one in found] == [likely.stem, possible.stem]
    assert found[0].source == "Report of April"


def test_an_account_behind_a_wall_is_no_candidate(
    judged: Act,
    account_in: AccountIn,
    general: Compartment,
    sealed: Compartment,
    user_of: Callable[..., User],
    dragana: User,
) -> None:
    both = user_of("coordinator", [general, sealed])
    hidden = account_in(sealed, by=both, **WHERE)
    assert selectors.may_tell_it(dragana, judged) == []
    assert selectors.may_tell_it(both, judged) == [], "a general act cannot rest on it"
    own = services.judge_act(judged_from(hidden), accounts=[hidden.stem], by=both)
    assert len(selectors.may_tell_it(both, own)) == 1, "a sealed act can rest on a general account"


def test_the_page_says_why_and_one_step_adds_it_with_a_reason(
    judged: Act,
    account_in: AccountIn,
    general: Compartment,
    dragana: User,
    work: Client,
    reader: Client,
) -> None:
    assert HEAD not in page(work, "act", judged.stem)
    other = account_in(general, by=dragana, **{**WHERE, "method": "with a stick"})
    shown = page(work, "act", judged.stem)
    assert HEAD in shown
    assert "The victim has the same name." in shown
    address = reverse("coding:add_account", args=[judged.stem])
    assert address in shown
    assert address not in page(reader, "act", judged.stem)
    sent = {"account": str(other.stem), "version": judged.pk, "reason": "The same day and man."}
    assert work.post(address, {**sent, "reason": ""}).status_code == 400
    assert reader.post(address, sent).status_code == 403
    assert work.post(address, sent).status_code == 302
    assert work.post(address, sent).status_code == 409, "the page showed another version"
    assert work.post(address, {**sent, "account": "x"}).status_code == 400
    act = Act.objects.current().get(stem=judged.stem)
    assert act.basis.count() == 2
    after = page(work, "act", judged.stem)
    assert HEAD not in after
    assert "Reason of the judgement: The same day and man." in after
    assert "with a stick" in after
