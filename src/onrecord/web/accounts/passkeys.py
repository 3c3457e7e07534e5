"""How does a security key, phone or computer prove who somebody is (WebAuthn level 2)?"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from django.db import transaction
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from onrecord.core.kernel.errors import AccessDenied, InputError
from onrecord.web.accounts import factors
from onrecord.web.accounts.models import Passkey, User
from onrecord.web.site.rights import Actor

MOST = 10
"""Passkeys of one account."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the browser is asked (JSON), and what the answer is checked against later."""

    options: str
    state: dict[str, Any]


def possible(origin: str) -> bool:
    """Tell whether passkeys work at this origin: they need a name, never a bare address."""
    try:
        ip_address(urlsplit(origin).hostname or "")
    except ValueError:
        return True
    return False


def begin_adding(user: User, origin: str) -> Challenge:
    """Ask the browser for a new passkey of ``user`` at this origin."""
    options, state = _server(origin).register_begin(
        PublicKeyCredentialUserEntity(
            id=_handle(user), name=user.username, display_name=user.full_name or user.username
        ),
        credentials=_credentials(user),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Challenge(json.dumps(dict(options)["publicKey"]), state)


@transaction.atomic
def add(
    user: User, name: str, answer: str, state: dict[str, Any], *, origin: str, by: Actor
) -> list[str]:
    """Keep a new passkey of one's own account.

    Returns recovery codes where it is the first second factor, else an empty list. Raises
    InputError where the answer of the browser does not fit the challenge.
    """
    if not by.is_authenticated or by.pk != user.pk:
        raise AccessDenied("Nobody sets up the second factor of another person.")
    if user.passkeys.count() >= MOST:
        raise InputError("An account has at most ten passkeys.", remedy="Remove one first.")
    try:
        made = _server(origin).register_complete(state, json.loads(answer))
        credential = _working(made.credential_data)
    except _UNFIT as error:
        raise InputError("The passkey could not be kept.", remedy="Try again.") from error
    credential_id = websafe_encode(credential.credential_id)
    if Passkey.objects.filter(credential_id=credential_id).exists():
        raise InputError("This passkey is in use already.", remedy="Choose another.")
    Passkey.objects.create(
        user=user,
        name=name.strip()[:60] or "passkey",
        credential_id=credential_id,
        credential=websafe_encode(credential),
        sign_count=made.counter,
    )
    if user.recovery_codes.exists():
        return []
    return factors.new_recovery_codes(user, by=by)


def begin_asking(user: User, origin: str) -> Challenge | None:
    """Ask the browser for one of the passkeys of ``user``; None where there is none."""
    known = _credentials(user)
    if not known:
        return None
    options, state = _server(origin).authenticate_begin(
        known, user_verification=UserVerificationRequirement.PREFERRED
    )
    return Challenge(json.dumps(dict(options)["publicKey"]), state)


@transaction.atomic
def accepts(user: User, answer: str, state: dict[str, Any], *, origin: str) -> bool:
    """Tell whether a passkey of ``user`` signed the challenge.

    A counter that did not go up shows a copied key and is refused (WebAuthn, 6.1.1).
    """
    try:
        answered = AuthenticationResponse.from_dict(json.loads(answer))
        used = _server(origin).authenticate_complete(state, _credentials(user), answered)
    except _UNFIT:
        return False
    passkey = user.passkeys.get(credential_id=websafe_encode(used.credential_id))
    count = answered.response.authenticator_data.counter
    if (count or passkey.sign_count) and count <= passkey.sign_count:
        return False
    passkey.sign_count, passkey.used_at = count, timezone.now()
    passkey.save(update_fields=["sign_count", "used_at"])
    return True


@transaction.atomic
def remove(user: User, passkey: Passkey, *, by: Actor) -> None:
    """Remove one passkey of one's own account."""
    if not by.is_authenticated or by.pk != user.pk or passkey.user_id != user.pk:
        raise AccessDenied("Nobody removes the second factor of another person.")
    passkey.delete()
    factors.drop_codes_without_factor(user)


_UNFIT = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
"""What the library raises for answers that are malformed or do not fit (found by fuzzing)."""


def _server(origin: str) -> Fido2Server:
    party = PublicKeyCredentialRpEntity(id=urlsplit(origin).hostname, name="OnRecord")
    return Fido2Server(party, verify_origin=origin.__eq__)


def _working(credential: AttestedCredentialData | None) -> AttestedCredentialData:
    """Return a credential that can check a signature; ValueError for any other.

    The library takes a key that was cut short; it would lock its owner out at the next login.
    """
    if credential is None or not credential.credential_id:
        raise ValueError("no credential")
    try:
        credential.public_key.verify(b"", b"")
    except InvalidSignature:
        return credential
    raise ValueError("the key takes any signature")


def _credentials(user: User) -> list[AttestedCredentialData]:
    return [
        AttestedCredentialData(websafe_decode(text))
        for text in user.passkeys.order_by("pk").values_list("credential", flat=True)
    ]


def _handle(user: User) -> bytes:
    return f"onrecord-{user.pk}".encode()
