"""Every test of the register works in the scene of tests/register_scene.py, in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation
from tests.register_scene import *  # noqa: F403 - fixtures


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A request leaves its language to whatever runs next in the thread: begin anew."""
    with translation.override("en"):
        yield
