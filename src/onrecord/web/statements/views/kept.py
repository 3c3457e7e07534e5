"""Pages of statements kept: the list, and what each proposes."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from onrecord.core.document.questionnaire.mapping import ACCOUNT, SCHEMES
from onrecord.web.audit.services import note
from onrecord.web.site.choices import concept_label
from onrecord.web.site.listing import Column, Listing
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.site.words import period_text, said
from onrecord.web.sources import consent
from onrecord.web.sources.models import Consent, Description
from onrecord.web.sources.selectors import description_of, sources
from onrecord.web.statements import selectors, services
from onrecord.web.statements.forms import ReasonForm
from onrecord.web.statements.mapping_shown import KINDS, LABELS
from onrecord.web.statements.models import Statement
from onrecord.web.statements.proposed import Proposed, proposed

_COLUMNS = (
    Column(
        "title",
        gettext_lazy("Statement"),
        lambda row: row.source_title,
        sort="source_title",
        link=lambda row: reverse("statements:statement", args=[row.source_id]),
    ),
    Column("form", gettext_lazy("Form"), lambda row: row.form.title, sort="form__title"),
    Column(
        "made",
        gettext_lazy("Day of the interview"),
        lambda row: period_text(row.interview.asked_on.isoformat()),
        sort="interview__asked_on",
    ),
    Column("compartment", gettext_lazy("Compartment"), lambda row: row.compartment),
)
_DATES = frozenset({"period", "birth", "death"})


@needs(Right.READ)
def statement_list(request: HttpRequest) -> HttpResponseBase:
    """List the statements; one whose use was refused stands here by its title alone."""
    described = Description.objects.current().filter(source=OuterRef("source"))
    rows = selectors.statements(actor_of(request)).select_related(
        "form", "interview", "compartment"
    )
    return Listing(
        rows=rows.annotate(
            source_title=Coalesce(Subquery(described.values("title")[:1]), Value(""))
        ),
        columns=_COLUMNS,
        sort="-made",
        name="statements",
        exported=lambda count: note("export", "statements_statement", fields=f"rows={count}"),
    ).response(request, "statements/kept.html")


@needs(Right.READ)
def statement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what a statement proposes, with the decisions; nothing of it where consent ended."""
    actor = actor_of(request)
    one = _statement(request, pk)
    context: dict[str, object] = {
        "statement": one,
        "source": description_of(one.source),
        "withdrawn": "" if consent.may_read(actor, one.source) else consent.WITHDRAWN,
        "kept_back": not consent.may_use(one.source, consent.INTERNAL).allowed,
        "consents": [(purpose, consent.ANSWERS[answer]) for purpose, answer in _consents(one)],
    }
    if not context["withdrawn"]:
        note("read", "statements_statement", one.pk)
        mapping, found = proposed(one)
        context |= {
            "mapping": mapping,
            "proposals": [_shown(each) for each in found],
            "undecided": sum(1 for each in found if each.decision is None),
            "reading": reverse("coding:read", args=[one.text_id]),
            "may_code": has_right(actor, Right.CODE),
            "may_import": has_right(actor, Right.IMPORT),
            "reason": ReasonForm(),
        }
    return render(request, "statements/statement.html", context)


@require_POST
@needs(Right.CODE)
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Accept, reject or take back what a statement proposes."""
    actor = actor_of(request)
    one = _statement(request, pk)
    key, reason = request.POST.get("key", ""), request.POST.get("reason", "")
    match request.POST.get("action"):
        case "accept":
            services.accept(one, key, by=actor)
        case "reject":
            services.reject(one, key, by=actor, reason=reason)
        case "undo":
            services.undo(one, key, by=actor, reason=reason)
        case "accept_all":
            count = services.accept_all(one, by=actor)
            made = ngettext("{count} claim was made.", "{count} claims were made.", count)
            messages.success(request, made.format(count=count))
    return redirect("statements:statement", pk=pk)


def _statement(request: HttpRequest, pk: int) -> Statement:
    source = get_object_or_404(sources(actor_of(request)), pk=pk)
    return get_object_or_404(selectors.statements(actor_of(request)), source=source)


def _consents(one: Statement) -> list[tuple[str, consent.Answer]]:
    labels = dict(Consent.PURPOSES)
    return [(str(labels[name]), answer) for name, answer in consent.answers_of(one.source).items()]


def _shown(one: Proposed) -> dict[str, object]:
    values = [(LABELS[name], _value(name, words)) for name, words in one.proposal.values]
    decision = one.decision
    address = ""
    if decision is not None and decision.claim is not None:
        name = "coding:account" if one.proposal.kind == ACCOUNT else "people:mention"
        address = reverse(name, args=[decision.claim])
    return {
        "key": one.proposal.key,
        "kind": KINDS[one.proposal.kind],
        "values": values,
        "open": [said(remark) for remark in one.claim.open],
        "decision": decision,
        "was_claimed": one.was_claimed,
        "address": address,
    }


def _value(name: str, words: str) -> str:
    scheme = SCHEMES.get(name)
    if scheme is not None:
        return concept_label(scheme, words)
    return period_text(words) if name in _DATES else words
