"""Does the menu show where one is?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import RequestFactory

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site.context import navigation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/sources/7/", ["Sources"]),
        ("/coding/accounts/", ["Reading"]),
        ("/coding/events/", ["Acts"]),
        ("/accounts/me/", []),
    ],
)
def test_one_entry_is_where_one_is(
    path: str,
    entry: list[str],
    rf: RequestFactory,
    general: Compartment,
    user_of: Callable[..., User],
) -> None:
    request = rf.get(path)
    request.user = user_of("supervisor", [general])
    links = navigation(request)["navigation"]
    assert [str(link.label) for link in links if link.here] == entry


def test_the_key_of_an_entry_is_left_to_the_page_where_one_is(
    rf: RequestFactory, general: Compartment, user_of: Callable[..., User]
) -> None:
    def key_of_search(path: str) -> str:
        request = rf.get(path)
        request.user = user_of("supervisor", [general])
        links = navigation(request)["navigation"]
        return next(link.key for link in links if link.url == "/search/")

    assert (key_of_search("/sources/"), key_of_search("/search/")) == ("/", "")
