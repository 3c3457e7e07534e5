"""The last page of an interview: looking everything over, consent, keeping."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from onrecord.core.document.questionnaire import Node, Question, fill, leaves
from onrecord.core.document.questionnaire.definition import FILES, SILENT
from onrecord.core.kernel.errors import UsageError
from onrecord.web.audit.services import note
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.site.shown import sent_number
from onrecord.web.site.words import period_text, said_error
from onrecord.web.statements import selectors, services
from onrecord.web.statements.definitions import form_of
from onrecord.web.statements.forms import ConsentForm, EndForm
from onrecord.web.statements.models import Interview, Statement
from onrecord.web.statements.services import Ending
from onrecord.web.statements.services.keeping import asked_files
from onrecord.web.statements.shown import answer_text, label_text, problem_text
from onrecord.web.statements.steps import Step, steps_of
from onrecord.web.statements.wording import language_near, wording


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and its answer as the last page lists them."""

    label: str
    answer: str
    problem: str


@needs(Right.CODE)
def finish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show everything that was said, ask for consent use by use, and keep the statement."""
    actor = actor_of(request)
    one = get_object_or_404(selectors.interviews(actor), pk=pk)
    answers, number = selectors.newest_draft(one)
    note("read", "statements_interview", one.pk)
    nodes = fill(form_of(one.form), answers, today=one.asked_on)
    words = wording(language_near(one.language))
    files = asked_files(nodes)
    sent = request.POST if request.method == "POST" else None
    ended = EndForm(sent, request.FILES or None, asked=files, initial=_initial(one))
    consents = ConsentForm(sent, wording=words)
    problem = ""
    if sent is not None and ended.is_valid() and consents.is_valid():
        try:
            statement = _kept(request, one, ended, consents)
        except UsageError as error:
            problem = said_error(error)
        else:
            messages.success(request, _("The statement is kept."))
            return redirect("statements:statement", pk=statement.source_id)
    steps = steps_of(nodes, one.language)
    context = {
        "interview": one,
        "number": sent_number(request, "number") if sent is not None else number,
        "steps": [(step, _answered(step, one.language)) for step in steps],
        "form": ended,
        "files": [(ended[f"file.{node.path}"], label_text(node, one.language)) for node in files],
        "consents": consents,
        "wording": words,
        "problem": problem,
        "form_language": one.language,
    }
    return render(request, "statements/finish.html", context)


def _kept(request: HttpRequest, one: Interview, ended: EndForm, consents: ConsentForm) -> Statement:
    data = ended.cleaned_data
    ending = Ending(
        number=sent_number(request, "number"),
        title=data["title"],
        kind=data["kind"],
        consents=consents.answers(),
        broken_off=data["broken_off"],
        files=ended.chosen_files(),
    )
    return services.keep(one, ending, by=actor_of(request))


def _initial(one: Interview) -> dict[str, str]:
    day = period_text(one.asked_on.isoformat())
    return {"title": f"{one.form.title}, {day}", "kind": "source/statement"}


def _answered(step: Step, language: str) -> list[Answered]:
    return [
        Answered(
            label_text(node, language),
            answer_text(node, language),
            problem_text(node.problem, language),
        )
        for node in leaves(step.nodes)
        if _is_asked(node)
    ]


def _is_asked(node: Node) -> bool:
    item = node.item
    return isinstance(item, Question) and node.applies and item.kind not in SILENT | FILES
