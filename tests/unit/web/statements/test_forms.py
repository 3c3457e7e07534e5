"""How do forms come in, version after version?"""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.core.document.questionnaire.definition import Kind
from onrecord.core.document.questionnaire.expression.functions import FUNCTIONS
from onrecord.core.kernel.errors import AccessDenied, InputError, UsageError
from onrecord.testing.forms import statement_form, workbook
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.statements import selectors, services
from onrecord.web.statements.definitions import form_of
from onrecord.web.statements.models import FormVersion, Statement


def test_a_new_upload_is_a_new_version_and_the_same_file_is_none(
    version: FormVersion, dragana: User, general: Compartment
) -> None:
    again = services.keep_form(
        bytes(version.workbook), "again.xlsx", compartment_id=general.pk, by=dragana
    )
    assert again == version
    newer = services.keep_form(
        statement_form(version="2"), "attacks.xlsx", compartment_id=general.pk, by=dragana
    )
    assert (newer.number, newer.written_version) == (2, "2")
    assert list(selectors.forms(dragana)) == [newer]
    assert list(selectors.versions_of(dragana, newer)) == [newer, version]


def test_answers_keep_the_version_that_they_answer(
    statement: Statement, dragana: User, general: Compartment
) -> None:
    question = {"type": "text", "name": "late", "label": "Anything else?"}
    services.keep_form(
        statement_form(version="2", more=[question]),
        "attacks.xlsx",
        compartment_id=general.pk,
        by=dragana,
    )
    assert form_of(statement.form).version == "1"
    assert "late" not in {node.path for node in selectors.leaves(selectors.filled(statement))}


def test_forms_are_brought_in_by_who_may_where_they_may(
    enver: User, dragana: User, general: Compartment, sealed: Compartment
) -> None:
    with pytest.raises(AccessDenied):
        services.keep_form(statement_form(), "a.xlsx", compartment_id=general.pk, by=enver)
    with pytest.raises(UsageError, match="may not enter"):
        services.keep_form(statement_form(), "a.xlsx", compartment_id=sealed.pk, by=dragana)
    broken = workbook([{"type": "range", "name": "a", "label": "x"}])
    with pytest.raises(InputError, match="survey, line 2, column type"):
        services.keep_form(broken, "a.xlsx", compartment_id=general.pk, by=dragana)
    assert not FormVersion.objects.exists()


def test_a_form_does_not_exist_outside_its_compartment(
    version: FormVersion, stranger: User
) -> None:
    assert list(selectors.forms(stranger)) == []
    assert list(selectors.form_versions(stranger)) == []


def test_the_reference_lists_every_type_and_function() -> None:
    page = (Path(__file__).parents[4] / "docs/reference/xlsform.md").read_text(encoding="utf-8")
    assert [kind for kind in Kind if f"`{kind}" not in page] == []
    assert [name for name in FUNCTIONS if f"`{name}(" not in page] == []
