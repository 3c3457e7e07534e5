"""Which workbooks become a form, and what is said about those that do not?"""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from onrecord.adapters.exchange.xlsform import read_form
from onrecord.core.document.questionnaire.definition import Kind, Question, Repeat, placed
from onrecord.core.kernel.errors import InputError
from onrecord.testing.forms import statement_form, workbook


def rows(*given: dict[str, object]) -> list[dict[str, object]]:
    return [{"label": "x", **row} for row in given]


def test_the_invented_form_is_read_whole() -> None:
    form = read_form(statement_form(version="3"), "attacks.xlsx").form
    assert form is not None
    assert (form.id, form.title, form.version) == ("attacks", "Statement on attacks", "3")
    assert [language.code for language in form.languages] == ["en", "sq", "sr-Cyrl"]
    found = {one.item.name: one for one in placed(form)}
    assert found["victim_name"].repeats == ("incident", "victim")
    assert isinstance(found["incident"].item, Repeat)
    town = found["town"].item
    assert isinstance(town, Question)
    assert [choice.name for choice in town.choices] == ["gjakova", "prizren", "other"]
    assert town.choices[-1].label.text("sr-Cyrl") == "Друго"


def test_every_type_is_read() -> None:
    types = {
        "text": Kind.TEXT,
        "integer": Kind.INTEGER,
        "decimal": Kind.DECIMAL,
        "date": Kind.DATE,
        "dateTime": Kind.DATE_TIME,
        "time": Kind.TIME,
        "note": Kind.NOTE,
        "acknowledge": Kind.ACKNOWLEDGE,
        "geopoint": Kind.GEOPOINT,
        "image": Kind.IMAGE,
        "audio": Kind.AUDIO,
        "select_one l": Kind.SELECT_ONE,
        "select multiple l": Kind.SELECT_MULTIPLE,
        "today": Kind.CALCULATE,
    }
    survey = rows(*({"type": name, "name": f"q{n}"} for n, name in enumerate(types)))
    form = read_form(workbook(survey, [{"list name": "l", "name": "a"}]), "f.xlsx").form
    assert form is not None
    assert [item.kind for item in form.items if isinstance(item, Question)] == list(types.values())


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"type": "range", "name": "a"}, "survey, line 2, column type: This type of question"),
        ({"type": "select_one nolist", "name": "a"}, "has no list of this name. (value: 'nolist')"),
        ({"type": "text", "name": "1a"}, "column name: This row needs a name"),
        ({"type": "text", "name": "a", "label": ""}, "A question without words cannot be asked"),
        ({"type": "calculate", "name": "a"}, "A calculate needs a calculation"),
        ({"type": "text", "name": "a", "relevant": "pulldata(1)"}, "pulldata() is not supported"),
        ({"type": "text", "name": "a", "constraint": "${"}, "column constraint: The expression"),
        ({"type": "begin group", "name": "a"}, "This group is never closed"),
        ({"type": "end repeat", "name": ""}, "Nothing of this kind is open here"),
    ],
)
def test_each_fault_names_sheet_row_and_column(row: dict[str, object], sentence: str) -> None:
    read = read_form(workbook(rows(row)), "f.xlsx")
    assert read.form is None
    assert sentence in read.errors[0].sentence()
    assert read.errors[0].remedy


def test_all_faults_are_told_at_once() -> None:
    survey = rows({"type": "range", "name": "a"}, {"type": "text", "name": "!"})
    choices = [{"list_name": "l", "name": "two words"}, {"list_name": "", "name": "x"}]
    errors = read_form(workbook(survey, choices), "f.xlsx").errors
    assert [(error.file, error.line) for error in errors] == [
        ("choices", 2),
        ("choices", 3),
        ("survey", 2),
        ("survey", 3),
    ]


def test_a_choice_twice_is_refused_unless_the_settings_allow_it() -> None:
    survey = rows({"type": "select_one l", "name": "a"})
    choices = [{"list_name": "l", "name": "x"}] * 2
    assert read_form(workbook(survey, choices), "f.xlsx").form is None
    allowed = workbook(survey, choices, [{"allow_choice_duplicates": "yes"}])
    assert read_form(allowed, "f.xlsx").form is not None


def test_without_settings_the_file_names_the_form() -> None:
    form = read_form(workbook(rows({"type": "text", "name": "a"})), "dir/attacks v2.xlsx").form
    assert form is not None
    assert (form.id, form.title, form.version) == ("attacks v2", "attacks v2", "")


def test_a_column_without_language_belongs_to_the_default_language() -> None:
    survey = [{"type": "text", "name": "a", "label": "Emri", "label::English (en)": "Name"}]
    data = workbook(survey, settings=[{"default_language": "Shqip (sq)"}])
    form = read_form(data, "f.xlsx").form
    assert form is not None
    assert [language.code for language in form.languages] == ["sq", "en"]
    assert form.items[0].label.text("sq") == "Emri"
    assert form.language("sr-Latn") == "sq"


def test_the_author_is_told_what_is_not_read_and_not_translated() -> None:
    survey = [
        {"type": "text", "name": "a", "label::English (en)": "Name", "label::Shqip (sq)": "Emri"},
        {"type": "text", "name": "b", "label::English (en)": "Age", "parameters": "x=1"},
    ]
    remarks = [str(one) for one in read_form(workbook(survey), "f.xlsx").remarks]
    assert remarks == [
        "The column parameters of the survey is not read.",
        "Labels without words in Shqip: 1. They are shown in the default language.",
    ]


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    return target.getvalue()


def _entities() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>')
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no XLSX workbook"),
        (b"type,name,label\n", "no XLSX workbook"),
        (b"PK\x03\x04garbage", "damaged"),
        (_bomb(), "more than is safe"),
        (_entities(), "document type declaration"),
        (b"PK\x03\x04" + b"\0" * (9 * 1024 * 1024), "larger than 8 MiB"),
        (workbook([], [{"a": 1}])[:-200], "damaged"),
    ],
)
def test_hostile_workbooks_are_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read_form(data, "f.xlsx")


def test_a_workbook_without_survey_is_refused() -> None:
    book = openpyxl.Workbook()
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(InputError, match="no sheet with the name survey"):
        read_form(target.getvalue(), "f.xlsx")


def test_a_form_without_questions_is_refused() -> None:
    (error,) = read_form(workbook([]), "f.xlsx").errors
    assert error.sentence() == "survey: The form asks nothing. Add a question."
