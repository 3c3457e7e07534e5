"""The invented form on attacks in a register, an interview with Arta, and its statement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from onrecord.core.document.questionnaire import FormMapping
from onrecord.core.document.questionnaire.mapping import FieldRule, Rule
from onrecord.testing.forms import statement_form
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.sources.models import Consent
from onrecord.web.statements import services
from onrecord.web.statements.models import FormVersion, Interview, Statement
from onrecord.web.statements.services import ConsentAnswer, Ending

UserOf = Callable[..., User]
DAY = date(2026, 3, 1)
ANSWERS = {
    "full_name": "Arta",
    "age": "44",
    "sex": "f",
    "incident": "2",
    "incident/1/what": "beating killing",
    "incident/1/when": "1999-04-03",
    "incident/1/region": "west",
    "incident/1/town": "gjakova",
    "incident/1/by_whom": "uniform",
    "incident/1/victim": "2",
    "incident/1/victim/1/victim_name": "Besim",
    "incident/1/victim/1/victim_age": "30",
    "incident/1/victim/2/victim_name": "Enver",
    "incident/1/story": "They came at night.",
    "incident/2/what": "burning",
    "read_back": "OK",
}
RULES = FormMapping(
    (
        Rule(
            kind="account",
            scope="victim",
            fields=(
                FieldRule(
                    field="act_type",
                    question="what",
                    concepts=(("killing", "act/killing"), ("beating", "act/beating")),
                ),
                FieldRule(field="victim_name", question="victim_name"),
                FieldRule(field="period", question="when"),
                FieldRule(field="place_text", question="town"),
                FieldRule(field="perpetrator_text", question="by_whom"),
            ),
        ),
        Rule(
            kind="mention",
            scope="victim",
            fields=(
                FieldRule(field="name", question="victim_name"),
                FieldRule(field="age", question="victim_age"),
            ),
        ),
    )
)


def consents(**answers: str) -> list[ConsentAnswer]:
    """Return an answer for every purpose; given where none is named."""
    return [ConsentAnswer(one, answers.get(one, "given")) for one in Consent.PURPOSES]


def ending(**values: object) -> Ending:
    """Return how the interview ends."""
    kept: dict[str, object] = {
        "number": 1,
        "title": "Statement of March",
        "kind": "source/victim-statement",
        "consents": consents(),
    }
    return Ending(**{**kept, **values})  # type: ignore[arg-type]  # named by each test


@pytest.fixture
def dragana(user_of: UserOf, general: Compartment) -> User:
    return user_of("supervisor", [general], name="dragana")


@pytest.fixture
def enver(user_of: UserOf, general: Compartment) -> User:
    return user_of("coder", [general], name="enver")


@pytest.fixture
def fatime(user_of: UserOf, general: Compartment) -> User:
    return user_of("reader", [general], name="fatime")


@pytest.fixture
def stranger(user_of: UserOf, sealed: Compartment) -> User:
    return user_of("supervisor", [sealed], name="goran")


@pytest.fixture
def work(dragana: User, logged_in: Callable[..., Client]) -> Client:
    return logged_in(dragana)


@pytest.fixture
def version(dragana: User, general: Compartment) -> FormVersion:
    return services.keep_form(
        statement_form(), "attacks.xlsx", compartment_id=general.pk, by=dragana
    )


@pytest.fixture
def interview(version: FormVersion, enver: User, general: Compartment) -> Interview:
    return services.begin(
        version,
        compartment_id=general.pk,
        language="sq",
        asked_by="Enver",
        asked_on=DAY,
        by=enver,
    )


@pytest.fixture
def statement(interview: Interview, version: FormVersion, enver: User, dragana: User) -> Statement:
    services.approve_mapping(version, RULES, shown=None, by=dragana, reason="Read together.")
    services.save(interview, ANSWERS, number=0, by=enver)
    return services.keep(interview, ending(), by=enver)
