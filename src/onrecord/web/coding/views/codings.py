"""What one coded oneself in a round: look at it, code it anew, take it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from onrecord.web.audit.services import note
from onrecord.web.coding import services
from onrecord.web.coding.comparable import choices_of, shown_coding
from onrecord.web.coding.forms.accounts import account_initial
from onrecord.web.coding.forms.acts import ReasonForm
from onrecord.web.coding.forms.rounds import CodedAccountForm, CodedFigureForm
from onrecord.web.coding.models import Account, Coding, Round
from onrecord.web.coding.selectors import reading
from onrecord.web.coding.views.accounts import reason_of
from onrecord.web.coding.views.room import address
from onrecord.web.coding.where import known_names
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.sources.selectors import text_of


@needs(Right.CODE)
def one_coding(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Show an own coding of a round that is open, and code it anew."""
    coding = _coding(request, stem)
    note("read", "coding_coding", coding.pk)
    found = get_object_or_404(Round.objects.current(), stem=coding.round)
    form = form_of(coding, request)
    if request.method == "POST" and form.is_valid():
        sent = shown_version(request, Coding.objects.history(stem).filter(coder=coding.coder_id))
        reason = form.cleaned_data["reason"] or _("Coded anew.")
        services.correct_coding(sent, form.values(), by=actor_of(request), reason=reason)
        return redirect(address(found.exhibit_id, coding.start))
    context = {
        "coding": coding,
        "title": shown_coding(coding),
        "facts": [
            (choice.label, shown)
            for choice in choices_of(coding.kind)
            if (shown := choice.shown(coding.values_coded))
        ],
        "quote": text_of(found.exhibit)[coding.start : coding.end],
        "form": form,
        "withdrawal": ReasonForm(),
        "back": address(found.exhibit_id, coding.start),
        "names": known_names() if coding.kind == "account" else (),
    }
    return render(request, "coding/coding.html", context)


@require_POST
@needs(Right.CODE)
def withdraw_coding(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Take back an own coding of a round that is open."""
    coding = _coding(request, stem)
    found = get_object_or_404(Round.objects.current(), stem=coding.round)
    services.withdraw_coding(coding, by=actor_of(request), reason=reason_of(request))
    return redirect(address(found.exhibit_id, coding.start))


def form_of(coding: Coding, request: HttpRequest) -> CodedFigureForm | CodedAccountForm:
    """Return the form of a coding, filled with its values."""
    data = request.POST or None
    if coding.kind == "figure":
        return CodedFigureForm(data, initial=coding.values_coded)
    return CodedAccountForm(data, initial=account_initial(Account(**coding.values_coded)))


def _coding(request: HttpRequest, stem: UUID) -> Coding:
    return get_object_or_404(reading.own_codings(actor_of(request)), stem=stem)
