"""The reference case Kosovo: facts as data, with source and status of each."""

from onrecord.reference.case import (
    CaptureHistoryTable,
    DatedEvent,
    DemonstrationDocument,
    Institution,
    InstitutionUnit,
    Part,
    PublishedFigure,
    PublishedQuestion,
    PublishedSource,
    PublishedTotal,
    ReferenceCase,
    Status,
)
from onrecord.reference.kosovo import kosovo

__all__ = [
    "CaptureHistoryTable",
    "DatedEvent",
    "DemonstrationDocument",
    "Institution",
    "InstitutionUnit",
    "Part",
    "PublishedFigure",
    "PublishedQuestion",
    "PublishedSource",
    "PublishedTotal",
    "ReferenceCase",
    "Status",
    "kosovo",
]
