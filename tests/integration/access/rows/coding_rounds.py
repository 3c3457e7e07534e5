"""Who gives documents out, codes them blind, judges, and writes the codebook?"""

from __future__ import annotations

from tests.integration.access.sides import Side
from tests.integration.access.table import Data, Row, Shows
from tests.integration.access.visitors import CODE, JUDGE, READ

from onrecord.web.accounts.models import User

_REASON = {"reason": "Looked at again."}
_FIGURE = {"bound": "exact", "value": "19", "unit": "persons"}
_NOT_THEIRS = frozenset({403, 404})
"""A coder who has no part in a round does not find it; a reader has no right to look."""


def _coders(_side: Side) -> Data:
    found = User.objects.filter(username__in=["arta", "enver"])
    return {
        "coders": [str(user.pk) for user in found],
        "fields_compared": ["figure.value", "account.act_type"],
    }


def _note(side: Side) -> Data:
    return {"definition": "Wider.", "compartment": side.compartment, "version": side.note_version}


ROWS = (
    Row(
        url="coding:split",
        who=CODE,
        at=lambda side: {"pk": side.suggestion},
        partial=200,
        post=lambda side: {"parts": "armed\nmen"},
    ),
    Row(
        url="coding:join",
        who=CODE,
        at=lambda side: {"pk": side.suggestion},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="coding:move",
        who=CODE,
        at=lambda side: {"pk": side.to_move},
        status=405,
        post=lambda side: {"start": 3, "end": 20},
    ),
    Row(
        url="coding:rounds",
        who=JUDGE,
        search={"q": "{}"},
        export=True,
        # A coder finds a list without the rounds of others.
        otherwise=frozenset({200, 403}),
    ),
    Row(
        url="coding:new_round",
        who=JUDGE,
        at=lambda side: {"pk": side.to_give},
        post=_coders,
    ),
    Row(
        url="coding:round",
        case="open",
        who=JUDGE,
        at=lambda side: {"stem": side.open_round},
        otherwise=_NOT_THEIRS,
    ),
    Row(
        url="coding:round",
        case="closed",
        who=JUDGE,
        at=lambda side: {"stem": side.closed_round},
        otherwise=_NOT_THEIRS,
        export=True,
        logs="read",
    ),
    Row(
        url="coding:read",
        case="coded blind",
        who=READ,
        at=lambda side: {"pk": side.blind_text},
        logs="read",
    ),
    *(
        Row(
            url=f"coding:{name}",
            # Only the coder whose seat it is, who does not come as a visitor.
            who=frozenset(),
            at=lambda side: {"stem": side.open_round},
            status=405,
            shows=Shows.NOBODY,
            post=lambda side: {"seat": side.seat},
            otherwise=_NOT_THEIRS,
        )
        for name in ("finish", "resume")
    ),
    Row(
        url="coding:close_round",
        who=JUDGE,
        at=lambda side: {"stem": side.open_round},
        status=405,
        post=lambda side: {**_REASON, "version": side.open_version},
        smuggled=lambda general, other: (
            {"stem": general.open_round},
            {**_REASON, "version": other.open_version},
        ),
    ),
    Row(
        url="coding:settle_alike",
        who=JUDGE,
        at=lambda side: {"stem": side.closed_round},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="coding:state",
        who=JUDGE,
        at=lambda side: {"stem": side.closed_round, "unit": side.unit},
        post=lambda side: {**_FIGURE, **_REASON},
        smuggled=lambda general, other: (
            {"stem": general.closed_round, "unit": other.unit},
            {**_FIGURE, **_REASON},
        ),
    ),
    Row(
        url="coding:settle",
        who=JUDGE,
        at=lambda side: {"stem": side.closed_round, "unit": side.unit},
        status=405,
        post=lambda side: {**_REASON, "choose-group": "1"},
        smuggled=lambda general, other: (
            {"stem": general.closed_round, "unit": other.unit},
            {**_REASON, "choose-group": "1"},
        ),
    ),
    Row(
        url="coding:coding",
        who=frozenset(),
        at=lambda side: {"stem": side.coding},
        shows=Shows.NOBODY,
        post=lambda side: {**_FIGURE, **_REASON, "version": side.coding_version},
        otherwise=_NOT_THEIRS,
    ),
    Row(
        url="coding:withdraw_coding",
        who=frozenset(),
        at=lambda side: {"stem": side.coding},
        status=405,
        shows=Shows.NOBODY,
        post=lambda side: _REASON,
        otherwise=_NOT_THEIRS,
    ),
    Row(
        url="coding:codebook",
        who=READ,
        query=lambda side: {"q": "understood as"},
        free=True,
        search={"q": "{}"},
    ),
    Row(
        url="coding:scheme",
        who=READ,
        at=lambda side: {"scheme": "acts"},
        free=True,
    ),
    Row(
        url="coding:note",
        who=JUDGE,
        query=lambda side: {
            "scheme": "acts",
            "concept": "act/killing",
            "note": side.note_version,
        },
        free=True,
        post=lambda side: {**_note(side), **_REASON},
        smuggled=lambda general, other: (
            {},
            {**_note(general), **_REASON, "version": other.note_version},
        ),
    ),
    Row(
        url="coding:terms",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="coding:propose",
        who=CODE,
        query=lambda side: {"text": side.text, "start": 3, "end": 20},
        post=lambda side: {
            "scheme": "acts",
            "label": "a term",
            "definition": "what it covers",
            "text": side.text,
            "start": 3,
            "end": 20,
        },
    ),
    Row(
        url="coding:term",
        who=READ,
        at=lambda side: {"stem": side.term},
        poster=JUDGE,
        post=lambda side: {**_REASON, "state": "accepted", "version": side.term_version},
        smuggled=lambda general, other: (
            {"stem": general.term},
            {**_REASON, "state": "accepted", "version": other.term_version},
        ),
    ),
)
