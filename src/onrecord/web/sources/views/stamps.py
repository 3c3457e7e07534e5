"""The pages of time stamps: carry the question out, bring the answer in, see what it is worth."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from onrecord.adapters.timestamps.request import MEDIA_TYPE
from onrecord.adapters.timestamps.token import LARGEST
from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.services import note
from onrecord.web.site.rights import Actor, Right, actor_of, needs, require_export
from onrecord.web.sources import selectors, stamping
from onrecord.web.sources.forms import StampForm
from onrecord.web.sources.models import TimeRequest


@needs(Right.READ)
def time_stamps(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the questions and answers about one file."""
    actor = actor_of(request)
    exhibit = get_object_or_404(selectors.exhibits(actor), pk=pk)
    tokens = selectors.time_tokens(actor, exhibit)
    context = {
        "exhibit": exhibit,
        "description": selectors.description_of(exhibit.source),
        "tokens": [(token, stamping.is_believed(token.verdicts)) for token in tokens],
        "questions": selectors.time_requests(actor).filter(exhibit=exhibit).order_by("-pk"),
        "form": StampForm(),
    }
    return render(request, "sources/stamps.html", context)


@require_POST
@needs(Right.EXPORT)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new question about one file."""
    exhibit = get_object_or_404(selectors.exhibits(actor_of(request)), pk=pk)
    require_export(request)
    stamping.ask(exhibit, by=actor_of(request))
    return redirect("sources:stamps", pk=exhibit.pk)


@needs(Right.EXPORT)
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Give out the file of a question: a digest and a number, nothing else."""
    asked = _asked(actor_of(request), pk)
    require_export(request)
    note("export", "sources_timerequest", asked.pk, fields="digest")
    response = HttpResponse(bytes(asked.request), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="question-{asked.pk}.tsq"'
    return response


@require_POST
@needs(Right.CODE)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the answer to a question in."""
    asked = _asked(actor_of(request), pk)
    form = StampForm(request.POST, request.FILES)
    if not form.is_valid():
        raise InputError(
            "The answer or the certificates are missing.", remedy="Choose both files again."
        )
    files = [form.cleaned_data[name] for name in ("response", "certificates")]
    if any(file.size > LARGEST for file in files):
        raise InputError("The file is too large for a time stamp.")
    response, certificates = (file.read() for file in files)
    stamping.bring_in(asked, response, certificates, by=actor_of(request))
    return redirect("sources:stamps", pk=asked.exhibit_id)


def _asked(actor: Actor, pk: int) -> TimeRequest:
    return get_object_or_404(selectors.time_requests(actor), pk=pk)
