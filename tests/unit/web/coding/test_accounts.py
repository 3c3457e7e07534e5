"""An account says what one source says, and each value cites its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.core.kernel.quantity import Bound
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services
from onrecord.web.coding.models import OPEN_END, Account
from onrecord.web.coding.selectors import accounts as selectors
from onrecord.web.coding.services.accounts import cited_by_field
from onrecord.web.coding.services.claims import passage_of
from onrecord.web.sources.models import Exhibit

AccountIn = Callable[..., Account]


@pytest.fixture
def arta(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("coder", [general])


def test_an_account_keeps_values_and_what_follows_from_them(
    account_in: AccountIn, general: Compartment, arta: User
) -> None:
    account = account_in(
        general,
        by=arta,
        period="1999-04",
        place_text="Ђаковица",
        place_id="xk-m05",
        victim_bound="at_least",
        victim_value=3,
        victim_low=3,
    )
    assert (account.sort_date, account.first_day, account.last_day) == (
        "1999-04-01",
        "1999-04-01",
        "1999-04-30",
    )
    assert account.municipality == "xk-m05"
    victims = account.victims()
    assert victims is not None
    assert (victims.bound, victims.interval()) == (Bound.at_least, (3, None))
    assert set(cited_by_field(account)) == {
        "act_type",
        "victim_name",
        "victim_bound",
        "place_text",
        "period",
    }


def test_an_open_date_reaches_to_the_end_and_no_date_sorts_first(
    account_in: AccountIn, general: Compartment, arta: User
) -> None:
    after = account_in(general, by=arta, period="1999-06-11/..")
    assert (after.first_day, after.last_day) == ("1999-06-11", OPEN_END)
    assert account_in(general, by=arta).sort_date == ""


def test_a_value_without_a_passage_is_refused(
    text_in: Callable[..., Exhibit], general: Compartment, arta: User
) -> None:
    text = text_in(general, by=arta)
    passage = passage_of(text, 0, 9, by=arta)
    values = {"act_type": "act/beating", "victim_name": "Besim"}
    with pytest.raises(UsageError, match="victim_name"):
        services.code_account(text.source, values, passages={"act_type": [passage]}, by=arta)


def test_passages_are_those_of_the_same_source(
    text_in: Callable[..., Exhibit], general: Compartment, arta: User
) -> None:
    text, other = text_in(general, by=arta), text_in(general, by=arta, title="Other")
    passage = passage_of(other, 0, 9, by=arta)
    with pytest.raises(UsageError):
        services.code_account(
            text.source, {"act_type": "act/beating"}, passages={"act_type": [passage]}, by=arta
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"act_type": "act/no-such-act"},
        {"period": "in the spring"},
        {"victim_bound": "range", "victim_low": 5, "victim_high": 2},
        {"victim_value": 3},
        {"victim_group": "group/nobody"},
    ],
)
def test_what_cannot_be_is_refused(
    account_in: AccountIn, general: Compartment, arta: User, wrong: dict[str, object]
) -> None:
    with pytest.raises(InputError):
        account_in(general, by=arta, **wrong)
    assert not Account.objects.exists()


def test_a_correction_keeps_the_passages_and_new_values_rest_on_the_type(
    account_in: AccountIn, general: Compartment, arta: User
) -> None:
    account = account_in(general, by=arta)
    corrected = services.correct_account(
        account, {"method": "with sticks"}, by=arta, reason="Read again."
    )
    assert (corrected.stem, corrected.version) == (account.stem, 2)
    assert set(cited_by_field(corrected)) == {"act_type", "victim_name", "method"}
    with pytest.raises(Conflict):
        services.correct_account(account, {"method": "by hand"}, by=arta, reason="Too late.")


def test_a_value_can_rest_on_two_passages(
    account_in: AccountIn, text_in: Callable[..., Exhibit], general: Compartment, arta: User
) -> None:
    text = text_in(general, by=arta)
    account = account_in(general, by=arta, text=text)
    second = passage_of(text, 0, 13, by=arta)
    cited = services.cite(account, "victim_name", second, by=arta, reason="Named twice.")
    assert len(cited_by_field(cited)["victim_name"]) == 2
    assert len(selectors.cited(arta, cited)) == 2
    with pytest.raises(UsageError):
        services.cite(cited, "method", second, by=arta, reason="Not coded.")


def test_a_reader_codes_nothing(
    account_in: AccountIn,
    general: Compartment,
    arta: User,
    user_of: Callable[..., User],
) -> None:
    account = account_in(general, by=arta)
    besim = user_of("reader", [general])
    for attempt in (
        lambda: services.correct_account(account, {}, by=besim, reason="x"),
        lambda: services.withdraw_account(account, by=besim, reason="x"),
    ):
        with pytest.raises(AccessDenied):
            attempt()
    services.withdraw_account(account, by=arta, reason="Another person.")
    assert not selectors.accounts(arta).exists()
