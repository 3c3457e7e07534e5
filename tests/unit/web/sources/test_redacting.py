from __future__ import annotations

import json
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.sources.paged_scene import paged_text

from onrecord.adapters.read.sandbox import read_apart
from onrecord.core.document.redaction import MARK, Span, named_again
from onrecord.core.kernel.errors import AccessDenied, Conflict, InputError, UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site import register
from onrecord.web.site.acting import acting_as
from onrecord.web.sources import redacting
from onrecord.web.sources.models import Custody, Exhibit, Redaction
from onrecord.web.sources.selectors import text_of

UserOf = Callable[..., User]
LogIn = Callable[..., Client]


@pytest.fixture
def supervisor(user_of: UserOf, general: Compartment) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def text(supervisor: User, general: Compartment) -> Exhibit:
    with acting_as(supervisor.username):
        return paged_text(general, supervisor)


def spans(text: Exhibit, name: str) -> list[Span]:
    return [one.span for one in named_again(text_of(text), name)]


def made(text: Exhibit, by: User) -> list[Exhibit]:
    redacting.add_redactions(text, spans(text, "Arta Gashi"), "witness", by=by)
    rows = redacting.redactions(by, text)
    return redacting.make_copies(
        text, [(row.start, row.end, row.why) for row in rows], with_unread=False, by=by
    )


def test_the_words_are_nowhere_in_what_is_made(text: Exhibit, supervisor: User) -> None:
    plain, pdf = made(text, supervisor)
    original = text.derived_from
    for copy in (plain, pdf):
        content = register.archive().read(copy.sha256)
        kept = json.dumps(copy.parameters) + copy.name + copy.media_type + copy.tool
        for word in ("Arta", "Gashi", "ARTA"):
            assert word not in kept
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert word.encode(encoding) not in content
        assert copy.derived_from == original
        assert copy.parameters["spans"][0][2] == "witness"
    shown = register.archive().read(plain.sha256).decode()
    assert shown.startswith(f"{MARK} saw two men near Prizren.")
    assert shown.count(MARK) == 2
    content = register.archive().read(pdf.sha256)
    with pdfium.PdfDocument(content) as document:
        assert [page.get_textpage().get_text_range() for page in document] == ["", "", ""]
        assert not any(document.get_metadata_dict().values())
    again = read_apart(content, "copy.pdf").text
    assert "Gashi" not in again
    assert "Arta" not in again


def test_custody_of_the_original_says_that_copies_were_made(
    text: Exhibit, supervisor: User
) -> None:
    made(text, supervisor)
    events = Custody.objects.filter(exhibit=text.derived_from, kind="redact")
    assert events.count() == 2
    assert not any("Arta" in event.note or "Gashi" in event.note for event in events)


def test_the_same_redactions_make_one_copy(text: Exhibit, supervisor: User) -> None:
    first = made(text, supervisor)
    assert made(text, supervisor) == first
    assert list(redacting.copies(supervisor, text)) == first[::-1]


def test_nothing_to_take_out_makes_no_copy(text: Exhibit, supervisor: User) -> None:
    with pytest.raises(UsageError, match="Nothing is to be taken out"):
        redacting.make_copies(text, [], with_unread=False, by=supervisor)


def test_a_place_is_recorded_once_and_may_be_taken_back(text: Exhibit, supervisor: User) -> None:
    assert redacting.add_redactions(text, [Span(0, 4), Span(0, 4)], "witness", by=supervisor) == 1
    assert redacting.add_redactions(text, [Span(0, 4)], "victim", by=supervisor) == 0
    row = redacting.redactions(supervisor, text).get()
    redacting.take_back(row, by=supervisor, reason="She agreed.")
    assert not redacting.redactions(supervisor, text)
    with pytest.raises(Conflict):
        redacting.take_back(row, by=supervisor, reason="Twice.")


def test_what_cannot_be_taken_out_is_refused(
    text: Exhibit, supervisor: User, user_of: UserOf, general: Compartment
) -> None:
    with pytest.raises(InputError, match="No words"):
        redacting.add_redactions(text, [Span(0, 10**6)], "witness", by=supervisor)
    with pytest.raises(UsageError, match="no reason"):
        redacting.add_redactions(text, [Span(0, 4)], "because", by=supervisor)
    with pytest.raises(AccessDenied):
        redacting.add_redactions(text, [Span(0, 4)], "witness", by=user_of("reader", [general]))
    assert not Redaction.objects.exists()


def test_a_name_is_found_ticked_taken_out_and_the_copy_made_on_the_page(
    text: Exhibit, supervisor: User, logged_in: LogIn
) -> None:
    client = logged_in(supervisor)
    page = reverse("sources:redact", args=[text.pk])
    found = client.post(page, {"name": "АРТА"}).content.decode()
    assert 'value="0-4"' in found
    selected = client.get(page, {"start": 0, "end": 4}).content.decode()
    assert "selected" in selected
    assert "the same" in selected
    answer = client.post(
        reverse("sources:add_redactions", args=[text.pk]),
        {"place": ["0-4"], "why": "witness"},
        follow=True,
    )
    shown = answer.content.decode()
    assert "1 place is taken out" in shown
    assert "Still in the text: 1 place" in shown
    assert f"{MARK} Gashi saw" in shown
    answer = client.post(reverse("sources:make_redacted", args=[text.pk]), {}, follow=True)
    shown = answer.content.decode()
    assert shown.count("redacted-") >= 2
    copy = redacting.copies(supervisor, text).first()
    assert copy is not None
    got = client.get(reverse("sources:redacted_copy", args=[copy.pk]))
    assert got.status_code == 200
    assert b"".join(got.streaming_content) == register.archive().read(copy.sha256)
    assert "Arta" not in got["Content-Disposition"]


def test_the_preview_of_a_page_is_what_will_be_in_the_copy(
    text: Exhibit, supervisor: User, logged_in: LogIn
) -> None:
    address = reverse("sources:page_image", args=[text.pk, 1])
    client = logged_in(supervisor)
    before = client.get(address, {"redacted": 1}).content
    redacting.add_redactions(text, [Span(0, 10)], "witness", by=supervisor)
    after = client.get(address, {"redacted": 1})
    assert after["Content-Type"] == "image/jpeg"
    assert after.content != before


@pytest.mark.parametrize(
    "place", ["", "x", "4-2", "0-0", "-1-4", "0-99999999999999999", "²-5", "0-4;drop", "1-2-3"]
)
def test_hostile_places_record_nothing(
    text: Exhibit, supervisor: User, logged_in: LogIn, place: str
) -> None:
    answer = logged_in(supervisor).post(
        reverse("sources:add_redactions", args=[text.pk]), {"place": [place], "why": "witness"}
    )
    assert answer.status_code in {302, 400}
    assert not Redaction.objects.exists()


def test_only_redacted_copies_are_given_out_there(
    text: Exhibit, supervisor: User, user_of: UserOf, general: Compartment, logged_in: LogIn
) -> None:
    plain, pdf = made(text, supervisor)
    original = text.derived_from
    assert original is not None
    client = logged_in(supervisor)
    for pk in (original.pk, text.pk):
        assert client.get(reverse("sources:redacted_copy", args=[pk])).status_code == 404
    coder = logged_in(user_of("coder", [general]))
    for copy in (plain, pdf):
        assert coder.get(reverse("sources:redacted_copy", args=[copy.pk])).status_code == 403
    publisher = logged_in(user_of("publisher", [general]))
    got = publisher.get(reverse("sources:redacted_copy", args=[pdf.pk]))
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    assert Custody.objects.filter(exhibit=pdf, kind="export").count() == 1


def test_another_compartment_sees_and_changes_nothing(
    text: Exhibit, supervisor: User, user_of: UserOf, sealed: Compartment, logged_in: LogIn
) -> None:
    _plain, pdf = made(text, supervisor)
    row = redacting.redactions(supervisor, text).first()
    assert row is not None
    outsider = user_of("supervisor", [sealed])
    client = logged_in(outsider)
    assert client.get(reverse("sources:redact", args=[text.pk])).status_code == 404
    assert client.get(reverse("sources:redacted_copy", args=[pdf.pk])).status_code == 404
    for name in ("add_redactions", "take_back_redaction", "make_redacted"):
        sent = {"place": "0-4", "why": "witness", "version": row.pk, "reason": "No."}
        answer = client.post(reverse(f"sources:{name}", args=[text.pk]), sent)
        assert answer.status_code == 404
    assert not redacting.redactions(outsider, text)
