"""Two verifiers judge the tokens of an authority of our own: right ones, changed ones, odd ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.unit.adapters.timestamps.authority import Authority, found

from onrecord.adapters.timestamps import Outcome, read_response, request_for, verifiers, verify
from onrecord.core.kernel.errors import InputError

DIGEST = hashlib.sha256(b"what Arta told").hexdigest()
OTHER = hashlib.sha256(b"what Besim told").hexdigest()
NONCE = 2**63 + 5


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return found(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def token(authority: Authority) -> bytes:
    return authority.stamp(request_for(DIGEST, NONCE))


def outcomes(*given: object, **named: object) -> list[Outcome]:
    return [verdict.outcome for verdict in verify(*given, **named)]  # type: ignore[arg-type]  # passed on


def test_both_accept_a_good_token(authority: Authority, token: bytes) -> None:
    verdicts = verify(token, DIGEST, authority.root, nonce=NONCE)
    assert [verdict.outcome for verdict in verdicts] == [Outcome.ACCEPTED] * 2
    assert [verdict.verifier for verdict in verdicts] == ["rfc3161-client", "openssl"]
    assert verdicts[1].version[:1].isdigit()
    assert verifiers.believed(verdicts)
    stated = read_response(token)
    assert (stated.digest, stated.nonce, stated.policy) == (DIGEST, NONCE, "1.2.3.4")


def test_both_refuse_it_for_another_digest(authority: Authority, token: bytes) -> None:
    verdicts = verify(token, OTHER, authority.root, nonce=NONCE)
    assert [verdict.outcome for verdict in verdicts] == [Outcome.REFUSED] * 2
    assert all(verdict.explanation.endswith(".") for verdict in verdicts)
    assert not verifiers.believed(verdicts)


def test_both_refuse_another_number_and_another_root(
    authority: Authority, token: bytes, tmp_path: Path
) -> None:
    assert outcomes(token, DIGEST, authority.root, nonce=NONCE + 1) == [Outcome.REFUSED] * 2
    stranger = found(tmp_path / "stranger")
    assert outcomes(token, DIGEST, stranger.root, nonce=NONCE) == [Outcome.REFUSED] * 2


@pytest.mark.parametrize("place", [0.2, 0.35, 0.9, 0.99])
def test_a_changed_token_is_believed_by_nobody(
    authority: Authority, token: bytes, place: float
) -> None:
    changed = bytearray(token)
    changed[int(place * len(token))] ^= 1
    try:
        verdicts = verify(bytes(changed), DIGEST, authority.root, nonce=NONCE)
    except InputError:
        return
    assert not verifiers.believed(verdicts)


def test_an_unsorted_set_of_certificates_is_told_apart(authority: Authority) -> None:
    """Strict DER refuses what openssl itself writes; that is said, and does not stop anything."""
    odd = authority.stamp(request_for(DIGEST, NONCE), with_root=True)
    first, second = verify(odd, DIGEST, authority.root, nonce=NONCE)
    assert first.outcome is Outcome.UNREADABLE
    assert first.explanation == "The token is not in strict DER (InvalidSetOrdering)."
    assert second.outcome is Outcome.ACCEPTED
    assert verifiers.believed((first, second))
    assert read_response(odd).digest == DIGEST


def test_without_openssl_its_absence_is_named(
    authority: Authority, token: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifiers, "which", lambda _name: None)
    first, second = verify(token, DIGEST, authority.root, nonce=NONCE)
    assert (first.outcome, second.outcome) == (Outcome.ACCEPTED, Outcome.ABSENT)
    assert "not installed" in second.explanation


def test_certificates_must_be_some(token: bytes, authority: Authority) -> None:
    with pytest.raises(InputError, match="no certificates"):
        verify(token, DIGEST, b"nonsense")
    with pytest.raises(InputError, match="none is signed by itself"):
        verify(token, DIGEST, (authority.folder / "tsa.pem").read_bytes())
