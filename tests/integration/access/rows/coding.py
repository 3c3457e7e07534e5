"""Who may read documents, decide about suggestions, code accounts, and judge acts and events?"""

from __future__ import annotations

from tests.integration.access.sides import Side
from tests.integration.access.table import Data, Row, Shows
from tests.integration.access.visitors import CODE, JUDGE, READ

_SPAN = {"start": 3, "end": 20}
_ACCOUNT = {"act_type": "act/killing-deliberate", "period": "3 April 1999"}
_EVENT = {"title": "An attack", "period": "April 1999"}
_REASON = {"reason": "Looked at again."}


def _involvement(side: Side) -> Data:
    return {
        "perpetrator_text": "armed men",
        "mode": "involvement/carried-out",
        "evidential_status": "status/alleged",
        "basis": side.account,
        **_REASON,
    }


ROWS = (
    Row(
        url="coding:documents",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(url="coding:types", who=READ, shows=Shows.NOBODY),
    Row(url="coding:type", who=READ, shows=Shows.NOBODY),
    Row(url="coding:place", who=READ, shows=Shows.NOBODY),
    Row(
        url="coding:read",
        who=READ,
        at=lambda side: {"pk": side.text},
        logs="read",
    ),
    Row(
        url="coding:read_all",
        who=CODE,
        at=lambda side: {"pk": side.source},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="coding:read_it",
        who=CODE,
        at=lambda side: {"pk": side.exhibit},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="coding:code_figure",
        who=CODE,
        at=lambda side: {"pk": side.text},
        query=lambda side: _SPAN,
        partial=200,
        post=lambda side: {**_SPAN, "bound": "exact", "value": "17", "unit": "persons"},
    ),
    Row(
        url="coding:code_account",
        who=CODE,
        at=lambda side: {"pk": side.text},
        query=lambda side: _SPAN,
        partial=200,
        post=lambda side: {**_SPAN, **_ACCOUNT},
    ),
    Row(
        url="coding:choose_cited",
        who=CODE,
        at=lambda side: {"pk": side.text},
        query=lambda side: _SPAN,
    ),
    Row(
        url="coding:cite",
        who=CODE,
        at=lambda side: {"pk": side.text},
        status=405,
        post=lambda side: {**_SPAN, "account": side.account, "field": "act_type"},
        smuggled=lambda general, other: (
            {"pk": general.text},
            {**_SPAN, "account": other.account, "field": "act_type"},
        ),
    ),
    Row(
        url="coding:suggestion",
        who=READ,
        at=lambda side: {"pk": side.suggestion},
        status=302,
        partial=200,
    ),
    Row(
        url="coding:accept",
        who=CODE,
        at=lambda side: {"pk": side.suggestion},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="coding:edit",
        who=CODE,
        at=lambda side: {"pk": side.suggestion},
        partial=200,
        post=lambda side: {"bound": "exact", "value": "18", "unit": "persons"},
    ),
    Row(
        url="coding:reject",
        who=CODE,
        at=lambda side: {"pk": side.suggestion},
        partial=200,
        post=lambda side: _REASON,
    ),
    Row(
        url="coding:undo",
        who=CODE,
        at=lambda side: {"pk": side.decided},
        status=405,
        post=lambda side: {"decision": side.decision_on_it},
        smuggled=lambda general, other: (
            {"pk": general.decided},
            {"decision": other.decision_on_it},
        ),
    ),
    Row(
        url="coding:accounts",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="coding:account",
        who=READ,
        at=lambda side: {"stem": side.account},
        logs="read",
    ),
    Row(
        url="coding:correct_account",
        who=CODE,
        at=lambda side: {"stem": side.account},
        post=lambda side: {**_ACCOUNT, **_REASON, "version": side.account_version},
        smuggled=lambda general, other: (
            {"stem": general.account},
            {**_ACCOUNT, **_REASON, "version": other.account_version},
        ),
    ),
    Row(
        url="coding:withdraw_account",
        who=CODE,
        at=lambda side: {"stem": side.account},
        status=405,
        post=lambda side: _REASON,
    ),
    Row(
        url="coding:judge",
        who=JUDGE,
        at=lambda side: {"stem": side.account},
        status=405,
        post=lambda side: {},
    ),
    Row(
        url="coding:acts",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="coding:acts_timeline",
        who=READ,
        search={"q": "{}"},
        shows=Shows.NOBODY,
    ),
    Row(
        url="coding:acts_map",
        who=READ,
        search={"q": "{}"},
        shows=Shows.NOBODY,
    ),
    Row(
        url="coding:new_act",
        who=JUDGE,
        query=lambda side: {"account": side.account},
        post=lambda side: _ACCOUNT,
        smuggled=lambda general, other: (
            {},
            {**_ACCOUNT, "event": other.event, "victim_person": other.person},
        ),
    ),
    Row(
        url="coding:act",
        who=READ,
        at=lambda side: {"stem": side.act},
        logs="read",
    ),
    Row(
        url="coding:correct_act",
        who=JUDGE,
        at=lambda side: {"stem": side.act},
        post=lambda side: {**_ACCOUNT, **_REASON, "version": side.act_version},
        smuggled=lambda general, other: (
            {"stem": general.act},
            {**_ACCOUNT, **_REASON, "version": other.act_version},
        ),
    ),
    Row(
        url="coding:choose_accounts",
        who=JUDGE,
        at=lambda side: {"stem": side.act},
        post=lambda side: {**_REASON, "accounts": [side.account], "version": side.act_version},
        smuggled=lambda general, other: (
            {"stem": general.act},
            {**_REASON, "accounts": [other.account], "version": general.act_version},
        ),
    ),
    Row(
        url="coding:add_account",
        who=JUDGE,
        at=lambda side: {"stem": side.act},
        status=405,
        post=lambda side: {**_REASON, "account": side.account, "version": side.act_version},
        smuggled=lambda general, other: (
            {"stem": general.act},
            {**_REASON, "account": other.account, "version": general.act_version},
        ),
    ),
    Row(
        url="coding:withdraw_act",
        who=JUDGE,
        at=lambda side: {"stem": side.act},
        status=405,
        post=lambda side: _REASON,
    ),
    Row(
        url="coding:involve",
        who=JUDGE,
        at=lambda side: {"stem": side.act},
        status=405,
        post=_involvement,
        smuggled=lambda general, other: ({"stem": general.act}, _involvement(other)),
    ),
    Row(
        url="coding:correct_involvement",
        who=JUDGE,
        at=lambda side: {"stem": side.involvement_stem},
        post=lambda side: {**_involvement(side), "version": side.involvement},
        smuggled=lambda general, other: (
            {"stem": general.involvement_stem},
            {**_involvement(general), "version": other.involvement},
        ),
    ),
    Row(
        url="coding:withdraw_involvement",
        who=JUDGE,
        at=lambda side: {"stem": side.involvement_stem},
        status=405,
        post=lambda side: _REASON,
    ),
    Row(
        url="coding:events",
        who=READ,
        search={"q": "{}"},
        export=True,
    ),
    Row(
        url="coding:new_event",
        who=JUDGE,
        post=lambda side: {**_EVENT, "compartment": side.compartment},
    ),
    Row(
        url="coding:event",
        who=READ,
        at=lambda side: {"stem": side.event},
        export=True,
        logs="read",
    ),
    Row(
        url="coding:correct_event",
        who=JUDGE,
        at=lambda side: {"stem": side.event},
        post=lambda side: {**_EVENT, **_REASON, "version": side.event_version},
        smuggled=lambda general, other: (
            {"stem": general.event},
            {**_EVENT, **_REASON, "version": other.event_version},
        ),
    ),
    Row(
        url="coding:withdraw_event",
        who=JUDGE,
        at=lambda side: {"stem": side.event},
        status=405,
        post=lambda side: _REASON,
    ),
    Row(
        url="coding:link",
        who=JUDGE,
        at=lambda side: {"stem": side.event},
        status=405,
        post=lambda side: {"kind": "causes", "other": side.other_event, **_REASON},
        smuggled=lambda general, other: (
            {"stem": general.event},
            {"kind": "causes", "other": other.event, **_REASON},
        ),
    ),
    Row(
        url="coding:unlink",
        who=JUDGE,
        at=lambda side: {"stem": side.link},
        status=405,
        post=lambda side: _REASON,
    ),
)
