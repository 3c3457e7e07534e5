"""The account of a check: what it counts, how it is kept and read again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.unit.web.sources.conftest import REPORTED, TOLD, Scene

from onrecord.web.audit.problem import Problem
from onrecord.web.sources import fixity
from onrecord.web.sources.services import take_in


def report(**changes: object) -> fixity.Report:
    values: dict[str, object] = {
        "at": datetime(2026, 5, 4, 12, tzinfo=UTC),
        "seconds": 2.0,
        "exhibits": 2,
        "bytes": 90,
        "log_entries": 12,
        "problems": (),
    }
    return fixity.Report(**{**values, **changes})  # type: ignore[arg-type]  # a test names fields


def test_shared_bytes_count_once(scene: Scene) -> None:
    take_in(scene.report, TOLD, name="again.txt", by=scene.supervisor)
    assert fixity.size() == len(TOLD) + len(REPORTED) + len(b"What Arta told.")
    assert len(fixity.digests()) == 3


def test_what_is_kept_is_read_again(register_folder: Path) -> None:
    wrong = report(problems=(Problem("exhibit-damaged", "ab", "The bytes changed."),))
    fixity.keep(report())
    fixity.keep(wrong)
    with (register_folder / fixity.REPORTS).open("a") as file:
        file.write('{"at": "2026')
    assert list(fixity.kept()) == [wrong, report()]
    assert list(fixity.kept(2)) == [wrong]


def test_the_text_is_for_people() -> None:
    assert report().text().splitlines() == [
        "Check of 2026-05-04 12:00 UTC, 2.0 seconds",
        "2 preserved files (90 bytes) read again",
        "12 entries of the log checked",
        "Nothing is wrong.",
    ]
    wrong = report(problems=(Problem("exhibit-damaged", "ab", "The bytes changed."),))
    assert "- ab: The bytes changed. (exhibit-damaged)" in wrong.text()
