"""What a photograph tells of itself is kept at intake; its place is shown only on request."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.unit.adapters.read.embedded.test_credentials import STORE, in_png
from tests.unit.adapters.read.embedded.test_tags import PRIZREN, picture
from tests.unit.web.sources.conftest import Scene

from onrecord.core.kernel.errors import InputError
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.audit.models import Entry
from onrecord.web.site import register
from onrecord.web.sources import embedding
from onrecord.web.sources.models import Custody, Exhibit
from onrecord.web.sources.selectors import text_of
from onrecord.web.sources.services import take_in


@pytest.fixture
def photo(scene: Scene) -> Exhibit:
    return take_in(scene.report, picture(gps=PRIZREN), name="photo.jpg", by=scene.supervisor)


@pytest.fixture
def kept(photo: Exhibit) -> Exhibit:
    return Exhibit.objects.get(derived_from=photo)


def test_tags_are_kept_as_a_file_derived_from_the_photograph(kept: Exhibit) -> None:
    assert (kept.media_type, kept.tool) == (embedding.TAGS, embedding.TOOL)
    told = embedding.shown(kept, with_location=True)
    assert told.tags["Make"] == "Camera of Arta"
    assert told.location is not None
    assert told.location["Latitude"] == "42.210000"
    hidden = embedding.shown(kept, with_location=False)
    assert (hidden.location, hidden.has_location) == (None, True)


def test_content_credentials_are_kept_as_they_are(scene: Scene) -> None:
    photo = take_in(scene.report, in_png(STORE), name="photo.png", by=scene.supervisor)
    store = Exhibit.objects.get(derived_from=photo, media_type=embedding.CREDENTIALS)
    assert register.archive().read(store.sha256) == STORE
    assert store.parameters == {
        "labels": ["urn:uuid:first", "urn:uuid:active"],
        "validated": False,
    }


@pytest.mark.parametrize("name", ["broken.jpg", "broken.png", "film.mp4", "notes.txt"])
def test_intake_never_fails_by_what_is_embedded(scene: Scene, name: str) -> None:
    taken = take_in(
        scene.report, b"\xff\xd8 no picture " + name.encode(), name=name, by=scene.supervisor
    )
    assert register.archive().verify(taken.sha256) is None
    kinds = set(Exhibit.objects.filter(derived_from=taken).values_list("media_type", flat=True))
    assert kinds <= {embedding.TAGS}


def test_the_place_is_shown_on_request_and_written_down(
    kept: Exhibit,
    logged_in: Callable[..., Client],
    user_of: Callable[..., User],
    general: Compartment,
) -> None:
    reader = logged_in(user_of("reader", [general]))
    address = reverse("sources:embedded", args=[kept.pk])
    page = reader.get(address).content.decode()
    assert "Camera of Arta" in page
    assert "42.21" not in page
    assert "20.74" not in page
    assert not Custody.objects.filter(exhibit=kept, kind="view").exists()
    page = reader.post(address).content.decode()
    assert "42.210000" in page
    assert Custody.objects.filter(exhibit=kept, kind="view").count() == 1
    fields = Entry.objects.filter(action="read", subject_id=str(kept.pk)).order_by("seq")
    assert list(fields.values_list("fields", flat=True)) == ["embedded", "embedded location"]


def test_the_reading_room_does_not_show_it_either(
    kept: Exhibit, scene: Scene, logged_in: Callable[..., Client]
) -> None:
    work = logged_in(scene.supervisor)
    response = work.get(reverse("coding:read", args=[kept.pk]))
    assert response.status_code == 400
    assert "42.21" not in response.content.decode()
    page = work.get(reverse("sources:one", args=[kept.source_id])).content.decode()
    assert reverse("coding:read", args=[kept.pk]) not in page
    with pytest.raises(InputError, match="no text"):
        text_of(kept)


def test_other_files_have_no_such_page(scene: Scene, logged_in: Callable[..., Client]) -> None:
    work = logged_in(scene.supervisor)
    address = reverse("sources:embedded", args=[scene.original.pk])
    assert work.get(address).status_code == 404
