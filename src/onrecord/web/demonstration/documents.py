"""How are the invented documents preserved, read, coded and judged?"""

from __future__ import annotations

from typing import Any

from onrecord.core.kernel.errors import InputError
from onrecord.reference.case import DemonstrationDocument, ReferenceCase
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding.models import Account, Suggestion
from onrecord.web.coding.services.accounts import code_account
from onrecord.web.coding.services.acts import involve, judge_act
from onrecord.web.coding.services.events import judge_event, link_events
from onrecord.web.coding.services.reading import accept, passage_of, read_exhibit
from onrecord.web.demonstration.accounts import ACCOUNTS, EVENTS, REPORT, DemonstrationAccount
from onrecord.web.site.acting import acting_as
from onrecord.web.site.compartments import GENERAL
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import text_of
from onrecord.web.sources.services import add_source, record_consent, take_in

SEALED = "witnesses"
UNDECIDED = 4
"""Suggestions of the report that are left for the reader of the demonstration to decide."""

_KINDS = {"report": "source/report", "statement": "source/statement", "list": "source/list"}
_REASON = "Judged for the demonstration."


def read_and_code(case: ReferenceCase, *, coder: User, supervisor: User) -> None:
    """Take in every invented text, read it, accept figures, code accounts and judge acts."""
    texts: dict[str, Exhibit] = {}
    for document in case.documents:
        if document.mapping is None:
            exhibit = preserve(document, SEALED if document.kind == "statement" else GENERAL, coder)
            texts[document.name] = read_exhibit(exhibit, by=coder)
    _accept_figures(texts[REPORT], by=coder)
    coded = [(item, _code(item, texts[item.document], by=coder)) for item in ACCOUNTS]
    with acting_as(supervisor.username):
        _judge(coded, by=supervisor)


def preserve(document: DemonstrationDocument, compartment: str, by: User) -> Exhibit:
    """Record an invented document as a source and take its file in."""
    source = add_source(
        {
            "title": document.title,
            "kind": _KINDS[document.kind],
            "originator": "Linden Watch (invented)",
            "language": document.language,
            "made": "1999",
            "licence": "Apache-2.0",
        },
        compartment_id=Compartment.objects.get(name=compartment).pk,
        by=by,
    )
    if document.kind == "statement":
        for purpose, given in (("internal", True), ("anonymised", True), ("publication", False)):
            record_consent(
                source, purpose, given=given, on=None, by=by, reason="As the statement says."
            )
    return take_in(
        source, document.content, name=document.name, by=by, media_type=document.media_type
    )


def _accept_figures(text: Exhibit, *, by: User) -> None:
    found = list(Suggestion.objects.filter(exhibit=text, kind="figure").order_by("start"))
    for suggestion in found[: max(0, len(found) - UNDECIDED)]:
        accept(suggestion, by=by)


def _code(item: DemonstrationAccount, text: Exhibit, *, by: User) -> Account:
    content = text_of(text)
    passages = {}
    for field, words in item.words.items():
        start = content.find(words)
        if start < 0:
            raise InputError("The words are not in the document.", file=text.name, value=words)
        passages[field] = [passage_of(text, start, start + len(words), by=by)]
    return code_account(text.source, item.values, passages=passages, by=by)


def _judge(coded: list[tuple[DemonstrationAccount, Account]], *, by: User) -> None:
    events = {}
    for item, account in coded:
        if item.event and item.event not in events:
            events[item.event] = judge_event(
                EVENTS[item.event], compartment_id=account.compartment_id, by=by, reason=_REASON
            )
        values = _act_values(item.values)
        if item.event:
            values["event"] = events[item.event].stem
        act = judge_act(values, accounts=[account.stem], by=by, reason=_REASON)
        if text := item.values.get("perpetrator_text"):
            involve(
                act,
                {
                    "perpetrator_text": text,
                    "mode": "involvement/carried-out",
                    "evidential_status": "status/alleged",
                },
                basis=account.stem,
                by=by,
                reason=_REASON,
            )
    link_events(events["gurishte"], events["kamenovo"], "precedes", by=by, reason=_REASON)


def _act_values(values: Any) -> dict[str, Any]:
    left_out = {"perpetrator_text", "attributed_to", "victim_name"}
    return {name: value for name, value in values.items() if name not in left_out} | {
        "victim_name": values.get("victim_name", "")
    }
