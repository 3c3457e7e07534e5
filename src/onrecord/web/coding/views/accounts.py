"""Pages of accounts: the list, and one account beside the words that it rests on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.services import note
from onrecord.web.coding import services
from onrecord.web.coding.facts import account_facts
from onrecord.web.coding.filters import act_filters
from onrecord.web.coding.forms.accounts import AccountCorrection, account_initial
from onrecord.web.coding.forms.acts import ReasonForm, judged_from
from onrecord.web.coding.forms.reading import field_labels
from onrecord.web.coding.models import Account
from onrecord.web.coding.selectors import accounts as selectors
from onrecord.web.coding.selectors.acts import acts_of_account
from onrecord.web.coding.views.room import address
from onrecord.web.coding.where import known_names
from onrecord.web.coding.words import alleged, suffered_words, victim_words
from onrecord.web.site.choices import concept_label
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import period_text
from onrecord.web.sources.consent import LEFT_OUT, leaving
from onrecord.web.sources.models import Description
from onrecord.web.sources.selectors import description_of


def _perpetrator(row: Account) -> str:
    name = row.perpetrator_text or concept_label("perpetrator_kinds", row.perpetrator_kind)
    return alleged(name)


_COLUMNS = (
    Column(
        "act",
        gettext_lazy("What was done"),
        lambda row: concept_label("acts", row.act_type),
        sort="act_type",
        link=lambda row: reverse("coding:account", args=[row.stem]),
    ),
    Column("victim", gettext_lazy("Victim"), victim_words, sort="victim_name"),
    Column("place", gettext_lazy("Where"), lambda row: row.place_text, sort="place_text"),
    Column("period", gettext_lazy("When"), lambda row: period_text(row.period), sort="sort_date"),
    Column("perpetrator", gettext_lazy("By whom"), _perpetrator, sort="perpetrator_text"),
    Column(
        "source",
        gettext_lazy("Source"),
        lambda row: row.source_title,
        link=lambda row: reverse("sources:one", args=[row.source_id]),
    ),
)
_JUDGED = (("no", gettext_lazy("no act rests on it yet")),)


@needs(Right.READ)
def account_list(request: HttpRequest) -> HttpResponseBase:
    """List what sources say of acts."""
    actor = actor_of(request)
    described = Description.objects.current().filter(source=OuterRef("source"))
    waiting = selectors.unjudged(actor)

    def unjudged(rows: QuerySet[Any], _value: str) -> QuerySet[Any]:
        return rows.filter(pk__in=waiting.values("pk"))

    return Listing(
        rows=selectors.accounts(actor).annotate(
            source_title=Coalesce(Subquery(described.values("title")[:1]), Value(""))
        ),
        columns=_COLUMNS,
        filters=(*act_filters(), Filter("judged", _("Judged"), unjudged, _JUDGED)),
        sort="period",
        name="accounts",
        leaving=leaving,
        left_out=LEFT_OUT,
        exported=lambda count: note("export", "coding_account", fields=f"rows={count}"),
    ).response(request, "coding/accounts.html")


@needs(Right.READ)
def one_account(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Show one account: its values, the words of its passages, what was judged from it."""
    actor = actor_of(request)
    account = _account(request, stem)
    note("read", "coding_account", account.pk)
    labels = field_labels()
    cited = [
        (
            one,
            ", ".join(labels[name] for name in one.fields),
            address(one.passage.exhibit_id, one.passage.start or 0),
        )
        for one in selectors.cited(actor, account)
    ]
    context = {
        "account": account,
        "title": concept_label("acts", account.act_type),
        "facts": account_facts(account),
        "cited": cited,
        "source": description_of(account.source),
        "acts": [(act.stem, suffered_words(act)) for act in acts_of_account(actor, account)],
        "history": selectors.account_history(actor, stem),
        "withdrawal": ReasonForm(),
        "may_code": has_right(actor, Right.CODE),
        "may_judge": has_right(actor, Right.JUDGE),
    }
    return render(request, "coding/account.html", context)


@needs(Right.CODE)
def correct_account(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Correct the reading of a source, as a new version."""
    account = _account(request, stem)
    form = AccountCorrection(request.POST or None, initial=account_initial(account))
    if request.method == "POST" and form.is_valid():
        shown = shown_version(request, Account.objects.history(account.stem))
        services.correct_account(
            shown,
            form.values(),
            by=actor_of(request),
            reason=form.cleaned_data["reason"],
        )
        return redirect("coding:account", stem=stem)
    context = {
        "form": form,
        "version": account.pk,
        "title": concept_label("acts", account.act_type),
        "back": reverse("coding:account", args=[stem]),
        "names": known_names(),
    }
    return render(request, "coding/correct.html", context)


@require_POST
@needs(Right.CODE)
def withdraw_account(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Take back an account that the source does not give."""
    account = _account(request, stem)
    services.withdraw_account(account, by=actor_of(request), reason=reason_of(request))
    return redirect("coding:accounts")


@require_POST
@needs(Right.JUDGE)
def judge(request: HttpRequest, stem: UUID) -> HttpResponseBase:
    """Judge an act from an account in one step, with the account's own values."""
    account = _account(request, stem)
    act = services.judge_act(judged_from(account), accounts=[account.stem], by=actor_of(request))
    return redirect("coding:act", stem=act.stem)


def reason_of(request: HttpRequest) -> str:
    """Return the reason that a form gave; InputError without one."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise InputError("A reason is missing.", remedy="Say why in a sentence.")
    reason: str = form.cleaned_data["reason"]
    return reason


def _account(request: HttpRequest, stem: UUID) -> Account:
    return get_object_or_404(selectors.accounts(actor_of(request)), stem=stem)
