"""Settling what the coders of a closed round have otherwise than one another."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import InputError
from onrecord.web.coding import services
from onrecord.web.coding.agreed import Unit
from onrecord.web.coding.comparable import choices_of
from onrecord.web.coding.models import Adjudication, Round
from onrecord.web.coding.selectors import rounds as selectors
from onrecord.web.coding.services.adjudication import OTHER
from onrecord.web.coding.settling import shown_units
from onrecord.web.coding.views.accounts import reason_of
from onrecord.web.coding.views.codings import form_of
from onrecord.web.coding.views.rounds import round_of
from onrecord.web.coding.where import known_names
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.site.shown import sent_number
from onrecord.web.sources.selectors import text_of


@require_POST
@needs(Right.JUDGE)
def settle(request: HttpRequest, stem: UUID, unit: UUID) -> HttpResponseBase:
    """Keep a unit as the coders have it that were chosen, or do not keep it."""
    found = round_of(request, stem)
    one = _unit(request, found, unit)
    actor, reason, before = actor_of(request), reason_of(request), _shown_before(request, unit)
    if "drop" in request.POST:
        services.drop(found, one, by=actor, reason=reason, before=before)
    else:
        chosen = _chosen(request, one)
        services.settle(found, one, chosen, by=actor, reason=reason, before=before)
    return HttpResponseRedirect(f"{reverse('coding:round', args=[stem])}#judge")


@needs(Right.JUDGE)
def state(request: HttpRequest, stem: UUID, unit: UUID) -> HttpResponseBase:
    """Settle a unit with values of one's own, or judge it anew."""
    found = round_of(request, stem)
    one = _unit(request, found, unit)
    actor = actor_of(request)
    form = form_of(one.kept[0], request)
    if request.method == "POST" and form.is_valid():
        services.settle(
            found,
            one,
            {choice.key: OTHER for choice in choices_of(one.kind)},
            stated=form.values(),
            by=actor,
            reason=reason_of(request),
            before=_shown_before(request, unit),
        )
        return redirect("coding:round", stem=stem)
    result = selectors.result(actor, found)
    context = {
        "round": found,
        "shown": shown_units([one], result, text_of(found.exhibit))[0],
        "form": form,
        "names": known_names() if one.kind == "account" else (),
    }
    return render(request, "coding/state.html", context)


@require_POST
@needs(Right.JUDGE)
def settle_alike(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Keep in one step what all coders have alike."""
    number = services.settle_alike(round_of(request, stem), by=actor_of(request))
    kept = ngettext("{number} place is kept.", "{number} places are kept.", number)
    messages.success(request, kept.format(number=number))
    return redirect("coding:round", stem=stem)


def _unit(request: HttpRequest, found: Round, key: UUID) -> Unit:
    """Return a unit of a closed round; 404 where it has none of this key."""
    units = [] if found.is_open else selectors.result(actor_of(request), found).units
    one = next((unit for unit in units if unit.key == key), None)
    if one is None:
        raise Http404
    return one


def _shown_before(request: HttpRequest, unit: UUID) -> Adjudication | None:
    """Return the judgement that the page showed; a newer one is then a conflict."""
    seen = Adjudication.objects.visible_to(actor_of(request)).filter(unit=unit)
    number = sent_number(request, "version")
    return get_object_or_404(seen, pk=number) if number else None


def _chosen(request: HttpRequest, unit: Unit) -> dict[str, int | str]:
    chosen: dict[str, int | str] = {}
    for choice in unit.differing():
        sent = request.POST.get(f"choose-{choice.key}", "")
        if not (sent.isdecimal() and len(sent) < 3 and int(sent) < len(unit.codings)):
            raise InputError(
                "It is not chosen whose reading holds.",
                value=str(choice.label),
                remedy="Choose one for each thing in which the coders differ.",
            )
        chosen[choice.key] = int(sent)
    return chosen
