"""Is a searchable copy made of a scan, and of nothing that has words of its own?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.web.sources.paged_scene import PDF, paged_text

from onrecord.adapters.read.page_view import page_words
from onrecord.adapters.read.sandbox import read_apart
from onrecord.core.kernel.errors import UsageError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site import register
from onrecord.web.site.acting import acting_as
from onrecord.web.sources.layout import keep_layout
from onrecord.web.sources.models import Custody, Exhibit
from onrecord.web.sources.searchable import TOOL, make_searchable


@pytest.fixture
def supervisor(user_of: Callable[..., User], general: Compartment) -> User:
    return user_of("supervisor", [general])


@pytest.fixture
def text(supervisor: User, general: Compartment) -> Exhibit:
    with acting_as(supervisor.username):
        return paged_text(general, supervisor)


def _as_if_recognised(text: Exhibit, by: User) -> None:
    document = read_apart(PDF, "told.pdf")
    words = page_words(PDF, "told.pdf", document, 1)
    keep_layout(text, replace(document, words=words), by=by)


def test_the_copy_is_derived_from_the_scan_and_holds_its_words(
    text: Exhibit, supervisor: User, logged_in: Callable[..., Client]
) -> None:
    with acting_as(supervisor.username):
        _as_if_recognised(text, supervisor)
    client = logged_in(supervisor)
    page = client.get(reverse("sources:page", args=[text.pk]))
    address = reverse("sources:make_searchable", args=[text.pk])
    assert address in page.content.decode()
    assert client.post(address).status_code == 302
    made = Exhibit.objects.get(tool=TOOL)
    assert made.derived_from_id == text.derived_from_id
    assert Custody.objects.filter(exhibit=text.derived_from, kind="copy").exists()
    with pdfium.PdfDocument(register.archive().read(made.sha256)) as copy:
        assert "Arta Gashi" in copy[0].get_textpage().get_text_range()


def test_a_file_with_words_of_its_own_needs_none(text: Exhibit, supervisor: User) -> None:
    with pytest.raises(UsageError, match="can be searched"):
        make_searchable(text, by=supervisor)
    assert not Exhibit.objects.filter(tool=TOOL).exists()
