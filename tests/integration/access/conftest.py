"""The register in which the access matrix is walked; its scene is set once for each file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import client, override_settings
from pytest_django.plugin import DjangoDbBlocker
from tests.integration.access.stage import Told, scene_of
from tests.register_scene import *  # noqa: F403 - fixtures


@pytest.fixture(scope="module")
def told(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    register_folder: Path,
) -> Iterator[Told]:
    """Set the scene once, and keep what was seen of the file's rows before it was complete."""
    rows = getattr(request.module, "COMPARED", ())
    with django_db_blocker.unblock(), scene_of(rows) as scene:
        yield scene


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of refusals are what these tests ask for; none is news."""
    caplog.set_level(logging.CRITICAL, logger="django.request")


@pytest.fixture(scope="module", autouse=True)
def unwatched() -> Iterator[None]:
    """Leave out what takes half the time and tells these tests nothing.

    Nobody asks which templates drew a page, and no session grows old.
    """
    with pytest.MonkeyPatch.context() as patch, override_settings(SESSION_SAVE_EVERY_REQUEST=False):
        patch.setattr(client, "store_rendered_templates", lambda *_args, **_kwargs: None)
        yield
