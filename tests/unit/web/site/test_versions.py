from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from onrecord.core.kernel.errors import AccessDenied, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site.versions import TwoEditors
from onrecord.web.sources.models import Description
from onrecord.web.sources.services import add_source, describe

UserOf = Callable[..., User]


@pytest.fixture
def report(user_of: UserOf, general: Compartment) -> Description:
    arta = user_of("coder", [general])
    source = add_source(
        {"title": "A report", "kind": "source/report"}, compartment_id=general.pk, by=arta
    )
    return source.descriptions.get()


def test_a_correction_leaves_what_stood_before(report: Description, user_of: UserOf) -> None:
    besim = user_of("coder", [report.compartment])
    second = describe(report, {"title": "The report"}, by=besim, reason="as printed")
    assert (second.version, second.title, second.stem) == (2, "The report", report.stem)
    assert list(Description.objects.current()) == [second]
    assert [d.title for d in Description.objects.history(report.stem)] == [
        "The report",
        "A report",
    ]


def test_the_second_of_two_editors_is_told(report: Description, user_of: UserOf) -> None:
    besim = user_of("coder", [report.compartment])
    describe(report, {"title": "One"}, by=besim, reason="one reading")
    with pytest.raises(TwoEditors, match="Somebody else changed") as conflict:
        describe(report, {"title": "Two"}, by=besim, reason="another reading")
    assert conflict.value.differences() == [("title", "A report", "One", "Two")]
    assert Description.objects.current().get().title == "One"


def test_a_correction_needs_a_reason_and_the_right(report: Description, user_of: UserOf) -> None:
    coder = user_of("coder", [report.compartment])
    with pytest.raises(UsageError, match="reason"):
        describe(report, {"title": "X"}, by=coder, reason="  ")
    for role in ("reader", "auditor", "administrator", "publisher"):
        with pytest.raises(AccessDenied):
            describe(report, {"title": "X"}, by=user_of(role, []), reason="why")


def test_nobody_sees_what_lies_in_another_compartment(
    report: Description, user_of: UserOf, sealed: Compartment
) -> None:
    outsider = user_of("supervisor", [sealed])
    administrator = user_of("administrator", [report.compartment])
    insider = user_of("reader", [report.compartment])
    assert not Description.objects.visible_to(outsider).exists()
    assert not Description.objects.visible_to(administrator).exists()
    assert Description.objects.visible_to(insider).count() == 1


def test_the_page_shows_the_second_editor_what_the_first_one_wrote(
    report: Description, user_of: UserOf, logged_in: Callable[..., Client]
) -> None:
    besim = user_of("coder", [report.compartment], name="besim")
    describe(report, {"title": "One"}, by=besim, reason="one reading")
    form = {**report.values(), "title": "Two", "reason": "mine", "version": report.pk}
    form = {name: value for name, value in form.items() if value is not None}
    response = logged_in(besim).post(f"/sources/{report.source_id}/correct/", form)
    assert response.status_code == 409
    page = response.content.decode()
    for words in ("besim", "one reading", "A report", "One", "Two"):
        assert words in page
