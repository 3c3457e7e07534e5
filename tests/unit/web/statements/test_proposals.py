"""What becomes of what a statement proposes, and who decides?"""

from __future__ import annotations

import pytest

from onrecord.core.document.questionnaire import FormMapping
from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.web.accounts.models import User
from onrecord.web.coding.models import Account
from onrecord.web.coding.selectors.accounts import cited
from onrecord.web.people.models import Mention
from onrecord.web.sources.services import record_consent
from onrecord.web.statements import services
from onrecord.web.statements.models import Statement
from onrecord.web.statements.proposed import proposed
from onrecord.web.statements.selectors import mapping_of

from .conftest import RULES


def keys(statement: Statement, kind: str) -> list[str]:
    return [one.proposal.key for one in proposed(statement)[1] if one.proposal.kind == kind]


def test_nothing_is_claimed_before_a_person_decides(statement: Statement) -> None:
    assert len(proposed(statement)[1]) == 6
    assert not Account.objects.exists()
    assert not Mention.objects.exists()


def test_an_accepted_account_cites_the_answers_it_rests_on(
    statement: Statement, enver: User
) -> None:
    decision = services.accept(statement, keys(statement, "account")[0], by=enver)
    account = Account.objects.get(stem=decision.claim)
    assert (account.act_type, account.victim_name) == ("act/beating", "Besim")
    assert (account.period, account.place_text) == ("1999-04-03", "Gjakova")
    assert account.place_id
    words = {
        field: one.excerpt.words
        for one in cited(enver, account)
        for field in one.fields
        if one.excerpt
    }
    assert words["victim_name"] == "Besim"
    assert words["act_type"] == "rrahje; vrasje"
    assert words["perpetrator_text"] == "burra në uniformë"


def test_an_accepted_mention_names_a_person(statement: Statement, enver: User) -> None:
    decision = services.accept(statement, keys(statement, "mention")[0], by=enver)
    mention = Mention.objects.get(stem=decision.claim)
    assert (mention.name, mention.age, mention.source_id) == ("Besim", 30.0, statement.source_id)


def test_all_can_be_accepted_at_once_and_only_once(statement: Statement, enver: User) -> None:
    assert services.accept_all(statement, by=enver) == 6
    assert services.accept_all(statement, by=enver) == 0
    assert (Account.objects.count(), Mention.objects.count()) == (4, 2)


def test_a_decision_is_made_once(statement: Statement, enver: User) -> None:
    key = keys(statement, "account")[0]
    services.reject(statement, key, by=enver, reason="She corrected herself.")
    with pytest.raises(Conflict, match="decided about this proposal already"):
        services.accept(statement, key, by=enver)
    with pytest.raises(UsageError, match="needs a reason"):
        services.reject(statement, keys(statement, "account")[1], by=enver, reason=" ")


def test_a_decision_can_be_taken_back_with_its_claim(statement: Statement, enver: User) -> None:
    key = keys(statement, "account")[0]
    services.accept(statement, key, by=enver)
    services.undo(statement, key, by=enver, reason="The wrong one.")
    assert not Account.objects.current().exists()
    services.accept(statement, key, by=enver)
    assert Account.objects.current().count() == 1


def test_a_new_mapping_keeps_decisions_about_what_it_makes_alike(
    statement: Statement, enver: User, dragana: User
) -> None:
    services.accept_all(statement, by=enver)
    account, mention = RULES.rules
    without_place = FormMapping(
        (type(account)(kind="account", scope="victim", fields=account.fields[:3]), mention)
    )
    services.approve_mapping(
        statement.form, without_place, shown=mapping_of(statement.form), by=dragana, reason="Less."
    )
    found = proposed(statement)[1]
    assert [one.decision is None for one in found] == [True] * 4 + [False] * 2
    assert all(one.was_claimed for one in found[:4])
    assert services.accept_all(statement, by=enver) == 0


def test_a_mapping_is_approved_by_who_may_and_can_be_followed(
    statement: Statement, enver: User, dragana: User
) -> None:
    before = mapping_of(statement.form)
    with pytest.raises(AccessDenied):
        services.approve_mapping(statement.form, RULES, shown=before, by=enver, reason="x")
    broken = FormMapping((type(RULES.rules[0])(kind="account", scope="nowhere"),))
    with pytest.raises(InputError, match="no repeat of this name"):
        services.approve_mapping(statement.form, broken, shown=before, by=dragana, reason="x")
    with pytest.raises(Conflict):
        services.approve_mapping(statement.form, RULES, shown=None, by=dragana, reason="x")


def test_nobody_but_supervisors_decides_after_consent_was_withdrawn(
    statement: Statement, enver: User, dragana: User
) -> None:
    record_consent(
        statement.source, "internal", given=False, on=None, by=dragana, reason="She called."
    )
    key = keys(statement, "account")[0]
    for verb in (
        lambda: services.accept(statement, key, by=enver),
        lambda: services.accept_all(statement, by=enver),
        lambda: services.reject(statement, key, by=enver, reason="x"),
    ):
        with pytest.raises(AccessDenied, match="refused or withdrawn"):
            verb()
    services.reject(statement, key, by=dragana, reason="Consent was withdrawn.")
