from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.unit.web.sources.paged_scene import paged_text

from onrecord.core.document.document_text import Box, DocumentText, Recognition, Word
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.site.acting import acting_as
from onrecord.web.sources.layout import LAYOUT, document_of, has_pages, keep_layout
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.paper import page_at, paper
from onrecord.web.sources.services import add_source, keep_text, record_consent, take_in

UserOf = Callable[..., User]
LogIn = Callable[..., Client]


@pytest.fixture
def coder(user_of: UserOf, general: Compartment) -> User:
    return user_of("coder", [general])


@pytest.fixture
def text(coder: User, general: Compartment) -> Exhibit:
    with acting_as(coder.username):
        return paged_text(general, coder)


def page_of(client: Client, text: Exhibit, **query: object) -> str:
    answer = client.get(reverse("sources:page", args=[text.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_words_of_the_passage_are_marked_on_its_page(
    text: Exhibit, coder: User, logged_in: LogIn
) -> None:
    shown = page_of(logged_in(coder), text, at=5, to=10)
    assert "page 1 of 3" in shown
    assert shown.count('class="word here"') == 1
    assert 'data-from="5" data-to="10" class="word here"' in shown


def test_a_page_is_asked_for_by_its_number_or_by_a_place(
    text: Exhibit, coder: User, logged_in: LogIn
) -> None:
    client = logged_in(coder)
    document = document_of(coder, text)
    assert page_at(document, document.text.index("Gjakova")) == 3
    assert "page 3 of 3" in page_of(client, text, at=document.text.index("Gjakova"))
    second = page_of(client, text, number=2)
    assert "No words were read on this page" in second
    assert "?number=1" in second
    assert "?number=3" in second


@pytest.mark.parametrize("query", ["number=4", "number=999999999", "at=x&to=²", "number=-1"])
def test_hostile_places_do_not_break_it(
    text: Exhibit, coder: User, logged_in: LogIn, query: str
) -> None:
    answer = logged_in(coder).get(f"{reverse('sources:page', args=[text.pk])}?{query}")
    assert answer.status_code in {200, 404}


def test_the_picture_is_kept_by_no_browser_and_its_reading_is_logged(
    text: Exhibit, coder: User, logged_in: LogIn
) -> None:
    before = Entry.objects.filter(action="read", subject_id=str(text.pk)).count()
    answer = logged_in(coder).get(reverse("sources:page_image", args=[text.pk, 1]))
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "no-store"
    assert Image.open(io.BytesIO(answer.content)).size == (910, 1287)
    assert Entry.objects.filter(action="read", subject_id=str(text.pk)).count() == before + 1


@pytest.mark.parametrize("number", [0, 4, 10**8])
def test_there_is_no_picture_of_a_page_that_is_not(
    text: Exhibit, coder: User, logged_in: LogIn, number: int
) -> None:
    answer = logged_in(coder).get(reverse("sources:page_image", args=[text.pk, number]))
    assert answer.status_code == 404


def test_another_compartment_has_no_page(
    text: Exhibit, user_of: UserOf, sealed: Compartment, logged_in: LogIn
) -> None:
    client = logged_in(user_of("supervisor", [sealed]))
    for name, more in (("page", []), ("page_image", [1]), ("pick_table", [1])):
        answer = client.get(reverse(f"sources:{name}", args=[text.pk, *more]))
        assert answer.status_code == 404


def test_without_consent_no_page_is_shown(text: Exhibit, coder: User, logged_in: LogIn) -> None:
    record_consent(text.source, "internal", given=False, on=None, by=coder, reason="Said no.")
    for name, more in (("page", []), ("page_image", [1]), ("pick_table", [1]), ("redact", [])):
        answer = logged_in(coder).get(reverse(f"sources:{name}", args=[text.pk, *more]))
        assert answer.status_code == 403
        assert b"Gashi" not in answer.content


def test_a_text_of_a_file_without_pages_has_none(
    coder: User, general: Compartment, logged_in: LogIn
) -> None:
    source = add_source(
        {"title": "Plain", "kind": "source/report"}, compartment_id=general.pk, by=coder
    )
    original = take_in(source, b"Some words.", name="plain.txt", by=coder)
    text = keep_text(original, "Some words.", [(0, 11)], by=coder, tool="test", parameters={})
    assert not has_pages(text)
    assert not has_pages(original)
    for pk in (text.pk, original.pk):
        assert logged_in(coder).get(reverse("sources:page", args=[pk])).status_code == 404


RECOGNISED = DocumentText(
    text="Arta saw",
    pages=((0, 8),),
    media_type="image/png",
    words=(
        Word(start=0, end=4, box=Box(1, 0.1, 0.1, 0.2, 0.12), confidence=0.95, other="Arla"),
        Word(start=5, end=8, box=Box(1, 0.25, 0.1, 0.3, 0.12), confidence=0.4),
    ),
    recognitions=(
        Recognition(
            page=1, tool="tesseract 5", parameters="--psm 3", language="en", confidence=0.7
        ),
    ),
)


def test_places_of_recognised_words_are_kept_beside_the_text(
    coder: User, general: Compartment
) -> None:
    source = add_source(
        {"title": "Scan", "kind": "source/report"}, compartment_id=general.pk, by=coder
    )
    original = take_in(source, b"\x89PNG", name="scan.png", by=coder)
    text = keep_text(original, "Arta saw", [(0, 8)], by=coder, tool="test", parameters={})
    kept = keep_layout(text, RECOGNISED, by=coder)
    assert kept is not None
    assert (kept.media_type, kept.derived_from) == (LAYOUT, text)
    assert kept.parameters["recognised_with"] == ["tesseract 5"]
    found = document_of(coder, text)
    assert (found.words, found.recognitions) == (RECOGNISED.words, RECOGNISED.recognitions)
    assert keep_layout(text, DocumentText(text="", pages=(), media_type=""), by=coder) is None


def test_words_that_were_read_with_doubt_are_marked() -> None:
    shown = paper(RECOGNISED, 1, RECOGNISED.words, (0, 4))
    assert [word.state for word in shown.words] == ["here", ""]
    assert [word.doubt for word in shown.words] == [
        "It was also read as: Arla",
        "Read with little confidence: 40 %",
    ]
    assert shown.doubts == 2
    assert (shown.words[0].x, shown.words[0].width) == ("100.0", "100.0")
