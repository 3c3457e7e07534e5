"""The pages of intake, as several people see them: what came in, what lies in it, what is said."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.unit.web.sources.conftest import Scene
from tests.unit.web.sources.intake_files import mail, web_archive, zipped

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.jobs.models import Job
from onrecord.web.sources import intake_upload
from onrecord.web.sources.models import Description, Exhibit, Source

LoggedIn = Callable[..., Client]


@pytest.fixture
def work(scene: Scene, logged_in: LoggedIn) -> Client:
    return logged_in(scene.supervisor)


def form(general: Compartment, **fields: object) -> dict[str, object]:
    return {
        "opening": "together",
        "sources": "one",
        "kind": "source/report",
        "compartment": general.pk,
        **fields,
    }


def shown(client: Client, name: str, *args: object, **query: object) -> str:
    response = client.get(reverse(f"sources:{name}", args=args), query_params=query)
    assert response.status_code == 200, response.content
    return response.content.decode()


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_an_archive_is_opened_and_its_page_says_what_lies_in_it(
    work: Client, general: Compartment
) -> None:
    packed = zipped({"notes/a.txt": b"On 3 April 12 people came.", "empty.txt": b""})
    response = work.post(reverse("sources:intake"), form(general, chosen=sent("files.zip", packed)))
    archive = Exhibit.objects.get(name="files.zip")
    assert response["Location"] == reverse("sources:contents", args=[archive.pk])
    page = shown(work, "contents", archive.pk)
    assert "notes/a.txt" in page
    assert "1 file could not be taken" in page
    assert "The file is empty." in page
    assert "Read 1 file" in page
    files = shown(work, "files", archive.source_id)
    assert "What lies in it" in files
    assert "out of an archive" in files


def test_all_of_it_is_read_at_once(work: Client, general: Compartment) -> None:
    work.post(reverse("sources:intake"), form(general, chosen=sent("web.warc.gz", web_archive())))
    source = Exhibit.objects.get(name="web.warc.gz").source
    work.post(reverse("coding:read_all", args=[source.pk]))
    assert Job.objects.filter(kind="read", state="done").count() == 2
    texts = Exhibit.objects.filter(source=source, media_type="text/plain")
    assert texts.count() == 2
    assert "Read all" not in shown(work, "files", source.pk)


def test_the_parts_of_a_mail_stand_on_its_sheet(work: Client, general: Compartment) -> None:
    work.post(reverse("sources:intake"), form(general, chosen=sent("letter.eml", mail())))
    letter = Exhibit.objects.get(name="letter.eml")
    work.post(reverse("coding:read_it", args=[letter.pk]))
    text = letter.derived.get(media_type="text/plain")
    page = work.get(reverse("coding:read", args=[text.pk])).content.decode()
    assert "1 file within" in page
    assert "counted.txt" in page
    assert "the file itself" in page


def test_a_folder_keeps_its_places_and_each_file_may_be_a_source(
    work: Client, general: Compartment
) -> None:
    files = [sent("a.txt", b"First."), sent("b.txt", b"Second.")]
    paths = json.dumps(["notes/a.txt", "notes/more/b.txt"])
    before = Source.objects.count()
    work.post(reverse("sources:intake"), form(general, folder=files, paths=paths, sources="each"))
    assert Source.objects.count() == before + 2
    titles = set(Description.objects.values_list("title", flat=True))
    assert {"notes/a.txt", "notes/more/b.txt"} <= titles


def test_a_form_without_files_and_too_many_bytes_are_refused_in_words(
    work: Client, general: Compartment, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = work.post(reverse("sources:intake"), form(general)).content.decode()
    assert "Choose a file or a folder." in page
    before = Source.objects.count()
    monkeypatch.setattr(intake_upload, "MOST_BYTES", 10)
    much = form(general, chosen=sent("much.txt", b"More than ten bytes."))
    response = work.post(reverse("sources:intake"), much)
    assert response.status_code == 400
    assert "Nothing of it is kept" in response.content.decode()
    monkeypatch.setattr(intake_upload, "MOST_FILES", 1)
    many = form(general, chosen=[sent("a.txt", b"a"), sent("b.txt", b"b")])
    assert "files were sent at once" in work.post(reverse("sources:intake"), many).content.decode()
    assert Source.objects.count() == before


def test_names_are_shown_with_what_cannot_be_seen_in_them(scene: Scene, work: Client) -> None:
    packed = zipped({"../a\u202egpj.exe": b"x"})
    work.post(
        reverse("sources:intake_more", args=[scene.report.pk]),
        {"chosen": sent("a.zip", packed), "opening": "together"},
    )
    archive = Exhibit.objects.get(name="a.zip")
    for page in (shown(work, "files", scene.report.pk), shown(work, "contents", archive.pk)):
        assert "\u202e" not in page
        assert "../a\\u{202e}gpj.exe" in page


def test_who_may_not_enter_finds_nothing_and_a_reader_sees_no_deeds(
    scene: Scene,
    work: Client,
    logged_in: LoggedIn,
    user_of: Callable[..., User],
    general: Compartment,
    sealed: Compartment,
) -> None:
    work.post(
        reverse("sources:intake_more", args=[scene.report.pk]),
        {"chosen": sent("a.zip", zipped({"a.txt": b"A."})), "opening": "closed"},
    )
    archive = Exhibit.objects.get(name="a.zip")
    outside = logged_in(user_of("coder", [sealed]))
    reader = logged_in(user_of("reader", [general]))
    for name, pk in (("files", scene.report.pk), ("contents", archive.pk)):
        assert outside.get(reverse(f"sources:{name}", args=[pk])).status_code == 404
    assert outside.post(reverse("sources:open", args=[archive.pk])).status_code == 404
    assert outside.post(reverse("coding:read_all", args=[scene.report.pk])).status_code == 404
    assert reader.post(reverse("sources:open", args=[archive.pk])).status_code == 403
    assert "A coder can open it." in shown(reader, "contents", archive.pk)
    assert "Take its files out" in shown(work, "contents", archive.pk)


def test_pages_ask_the_same_number_of_questions_however_many_files(
    scene: Scene, work: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    packed = zipped({f"{number}.txt": f"File {number}.".encode() for number in range(30)})
    work.post(
        reverse("sources:intake_more", args=[scene.report.pk]),
        {"chosen": sent("a.zip", packed), "opening": "together"},
    )
    archive = Exhibit.objects.get(name="a.zip")
    for name, pk in (("files", scene.report.pk), ("contents", archive.pk)):
        with django_assert_max_num_queries(30):  # type: ignore[attr-defined]  # a context
            shown(work, name, pk)
