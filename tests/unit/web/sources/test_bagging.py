"""Bags of sources of a register: who may go to whom, what goes with them, what is written down."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bagit
import pytest
from tests.unit.web.sources.conftest import REPORTED, TOLD, Scene

from onrecord.adapters.write.bag.verify import Bag
from onrecord.core.kernel.errors import AccessDenied, InputError, UsageError
from onrecord.flows.bag import Made, Order
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit import checkpoints
from onrecord.web.audit.models import Entry
from onrecord.web.sources import bagging
from onrecord.web.sources.models import Custody
from onrecord.web.sources.services import hand_on, record_consent

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def made(scene: Scene, out: Path, ids: list[int] | None = None, **changes: Any) -> Made:
    order = Order(now=NOON, tool="onrecord test", **{"recipient": "Basic Court", **changes})
    return bagging.write_bag(ids, out, order, by=scene.supervisor, reason="asked for")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_a_bag_of_all_that_one_may_see_is_whole(scene: Scene, tmp_path: Path) -> None:
    done = made(scene, tmp_path / "bag")
    assert bagit.Bag(str(done.path)).is_valid()
    assert list(Bag(done.path).problems()) == []
    originals = {path.read_bytes() for path in (done.path / "data" / "originals").iterdir()}
    assert originals == {TOLD, REPORTED}
    (text,) = (row for row in rows(done.path / "metadata" / "loadfile.csv") if row["parent"])
    assert (text["parent"], text["tool"], text["tool_version"]) == (
        str(scene.original.pk),
        "reader",
        "1.2",
    )
    assert json.loads(text["parameters"]) == {"language": "en"}


def test_custody_names_nobody_and_ends_with_the_export(scene: Scene, tmp_path: Path) -> None:
    done = made(scene, tmp_path / "bag")
    lines = (done.path / "metadata" / "custody.jsonl").read_text("utf-8").splitlines()
    events = [json.loads(line)["event"] for line in lines]
    assert [event["kind"] for event in events] == ["intake", "read", "intake", *["export"] * 3]
    assert {event["who"] for event in events} == {bagging.pseudonym(scene.supervisor.pk)}
    assert {event["to"] for event in events[-3:]} == {"Basic Court"}
    # The name of the account stands nowhere.
    everything = b"".join(p.read_bytes() for p in (done.path / "metadata").rglob("*.jsonl"))
    assert b'"arta"' not in everything


def test_the_signed_head_of_the_log_covers_the_export(scene: Scene, tmp_path: Path) -> None:
    done = made(scene, tmp_path / "bag")
    lines = (done.path / "metadata" / "checkpoints.jsonl").read_text("utf-8").splitlines()
    log, custody = (json.loads(line) for line in lines)
    assert (log["kind"], custody["kind"], custody["entries"]) == ("log", "custody", 6)
    exports = Entry.objects.filter(action="export", subject="sources_exhibit")
    assert exports.count() == 3
    assert log["entries"] >= exports.latest("seq").seq
    assert done.written.public_key == checkpoints.public_key()
    assert Entry.objects.filter(subject="sources_bag", fields__contains=done.written.digest)
    assert list(checkpoints.problems([lines[0]], "copy")) == []


def test_a_statement_without_consent_is_left_out_and_named_to_us_alone(
    scene: Scene, tmp_path: Path
) -> None:
    done = made(scene, tmp_path / "bag", purpose="court")
    assert [(one.source, one.reason) for one in done.left_out] == [
        ("Statement of Arta", "No consent to this use (court) is recorded.")
    ]
    everything = b"".join(p.read_bytes() for p in done.path.rglob("*") if p.is_file())
    assert b"Statement of Arta" not in everything
    assert str(scene.statement.pk).encode() not in everything
    assert not Custody.objects.filter(exhibit=scene.original, kind="export").exists()


def test_consent_opens_one_use_and_a_refusal_closes_it(scene: Scene, tmp_path: Path) -> None:
    arta = scene.supervisor
    given = {"given": True, "on": None, "by": arta, "reason": "in writing"}
    record_consent(scene.statement, "court", **given)
    done = made(scene, tmp_path / "one", purpose="court")
    assert done.left_out == ()
    (answer,) = (row for row in rows(done.path / "metadata" / "consent.csv") if row["given"])
    assert (answer["asked_for"], answer["how"]) == ("court", "in writing")
    assert len(made(scene, tmp_path / "two", purpose="prosecutor").left_out) == 1
    record_consent(scene.statement, "court", **{**given, "given": False, "reason": "by telephone"})
    refused = made(scene, tmp_path / "three", purpose="court").left_out
    assert refused[0].reason == "Consent to this use (court) was refused."


def test_what_was_withdrawn_goes_to_nobody(scene: Scene, tmp_path: Path) -> None:
    hand_on([scene.original], "withdraw", by=scene.supervisor, reason="She asked for it.")
    done = made(scene, tmp_path / "bag")
    assert [one.reason for one in done.left_out] == ["The source was withdrawn."]
    with pytest.raises(InputError, match="None of these sources"):
        made(scene, tmp_path / "other", [scene.statement.pk])
    assert not (tmp_path / "other").exists()


def test_whoever_may_not_see_or_export_gets_nothing(
    scene: Scene, tmp_path: Path, user_of: Callable[..., User], sealed: Compartment
) -> None:
    order = Order(now=NOON, tool="onrecord test")
    outside = user_of("supervisor", [sealed])
    with pytest.raises(UsageError, match="no such source"):
        bagging.write_bag([scene.report.pk], tmp_path / "bag", order, by=outside)
    with pytest.raises(InputError):
        bagging.write_bag(None, tmp_path / "bag", order, by=outside)
    coder = user_of("coder", list(Compartment.objects.all()))
    with pytest.raises(AccessDenied):
        bagging.write_bag(None, tmp_path / "bag", order, by=coder)


def test_an_earlier_handover_stands_in_custody(scene: Scene, tmp_path: Path) -> None:
    hand_on(
        [scene.original],
        "transfer",
        by=scene.supervisor,
        reason="For the archive.",
        sender="Office of Goran",
        receiver="Archive",
        place="Prizren",
        basis="Agreement of 2025",
    )
    done = made(scene, tmp_path / "bag", [scene.statement.pk])
    lines = (done.path / "metadata" / "custody.jsonl").read_text("utf-8").splitlines()
    (event,) = (e for e in (json.loads(x)["event"] for x in lines) if e["kind"] == "transfer")
    assert (event["from"], event["to"], event["where"], event["basis"], event["why"]) == (
        "Office of Goran",
        "Archive",
        "Prizren",
        "Agreement of 2025",
        "For the archive.",
    )


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("export", {}, "register itself"),
        ("withdraw", {"reason": " "}, "reason is missing"),
        ("return", {"sender": "Office"}, "from somebody to somebody"),
    ],
)
def test_half_an_event_of_custody_is_refused(
    scene: Scene, kind: str, changes: dict[str, str], said: str
) -> None:
    before = Custody.objects.count()
    with pytest.raises(UsageError, match=said):
        hand_on([scene.original], kind, by=scene.supervisor, **{"reason": "Asked.", **changes})
    assert Custody.objects.count() == before
