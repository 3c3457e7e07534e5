"""Checkpoints kept elsewhere: they fit the log they signed, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from onrecord.adapters.write.bag.verify import ed25519
from onrecord.core.document.custody import canonical
from onrecord.core.document.merkle import continues
from onrecord.core.kernel.errors import InputError
from onrecord.web.accounts.models import User
from onrecord.web.audit import checkpoints, services
from onrecord.web.audit.models import Entry
from onrecord.web.site import register


@pytest.fixture(autouse=True)
def no_checkpoints(register_folder: Path) -> Iterator[None]:
    """Each test's log is rolled back: a head that it signed must not outlive it."""
    yield
    (register_folder / register.CHECKPOINTS).unlink(missing_ok=True)


@pytest.fixture
def log(db: None) -> None:
    for number in range(7):
        services.note("read", "sources_exhibit", number)


def kinds(lines: list[str]) -> list[str]:
    return [problem.kind for problem in checkpoints.problems(lines, "copy")]


@pytest.mark.usefixtures("log")
def test_a_later_log_is_shown_to_continue_an_earlier_one() -> None:
    first = checkpoints.export()
    for number in range(5):
        services.note("read", "sources_exhibit", number)
    later = checkpoints.export()
    assert (first.since, later.since) == (0, first.checkpoint["entries"])
    roots = [bytes.fromhex(str(one.checkpoint["root"])) for one in (first, later)]
    sizes = [int(str(one.checkpoint["entries"])) for one in (first, later)]
    proof = [bytes.fromhex(node) for node in later.proof]
    assert continues(roots[0], sizes[0], roots[1], sizes[1], proof)
    assert not continues(roots[1], sizes[0], roots[1], sizes[1], proof)


@pytest.mark.usefixtures("log")
def test_somebody_outside_can_check_the_signature_with_the_key_alone() -> None:
    document = json.loads(checkpoints.export().content())
    checkpoint, key = document["checkpoint"], bytes.fromhex(document["public_key"])
    signature = bytes.fromhex(checkpoint.pop("signature"))
    assert ed25519(key, signature, canonical(checkpoint))
    assert not ed25519(key, signature, canonical({**checkpoint, "entries": 1}))


@pytest.mark.usefixtures("log")
def test_an_exported_file_and_a_copy_of_ours_are_both_read() -> None:
    exported = checkpoints.export().content()
    services.sign_checkpoint()
    own = (register.folder() / register.CHECKPOINTS).read_text()
    assert len(checkpoints.read_file(own, "own")) == 2
    assert len(checkpoints.read_file(exported, "exported")) == 1
    for content in (exported, own):
        assert kinds(checkpoints.read_file(content, "copy")) == []
    for nonsense in ("", "[]", "{", "x" * (checkpoints.LARGEST + 1)):
        with pytest.raises(InputError):
            checkpoints.read_file(nonsense, "copy")


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("field", ["entries", "digest", "root", "at"])
def test_a_changed_checkpoint_is_not_ours(field: str) -> None:
    signed = services.sign_checkpoint()
    assert kinds([json.dumps({**signed, field: "1"})]) == ["checkpoint"]
    assert kinds([json.dumps({**signed, "signature": "zz"}), "[]"]) == ["checkpoint"] * 2


@pytest.mark.usefixtures("log")
def test_a_log_that_was_set_back_does_not_fit() -> None:
    signed = dict(services.sign_checkpoint())
    ahead = {key: signed[key] for key in signed if key != "signature"}
    ahead["entries"] = Entry.objects.count() + 5
    code = services.signing_key().sign(services.signed_bytes(ahead)).hex()
    assert kinds([json.dumps({**ahead, "signature": code})]) == ["log-rewritten"]


@pytest.mark.usefixtures("log")
def test_whoever_audits_takes_a_checkpoint_out(
    logged_in: Callable[..., Client], user_of: Callable[..., User]
) -> None:
    auditor = logged_in(user_of("auditor"))
    response = auditor.post(reverse("audit:checkpoint"))
    assert "attachment" in response["Content-Disposition"]
    assert kinds(checkpoints.read_file(response.content.decode(), "copy")) == []
    assert Entry.objects.filter(action="export", subject="checkpoint").count() == 1
    assert auditor.get(reverse("audit:checkpoint")).status_code == 405
    assert logged_in(user_of("supervisor")).post(reverse("audit:checkpoint")).status_code == 403
