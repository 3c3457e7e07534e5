"""What does a workbook define: the form, or everything that keeps it from being one?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from onrecord.adapters.exchange.xlsform.choices import choice_lists
from onrecord.adapters.exchange.xlsform.languages import TRANSLATED, Languages
from onrecord.adapters.exchange.xlsform.sheets import SheetRow, checked, rows_of
from onrecord.adapters.exchange.xlsform.survey import Survey
from onrecord.core.document.questionnaire.checking import faults
from onrecord.core.document.questionnaire.definition import Form, Question, placed
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

_KNOWN = frozenset(
    (
        "type",
        "name",
        "required",
        "relevant",
        "constraint",
        "appearance",
        "default",
        "calculation",
        "choice_filter",
        "read_only",
        "repeat_count",
        "disabled",
        *TRANSLATED,
    )
)


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form, or what is wrong with it; each error names sheet, row and column.

    ``remarks`` are what its author should know though the form can be used.
    """

    form: Form | None
    errors: tuple[InputError, ...] = ()
    remarks: tuple[Remark, ...] = ()


def read_form(data: bytes, name: str) -> ReadForm:
    """Read an XLSForm workbook. ``name`` is the file's; it names a form without settings.

    Raises InputError where the file is no sound workbook, or larger than a form can be.
    """
    sheets = checked(data, name)
    survey_rows = list(rows_of(data, name, sheets["survey"]))
    choice_rows = list(rows_of(data, name, sheets["choices"])) if "choices" in sheets else []
    settings_rows = list(rows_of(data, name, sheets["settings"])) if "settings" in sheets else []
    settings = settings_rows[0] if settings_rows else SheetRow("settings", 2, {})
    languages = Languages.of([*survey_rows, *choice_rows], settings.cell("default_language"))
    may_repeat = settings.cell("allow_choice_duplicates").casefold() == "yes"
    lists, errors = choice_lists(choice_rows, languages, may_repeat=may_repeat)
    survey = Survey(languages, lists)
    survey.take(survey_rows)
    form = _form(settings, name, languages, survey)
    errors += survey.errors
    if not errors:
        errors += [_in_survey(fault) for fault in faults(form)]
    if not any(isinstance(one.item, Question) for one in placed(form)) and not errors:
        errors.append(InputError("The form asks nothing", file="survey", remedy="Add a question."))
    remarks = (*survey.remarks, *_unread(survey_rows), *_untranslated(form, languages))
    return ReadForm(None if errors else form, tuple(errors), remarks)


def _form(settings: SheetRow, name: str, languages: Languages, survey: Survey) -> Form:
    stem = PurePath(name).stem[:100] or "form"
    form_id = (settings.cell("form_id") or settings.cell("id_string") or stem)[:100]
    return Form(
        id=form_id,
        title=(settings.cell("form_title") or settings.cell("title") or form_id)[:200],
        version=settings.cell("version")[:60],
        languages=languages.all(),
        items=survey.items,
    )


def _in_survey(fault: InputError) -> InputError:
    return InputError(
        fault.template,
        file="survey",
        line=fault.line,
        column=fault.column,
        value=fault.value,
        remedy=fault.remedy,
        **fault.params,
    )


def _unread(rows: list[SheetRow]) -> list[Remark]:
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return [
        Remark.of("The column {column} of the survey is not read.", column=column)
        for column in columns
        if column.partition("::")[0] not in _KNOWN
    ]


def _untranslated(form: Form, languages: Languages) -> list[Remark]:
    counts: dict[str, int] = {}
    for one in placed(form):
        for language in languages.missing(one.item.label):
            counts[language] = counts.get(language, 0) + 1
    return [
        Remark.of(
            "Labels without words in {language}: {count}. They are shown in the default language.",
            language=language,
            count=count,
        )
        for language, count in counts.items()
    ]
