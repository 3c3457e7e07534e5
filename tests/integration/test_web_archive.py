"""A web archive comes in, its pages become sources, and what they state can be read."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.register_scene import *  # noqa: F403 - fixtures
from tests.unit.web.sources.intake_files import PAGES, web_archive

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding.models import Suggestion
from onrecord.web.sources.models import Description, Exhibit
from onrecord.web.sources.selectors import text_of


def test_from_a_web_archive_to_what_its_pages_state(
    user_of: Callable[..., User], logged_in: Callable[..., Client], general: Compartment
) -> None:
    work = logged_in(user_of("supervisor", [general]))
    sent = {
        "chosen": SimpleUploadedFile("crawl.warc.gz", web_archive()),
        "opening": "apart",
        "sources": "one",
        "title": "What was on the web",
        "kind": "source/media",
        "compartment": general.pk,
    }
    work.post(reverse("sources:intake"), sent)
    archive = Exhibit.objects.get(name="crawl.warc.gz")
    pages = Description.objects.filter(location__in=PAGES)
    assert {page.originator for page in pages} == {"news.example", "other.example"}
    work.post(reverse("coding:read_all", args=[archive.source_id]))
    texts = Exhibit.objects.filter(source__in=pages.values("source"), media_type="text/plain")
    assert sorted(text_of(text) for text in texts) == [
        "Besim counted 40 persons at Podrima.",
        "On 3 April 1999 Arta saw 12 people.",
    ]
    figures = Suggestion.objects.filter(exhibit__in=texts, kind="figure")
    assert {"12", "40"} <= {text_of(one.exhibit)[one.start : one.end] for one in figures}
