"""How are the answers of an interview saved, sealed, shared and given up?"""

from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.statements import selectors, services
from onrecord.web.statements.models import Draft, FormVersion, Interview

from .conftest import ANSWERS, DAY, UserOf


def test_each_save_is_a_version_and_the_same_answers_are_none(
    interview: Interview, enver: User
) -> None:
    assert services.save(interview, {"full_name": "Arta"}, number=0, by=enver) == 1
    assert services.save(interview, {"full_name": "Arta"}, number=1, by=enver) == 1
    assert services.save(interview, {"full_name": "Arta B"}, number=1, by=enver) == 2
    assert selectors.newest_draft(interview) == ({"full_name": "Arta B"}, 2)
    assert selectors.draft_numbered(interview, 1) == {"full_name": "Arta"}


def test_the_second_of_two_who_write_one_interview_is_told(
    interview: Interview, enver: User, dragana: User
) -> None:
    services.save(interview, {"full_name": "Arta"}, number=0, by=enver)
    with pytest.raises(Conflict, match="Somebody else changed"):
        services.save(interview, {"full_name": "Besim"}, number=0, by=dragana)
    assert selectors.newest_draft(interview) == ({"full_name": "Arta"}, 1)


def test_no_answer_stands_readable_in_the_database(interview: Interview, enver: User) -> None:
    services.save(interview, {"full_name": "Arta Krasniqi"}, number=0, by=enver)
    sealed = bytes(Draft.objects.get().sealed)
    assert b"Arta" not in sealed
    assert b"full_name" not in sealed


def test_a_discarded_interview_can_never_be_read_again(interview: Interview, enver: User) -> None:
    services.save(interview, {"full_name": "Arta"}, number=0, by=enver)
    services.discard(interview, by=enver)
    interview.refresh_from_db()
    assert (interview.state, bytes(interview.key)) == ("discarded", b"")
    with pytest.raises(Conflict, match="has ended"):
        selectors.newest_draft(interview)
    with pytest.raises(Conflict, match="has ended"):
        services.discard(interview, by=enver)


def test_who_may_not_code_takes_no_statement(
    version: FormVersion, interview: Interview, fatime: User, general: Compartment
) -> None:
    with pytest.raises(AccessDenied):
        services.begin(
            version,
            compartment_id=general.pk,
            language="en",
            asked_by="F",
            asked_on=DAY,
            by=fatime,
        )
    with pytest.raises(AccessDenied):
        services.save(interview, ANSWERS, number=0, by=fatime)
    with pytest.raises(AccessDenied):
        services.discard(interview, by=fatime)


def test_a_form_of_a_closed_compartment_serves_no_other(
    version: FormVersion, user_of: UserOf, sealed: Compartment, general: Compartment
) -> None:
    both = user_of("supervisor", [general, sealed])
    values = {"language": "sq", "asked_by": "D", "asked_on": DAY, "by": both}
    begun = services.begin(version, compartment_id=sealed.pk, **values)
    assert begun.compartment_id == sealed.pk
    version.compartment_id = sealed.pk
    with pytest.raises(UsageError, match="only on claims of its own"):
        services.begin(version, compartment_id=general.pk, **values)


def test_an_interview_speaks_a_language_of_its_form(
    version: FormVersion, enver: User, general: Compartment
) -> None:
    with pytest.raises(UsageError, match="does not speak"):
        services.begin(
            version, compartment_id=general.pk, language="fr", asked_by="E", asked_on=DAY, by=enver
        )


def test_answers_beyond_all_measure_are_refused(interview: Interview, enver: User) -> None:
    with pytest.raises(InputError, match="too long"):
        services.save(interview, {"full_name": "x" * 2_000_001}, number=0, by=enver)
