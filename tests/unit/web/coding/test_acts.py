"""Acts rest on accounts of one compartment or the general one; allegations keep mode and status."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.core.kernel.period import Period
from onrecord.vocab import load_scheme
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding import services
from onrecord.web.coding.compared import compared
from onrecord.web.coding.forms.acts import judged_from
from onrecord.web.coding.models import Account, Act, Event
from onrecord.web.coding.selectors import accounts as account_selectors
from onrecord.web.coding.selectors import acts as selectors

AccountIn = Callable[..., Account]


@pytest.fixture
def dragana(user_of: Callable[..., User], general: Compartment, sealed: Compartment) -> User:
    return user_of("investigator", [general, sealed])


@pytest.fixture
def enver(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("investigator", [general])


def judge(account: Account, by: User, **values: object) -> Act:
    return services.judge_act({**judged_from(account), **values}, accounts=[account.stem], by=by)


def test_an_act_takes_the_values_of_its_account(
    account_in: AccountIn, general: Compartment, dragana: User
) -> None:
    account = account_in(general, by=dragana, period="1999-04", place_id="xk-m05")
    act = judge(account, dragana)
    assert (act.act_type, act.victim_name, act.period, act.municipality, act.sort_date) == (
        "act/beating",
        "Besim",
        "1999-04",
        "xk-m05",
        "1999-04-01",
    )
    assert act.compartment_id == general.pk
    assert not account_selectors.unjudged(dragana).exists()
    assert [one.account for one in selectors.tellings(dragana, act)] == [account]


def test_an_act_over_general_and_sealed_accounts_lies_in_the_sealed_compartment(
    account_in: AccountIn,
    general: Compartment,
    sealed: Compartment,
    dragana: User,
    enver: User,
) -> None:
    open_, closed = account_in(general, by=dragana), account_in(sealed, by=dragana)
    act = services.judge_act(judged_from(open_), accounts=[open_.stem, closed.stem], by=dragana)
    assert act.compartment_id == sealed.pk
    assert not selectors.acts(enver).exists()
    assert account_selectors.unjudged(enver).count() == 1, "hidden acts leave no trace"


def test_a_withdrawn_account_is_named_to_those_alone_who_may_see_it(
    account_in: AccountIn,
    general: Compartment,
    sealed: Compartment,
    dragana: User,
    user_of: Callable[..., User],
) -> None:
    open_, closed = account_in(general, by=dragana), account_in(sealed, by=dragana)
    act = services.judge_act(judged_from(open_), accounts=[open_.stem, closed.stem], by=dragana)
    insider = user_of("investigator", [sealed])
    assert not selectors.rests_on_withdrawn(dragana, act)
    services.withdraw_account(open_, by=dragana, reason="Another person.")
    assert selectors.rests_on_withdrawn(dragana, act)
    assert not selectors.rests_on_withdrawn(insider, act), "what is hidden is not hinted at"


def test_accounts_of_two_closed_compartments_make_no_act(
    account_in: AccountIn, sealed: Compartment, user_of: Callable[..., User]
) -> None:
    other = Compartment.objects.create(name="other", title="Other")
    goran = user_of("supervisor", [sealed, other])
    one, two = account_in(sealed, by=goran), account_in(other, by=goran)
    with pytest.raises(UsageError):
        services.judge_act(judged_from(one), accounts=[one.stem, two.stem], by=goran)
    with pytest.raises(UsageError):
        services.judge_act(judged_from(one), accounts=[one.stem], by=goran, compartment_id=other.pk)


def test_nobody_judges_from_accounts_that_they_may_not_see_or_from_none(
    account_in: AccountIn, sealed: Compartment, dragana: User, enver: User
) -> None:
    account = account_in(sealed, by=dragana)
    for stems in ([account.stem], [uuid.uuid4()], []):
        with pytest.raises(UsageError):
            services.judge_act(judged_from(account), accounts=stems, by=enver)


def test_a_coder_judges_nothing(
    account_in: AccountIn, general: Compartment, user_of: Callable[..., User]
) -> None:
    fatime = user_of("coder", [general])
    account = account_in(general, by=fatime)
    with pytest.raises(AccessDenied):
        judge(account, fatime)


def test_judging_anew_keeps_accounts_that_this_person_may_not_see(
    account_in: AccountIn, general: Compartment, dragana: User, enver: User
) -> None:
    first, second = account_in(general, by=dragana), account_in(general, by=dragana)
    act = services.judge_act(judged_from(first), accounts=[first.stem, second.stem], by=dragana)
    again = services.correct_act(
        act, {"method": "with sticks"}, by=enver, reason="As both say.", accounts=[second.stem]
    )
    assert (again.version, again.method) == (2, "with sticks")
    assert set(again.basis.values_list("account", flat=True)) == {second.stem}
    with pytest.raises(Conflict):
        services.correct_act(act, {"method": ""}, by=dragana, reason="Too late.")
    with pytest.raises(UsageError):
        services.correct_act(again, {}, by=enver, reason="None left.", accounts=[])


def test_what_an_account_has_otherwise_is_marked_and_silence_is_not(
    account_in: AccountIn, general: Compartment, dragana: User
) -> None:
    first = account_in(
        general, by=dragana, period="1999-04-14", victim_bound="exact", victim_value=2
    )
    second = account_in(general, by=dragana, period="1999-04-15")
    act = services.judge_act(judged_from(first), accounts=[first.stem, second.stem], by=dragana)
    lines = {
        line.label: [said.differs for said in line.said]
        for line in compared(act, selectors.tellings(dragana, act)).lines
    }
    assert lines["When"] == [False, True]
    assert lines["Number of victims"] == [False, False]


def test_mode_and_status_of_an_allegation_stand_apart(
    account_in: AccountIn, general: Compartment, dragana: User
) -> None:
    account = account_in(general, by=dragana)
    act = judge(account, dragana)
    values = {
        "perpetrator_text": "unknown men",
        "mode": first_of("involvement"),
        "evidential_status": first_of("evidential_status"),
    }
    with pytest.raises(UsageError):
        services.involve(act, values, basis=uuid.uuid4(), by=dragana)
    with pytest.raises(InputError):
        services.involve(act, {**values, "mode": "suspected?"}, basis=account.stem, by=dragana)
    involvement = services.involve(act, values, basis=account.stem, by=dragana)
    later = services.correct_involvement(
        involvement, {"perpetrator_text": "Goran"}, by=dragana, reason="Named in court."
    )
    assert (later.mode, later.evidential_status) == (
        involvement.mode,
        involvement.evidential_status,
    )
    services.withdraw_involvement(later, by=dragana, reason="Another Goran.")
    assert not selectors.involvements(dragana).exists()


def first_of(scheme: str) -> str:
    return next(iter(load_scheme(scheme))).id


def event_in(compartment: Compartment, by: User, title: str = "Expulsion") -> Event:
    return services.judge_event(
        {"title": title, "period": "1999-04", "place_id": ""},
        compartment_id=compartment.pk,
        by=by,
    )


def test_events_chain_and_hold_acts(
    account_in: AccountIn,
    general: Compartment,
    sealed: Compartment,
    dragana: User,
    enver: User,
) -> None:
    one, two = event_in(general, dragana), event_in(general, dragana, "Arrival")
    link = services.link_events(one, two, "precedes", by=dragana, reason="One day later.")
    for wrong in ("precedes", "follows"):
        with pytest.raises(UsageError):
            services.link_events(one, two, wrong, by=dragana, reason="Again.")
    assert [(c.other.title, c.outgoing) for c in selectors.chain(enver, two)] == [
        ("Expulsion", False)
    ]
    services.unlink_events(link, by=dragana, reason="Not sure.")
    assert selectors.chain(enver, two) == []
    act = judge(account_in(general, by=dragana), dragana, event=one.stem)
    assert act.event == one.stem
    hidden = event_in(sealed, dragana, "Hidden")
    with pytest.raises(UsageError):
        services.correct_act(act, {"event": hidden.stem}, by=dragana, reason="Belongs there.")
    with pytest.raises(UsageError):
        services.link_events(one, hidden, "causes", by=dragana, reason="Leaks.")


def test_one_selection_is_found_by_type_group_and_time(
    account_in: AccountIn, general: Compartment, dragana: User
) -> None:
    for period, group, kind in [
        ("1999-04-14", "group/ashkali", "act/massacre"),
        ("1998", "group/serbs", "act/abduction"),
        ("../1999-03-19", "", "act/enforced-disappearance"),
        ("", "group/serbs", "act/killing"),
    ]:
        account = account_in(general, by=dragana, period=period, victim_group=group, act_type=kind)
        judge(account, dragana)
    found = selectors.acts(dragana)
    counts = [
        found.filter(account_selectors.of_type("act/killing")).count(),
        found.filter(account_selectors.of_type("act/abduction")).count(),
        found.filter(account_selectors.of_group("group/serbs")).count(),
        found.filter(account_selectors.in_period(Period.year(1998))).count(),
        found.filter(account_selectors.in_period(Period.parse("April 1999"))).count(),
    ]
    assert counts == [2, 2, 2, 2, 1]
    assert dict(selectors.by_period(found)) == {
        "": 1,
        "1998": 1,
        "1999-04-14": 1,
        "../1999-03-19": 1,
    }
