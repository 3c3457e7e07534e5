from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)
from tests.register_scene import PASSWORD

from onrecord.core.kernel.errors import AccessDenied, InputError
from onrecord.web.accounts import passkeys, selectors
from onrecord.web.accounts.models import Passkey, User

ORIGIN = "https://register.example"
FLAGS = AuthenticatorData.FLAG


@dataclass
class Key:
    """A security key made of software: what a browser sends, by the letter of the standard."""

    origin: str = ORIGIN
    count: int = 1
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = b"credential-of-this-key"

    def make(self, options: str) -> str:
        asked = json.loads(options)
        public = ES256.from_cryptography_key(self.private.public_key())
        data = AuthenticatorData.create(
            sha256(asked["rp"]["id"].encode()),
            FLAGS.UP | FLAGS.AT,
            self.count,
            AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public),
        )
        made = AttestationObject.create("none", data, {})
        client_data = self._client_data("webauthn.create", asked)
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client_data),
                "attestationObject": websafe_encode(made),
            }
        )

    def sign(self, options: str) -> str:
        asked = json.loads(options)
        self.count += 1
        data = AuthenticatorData.create(sha256(asked["rpId"].encode()), FLAGS.UP, self.count)
        client_data = self._client_data("webauthn.get", asked)
        signature = self.private.sign(data + client_data.hash, ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
            }
        )

    def _client_data(self, kind: str, asked: dict) -> CollectedClientData:
        return CollectedClientData.create(kind, asked["challenge"], self.origin)

    def _answer(self, response: dict) -> str:
        name = websafe_encode(self.credential_id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )


@pytest.fixture
def arta(user_of, general) -> User:
    return user_of("supervisor", [general], password=True)


def _add(user: User, key: Key, name: str = "blue key") -> list[str]:
    asked = passkeys.begin_adding(user, ORIGIN)
    return passkeys.add(user, name, key.make(asked.options), asked.state, origin=ORIGIN, by=user)


def test_a_passkey_is_kept_and_answers_later(arta) -> None:
    key = Key()
    assert len(_add(arta, key)) == 10
    assert selectors.has_second_factor(arta)
    asked = passkeys.begin_asking(arta, ORIGIN)
    answer = key.sign(asked.options)
    assert passkeys.accepts(arta, answer, asked.state, origin=ORIGIN)
    assert Passkey.objects.get().sign_count == key.count


def test_a_second_passkey_gives_no_new_recovery_codes(arta) -> None:
    _add(arta, Key())
    assert _add(arta, Key(credential_id=b"another")) == []


def test_one_key_is_kept_for_one_account(arta, user_of) -> None:
    key = Key()
    _add(arta, key)
    besim = user_of("reader")
    with pytest.raises(InputError):
        _add(besim, key)
    assert Passkey.objects.count() == 1


def test_an_answer_to_another_challenge_is_refused(arta) -> None:
    key = Key()
    _add(arta, key)
    older, newer = (passkeys.begin_asking(arta, ORIGIN) for _ in range(2))
    assert not passkeys.accepts(arta, key.sign(older.options), newer.state, origin=ORIGIN)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://register.example", "https://sub.register.example"]
)
def test_an_answer_given_to_another_site_is_refused(origin, arta) -> None:
    key = Key()
    _add(arta, key)
    key.origin = origin
    asked = passkeys.begin_asking(arta, ORIGIN)
    assert not passkeys.accepts(arta, key.sign(asked.options), asked.state, origin=ORIGIN)
    with pytest.raises(InputError):
        _add(arta, Key(origin=origin, credential_id=b"another"))


def test_another_key_is_refused(arta) -> None:
    _add(arta, Key())
    asked = passkeys.begin_asking(arta, ORIGIN)
    for other in (Key(), Key(credential_id=b"unknown")):
        answer = other.sign(asked.options)
        assert not passkeys.accepts(arta, answer, asked.state, origin=ORIGIN)


def test_a_copied_key_is_refused(arta) -> None:
    key = Key(count=5)
    _add(arta, key)
    key.count = 3
    asked = passkeys.begin_asking(arta, ORIGIN)
    assert not passkeys.accepts(arta, key.sign(asked.options), asked.state, origin=ORIGIN)


@pytest.mark.parametrize(
    "answer", ["", "null", "[]", "{}", '{"id": 1}', '{"rawId": "a", "response": {}}', "{" * 500]
)
def test_what_is_no_answer_is_refused_in_peace(answer, arta) -> None:
    _add(arta, Key())
    asked = passkeys.begin_asking(arta, ORIGIN)
    assert not passkeys.accepts(arta, answer, asked.state, origin=ORIGIN)
    with pytest.raises(InputError):
        passkeys.add(arta, "x", answer, asked.state, origin=ORIGIN, by=arta)


@pytest.mark.parametrize("seed", range(3))
def test_damaged_answers_are_refused_in_peace(seed: int, arta) -> None:
    key, chance = Key(), np.random.default_rng(seed)
    _add(arta, key)
    for _ in range(60):
        asked = passkeys.begin_adding(arta, ORIGIN)
        answer = json.loads(Key(credential_id=b"other").make(asked.options))
        response = answer["response"]
        raw = websafe_decode(response["attestationObject"])
        response["attestationObject"] = websafe_encode(raw[: chance.integers(len(raw))])
        with pytest.raises(InputError):
            passkeys.add(arta, "x", json.dumps(answer), asked.state, origin=ORIGIN, by=arta)
        asked = passkeys.begin_asking(arta, ORIGIN)
        answer = json.loads(key.sign(asked.options))
        response = answer["response"]
        part = str(chance.choice(sorted(response)))
        damaged = bytearray(websafe_decode(response[part]))
        damaged[chance.integers(len(damaged))] ^= int(chance.integers(1, 256))
        response[part] = websafe_encode(bytes(damaged))
        assert not passkeys.accepts(arta, json.dumps(answer), asked.state, origin=ORIGIN)


def test_nobody_adds_or_removes_for_another(arta, user_of) -> None:
    _add(arta, Key())
    goran = user_of("administrator")
    asked = passkeys.begin_adding(arta, ORIGIN)
    with pytest.raises(AccessDenied):
        passkeys.add(arta, "x", Key().make(asked.options), asked.state, origin=ORIGIN, by=goran)
    with pytest.raises(AccessDenied):
        passkeys.remove(arta, Passkey.objects.get(), by=goran)


@pytest.mark.parametrize(
    ("origin", "possible"),
    [
        ("http://localhost:8000", True),
        ("https://register.example", True),
        ("http://127.0.0.1:8000", False),
        ("http://[::1]:8000", False),
    ],
)
def test_passkeys_need_a_name(origin, possible) -> None:
    assert passkeys.possible(origin) is possible


def _options_on(page: bytes) -> str:
    return html.unescape(re.search(r'data-options="([^"]+)"', page.decode())[1])


def test_a_passkey_is_added_and_used_on_the_pages(arta, logged_in) -> None:
    key, host = Key(origin="https://testserver"), {"secure": True}
    client = logged_in(arta, second_factor=False)
    page = client.get("/accounts/me/second-factor/", **host).content
    values = {
        "passkey-name": "blue key",
        "passkey-answer": key.make(_options_on(page)),
        "passkey-current": PASSWORD,
    }
    added = client.post("/accounts/me/second-factor/passkey/", values, **host)
    assert b"shown now and never again" in added.content
    assert client.session["second_factor"] is True
    assert b"blue key" in client.get("/accounts/me/second-factor/", **host).content

    fresh = Client()
    fresh.post("/accounts/login/", {"username": "arta", "password": PASSWORD}, **host)
    page = fresh.get("/accounts/login/second/", **host).content
    answer = key.sign(_options_on(page))
    entered = fresh.post("/accounts/login/second/", {"answer": answer}, **host)
    assert entered.status_code == 302
    assert fresh.session["second_factor"] is True
    replayed = Client()
    replayed.post("/accounts/login/", {"username": "arta", "password": PASSWORD}, **host)
    assert replayed.post("/accounts/login/second/", {"answer": answer}, **host).status_code == 200
    assert replayed.get("/accounts/me/", **host).status_code == 302


def test_a_wrong_password_adds_no_passkey(arta, logged_in) -> None:
    key = Key(origin="https://testserver")
    client = logged_in(arta, second_factor=False)
    page = client.get("/accounts/me/second-factor/", secure=True).content
    values = {"passkey-name": "x", "passkey-answer": key.make(_options_on(page))}
    answer = client.post("/accounts/me/second-factor/passkey/", values, secure=True)
    assert b"not your current password" in answer.content
    assert not Passkey.objects.exists()


def test_a_passkey_is_removed_by_its_owner_alone(arta, user_of, logged_in) -> None:
    _add(arta, Key())
    passkey = Passkey.objects.get()
    besim = user_of("reader", name="besim")
    values = {"passkey": passkey.pk}
    assert logged_in(besim).post("/accounts/me/second-factor/remove/", values).status_code == 404
    assert logged_in(arta).post("/accounts/me/second-factor/remove/", values).status_code == 302
    assert not Passkey.objects.exists()
    assert not arta.recovery_codes.exists()
