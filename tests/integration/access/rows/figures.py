"""Who may see figures and questions, correct readings, and judge what answers what?"""

from __future__ import annotations

from tests.integration.access.table import Row
from tests.integration.access.visitors import CODE, JUDGE, READ

_READING = {"bound": "exact", "value": "17", "unit": "persons", "status": "seen"}

ROWS = (
    Row(
        url="figures:questions",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="figures:all",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="figures:new_question",
        who=JUDGE,
        post=lambda side: {
            "title": "How many?",
            "measure": "figure/killed",
            "compartment": side.compartment,
        },
    ),
    Row(
        url="figures:question",
        who=READ,
        at=lambda side: {"stem": side.question},
    ),
    Row(
        url="figures:place",
        who=JUDGE,
        at=lambda side: {"stem": side.question},
        status=405,
        post=lambda side: {"figure": side.unplaced, "reason": "It says so."},
        smuggled=lambda general, other: (
            {"stem": general.question},
            {"figure": other.figure, "reason": "It says so."},
        ),
    ),
    Row(
        url="figures:remove",
        who=JUDGE,
        at=lambda side: {"stem": side.question},
        status=405,
        post=lambda side: {"figure": side.figure, "reason": "It does not say so."},
        smuggled=lambda general, other: (
            {"stem": general.question},
            {"figure": other.figure, "reason": "It does not say so."},
        ),
    ),
    Row(
        url="figures:figure",
        who=READ,
        at=lambda side: {"stem": side.figure},
        logs="read",
    ),
    Row(
        url="figures:correct",
        who=CODE,
        at=lambda side: {"stem": side.figure},
        post=lambda side: {**_READING, "version": side.figure_version, "reason": "Misread."},
        smuggled=lambda general, other: (
            {"stem": general.figure},
            {**_READING, "version": other.figure_version, "reason": "Misread."},
        ),
    ),
)
