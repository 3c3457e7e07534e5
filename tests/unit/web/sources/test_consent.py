"""Which sources may be used for a purpose, and who may still read those that may not?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.errors import AccessDenied
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.sources import consent
from onrecord.web.sources.consent import Answer
from onrecord.web.sources.models import Description, Source
from onrecord.web.sources.services import add_source, record_consent

UserOf = Callable[..., User]


@pytest.fixture
def arta(user_of: UserOf, general: Compartment) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def statement(arta: User, general: Compartment) -> Source:
    return source_of("source/victim-statement", arta, general)


@pytest.fixture
def report(arta: User, general: Compartment) -> Source:
    return source_of("source/report", arta, general)


def source_of(kind: str, by: User, compartment: Compartment) -> Source:
    return add_source({"title": kind, "kind": kind}, compartment_id=compartment.pk, by=by)


def say(source: Source, purpose: str, by: User, *, given: bool) -> None:
    record_consent(source, purpose, given=given, on=None, by=by, reason="Asked at the table.")


def test_not_asked_refused_and_withdrawn_are_three_things(statement: Source, arta: User) -> None:
    say(statement, "court", arta, given=False)
    say(statement, "publication", arta, given=True)
    say(statement, "publication", arta, given=False)
    say(statement, "prosecutor", arta, given=False)
    say(statement, "prosecutor", arta, given=True)
    assert consent.answers_of(statement) == {
        "internal": Answer.NOT_ASKED,
        "prosecutor": Answer.GIVEN,
        "court": Answer.REFUSED,
        "publication": Answer.WITHDRAWN,
        "anonymised": Answer.NOT_ASKED,
    }


@pytest.mark.parametrize(
    ("purpose", "answer", "statement_may", "report_may"),
    [
        ("internal", None, True, True),
        ("internal", False, False, False),
        ("prosecutor", None, False, True),
        ("prosecutor", True, True, True),
        ("publication", False, False, False),
        ("anonymised", None, False, True),
    ],
)
def test_one_source_and_a_list_of_sources_obey_one_rule(
    statement: Source,
    report: Source,
    arta: User,
    *,
    purpose: str,
    answer: bool | None,
    statement_may: bool,
    report_may: bool,
) -> None:
    if answer is not None:
        say(statement, purpose, arta, given=answer)
        say(report, purpose, arta, given=answer)
    expected = {statement.pk: statement_may, report.pk: report_may}
    assert {
        one.pk: consent.may_use(one, purpose).allowed for one in (statement, report)
    } == expected
    rows = consent.usable(Description.objects.current(), purpose)
    assert {pk for pk, allowed in expected.items() if allowed} == {row.source_id for row in rows}


def test_a_refusal_of_internal_use_leaves_the_source_to_supervisors(
    statement: Source, report: Source, arta: User, user_of: UserOf, general: Compartment
) -> None:
    say(statement, "internal", arta, given=False)
    rows = Description.objects.current()
    for role in ("reader", "coder", "investigator", "publisher"):
        person = user_of(role, [general])
        assert not consent.may_read(person, statement)
        assert consent.may_read(person, report)
        assert [row.source_id for row in consent.readable(rows, person)] == [report.pk]
        with pytest.raises(AccessDenied, match="refused or withdrawn"):
            consent.require_reading(person, statement)
    assert consent.may_read(arta, statement)
    assert consent.readable(rows, arta).count() == 2
    assert [row.source_id for row in consent.usable(rows, "internal")] == [report.pk]


def test_what_may_not_be_used_is_refused_with_the_reason(statement: Source, arta: User) -> None:
    with pytest.raises(AccessDenied, match="No consent to this use"):
        consent.require_use(statement, "court")
    say(statement, "court", arta, given=True)
    consent.require_use(statement, "court")
