"""The page of a source's consent: what was asked in which words, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.sources import consent, services
from onrecord.web.sources.forms import ConsentForm
from onrecord.web.sources.models import Consent
from onrecord.web.sources.selectors import description_of, sources
from onrecord.web.statements import selectors
from onrecord.web.statements.models import ConsentAsked

ALLOWED: dict[bool, Promise] = {True: _("may be used"), False: _("may not be used")}


@dataclass(frozen=True, slots=True)
class Purpose:
    """One use: the answer that holds, what follows from it, and the words it was asked in."""

    label: str | Promise
    answer: str | Promise
    follows: Promise
    is_allowed: bool
    asked: ConsentAsked | None


@needs(Right.READ)
def consents(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the consent of a source use by use with its history, and record a new answer."""
    actor = actor_of(request)
    source = get_object_or_404(sources(actor), pk=pk)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.record_consent(source, by=actor, **form.cleaned_data)
        return redirect("statements:consent", pk=pk)
    asked = {one.purpose: one for one in selectors.asked_about(actor, source)}
    answers = consent.answers_of(source)
    found = []
    for name, label in Consent.PURPOSES.items():
        allowed = consent.may_use(source, name).allowed
        answer = consent.ANSWERS[answers[name]]
        found.append(Purpose(label, answer, ALLOWED[allowed], allowed, asked.get(name)))
    history = Consent.objects.visible_to(actor).filter(source=source)
    context = {
        "source": description_of(source),
        "statement": selectors.statements(actor).filter(source=source).first(),
        "purposes": found,
        "history": history.select_related("made_by").order_by("-made_at", "-pk"),
        "form": form,
        "may_code": has_right(actor, Right.CODE),
    }
    return render(request, "statements/consent.html", context)
