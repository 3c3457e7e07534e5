from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.core.kernel.finding import Severity
from onrecord.core.reconcile.checks import Check, Document, Dossier, all_checks, check_dossier


def test_every_file_of_the_folder_is_a_check_with_words_for_the_reader() -> None:
    checks = all_checks()
    assert len({check.name for check in checks}) == len(checks) >= 19
    for check in checks:
        assert str(check.looks_for).endswith(".")
        assert str(check.limits).endswith(".")


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_a_check_finds_nothing_in_nothing(check: Check) -> None:
    assert list(check.run(Dossier(documents=()))) == []
    assert list(check.run(Dossier(documents=(Document(name="empty", text=""),)))) == []


def test_findings_come_gravest_first() -> None:
    document = Document(name="a", text="Log in\nThe guards beat {{name}} there.")
    found = check_dossier(Dossier(documents=(document,)))
    assert [one.severity for one in found] == [Severity.medium, Severity.low]


def test_every_check_stands_in_the_reference_as_it_describes_itself() -> None:
    page = Path(__file__).resolve().parents[5] / "docs" / "reference" / "checks.md"
    written = page.read_text(encoding="utf-8")
    for check in all_checks():
        assert f"| `{check.name}` | {check.looks_for} |" in written
        assert f"| {check.sureness} | {check.limits} |" in written
