"""Workbooks of statement forms for tests: the invented one, and small ones of any rows."""

from onrecord.reference.statement_form import (
    CHOICES,
    SURVEY,
    Row,
    said,
    statement_form,
    workbook,
)

__all__ = ["CHOICES", "SURVEY", "Row", "said", "statement_form", "workbook"]
