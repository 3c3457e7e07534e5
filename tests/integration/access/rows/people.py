"""Who may bring lists in, see mentions and persons, and judge who is one person?"""

from __future__ import annotations

from tests.integration.access.sides import Side
from tests.integration.access.table import Data, Row, upload
from tests.integration.access.visitors import CODE, EXPORT, IMPORT, JUDGE, READ

_MAPPING = "id: id\nlist: list\nnames: {given: given, surname: surname}\n"


def _merged(general: Side, other: Side) -> Data:
    return {
        "mention": [f"{general.alone}:", f"{other.alone}:"],
        "reason": "The same name.",
    }


ROWS = (
    Row(
        url="people:lists",
        who=READ,
        search={"q": "list-{}"},
        export=True,
    ),
    Row(
        url="people:import",
        who=IMPORT,
        post=lambda side: {"source": side.source, "file": upload("more.csv", "id,age\n1,40\n")},
    ),
    Row(
        url="people:columns",
        who=IMPORT,
        at=lambda side: {"pk": side.list_file},
        post=lambda side: {"how": "text", "text": _MAPPING},
    ),
    Row(
        url="people:batch",
        who=READ,
        at=lambda side: {"pk": side.batch},
    ),
    Row(
        url="people:batch",
        case="staged",
        who=READ,
        at=lambda side: {"pk": side.staged},
    ),
    Row(
        url="people:commit",
        who=IMPORT,
        at=lambda side: {"pk": side.staged},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="people:cancel",
        who=IMPORT,
        at=lambda side: {"pk": side.staged},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="people:undo",
        who=IMPORT,
        at=lambda side: {"pk": side.loose},
        status=405,
        post=lambda side: {"reason": "The wrong file."},
    ),
    Row(
        url="people:changes",
        who=READ,
        at=lambda side: {"pk": side.later},
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="people:follow",
        who=IMPORT,
        at=lambda side: {"pk": side.later},
        status=405,
        post=lambda side: {"earlier": side.batch},
        smuggled=lambda general, other: ({"pk": general.later}, {"earlier": other.batch}),
    ),
    Row(
        url="people:part",
        who=IMPORT,
        at=lambda side: {"pk": side.later},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="people:failed_rows",
        who=EXPORT & IMPORT,
        otherwise=frozenset({403, 404}),
        at=lambda side: {"pk": side.batch},
        factor=True,
        logs="export",
    ),
    Row(
        url="people:mentions",
        who=READ,
        search={"q": "{}", "place": "{}", "list": "list of {} A"},
        export=True,
    ),
    Row(
        url="people:mention",
        who=READ,
        at=lambda side: {"stem": side.mention},
        logs="read",
    ),
    Row(
        url="people:mention",
        case="of no person yet",
        who=READ,
        at=lambda side: {"stem": side.alone},
        logs="read",
    ),
    Row(
        url="people:correct",
        who=CODE,
        at=lambda side: {"stem": side.mention},
        post=lambda side: {
            "version": side.mention_version,
            "name": "Arta",
            "reason": "Misread.",
        },
        smuggled=lambda general, other: (
            {"stem": general.mention},
            {"version": other.mention_version, "name": "Arta", "reason": "Misread."},
        ),
    ),
    Row(
        url="people:withdraw",
        who=CODE,
        at=lambda side: {"stem": side.mention},
        status=405,
        post=lambda side: {"version": side.mention_version, "reason": "Not said."},
        smuggled=lambda general, other: (
            {"stem": general.mention},
            {"version": other.mention_version, "reason": "Not said."},
        ),
    ),
    Row(
        url="people:merge",
        who=JUDGE,
        status=405,
        post=lambda side: {
            "mention": [f"{side.spare}:", f"{side.last}:"],
            "reason": "The same name.",
        },
        smuggled=lambda general, other: ({}, _merged(general, other)),
    ),
    Row(
        url="people:persons",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="people:person",
        who=READ,
        at=lambda side: {"code": side.person},
        logs="read",
    ),
    Row(
        url="people:split",
        who=JUDGE,
        at=lambda side: {"code": side.person},
        status=405,
        post=lambda side: {
            "mention": [str(side.mention)],
            "seen": side.decision,
            "reason": "Another day.",
        },
        smuggled=lambda general, other: (
            {"code": general.person},
            {"mention": [str(other.mention)], "seen": general.decision, "reason": "No."},
        ),
    ),
    Row(
        url="people:undo_decision",
        who=JUDGE,
        at=lambda side: {"pk": side.decision},
        status=405,
        post=lambda side: {"seen": side.decision, "reason": "Judged too soon."},
    ),
)
