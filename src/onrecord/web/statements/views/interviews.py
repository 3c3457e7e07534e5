"""Pages of an interview: beginning, going from step to step, giving it up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from onrecord.core.document.questionnaire import Node, fill
from onrecord.web.audit.services import note
from onrecord.web.site import languages
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.site.shown import sent_number
from onrecord.web.statements import selectors, services
from onrecord.web.statements.definitions import form_of
from onrecord.web.statements.forms import BeginForm
from onrecord.web.statements.models import Interview
from onrecord.web.statements.plan import plan_of
from onrecord.web.statements.shown import label_text, parts_of, problem_text
from onrecord.web.statements.steps import Step, steps_of
from onrecord.web.statements.typed import Asked, typed_answers, with_turn, without


@needs(Right.CODE)
def take(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin an interview with a form."""
    actor = actor_of(request)
    version = get_object_or_404(selectors.form_versions(actor), pk=pk)
    form = form_of(version)
    initial = {
        "language": form.language(languages.code()),
        "asked_by": getattr(actor, "full_name", ""),
        "asked_on": timezone.localdate(),
    }
    begun = BeginForm(
        request.POST or None,
        form=form,
        compartment_ids=actor.compartment_ids(),
        initial=initial,
    )
    if request.method == "POST" and begun.is_valid():
        data = begun.cleaned_data
        interview = services.begin(
            version,
            compartment_id=data["compartment"],
            language=data["language"],
            asked_by=data["asked_by"],
            asked_on=data["asked_on"],
            label=data["label"],
            by=actor,
        )
        return redirect("statements:interview", pk=interview.pk)
    return render(request, "statements/take.html", {"version": version, "form": begun})


@needs(Right.CODE)
def interview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one step of an interview, or save it and go where its button leads."""
    one = _interview(request, pk)
    if request.method == "POST":
        return _go_on(request, one)
    answers, number = selectors.newest_draft(one)
    note("read", "statements_interview", one.pk)
    form = form_of(one.form)
    nodes = fill(form, answers, today=one.asked_on)
    steps = steps_of(nodes, one.language)
    step = _step(steps, request.GET.get("step", "1"))
    context = {
        "interview": one,
        "number": number,
        "step": step,
        "steps": steps,
        "parts": parts_of(step.nodes, one.language) if step else (),
        "wrong": _wrong(step, one) if step and "check" in request.GET else (),
        "undo": _undone(request, number),
        "plan": plan_of(form, answers, one.language, today=one.asked_on),
        "form_language": one.language,
    }
    return render(request, "statements/interview.html", context)


@require_POST
@needs(Right.CODE)
def save(request: HttpRequest, pk: int) -> JsonResponse:
    """Save a step while it is filled in; the page goes on."""
    one = _interview(request, pk)
    number = _saved(request, one)
    return JsonResponse({"number": number})


@require_POST
@needs(Right.CODE)
def discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give an interview up; its answers can never be read again."""
    services.discard(_interview(request, pk), by=actor_of(request))
    messages.success(request, _("The interview is discarded. Nobody can read its answers now."))
    return redirect("statements:home")


def _go_on(request: HttpRequest, one: Interview) -> HttpResponseRedirect:
    number = _saved(request, one)
    asked = Asked.of(request.POST)
    here = sent_number(request, "step") or 1
    if asked.verb in ("add", "remove", "undo"):
        _change_turns(request, one, asked, number)
        undo = {"undo": number} if asked.verb == "remove" else {}
        is_step = asked.verb == "add" and bool(request.POST.get("top"))
        return _to(one, here + is_step, **undo)
    if asked.verb in ("next", "finish"):
        return _next(one, here, finish=asked.verb == "finish")
    there = {"back": here - 1, "go": here + 1, "step": _number(asked.object)}
    return _to(one, there.get(asked.verb, here))


def _change_turns(request: HttpRequest, one: Interview, asked: Asked, number: int) -> None:
    """Add or remove a turn of a repeat, or go back to the draft before a removal."""
    answers, _newest = selectors.newest_draft(one)
    match asked.verb:
        case "add":
            changed = with_turn(one, answers, asked.object)
        case "remove":
            changed = without(one, answers, asked.object)
        case _:
            changed = selectors.draft_numbered(one, _number(asked.object)) or answers
    services.save(one, changed, number=number, by=actor_of(request))


def _next(one: Interview, here: int, *, finish: bool) -> HttpResponseRedirect:
    """Go on; where something is wrong on this step, show it first."""
    answers, _number = selectors.newest_draft(one)
    steps = steps_of(fill(form_of(one.form), answers, today=one.asked_on), one.language)
    step = _step(steps, str(here))
    if step is not None and step.wrong:
        return _to(one, here, check=1)
    if finish or here >= len(steps):
        return HttpResponseRedirect(reverse("statements:finish", args=[one.pk]))
    return _to(one, here + 1)


def _saved(request: HttpRequest, one: Interview) -> int:
    """Save what was typed onto the draft that the page showed, and return the new number."""
    number = sent_number(request, "number")
    before = selectors.draft_numbered(one, number)
    nodes = fill(form_of(one.form), before, today=one.asked_on)
    answers = typed_answers(request.POST, before, nodes)
    return services.save(one, answers, number=number, by=actor_of(request))


def _to(one: Interview, step: int, **more: int) -> HttpResponseRedirect:
    query = "".join(f"&{name}={value}" for name, value in more.items())
    address = reverse("statements:interview", args=[one.pk])
    return HttpResponseRedirect(f"{address}?step={max(step, 1)}{query}")


def _step(steps: tuple[Step, ...], wanted: str) -> Step | None:
    if not steps:
        return None
    return steps[min(max(_number(wanted), 1), len(steps)) - 1]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _wrong(step: Step, one: Interview) -> list[tuple[Node, str, str]]:
    return [
        (node, label_text(node, one.language), problem_text(node.problem, one.language))
        for node in step.wrong
    ]


def _undone(request: HttpRequest, number: int) -> str:
    """Return the draft to which the last removal can be taken back; empty where there is none."""
    wanted = request.GET.get("undo", "")
    return wanted if wanted.isdecimal() and wanted == str(number - 1) else ""


def _interview(request: HttpRequest, pk: int) -> Interview:
    return get_object_or_404(selectors.interviews(actor_of(request)), pk=pk)
