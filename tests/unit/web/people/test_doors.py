"""Whom does the page of a source lead to the columns of a list?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.people.doors import from_exhibit
from onrecord.web.sources.models import Exhibit

pytestmark = pytest.mark.django_db


def test_a_table_leads_to_its_columns(preserve: Callable[..., Exhibit], supervisor: User) -> None:
    exhibit = preserve()
    doors = from_exhibit(supervisor, exhibit)
    assert [door.url for door in doors] == [reverse("people:columns", args=[exhibit.pk])]


def test_not_whoever_may_not_import(
    preserve: Callable[..., Exhibit], user_of: Callable[..., User], general: Compartment
) -> None:
    assert from_exhibit(user_of("reader", [general]), preserve()) == []


def test_a_document_is_no_table(preserve: Callable[..., Exhibit], supervisor: User) -> None:
    exhibit = preserve()
    exhibit.name = "report.txt"
    assert from_exhibit(supervisor, exhibit) == []
