"""The pages of bags, custody, time stamps and checks, as several people see them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.unit.adapters.timestamps.authority import Authority, found
from tests.unit.web.sources.conftest import TOLD, Scene

from onrecord.adapters.write.bag.verify import Bag
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.audit.problem import Problem
from onrecord.web.sources import fixity, selectors
from onrecord.web.sources.models import Custody, Exhibit, TimeRequest, TimeToken
from onrecord.web.sources.services import record_consent

LoggedIn = Callable[..., Client]


@pytest.fixture
def work(scene: Scene, logged_in: LoggedIn) -> Client:
    return logged_in(scene.supervisor)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return found(tmp_path_factory.mktemp("authority"))


def shown(client: Client, name: str, *args: object, **query: object) -> str:
    response = client.get(reverse(f"sources:{name}", args=args), query_params=query)
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_the_bag_page_says_what_goes_and_what_stays(scene: Scene, work: Client) -> None:
    page = shown(work, "bag", purpose="court")
    assert "1 source goes" in page
    assert "1 source is left out" in page
    assert "No consent to this use is recorded." in page
    record_consent(
        scene.statement, "court", given=True, on=None, by=scene.supervisor, reason="written"
    )
    assert "2 sources go" in shown(work, "bag", purpose="court")
    one = shown(work, "bag", source=scene.report.pk)
    assert "Report of Besim" in one
    assert "Statement of Arta" not in one


def test_the_bag_flows_as_a_zip_that_verifies_itself(
    scene: Scene, work: Client, tmp_path: Path
) -> None:
    sent = {"source": scene.statement.pk, "recipient": "Archive", "reason": "Kept twice."}
    response = work.post(reverse("sources:bag"), sent)
    assert response["Content-Type"] == "application/zip"
    packed = b"".join(response.streaming_content)  # type: ignore[arg-type]  # not async
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
    (bag,) = tmp_path.iterdir()
    assert f'filename="{bag.name}.zip"' in response["Content-Disposition"]
    assert list(Bag(bag).problems()) == []
    assert TOLD in {path.read_bytes() for path in (bag / "data" / "originals").iterdir()}
    events = Custody.objects.filter(kind="export").order_by("pk")
    assert [(e.receiver, e.note) for e in events] == [("Archive", "Kept twice.")] * 2
    assert Entry.objects.filter(action="export", subject="sources_exhibit").count() == 2


def test_a_bag_without_recipient_or_reason_is_not_made(scene: Scene, work: Client) -> None:
    response = work.post(reverse("sources:bag"), {"source": scene.statement.pk})
    assert "This field is required." in response.content.decode()
    assert not Custody.objects.filter(kind="export").exists()


@pytest.mark.parametrize("named", ["x", "1", str(2**63), "9" * 30])
def test_a_source_that_is_not_there_is_not_found(work: Client, named: str) -> None:
    assert work.get(reverse("sources:bag"), {"source": named}).status_code == 404


def test_no_bag_without_the_right_and_the_second_factor(
    scene: Scene, logged_in: LoggedIn, user_of: Callable[..., User], general: Compartment
) -> None:
    coder = logged_in(user_of("coder", [general]))
    assert coder.get(reverse("sources:bag")).status_code == 403
    assert "submission bag" not in shown(coder, "list")
    without = logged_in(scene.supervisor, second_factor=False)
    assert without.get(reverse("sources:bag")).status_code in {302, 403}


def test_a_withdrawal_stands_in_custody_and_closes_every_bag(scene: Scene, work: Client) -> None:
    page = shown(work, "custody", scene.statement.pk)
    assert "goes into no submission bag" in page
    sent = {"kind": "withdraw", "exhibit": scene.original.pk, "reason": "She asked for it."}
    response = work.post(reverse("sources:custody", args=[scene.statement.pk]), sent)
    assert response.status_code == 302
    page = shown(work, "one", scene.statement.pk)
    assert "withdrawn" in page
    assert "She asked for it." in page
    assert "The source was withdrawn." in shown(work, "bag")


def test_a_handover_names_both_sides(scene: Scene, work: Client) -> None:
    place = reverse("sources:custody", args=[scene.statement.pk])
    assert work.post(place, {"kind": "return", "reason": "Done."}).status_code == 400
    sent = {"kind": "return", "sender": "Us", "receiver": "Dragana", "reason": "Done."}
    assert work.post(place, sent).status_code == 302
    assert Custody.objects.filter(kind="return", receiver="Dragana").count() == 2


def test_a_redacted_copy_stands_beside_its_original(scene: Scene, work: Client) -> None:
    address = reverse("sources:add_copy", args=[scene.original.pk])
    sent = {"kind": "redact", "tool": "by hand", "version": "2", "settings": "One name."}
    same = {"file": SimpleUploadedFile("copy.txt", TOLD), **sent}
    assert work.post(address, same).status_code == 400
    files = {"file": SimpleUploadedFile("copy.txt", b"... told what she saw."), **sent}
    assert work.post(address, files).status_code == 302
    copy = Exhibit.objects.get(name="copy.txt")
    assert (copy.derived_from, copy.tool, copy.tool_version, copy.parameters) == (
        scene.original,
        "by hand",
        "2",
        {"done": "One name."},
    )
    # It does not take the place of the text that was read.
    assert selectors.text_exhibit(scene.supervisor, scene.statement) == scene.text
    event = Custody.objects.get(kind="redact")
    assert (event.exhibit, event.note, event.tool) == (scene.original, "One name.", "by hand 2")
    assert "working copy (by hand 2)" in shown(work, "one", scene.statement.pk)


def test_a_time_stamp_goes_out_and_comes_in(
    scene: Scene, work: Client, authority: Authority
) -> None:
    assert "No time stamp yet" in shown(work, "stamps", scene.original.pk)
    work.post(reverse("sources:ask_stamp", args=[scene.original.pk]))
    asked = TimeRequest.objects.get()
    question = work.get(reverse("sources:stamp_question", args=[asked.pk]))
    assert question["Content-Type"] == "application/timestamp-query"
    reply = authority.stamp(question.content)
    answer = reverse("sources:stamp_answer", args=[asked.pk])
    files = {
        "response": SimpleUploadedFile("answer.tsr", reply),
        "certificates": SimpleUploadedFile("root.pem", authority.root),
    }
    assert work.post(answer, files).status_code == 302
    page = shown(work, "stamps", scene.original.pk)
    assert "holds" in page
    assert page.count("<strong>accepted</strong>") == 2


def test_an_answer_to_another_question_is_refused_and_a_false_one_is_kept_as_such(
    scene: Scene, work: Client, authority: Authority, tmp_path: Path
) -> None:
    for exhibit in (scene.original, scene.text):
        work.post(reverse("sources:ask_stamp", args=[exhibit.pk]))
    asked, other = TimeRequest.objects.order_by("pk")
    stranger = found(tmp_path / "stranger")

    def send(question: TimeRequest, reply: bytes, root: bytes) -> int:
        files = {
            "response": SimpleUploadedFile("answer.tsr", reply),
            "certificates": SimpleUploadedFile("root.pem", root),
        }
        return work.post(reverse("sources:stamp_answer", args=[question.pk]), files).status_code

    reply = authority.stamp(bytes(asked.request))
    assert send(other, reply, authority.root) == 400
    assert send(asked, b"nonsense", authority.root) == 400
    assert send(asked, reply, b"nonsense") == 400
    assert not TimeToken.objects.exists()
    assert send(asked, reply, stranger.root) == 302
    page = shown(work, "stamps", scene.original.pk)
    assert "does not hold" in page
    assert page.count("<strong>refused</strong>") == 2


def test_checks_are_shown_to_who_audits(
    logged_in: LoggedIn, user_of: Callable[..., User], scene: Scene
) -> None:
    auditor = logged_in(user_of("auditor"))
    assert "No check has been made yet" in shown(auditor, "checks")
    for problems in ((), (Problem("exhibit-missing", "ab12", "The exhibit's file is gone."),)):
        fixity.keep(
            fixity.Report(
                at=datetime(2026, 5, 4, 12, tzinfo=UTC),
                seconds=1.5,
                exhibits=3,
                bytes=2048,
                log_entries=40,
                problems=problems,
            )
        )
    page = shown(auditor, "checks")
    assert "1 thing is wrong." in page
    assert "ab12" in page
    assert work_is_refused(logged_in(scene.supervisor))


def work_is_refused(client: Client) -> bool:
    return client.get(reverse("sources:checks")).status_code == 403
