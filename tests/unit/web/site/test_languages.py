"""A page speaks the language that a person chose, else the one that the browser asks for."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

LOGIN = "/accounts/login/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("en-GB,en;q=0.9", "en"),
        ("sq-XK,sq;q=0.9,en;q=0.8", "sq"),
        ("sq", "sq"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sr-Cyrl", "sr-Cyrl"),
        ("sr-RS,sr;q=0.9", "sr-Cyrl"),
        ("bs", "sr-Latn"),
        ("bs-Cyrl-BA", "sr-Cyrl"),
        ("hr-HR,hr;q=0.9,en;q=0.8", "sr-Latn"),
        ("de,bs;q=0.9,en;q=0.8", "sr-Latn"),
        ("cnr,en;q=0.5", "sr-Latn"),
        ("de-AT,de;q=0.9", "en"),
        ("", "en"),
    ],
)
def test_the_browser_is_heard(client: Client, asked: str, spoken: str) -> None:
    page = client.get(LOGIN, headers={"accept-language": asked}).content.decode()
    assert f'<html lang="{spoken}">' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "spoken", "words"),
    [
        ("en", "en", "Log in"),
        ("sq", "sq", "Hyr"),
        ("sr-latn", "sr-Latn", "Prijavi se"),
        ("sr", "sr-Cyrl", "Пријави се"),
    ],
)
def test_a_chosen_language_is_kept_in_the_browser(
    client: Client, code: str, spoken: str, words: str
) -> None:
    answer = client.post("/language/", {"language": code, "next": LOGIN})
    assert answer["Location"] == LOGIN
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME]["max-age"] >= 300 * 24 * 60 * 60
    page = client.get(LOGIN, headers={"accept-language": "de"}).content.decode()
    assert f'<html lang="{spoken}">' in page
    assert words in page


@pytest.mark.django_db
def test_every_language_is_called_as_its_readers_call_it(client: Client) -> None:
    page = client.get(LOGIN, headers={"accept-language": "sq"}).content.decode()
    for name in ("English", "shqip", "srpski", "српски"):
        assert f">{name}</option>" in page
