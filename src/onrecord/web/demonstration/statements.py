"""How does the demonstration take a statement with a form of its own?"""

from __future__ import annotations

from datetime import date

from onrecord.core.document.questionnaire import FormMapping
from onrecord.core.document.questionnaire.mapping import FieldRule, Rule
from onrecord.reference.statement_form import statement_form
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.site.acting import acting_as
from onrecord.web.site.compartments import GENERAL
from onrecord.web.sources.models import Consent
from onrecord.web.statements.services import (
    ConsentAnswer,
    Ending,
    approve_mapping,
    begin,
    keep,
    keep_form,
    save,
)

_ASKED_ON = date(2026, 3, 1)
_ANSWERS = {
    "full_name": "Fatime",
    "age": "44",
    "sex": "f",
    "incident": "1",
    "incident/1/what": "beating",
    "incident/1/when": "1999-04-03",
    "incident/1/region": "west",
    "incident/1/town": "gjakova",
    "incident/1/by_whom": "uniform",
    "incident/1/victim": "1",
    "incident/1/victim/1/victim_name": "Goran",
    "incident/1/victim/1/victim_age": "30",
    "incident/1/story": "Erdhën natën.",
    "read_back": "OK",
}
_RULES = FormMapping(
    (
        Rule(
            kind="account",
            scope="victim",
            fields=(
                FieldRule(
                    field="act_type", question="what", concepts=(("beating", "act/beating"),)
                ),
                FieldRule(field="victim_name", question="victim_name"),
                FieldRule(field="period", question="when"),
                FieldRule(field="place_text", question="town"),
                FieldRule(field="perpetrator_text", question="by_whom"),
            ),
        ),
    )
)
_REFUSED = "publication"
"""The one use to which the invented witness does not agree."""


def take_statement(compartment: str, *, coder: User, supervisor: User) -> None:
    """Keep the invented form, fill it with an invented witness, and leave its claims to decide."""
    with acting_as(supervisor.username):
        form = keep_form(
            statement_form(),
            "form-attacks.xlsx",
            compartment_id=Compartment.objects.get(name=GENERAL).pk,
            by=supervisor,
        )
        reason = "Read together for the demonstration."
        approve_mapping(form, _RULES, shown=None, by=supervisor, reason=reason)
    place = Compartment.objects.get(name=compartment)
    interview = begin(
        form,
        compartment_id=place.pk,
        language="sq",
        asked_by="Besim",
        asked_on=_ASKED_ON,
        by=coder,
    )
    number = save(interview, _ANSWERS, number=0, by=coder)
    consents = [
        ConsentAnswer(purpose, "refused" if purpose == _REFUSED else "given")
        for purpose in Consent.PURPOSES
    ]
    ending = Ending(
        number=number,
        title="Statement of an invented witness, by form",
        kind="source/victim-statement",
        consents=consents,
    )
    keep(interview, ending, by=coder)
    # One more that is not finished yet: the page of an open interview can be seen.
    begin(
        form,
        compartment_id=place.pk,
        language="en",
        asked_by="Besim",
        asked_on=_ASKED_ON,
        by=coder,
    )
