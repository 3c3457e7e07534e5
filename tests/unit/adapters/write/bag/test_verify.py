"""The verifier of the bag: its Ed25519 and Merkle tree against ours, and its words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.adapters.write.bag.scene import contents

from onrecord.adapters.write.bag import Signer, verify, write_folder
from onrecord.core.document.custody import canonical
from onrecord.core.document.merkle import root_of

# RFC 8032, section 7.1, test 3.
KEY = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
SIGNATURE = (
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)


def test_the_known_answer_of_rfc_8032() -> None:
    key, signature = bytes.fromhex(KEY), bytes.fromhex(SIGNATURE)
    assert verify.ed25519(key, signature, bytes.fromhex("af82"))
    assert not verify.ed25519(key, signature, bytes.fromhex("af83"))
    high = int.from_bytes(signature[32:], "little") + verify.ORDER
    assert not verify.ed25519(key, signature[:32] + high.to_bytes(32, "little"), b"\xaf\x82")
    assert not verify.ed25519(b"\xff" * 32, signature, b"\xaf\x82")
    assert not verify.ed25519(b"", b"", b"")


@given(st.binary(max_size=80), st.integers(0, 64 * 8 - 1))
def test_signatures_of_the_library_hold_and_no_changed_one(message: bytes, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(message).digest())
    public, signature = key.public_key().public_bytes_raw(), bytearray(key.sign(message))
    assert verify.ed25519(public, bytes(signature), message)
    signature[bit // 8] ^= 1 << bit % 8
    assert not verify.ed25519(public, bytes(signature), message)


@given(st.lists(st.binary(max_size=5), max_size=20))
def test_the_root_is_ours(entries: list[bytes]) -> None:
    assert verify.merkle_root(entries) == root_of(entries)


def test_the_canonical_form_is_ours() -> None:
    value = {"b": [1, None, True], "a": "ë\n\x1f\u2028"}
    assert verify.canonical(value) == canonical(value)


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    write_folder(contents(), tmp_path / "bag", Signer.once())
    return tmp_path / "bag"


def _original(bag: Path) -> Path:
    return min((bag / "data" / "originals").iterdir())


def _forge_event(bag: Path) -> None:
    path = bag / "metadata" / "custody.jsonl"
    lines = path.read_text("utf-8").splitlines()
    link = json.loads(lines[0])
    link["event"]["who"] = "person-99"
    path.write_text("\n".join([json.dumps(link), *lines[1:], ""]), "utf-8")


def _drop_event(bag: Path) -> None:
    path = bag / "metadata" / "custody.jsonl"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda bag: _original(bag).unlink(), "which is not there"),
        (lambda bag: _original(bag).write_bytes(b"other"), "was changed"),
        (lambda bag: _original(bag).rename(bag / "data" / "originals" / "x"), "it was added"),
        (lambda bag: (bag / "data" / "more").touch(), "data/more is not listed"),
        (lambda bag: (bag / "fetch.txt").touch(), "fetch.txt is not listed"),
        (lambda bag: (bag / "link").symlink_to("/etc/passwd"), "no ordinary file"),
        (lambda bag: (bag / "links").symlink_to("/etc"), "no ordinary file"),
        (lambda bag: (bag / "tagmanifest.sig").unlink(), "tagmanifest.sig is missing"),
        (lambda bag: (bag / "manifest-sha512.txt").unlink(), "not listed in manifest-sha512.txt"),
        (_forge_event, "the event is not the one that was recorded"),
        (_drop_event, "not the one that was signed"),
        (
            lambda bag: (bag / "metadata" / "custody.jsonl").write_text("[" * 100_000 + "\n"),
            "cannot be read",
        ),
        (
            lambda bag: (bag / "bagit.txt").write_text("BagIt-Version: 0.97\n"),
            "does not declare BagIt 1.0",
        ),
    ],
)
def test_every_damage_is_said_in_words(
    bag: Path, damage: Callable[[Path], None], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(bag)
    assert verify.main([str(bag)]) == 1
    shown = capsys.readouterr().out
    assert said in shown
    assert "things are wrong" in shown


def test_a_bag_that_was_made_anew_by_somebody_else_has_another_key(
    bag: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(contents(), tmp_path / "other", Signer.once())
    verify.main([str(bag)])
    verify.main([str(tmp_path / "other")])
    keys = [line for line in capsys.readouterr().out.splitlines() if "Signed with" in line]
    assert len(set(keys)) == 2


def test_a_signature_of_another_key_does_not_fit(bag: Path, tmp_path: Path) -> None:
    write_folder(contents(), tmp_path / "other", Signer.once())
    (bag / "tagmanifest.sig").write_bytes((tmp_path / "other" / "tagmanifest.sig").read_bytes())
    assert "The signature does not fit the tag manifest." in list(verify.Bag(bag).problems())


def test_a_folder_without_a_bag(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main([str(tmp_path / "Драгана")]) == 1
    assert "There is no bag" in capsys.readouterr().out
