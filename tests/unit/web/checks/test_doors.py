"""A text that was read leads to what the checks find in it."""

from __future__ import annotations

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.checks.doors import from_exhibit

from .conftest import WRONG, TextOf


def test_a_text_has_the_door_and_its_file_has_none(
    text_in: TextOf, general: Compartment, enver: User
) -> None:
    text = text_in(general, WRONG, by=enver)
    assert [door.url for door in from_exhibit(enver, text)] == [f"/checks/text/{text.pk}/"]
    assert text.derived_from is not None
    assert from_exhibit(enver, text.derived_from) == []
