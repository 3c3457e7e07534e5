from __future__ import annotations

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    "name", ["me", "password", "second_factor", "users", "add_user", "compartments"]
)
def test_every_page_opens_for_an_administrator(name, user_of, logged_in) -> None:
    client = logged_in(user_of("administrator"))
    response = client.get(reverse(f"accounts:{name}"))
    assert response.status_code == 200, response.content[:300]
    assert b"style=" not in response.content
    assert b"onclick" not in response.content
