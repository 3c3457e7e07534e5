"""How is a side filled with forms, interviews under way, and a statement that was kept?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.integration.access.sides import Side

from onrecord.core.document.questionnaire import FormMapping
from onrecord.core.document.questionnaire.mapping import FieldRule, Rule
from onrecord.testing.forms import Row, workbook
from onrecord.web.accounts.models import User
from onrecord.web.sources.models import Consent
from onrecord.web.statements import services
from onrecord.web.statements.models import FormVersion, Interview
from onrecord.web.statements.proposed import proposed
from onrecord.web.statements.selectors import mapping_of
from onrecord.web.statements.services import ConsentAnswer, Ending

_DAY = date(2026, 3, 1)


def build_statements(side: Side, word: str, *, by: User) -> Side:
    """Bring a form in, map it, keep one statement, and leave interviews under way."""
    form = services.keep_form(
        form_workbook(word), f"form of {word}.xlsx", compartment_id=side.compartment, by=by
    )
    services.approve_mapping(form, _mapping(word), shown=None, by=by, reason=f"as {word} says")
    kept = services.keep(_interview(form, word, side, by), _ending(word), by=by)
    found = proposed(kept)[1]
    services.reject(kept, found[0].proposal.key, by=by, reason=f"not so in {word}")
    mapping = mapping_of(form)
    return replace(
        side,
        form=form.pk,
        form_mapping=mapping.pk if mapping else side.form_mapping,
        interview=_interview(form, word, side, by).pk,
        to_keep=_interview(form, word, side, by).pk,
        to_discard=_interview(form, word, side, by).pk,
        statement=kept.source_id,
        proposal=found[1].proposal.key,
        digests=(*side.digests, kept.answers.sha256, kept.text.sha256),
    )


def form_workbook(word: str) -> bytes:
    """Return a form of which every text holds the word."""
    survey: list[Row] = [
        {"type": "start", "name": f"{word}_start", f"notes of {word}": "not read"},
        {"type": "text", "name": f"{word}_name", "label": f"Who was it in {word}?"},
        {"type": f"select_one {word}", "name": f"{word}_act", "label": f"What was it in {word}?"},
    ]
    choices: list[Row] = [{"list_name": word, "name": f"{word}_a", "label": f"killed in {word}"}]
    settings = {"form_title": f"Form of {word}", "form_id": f"f-{word}", "version": f"v-{word}"}
    return workbook(survey, choices, [settings])


def answers(word: str) -> dict[str, str]:
    """Return answers to the form."""
    return {f"{word}_name": f"Besim {word}", f"{word}_act": f"{word}_a"}


def _mapping(word: str) -> FormMapping:
    name = FieldRule(field="victim_name", question=f"{word}_name")
    concepts = ((f"{word}_a", "act/killing"),)
    act = FieldRule(field="act_type", question=f"{word}_act", concepts=concepts)
    named = FieldRule(field="name", question=f"{word}_name")
    return FormMapping(
        (Rule(kind="account", fields=(act, name)), Rule(kind="mention", fields=(named,)))
    )


def _interview(form: FormVersion, word: str, side: Side, by: User) -> Interview:
    interview = services.begin(
        form,
        compartment_id=side.compartment,
        language="",
        asked_by=f"interviewer of {word}",
        asked_on=_DAY,
        label=f"interview in {word}",
        by=by,
    )
    services.save(interview, answers(word), number=0, by=by)
    return interview


def _ending(word: str) -> Ending:
    return Ending(
        number=1,
        title=f"Statement from {word}",
        kind="source/statement",
        consents=[ConsentAnswer(purpose, "given") for purpose in Consent.PURPOSES],
    )
