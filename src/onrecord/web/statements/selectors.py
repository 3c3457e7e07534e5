"""What may a person see of forms, interviews and statements?"""

from __future__ import annotations

import json

from django.db.models import Exists, OuterRef, QuerySet

from onrecord.core.document.questionnaire import FormMapping, Node, fill, leaves
from onrecord.core.kernel.errors import Conflict
from onrecord.web.site import register
from onrecord.web.site.rights import Actor
from onrecord.web.sources.models import Passage, Source
from onrecord.web.statements.definitions import form_of
from onrecord.web.statements.models import (
    ConsentAsked,
    Draft,
    FormVersion,
    Interview,
    Mapping,
    ProposalDecision,
    Statement,
)
from onrecord.web.statements.sealing import opened


def form_versions(actor: Actor) -> QuerySet[FormVersion]:
    """Return every version of every form that this person may see."""
    return FormVersion.objects.visible_to(actor)


def forms(actor: Actor) -> QuerySet[FormVersion]:
    """Return the newest version of every form that this person may see, by title."""
    later = FormVersion.objects.filter(
        compartment=OuterRef("compartment"),
        form_id=OuterRef("form_id"),
        number__gt=OuterRef("number"),
    )
    found = form_versions(actor).filter(~Exists(later)).defer("workbook")
    return found.select_related("compartment").order_by("title", "pk")


def versions_of(actor: Actor, form: FormVersion) -> QuerySet[FormVersion]:
    """Return the versions of one form, the newest first."""
    same = form_versions(actor).filter(compartment=form.compartment_id, form_id=form.form_id)
    return same.defer("workbook").select_related("made_by").order_by("-number")


def mapping_of(form: FormVersion) -> Mapping | None:
    """Return the approved mapping of a form version that a selector gave; None before one is."""
    return Mapping.objects.current().filter(form=form).select_related("made_by").first()


def rules_of(mapping: Mapping | None) -> FormMapping:
    """Return what a mapping says; an empty one where none is approved."""
    return FormMapping.from_plain(mapping.rules) if mapping else FormMapping()


def interviews(actor: Actor) -> QuerySet[Interview]:
    """Return the interviews under way that this person may see, the newest first."""
    found = Interview.objects.visible_to(actor).filter(state="open")
    return found.select_related("form", "compartment", "made_by").order_by("-made_at", "-pk")


def newest_draft(interview: Interview) -> tuple[dict[str, str], int]:
    """Return the answers of an interview and the number of their draft; 0 before the first."""
    draft = Draft.objects.filter(interview=interview).order_by("-number").first()
    return (answers_of_draft(interview, draft), draft.number) if draft else ({}, 0)


def draft_numbered(interview: Interview, number: int) -> dict[str, str]:
    """Return the answers of one draft; empty before the first."""
    draft = Draft.objects.filter(interview=interview, number=number).first()
    return answers_of_draft(interview, draft) if draft else {}


def answers_of_draft(interview: Interview, draft: Draft) -> dict[str, str]:
    """Return the answers of a draft; Conflict where the interview has ended."""
    if not interview.key:
        raise Conflict("This interview has ended.", remedy="Look for the statement it became.")
    return opened(bytes(draft.sealed), bytes(interview.key), str(interview.pk))


def statements(actor: Actor) -> QuerySet[Statement]:
    """Return the statements that this person may see."""
    return Statement.objects.visible_to(actor).select_related("form", "source", "text")


def statement_of(source: Source) -> Statement | None:
    """Return the statement that a source came from, where it came from an interview."""
    return Statement.objects.filter(source=source).select_related("form", "text").first()


def filled(statement: Statement) -> tuple[Node, ...]:
    """Return a statement as its form with its answers, read from the preserved record."""
    record = json.loads(register.archive().read(statement.answers.sha256))
    answers: dict[str, str] = dict(record["answers"])
    answers |= {path: str(count) for path, count in record["repeats"].items()}
    day = statement.interview.asked_on
    return fill(form_of(statement.form), answers, today=day)


def passages_of(statement: Statement) -> dict[str, Passage]:
    """Return the passage of each answer of a statement, by its path."""
    spans = {(start, end): path for path, start, end in statement.text.parameters["answers"]}
    found = Passage.objects.filter(exhibit=statement.text, start__isnull=False)
    return {
        spans[one.start or 0, one.end or 0]: one
        for one in found
        if (one.start or 0, one.end or 0) in spans
    }


def decisions_of(statement: Statement) -> dict[str, ProposalDecision]:
    """Return the current decision about each proposal by its key, of earlier mappings too."""
    found = ProposalDecision.objects.current().filter(statement=statement)
    return {one.key: one for one in found.select_related("made_by")}


def asked_about(actor: Actor, source: Source) -> QuerySet[ConsentAsked]:
    """Return in which words consent was asked for a source."""
    found = ConsentAsked.objects.visible_to(actor).filter(source=source)
    return found.select_related("made_by").order_by("pk")


def answered_count(nodes: tuple[Node, ...]) -> int:
    """Return how many questions have an answer that counts."""
    return sum(1 for node in leaves(nodes) if node.counted)
