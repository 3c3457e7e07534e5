"""Pages of one act: what was judged, its accounts side by side, who is alleged to be involved."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.same_act import Grade
from onrecord.web.audit.services import note
from onrecord.web.coding import services
from onrecord.web.coding.compared import Comparison, compared
from onrecord.web.coding.facts import act_facts
from onrecord.web.coding.forms.acts import (
    ActCorrection,
    ActForm,
    InvolvementCorrection,
    InvolvementForm,
    ReasonForm,
    WhichAccountsForm,
    act_initial,
    involvement_initial,
)
from onrecord.web.coding.models import Account, Act, Involvement
from onrecord.web.coding.selectors import acts as selectors
from onrecord.web.coding.selectors.accounts import accounts
from onrecord.web.coding.views.accounts import reason_of
from onrecord.web.coding.where import known_names
from onrecord.web.coding.words import suffered_words
from onrecord.web.people.models import Person
from onrecord.web.people.selectors import persons
from onrecord.web.site.choices import concept_label
from onrecord.web.site.rights import Actor, Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import said
from onrecord.web.sources.origins import shown_reasons, told_by

MOST_EVENTS = 200


@needs(Right.READ)
def one_act(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Show one act with everything it rests on."""
    actor = actor_of(request)
    act = _act(request, stem)
    note("read", "coding_act", act.pk)
    tellings = selectors.tellings(actor, act)
    comparison = compared(act, tellings)
    told = told_by(actor, (telling.account.source_id for telling in tellings))
    event = selectors.events(actor).filter(stem=act.event).first() if act.event else None
    context = {
        "act": act,
        "title": concept_label("acts", act.act_type),
        "facts": act_facts(act),
        "person": _person(actor, act),
        "event": event,
        "comparison": comparison,
        "told": told,
        "reasons": shown_reasons(actor, told),
        "candidates": [OfferedAccount.of(one) for one in selectors.may_tell_it(actor, act)],
        "has_withdrawn": selectors.rests_on_withdrawn(actor, act),
        "involvements": _involvements(actor, act),
        "history": selectors.act_history(actor, stem),
        "withdrawal": ReasonForm(),
        "may_judge": has_right(actor, Right.JUDGE),
    }
    if context["may_judge"]:
        context["involvement_form"] = _new_involvement_form(request, comparison)
    return render(request, "coding/act.html", context)


@needs(Right.JUDGE)
def new_act(request: HttpRequest) -> HttpResponseBase:
    """Judge an act from one account, with other values than the account's own."""
    actor = actor_of(request)
    account = get_object_or_404(accounts(actor), stem=_uuid(request.GET.get("account", "")))
    form = _form(ActForm, request, actor, act_initial(account))
    if request.method == "POST" and form.is_valid():
        act = services.judge_act(
            form.values(),
            accounts=[account.stem],
            by=actor,
            reason=form.cleaned_data["reason"],
        )
        return redirect("coding:act", stem=act.stem)
    context = {"form": form, "account": account, "names": known_names()}
    return render(request, "coding/new_act.html", context)


@needs(Right.JUDGE)
def correct_act(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Judge an act anew."""
    actor, act = actor_of(request), _act(request, stem)
    person = _person(actor, act)
    initial = act_initial(act, person_code=person.code if person else "")
    form = _form(ActCorrection, request, actor, initial)
    if request.method == "POST" and form.is_valid():
        shown = shown_version(request, Act.objects.history(act.stem))
        services.correct_act(shown, form.values(), by=actor, reason=form.cleaned_data["reason"])
        return redirect("coding:act", stem=stem)
    context = {
        "form": form,
        "version": act.pk,
        "title": concept_label("acts", act.act_type),
        "back": reverse("coding:act", args=[stem]),
        "names": known_names(),
    }
    return render(request, "coding/correct.html", context)


@needs(Right.JUDGE)
def choose_accounts(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Choose the accounts on which an act rests."""
    actor, act = actor_of(request), _act(request, stem)
    tellings = selectors.tellings(actor, act)
    known = [telling.account for telling in tellings]
    offered = [*known, *selectors.related_accounts(actor, act)]
    choices = [(str(one.stem), suffered_words(one)) for one in offered]
    form = WhichAccountsForm(
        request.POST or None,
        account_choices=choices,
        initial={"accounts": [str(one.stem) for one in known]},
    )
    if request.method == "POST" and form.is_valid():
        shown = shown_version(request, Act.objects.history(act.stem))
        services.correct_act(
            shown,
            {},
            by=actor,
            reason=form.cleaned_data["reason"],
            accounts=form.cleaned_data["accounts"],
        )
        return redirect("coding:act", stem=stem)
    context = {"form": form, "act": act, "title": concept_label("acts", act.act_type)}
    return render(request, "coding/choose_accounts.html", context)


@require_POST
@needs(Right.JUDGE)
def add_account(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Judge that one more account tells this act."""
    actor, act = actor_of(request), _act(request, stem)
    shown = shown_version(request, Act.objects.history(act.stem))
    known = [telling.account.stem for telling in selectors.tellings(actor, shown)]
    account = get_object_or_404(accounts(actor), stem=_uuid(request.POST.get("account", "")))
    services.correct_act(
        shown, {}, by=actor, reason=reason_of(request), accounts=[*known, account.stem]
    )
    return redirect("coding:act", stem=stem)


@require_POST
@needs(Right.JUDGE)
def withdraw_act(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Judge that an act did not happen as one."""
    services.withdraw_act(_act(request, stem), by=actor_of(request), reason=reason_of(request))
    return redirect("coding:acts")


@require_POST
@needs(Right.JUDGE)
def involve(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Judge that somebody is alleged to be involved."""
    actor, act = actor_of(request), _act(request, stem)
    form = _new_involvement_form(request, compared(act, selectors.tellings(actor, act)))
    if not form.is_valid():
        problems = " ".join(str(error) for errors in form.errors.values() for error in errors)
        raise InputError("The allegation is not complete.", value=problems)
    services.involve(
        act,
        form.values(),
        basis=form.cleaned_data["basis"],
        by=actor,
        reason=form.cleaned_data["reason"],
    )
    return redirect("coding:act", stem=stem)


@needs(Right.JUDGE)
def correct_involvement(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Judge an allegation anew."""
    actor = actor_of(request)
    involvement = get_object_or_404(selectors.involvements(actor), stem=stem)
    act = get_object_or_404(selectors.acts(actor), stem=involvement.act)
    form = InvolvementCorrection(
        request.POST or None,
        initial=involvement_initial(involvement),
        account_choices=compared(act, selectors.tellings(actor, act)).choices(),
    )
    if request.method == "POST" and form.is_valid():
        shown = shown_version(request, Involvement.objects.history(stem))
        changes = {**form.values(), "basis": form.cleaned_data["basis"]}
        services.correct_involvement(shown, changes, by=actor, reason=form.cleaned_data["reason"])
        return redirect("coding:act", stem=act.stem)
    context = {
        "form": form,
        "version": involvement.pk,
        "title": involvement.perpetrator_text,
        "back": reverse("coding:act", args=[act.stem]),
    }
    return render(request, "coding/correct.html", context)


@require_POST
@needs(Right.JUDGE)
def withdraw_involvement(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Take back an allegation."""
    actor = actor_of(request)
    involvement = get_object_or_404(selectors.involvements(actor), stem=stem)
    services.withdraw_involvement(involvement, by=actor, reason=reason_of(request))
    return redirect("coding:act", stem=involvement.act)


@dataclass(frozen=True, slots=True)
class OfferedAccount:
    """An account that may tell the same act, in words: what speaks for it, and what against."""

    account: Account
    source: str
    words: str
    grade: str | Promise
    reasons_for: list[str]
    reasons_against: list[str]

    @classmethod
    def of(cls, candidate: selectors.Candidate) -> OfferedAccount:
        """Return a candidate as the page shows it."""
        reasons = candidate.likeness.reasons
        return cls(
            candidate.account,
            candidate.source,
            suffered_words(candidate.account),
            GRADES[candidate.likeness.grade],
            [said(one.sentence) for one in reasons if one.points > 0],
            [said(one.sentence) for one in reasons if one.points <= 0],
        )


GRADES = {
    Grade.LIKELY: gettext_lazy("much speaks for it"),
    Grade.POSSIBLE: gettext_lazy("something speaks for it"),
    Grade.UNLIKELY: gettext_lazy("little speaks for it"),
}


def _form(
    kind: type[ActForm], request: HttpRequest, actor: Actor, initial: dict[str, object]
) -> ActForm:
    events = selectors.events(actor).order_by("-sort_date", "title")[:MOST_EVENTS]
    return kind(
        request.POST or None,
        initial=initial,
        event_choices=[(str(event.stem), event.title) for event in events],
        persons=persons(actor),
    )


def _new_involvement_form(request: HttpRequest, comparison: Comparison) -> InvolvementForm:
    named = [one.account for one in comparison.tellings if one.account.perpetrator_text]
    initial = (
        {
            "perpetrator_text": named[0].perpetrator_text,
            "perpetrator_kind": named[0].perpetrator_kind,
            "basis": str(named[0].stem),
        }
        if named
        else {}
    )
    return InvolvementForm(
        request.POST or None, initial=initial, account_choices=comparison.choices()
    )


def _involvements(actor: Actor, act: Act) -> list[dict[str, object]]:
    return [
        {
            "row": row,
            "kind": concept_label("perpetrator_kinds", row.perpetrator_kind),
            "mode": concept_label("involvement", row.mode),
            "status": concept_label("evidential_status", row.evidential_status),
        }
        for row in selectors.involvements(actor).filter(act=act.stem).order_by("pk")
    ]


def _person(actor: Actor, act: Act) -> Person | None:
    if act.victim_person is None:
        return None
    return persons(actor).filter(stem=act.victim_person).first()


def _act(request: HttpRequest, stem: UUID) -> Act:
    return get_object_or_404(selectors.acts(actor_of(request)), stem=stem)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise InputError(
            "An act is judged from an account.", remedy="Open the account and judge from there."
        ) from error
