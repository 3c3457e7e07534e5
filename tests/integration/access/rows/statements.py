"""Who may bring in forms, take statements, and decide what they propose?"""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.integration.access.building_statements import form_workbook
from tests.integration.access.sides import OPEN, SECRET, Side
from tests.integration.access.table import Data, Row
from tests.integration.access.visitors import CODE, IMPORT, READ

from onrecord.web.sources.models import Consent

_NAMES = [f"{word}_name" for word in (OPEN, SECRET)]
_STEP = {
    "number": 1,
    "step": 1,
    "action": "stay",
    "paths": _NAMES,
    **{f"a.{name}": "Goran" for name in _NAMES},
}


def _ended(_side: Side) -> Data:
    answers = dict.fromkeys(Consent.PURPOSES, "given")
    return {"number": 1, "title": "A plain title", "kind": "source/statement", **answers}


def _approved(side: Side) -> Data:
    return {
        "version": side.form_mapping,
        "r0.kind": "account",
        "r0.act_type.always": "act/killing",
        "reason": "Agreed.",
        "action": "approve",
    }


ROWS = (
    Row(url="statements:home", who=READ),
    Row(
        url="statements:new_form",
        who=IMPORT,
        post=lambda side: {
            "compartment": side.compartment,
            "file": SimpleUploadedFile("new.xlsx", form_workbook("anew")),
        },
    ),
    Row(url="statements:form", who=READ, at=lambda side: {"pk": side.form}),
    Row(
        url="statements:mapping",
        who=IMPORT,
        at=lambda side: {"pk": side.form},
        post=_approved,
        smuggled=lambda general, other: ({"pk": general.form}, _approved(other)),
    ),
    Row(
        url="statements:take",
        who=CODE,
        at=lambda side: {"pk": side.form},
        post=lambda side: {
            "language": "",
            "compartment": side.compartment,
            "asked_by": "Dragana",
            "asked_on": "2026-03-01",
        },
    ),
    Row(
        url="statements:interview",
        who=CODE,
        at=lambda side: {"pk": side.interview},
        post=lambda _side: _STEP,
        logs="read",
    ),
    Row(
        url="statements:save",
        who=CODE,
        at=lambda side: {"pk": side.interview},
        status=405,
        post=lambda _side: _STEP,
        posted=200,
    ),
    Row(
        url="statements:finish",
        who=CODE,
        at=lambda side: {"pk": side.to_keep},
        post=_ended,
        logs="read",
    ),
    Row(
        url="statements:discard",
        who=CODE,
        at=lambda side: {"pk": side.to_discard},
        status=405,
        post=lambda _side: {},
    ),
    Row(url="statements:kept", who=READ, export=True),
    Row(
        url="statements:statement",
        who=READ,
        at=lambda side: {"pk": side.statement},
        logs="read",
    ),
    Row(
        url="statements:decide",
        who=CODE,
        at=lambda side: {"pk": side.statement},
        status=405,
        post=lambda side: {"action": "accept", "key": side.proposal},
        smuggled=lambda general, other: (
            {"pk": general.statement},
            {"action": "accept", "key": other.proposal},
        ),
    ),
    Row(
        url="statements:consent",
        who=READ,
        at=lambda side: {"pk": side.statement},
        post=lambda _side: {"purpose": "court", "given": "no", "reason": "Asked again."},
        poster=CODE,
    ),
)
