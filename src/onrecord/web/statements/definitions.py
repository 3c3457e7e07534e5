"""What does a stored version of a form ask? Read from its workbook, kept for the next reader."""

from __future__ import annotations

from functools import lru_cache

from onrecord.adapters.exchange.xlsform import read_form
from onrecord.core.document.questionnaire import Form
from onrecord.core.kernel.errors import InputError
from onrecord.web.statements.models import FormVersion


def form_of(version: FormVersion) -> Form:
    """Return the form of a stored version."""
    return _read(bytes(version.workbook), version.name)


@lru_cache(maxsize=32)
def _read(workbook: bytes, name: str) -> Form:
    read = read_form(workbook, name)
    if read.form is None:
        raise InputError(
            "This form was brought in by a version of the register that read it otherwise.",
            file=name,
            remedy="Bring the workbook in again.",
        )
    return read.form
