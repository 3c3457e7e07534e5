"""Two sources and those who work with them; what was signed does not outlive its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site import register
from onrecord.web.site.acting import acting_as
from onrecord.web.sources import fixity
from onrecord.web.sources.models import Exhibit, Source
from onrecord.web.sources.services import add_source, keep_text, take_in

TOLD = b"Arta told what she saw on 3 April 1999.\n"
REPORTED = b"The office of Besim reported it.\n"


@dataclass(frozen=True)
class Scene:
    """A statement with its text, and a report."""

    statement: Source
    report: Source
    original: Exhibit
    text: Exhibit
    supervisor: User


@pytest.fixture(autouse=True)
def nothing_signed(register_folder: Path) -> Iterator[None]:
    yield
    for name in (register.CHECKPOINTS, fixity.REPORTS):
        (register_folder / name).unlink(missing_ok=True)


@pytest.fixture
def scene(user_of: Callable[..., User], general: Compartment) -> Scene:
    arta = user_of("supervisor", [general], name="arta")
    with acting_as("arta"):
        sources = [
            add_source(
                {"title": title, "kind": kind, "made": "1999-05", "required_notice": "No names"},
                compartment_id=general.pk,
                by=arta,
            )
            for title, kind in (
                ("Statement of Arta", "source/victim-statement"),
                ("Report of Besim", "source/report"),
            )
        ]
        original = take_in(sources[0], TOLD, name="изјава.txt", by=arta)
        text = keep_text(
            original,
            "What Arta told.",
            [(0, 15)],
            by=arta,
            tool="reader",
            version="1.2",
            parameters={"language": "en"},
        )
        take_in(sources[1], REPORTED, name="report.txt", by=arta)
    return Scene(sources[0], sources[1], original, text, arta)
